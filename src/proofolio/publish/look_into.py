"""Secrets in the bytes of a file of any kind, as it leaves."""

from dataclasses import dataclass

from proofolio.leaks import FoundLeak, find_in_file, find_leaks
from proofolio.resume.pdf_text import pdf_text

VERSION = 1
"""Grows when the same bytes are looked into in another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a look into a file came to."""

    leaks: tuple[FoundLeak, ...] = ()
    unread: tuple[str, ...] = ()
    """What in it could not be looked into: why, in words that go after 'because'."""


def look_into(path: str, data: bytes) -> Looked:
    """Look for secrets in a file.

    Args:
        path: its name tells what it is.
        data: its bytes.
    """
    if data.startswith(b"%PDF-"):
        found = find_leaks(pdf_text(data))
        return Looked(
            leaks=tuple(FoundLeak(leak=leak, kind=None, cell=None, line=None) for leak in found)
        )
    return Looked(leaks=find_in_file(path, data))
