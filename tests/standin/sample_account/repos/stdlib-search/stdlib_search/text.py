"""Text to terms."""

import re

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_STOP = frozenset(
    "a an and are as at be by can do does for from how i if in into is it its my of on or "
    "s so than that the their then there this to was what when where which will with you".split()
)


def terms(text: str) -> list[str]:
    """Lower-case terms, in order, without stop words; `readFile` and `read_file` are two terms."""
    words = (word.lower() for word in _WORD.findall(text))
    return [stem(word) for word in words if word not in _STOP]


def stem(word: str) -> str:
    """Takes the commonest English endings off. Crude on purpose: three rules, easy to explain."""
    if len(word) > 5 and word.endswith("ing"):
        return _undouble(word[:-3])
    if len(word) > 4 and word.endswith("ed"):
        return _undouble(word[:-2])
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1].removesuffix("e") if word.endswith(("ches", "shes", "xes")) else word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def _undouble(root: str) -> str:
    """`runn` is `run`, but `call` stays `call`."""
    if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz":
        return root[:-1]
    return root.removesuffix("e") if len(root) > 4 else root
