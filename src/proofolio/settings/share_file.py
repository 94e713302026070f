"""What may stand in `shares/<name>.yml`: a page for one employer."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field

from proofolio.errors import InputError, Place, Problem
from proofolio.settings.named_files import named_files
from proofolio.settings.scalars import File, Word, Words, worded
from proofolio.settings.yaml_file import Loc, check, parse

FOLDER: Final = "shares"
KEY_LENGTH: Final = 32
_KEY: Final = re.compile(rf"[A-Za-z0-9_-]{{{KEY_LENGTH}}}")
_FEWEST: Final = 8
"""Different characters in a key; one made by chance has about 25."""


def _key(value: str) -> str:
    if value and (not _KEY.fullmatch(value) or len(set(value)) < _FEWEST):
        raise ValueError(
            f"{KEY_LENGTH} letters and digits that nobody can guess are expected: delete this line, "
            "then `proofolio new share NAME` writes another"
        )
    return value


class ShareFile(File):
    """`shares/<name>.yml`."""

    reader: Annotated[Word, Field(alias="for", min_length=1)]
    """Whom it is for."""
    projects: Words = ()
    """Which, in this order: slugs, or names of repositories."""
    note: Word = ""
    """Markdown, above the projects."""
    resume: Word = ""
    """A variant: the name of a file in `resumes/`."""
    expires: date | None = None
    """The last day on which a build contains it."""
    key: Annotated[str, BeforeValidator(worded), AfterValidator(_key)] = ""
    """The last part of its address, which nobody can guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareWords:
    """A page for one employer, as the learner wants it."""

    slug: str
    path: str
    """Of the file, from the portfolio's folder."""
    file: ShareFile
    lines: Mapping[Loc, int] = field(default_factory=dict)
    """Of everything in it."""

    def place(self, *loc: str | int) -> Place:
        """Return where something stands in it; what is missing, at its beginning."""
        return Place(path=self.path, line=self.lines.get(loc, 1))


def read_shares(
    root: Path, read: Callable[[Path, str], str], problems: list[Problem]
) -> Iterator[ShareWords]:
    """Yield what is in `shares/`, by name; what is wrong goes to `problems`.

    Args:
        root: the portfolio's folder.
        read: returns the text of a file, given what to call it.
        problems: told of each error, with its line.
    """
    keys: dict[str, str] = {}
    for slug, path, shown in named_files(root, FOLDER, problems):
        try:
            document = parse(read(path, shown), shown)
            file = check(document, ShareFile)
        except InputError as error:
            problems.extend(error.problems)
            continue
        found = ShareWords(slug=slug, path=shown, file=file, lines=document.lines)
        if not file.key:
            problems.append(
                Problem(
                    message="This page has no address yet: `key` is missing.",
                    hint=f"Run `proofolio new share {slug}`, which adds one to the file.",
                    where=found.place(),
                )
            )
            continue
        if file.key in keys:
            problems.append(
                Problem(
                    message=f"This key is that of {keys[file.key]}, too.",
                    hint=f"Delete this line, then run `proofolio new share {slug}`.",
                    where=found.place("key"),
                )
            )
            continue
        keys[file.key] = shown
        yield found
