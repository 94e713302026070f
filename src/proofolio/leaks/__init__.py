"""Keys and passwords that stand where others can read them."""

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

from proofolio.leaks.notebooks import Part, parts
from proofolio.leaks.scan import find_leaks
from proofolio.model.leak import Leak

__all__ = ["FoundLeak", "find_in_file", "find_leaks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLeak:
    """A secret in a file."""

    leak: Leak
    cell: int | None
    """Of a notebook, counted from 1."""
    line: int | None
    """Of any other file, counted from 1."""
    kind: str
    """`code`, `markdown`, `raw`, `output`, `traceback`, `metadata`, `text`."""


def find_in_file(path: str, data: bytes) -> tuple[FoundLeak, ...]:
    """Return the secrets in a file; of a notebook those in its texts, of a picture none.

    Args:
        path: its name tells what it is.
        data: its bytes.
    """
    found = parts(data) if path.lower().endswith(".ipynb") else None
    if found is not None:
        # One text for all: a scan of its own for each part would cost more than the reading.
        texts = [part for part in found if part.text]
        whole = "\n\n".join(part.text for part in texts)
        ends = list(accumulate(len(part.text) + 2 for part in texts))
        return tuple(_placed(leak, texts[bisect(ends, leak.start)]) for leak in find_leaks(whole))
    if b"\x00" in data[:8000]:
        return ()
    text = data.decode("utf-8", "replace")
    return tuple(
        FoundLeak(leak=leak, cell=None, line=text.count("\n", 0, leak.start) + 1, kind="text")
        for leak in find_leaks(text)
    )


def _placed(leak: Leak, part: Part) -> FoundLeak:
    return FoundLeak(leak=leak, cell=part.cell, line=None, kind=part.kind)
