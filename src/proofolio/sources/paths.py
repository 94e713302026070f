"""Which names from a repository are told apart safely; nothing here touches a disk.

Contents are kept by their digest and pages get names of their own, so no name from a repository is
ever a name on this disk: `con.ipynb` and `what is ML?.ipynb` do no harm here.
"""

import unicodedata
from collections.abc import Iterable

from proofolio.model.records import SkippedFile

MAX_LENGTH = 1_000
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters."""


def safe_paths(names: Iterable[bytes]) -> tuple[dict[str, bytes], tuple[SkippedFile, ...]]:
    """Sort the names of a tree into usable paths and refused ones.

    Returns:
        Path in NFC → name as stored, and what was refused with the reason. Of two names that
        differ in their Unicode form alone, the one that is in NFC already is kept.
    """
    kept: dict[str, bytes] = {}
    refused: list[SkippedFile] = []
    for name in sorted(names, key=_nfc_first):
        path, reason = _check(name)
        if reason is None and path in kept:
            reason = "another file has the same name in another Unicode form"
        if reason is None:
            kept[path] = name
        else:
            refused.append(SkippedFile(path=path, reason=reason))
    return dict(sorted(kept.items())), tuple(sorted(refused, key=lambda file: file.path))


def printable(text: str, length: int = 200) -> str:
    """Pulled text made fit for one line of a message: no control characters, not endless."""
    line = "".join(
        " " if unicodedata.category(char)[0] in "CZ" else char for char in text[: length * 4]
    )
    line = " ".join(line.split())
    return line if len(line) <= length else f"{line[: length - 1]}…"


def _nfc_first(name: bytes) -> tuple[bool, bytes]:
    text = name.decode("utf-8", "replace")
    return (not unicodedata.is_normalized("NFC", text), name)


def _check(name: bytes) -> tuple[str, str | None]:
    try:
        path = unicodedata.normalize("NFC", name.decode("utf-8"))
    except UnicodeDecodeError:
        return printable(name.decode("utf-8", "replace")), "its name is not UTF-8"
    if len(path) > MAX_LENGTH:
        return printable(path), "its name is too long"
    if any(unicodedata.category(char) in {"Cc", "Cs"} for char in path):
        return printable(path), "its name holds control characters"
    if not _TURNING.isdisjoint(path):
        return printable(path), "its name turns the direction of writing, and reads as another"
    if "\\" in path:
        return printable(path), "its name holds a backslash, which divides folders on some systems"
    if not {"", ".", ".."}.isdisjoint(path.split("/")):
        return printable(path), "its name may lead out of the repository"
    return path, None
