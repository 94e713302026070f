"""Who writes posts beside the learner: `authors.yml`, as Material's blog plugin documents it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, ConfigDict, Field

from proofolio.settings.load import read_text
from proofolio.settings.scalars import Address, File, Word
from proofolio.settings.yaml_file import check, parse

PLACES: Final = ("authors.yml", ".authors.yml", "posts/.authors.yml")
"""Where the file may be, seen from the portfolio's folder; the first that is there counts."""


class Author(File):
    """Somebody who writes posts; Material's other lines (`avatar`, `description`) may stand there, too."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: Annotated[Word, Field(min_length=1)]
    url: Address = ""


class _AuthorsFile(File):
    """https://squidfunk.github.io/mkdocs-material/plugins/blog/#authors."""

    authors: Annotated[
        dict[Word, Author], BeforeValidator(lambda value: {} if value is None else value)
    ] = Field(default_factory=dict)


def read_authors(root: Path) -> Mapping[str, Author]:
    """Return the authors that the portfolio in `root` describes, by the name that posts call them.

    Raises:
        InputError: the file is not as it should be.
    """
    for place in PLACES:
        if os.path.lexists(root / place):
            document = parse(read_text(root / place, place, root), place)
            return check(document, _AuthorsFile).authors
    return {}
