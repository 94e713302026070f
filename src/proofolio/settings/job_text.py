"""A job description, as somebody saved it."""

from pathlib import Path

from proofolio.boundary import check_no_pipe
from proofolio.errors import InputError, Place

MAX_BYTES = 1_000_000


def read_job(path: Path) -> str:
    """Read a job description: text of less than 1 MB.

    Raises:
        InputError: it is too large, empty, or not text.
    """
    where = Place(path=str(path))
    check_no_pipe(path, path.name)
    size = path.stat().st_size
    if size >= MAX_BYTES:
        raise InputError(
            f"{path.name} has {size / 1_000_000:.1f} MB; a job description has a few thousand characters.",
            "Copy its text into a file of its own; less than 1 MB is read.",
            where,
        )
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"{path.name} is not UTF-8 text.",
            "Save the job description as plain text (not PDF or Word), in UTF-8.",
            Place(path=str(path), line=line),
        ) from error
    if not text.strip() or "\0" in text:
        raise InputError(
            f"{path.name} is empty." if not text.strip() else f"{path.name} is not text.",
            "Copy the job description into it as plain text.",
            where,
        )
    return text
