"""`accepted.yml`: findings of `proofolio check` that are meant to be as they are, each with its reason."""

from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, Field, model_validator

from proofolio.boundary import check_readable
from proofolio.model.finding import ACCEPTED_FILE
from proofolio.settings.scalars import File, Word
from proofolio.settings.yaml_file import check, parse

BY_ID_ONLY: Final = frozenset({"secret"})
"""Rules that no pattern accepts: the next secret in that place would pass unseen."""


class AcceptedLine(File):
    """One finding by its id, or all of a rule in some places."""

    id: Annotated[Word, Field(pattern="^([0-9a-f]{8})?$")] = ""
    rule: Annotated[Word, Field(pattern="^([a-z][a-z-]*)?$")] = ""
    path: Word = ""
    """With `*`, `?` and `[…]` as in a shell; `*` passes a `/`, too."""
    finding: Word = ""
    """What it was, for whoever reviews the file."""
    reason: Annotated[Word, Field(min_length=1)]

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if bool(self.id) == bool(self.rule) or bool(self.rule) != bool(self.path):
            problem = "say either `id`, or both `rule` and `path`"
            raise ValueError(problem)
        if self.rule in BY_ID_ONLY:
            problem = f"a `{self.rule}` is accepted by its `id`, one at a time"
            raise ValueError(problem)
        return self


class AcceptedFile(File):
    """All of them."""

    accepted: Annotated[tuple[AcceptedLine, ...], BeforeValidator(lambda value: value or ())] = ()


def read_accepted(root: Path) -> tuple[AcceptedLine, ...]:
    """Return the lines of the file; nothing without it.

    Raises:
        InputError: the file says something else, or gives no reason; with its line.
    """
    file = root / ACCEPTED_FILE
    check_readable(root, file)
    if not file.is_file():
        return ()
    return check(parse(file.read_text("utf-8", "replace"), ACCEPTED_FILE), AcceptedFile).accepted
