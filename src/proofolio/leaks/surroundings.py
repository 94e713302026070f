"""What stands around a place in a text: near it, in its line, in the comments above, and how far off."""

import re
from typing import Final

from proofolio.leaks import doubt_signs as signs

_COMMENT: Final = re.compile(r"\s{0,80}(?:#|//|--)")


def near(text: str, start: int, end: int, most: int = signs.NEAR) -> str:
    """A place, and so many characters before and after it."""
    return text[max(0, start - most) : end + most]


def halves(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands near before a place, and after it, without what stands in the place."""
    value = text[start:end]
    before, after = text[max(0, start - signs.NEAR) : start], text[end : end + signs.NEAR]
    return before.replace(value, ""), after.replace(value, "")


def distance(pattern: re.Pattern[str], before: str, after: str) -> tuple[int, int] | None:
    """How many lines, and characters, lie between a place and what matches nearest; None where nothing does."""
    between = [before[match.end() :] for match in pattern.finditer(before)]
    between += [after[: match.start()] for match in pattern.finditer(after)]
    return min(((one.count("\n"), len(one)) for one in between), default=None)


def line(text: str, start: int, end: int) -> str:
    """The line, and the one before it, as far as they are near."""
    first = text.rfind("\n", max(0, start - signs.LINE), start)
    before = text.rfind("\n", max(0, first - signs.LINE), max(first, 0))
    last = text.find("\n", end, end + signs.LINE)
    begin = before + 1 if before >= 0 else max(0, start - signs.LINE)
    return text[begin : last if last >= 0 else end + signs.LINE]


def comments(text: str, start: int) -> str:
    """The comments in the lines above a place, up to an empty line."""
    lines = text[max(0, start - signs.NEAR) : start].split("\n")[-signs.COMMENTS - 1 : -1]
    empty = max((number for number, one in enumerate(lines) if not one.strip()), default=-1)
    return "\n".join(one for one in lines[empty + 1 :] if _COMMENT.match(one))
