"""How a sentence is shown, and which are not: an order, a byline, code, what a template says, what was encoded twice."""

import re
from typing import Final

from proofolio.assemble.readme_words import BYLINE, COMMAND, PART, TEMPLATE
from proofolio.assemble.summary_shape import whole, without_lead
from proofolio.assemble.summary_words import MARKUP, NEVER

_LEAST: Final = 14
LEAST_CJK: Final = 6
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAMED_FIRST: Final = re.compile(r"(?:\W*(?:[Hh]i|[Hh]ello)\W+)?(?:I'm|I am|My name is) [A-Z]")
_ADDRESS: Final = re.compile(r"\s*[(（]\s*(?:https?://|www\.)[^\s()（）]+\s*[)）]")
ENCODED_TWICE: Final = re.compile(
    r"(?:[ÃâïãåæèéçÂðŸ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž¼½¾ŸŽ]{1,2}.*){2}", re.DOTALL
)
_NOT_ALWAYS: Final = re.compile(
    r"\W*(?:by \w+ing\b|чтобы|built (?:for|on|with) (?!(?:react|flask|streamlit|python|django|next)\b)|before \w+ing|this (?:section|document|page|folder|file|data ?set|module|lesson|chapter)|you (?:can|will)|learn|each|every|team (?:repo|project)|here you|due to)",
    re.IGNORECASE,
)
"""How a sentence that says it may begin, though most that begin so do not."""


def shown(said: str, title: str, *, leads_to_list: bool = False) -> str:
    """Return a sentence as it is shown; empty when it may not be.

    Args:
        said: one sentence.
        title: what the work is called.
        leads_to_list: whether a list follows.
    """
    if said.rstrip().endswith(("?", "？", "؟")) or _NAMED_FIRST.match(said):
        return ""
    if any(rule.match(said) for rule in (PART, COMMAND, BYLINE)):
        return ""
    if ENCODED_TWICE.search(said) or MARKUP.search(said) or TEMPLATE.search(said):
        return ""
    bare = without_lead(_ADDRESS.sub("", said))
    if NEVER.match(bare) and not _NOT_ALWAYS.match(bare):
        return ""
    kept = whole(bare, leads_to_list=leads_to_list)
    return kept if _says_something(kept) and _bare(kept) != _bare(title) else ""


def is_cjk(said: str) -> bool:
    """Whether a text is Chinese, Japanese or Korean."""
    return len(CJK.findall(said)) > len(said) / 4


def _says_something(kept: str) -> bool:
    is_long = len(kept) >= (LEAST_CJK if is_cjk(kept) else _LEAST)
    is_phrase = is_cjk(kept) or len(kept.split()) >= 2
    is_closed = (
        not kept.count('"') % 2
        and kept.count("“") == kept.count("”")
        and kept.count("(") == kept.count(")")
    )
    return is_long and is_phrase and is_closed and not kept.endswith("…")


def _bare(said: str) -> str:
    return re.sub(r"[\W_]+", "", said.casefold())
