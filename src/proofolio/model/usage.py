"""What code uses, told from its text alone; which skills that shows is decided elsewhere."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

UseKind = Literal[
    "import", "call", "class", "argument", "magic", "command", "install", "look", "written"
]

Deed = Literal["called", "trained", "applied"]
"""What a cell does with something: calls it; fits what it made; uses what it made in another way."""

RemarkKind = Literal["comment", "title"]

Shows = Literal["", "text", "picture"]
"""What the last run of a cell left: nothing, words, or something drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A name that code uses, where it does so first."""

    kind: UseKind
    name: str
    """In full: `sklearn.svm.SVC`; a method of a value begins with a dot: `.fillna`. For a class that is
    defined its name, and its base with the method that it gives (`keras.Model.train_step`), for an argument
    `weights=imagenet`, for an attribute that is set `.trainable=True`, for one that is looked at `.shape`, for other things that code
    does `does::assert`,
    for a command the line of the shell, for an install the package."""
    cell: int | None
    """Position in the notebook, counted from 1; None in a file of Python."""
    count: int | None
    """The cell's execution count."""
    line: int
    """In the cell or the file, counted from 1."""
    times: int
    """How often in all."""
    places: tuple[tuple[int, Deed], ...] = ()
    """The cells where it is called, and where what it made is used; the first twelve."""
    is_spare: bool = False
    """What it made is never used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A class or function that is defined, or the code of a cell outside them, by what it calculates."""

    name: str
    """Empty for what stands outside classes and functions."""
    kind: Literal["class", "function", "cell"]
    words: tuple[str, ...]
    """Names that it defines, assigns and uses, in lower case without underscores."""
    does: tuple[str, ...]
    """Steps of a calculation: `update`, `product`, `nearest`; `notebook_check/steps.py` has them all."""
    calls: tuple[str, ...]
    """What it calls of libraries, in full."""
    cell: int | None
    count: int | None
    line: int
    places: tuple[tuple[int, Deed], ...]
    """The cells where it is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCell:
    """A cell of code."""

    index: int
    """Position in the notebook, counted from 1."""
    count: int | None
    shows: Shows
    size: int = 0
    """Characters of its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment in code, on a line of its own; or what is printed or set over a chart."""

    cell: int
    """Position in the notebook, counted from 1."""
    text: str
    """In lower case, its beginning."""
    kind: RemarkKind = "comment"


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
    written: tuple[Written, ...] = ()
    """What it calculates itself, in the order of the text."""
    cells: tuple[RunCell, ...] = ()
    """The notebook's cells of code; empty for a file."""
    headings: tuple[str, ...] = ()
    """The notebook's headings and the beginnings of its texts, in lower case."""
    remarks: tuple[Remark, ...] = ()
    """What comments and printed titles of a notebook's cells say."""
    marks: Marks = Marks()
    """Of a notebook; nothing of a file."""
