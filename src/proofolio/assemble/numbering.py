"""The numbers that a project's notebooks are cited by."""

import re
from collections.abc import Sequence
from typing import Final

from proofolio.model.portfolio import Notebook

_NUMBER: Final = re.compile(r"0*(\d{1,3})(?!\d)")


def numbered(notebooks: Sequence[Notebook]) -> tuple[tuple[int, Notebook], ...]:
    """Number a project's notebooks: as their files are (`07_train.ipynb`), if all are; else as they stand."""
    found = [_NUMBER.match(book.file_name.rpartition("/")[2]) for book in notebooks]
    own = [int(match[1]) for match in found if match]
    fits = len(own) == len(notebooks) == len(set(own))
    return tuple(zip(own if fits else range(1, len(notebooks) + 1), notebooks, strict=True))
