"""What may stand in `curriculum.yml`: what the learner learns from, by stages."""

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field

from proofolio.model.curriculum import ItemKind, State
from proofolio.settings.files import LinkLine
from proofolio.settings.scalars import Address, Day, EndDay, File, Word, Words, listed

Named = Annotated[Word, Field(min_length=1)]

_MOST_HOURS: Final = 20_000


class Pass(File):
    """One time that something was gone through."""

    start: Day = ""
    end: EndDay = ""


def _passes(value: Any) -> Any:
    return [value] if isinstance(value, dict) else listed(value)


def _named(value: Any) -> Any:
    """Take a text for the name of an item that is planned."""
    return {"name": value} if isinstance(value, str) else value


class ItemEntry(File):
    """A course, a book, a paper or a project to learn from."""

    name: Named
    kind: ItemKind = "other"
    by: Word = ""
    """Who wrote or teaches it."""
    url: Address = ""
    links: Annotated[tuple[LinkLine, ...], BeforeValidator(listed)] = ()
    state: State | None = None
    """Without it the dates tell."""
    start: Day = ""
    end: EndDay = ""
    again: Annotated[tuple[Pass, ...], BeforeValidator(_passes)] = ()
    """The second time and later ones."""
    hours: Annotated[float | None, Field(gt=0, le=_MOST_HOURS)] = None
    note: Word = ""
    projects: Words = ()
    posts: Words = ()
    skills: Words = ()
    """What it led to, or is to lead to."""

    @property
    def passes(self) -> tuple[Pass, ...]:
        """Every time that it was gone through, the first one first."""
        return Pass(start=self.start, end=self.end), *self.again

    @property
    def told_state(self) -> State:
        """The state as it is said, else as the dates tell."""
        if self.state:
            return self.state
        if self.again:
            return "again"
        return "done" if self.end else "doing" if self.start else "planned"


class StageEntry(File):
    """A stage of the way."""

    name: Named
    about: Word = ""
    items: Annotated[
        tuple[Annotated[ItemEntry, BeforeValidator(_named)], ...], BeforeValidator(listed)
    ] = ()


class MilestoneEntry(File):
    """A day that mattered."""

    date: Annotated[Day, Field(min_length=1)]
    name: Named
    url: Address = ""


class CurriculumFile(File):
    """`curriculum.yml`: the self-made degree."""

    stages: Annotated[tuple[StageEntry, ...], BeforeValidator(listed)] = ()
    milestones: Annotated[tuple[MilestoneEntry, ...], BeforeValidator(listed)] = ()
