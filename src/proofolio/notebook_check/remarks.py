"""What comments say, and what is printed or set over charts, which is how many notebooks head their parts."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from proofolio.model.usage import Remark, RemarkKind
from proofolio.notebook_check.cells import CodeCell

_MAX_REMARKS: Final = 200
_MAX_OF_CELL: Final = 12
_MAX_LENGTH: Final = 90
_MAX_SOURCE: Final = 20_000
_LEAST: Final = 4
_COMMENT: Final = re.compile(
    r"^[ \t]*+#++(?![!%|])[ \t=*_~#-]*+([^\W\d_][^\n]{0,200})", re.MULTILINE
)
_TITLE: Final = re.compile(
    r"\b(?:print|title|set_title|suptitle|xlabel|ylabel|header|subheader|cat|display)\(\s*+"
    r"[fFbr]{0,2}[\"']{1,3}(?:\\n|[\s=*_~#-])*+([^\"'\n{}\\]{4,90})"
)
_CODE: Final = re.compile(r"[=(\[{\"']|^(?:import|from|print|return|if|for|plt|df)\b")
"""Code that was put aside is no comment."""


def remarks_of(cells: Iterable[CodeCell]) -> tuple[Remark, ...]:
    """Return comments on lines of their own, and titles and texts that are printed, in lower case."""
    return tuple(_remarks(cells))


def _remarks(cells: Iterable[CodeCell]) -> Iterator[Remark]:
    left = {"comment": _MAX_REMARKS, "title": _MAX_REMARKS}
    for cell in cells:
        for kind, text in _of_cell(cell.source[:_MAX_SOURCE]):
            if left[kind]:
                left[kind] -= 1
                yield Remark(cell=cell.index, text=text, kind=kind)


def _of_cell(source: str) -> Iterator[tuple[RemarkKind, str]]:
    if "#" in source:
        texts = (found[1].rstrip(" =*_~#-").lower() for found in _COMMENT.finditer(source))
        comments = (text[:_MAX_LENGTH] for text in texts if len(text) >= _LEAST)
        for text in islice((t for t in comments if not _CODE.search(t)), _MAX_OF_CELL):
            yield "comment", text
    for found in islice(_TITLE.finditer(source), _MAX_OF_CELL):
        yield "title", found[1].strip(" =*_~#-:").lower()
