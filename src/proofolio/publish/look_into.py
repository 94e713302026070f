"""Secrets in the bytes of a file of any kind, as it leaves."""

from proofolio.leaks import FoundLeak, find_in_file, find_leaks
from proofolio.resume.pdf_text import pdf_text


def look_into(path: str, data: bytes) -> tuple[FoundLeak, ...]:
    """Return the secrets in a file.

    Args:
        path: its name tells what it is.
        data: its bytes.
    """
    if data.startswith(b"%PDF-"):
        leaks = find_leaks(pdf_text(data))
        return tuple(FoundLeak(leak=leak, kind=None, cell=None, line=None) for leak in leaks)
    return find_in_file(path, data)
