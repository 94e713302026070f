"""What code uses, told from its text alone; which skills that shows is decided elsewhere."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

UseKind = Literal["import", "call", "class", "argument", "magic", "command", "install"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A name that code uses, where it does so first."""

    kind: UseKind
    name: str
    """In full: `sklearn.svm.SVC`; a method of a value begins with a dot: `.fillna`. For a class that is
    defined its name, for an argument `weights=imagenet`, for an attribute that is set `.trainable=True`, for a command the line of the shell, for an install the package."""
    cell: int | None
    """Position in the notebook, counted from 1; None in a file of Python."""
    count: int | None
    """The cell's execution count."""
    line: int
    """In the cell or the file, counted from 1."""
    times: int
    """How often in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a notebook says of itself beside its code."""

    exercise: str = ""
    """What says that it was set as an exercise, as it is written: `### start code here`; empty when nothing does."""
    copyright: str = ""
    """Whose copyright it carries: `TensorFlow Authors`; empty when it is nobody's who is known to teach."""
    first: dt.date | None = None
    last: dt.date | None = None
    """When its cells first and last ran, UTC, as its metadata says; None when it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Everything that one notebook or file uses."""

    language: str
    """As the notebook says: `python`, `r`, `julia`."""
    uses: tuple[Use, ...]
    """Each kind and name once, in the order of the text."""
    idle: tuple[str, ...]
    """Modules that are imported and never named again."""
    marks: Marks = Marks()
    """Of a notebook; nothing of a file."""
