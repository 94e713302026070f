"""Whether a notebook would run in a fresh Colab, as far as reading it can tell."""

from dataclasses import dataclass
from typing import Literal

from proofolio.model.usage import Usage

Weight = Literal["note", "asks", "doubt", "mend", "broken"]
"""What a finding means for somebody who opens the notebook in Colab and runs all of it.

`note`: nothing. `asks`: they are asked for something of their own, such as a key. `doubt`: it may
stop. `mend`: it stops, and they can mend it. `broken`: it stops, and only the author can mend it.
"""

Kind = Literal[
    "syntax", "undefined", "order", "not-run", "error", "package", "pin", "module", "file",
    "drive", "absolute-path", "gpu", "secret", "upload", "input", "not-examined",
]  # fmt: skip

Grade = Literal["A", "B", "C", "D", "E"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One reason for a grade."""

    kind: Kind
    weight: Weight
    cell: int | None
    """Position in the notebook, text cells included, counted from 1; None for the whole."""
    message: str
    """Plain text, one sentence."""
    hint: str
    """What the author can do; empty when there is nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUse:
    """A module that is imported, where it is imported first."""

    module: str
    """Dotted, as it is written: `sklearn.model_selection`."""
    cell: int
    line: int
    """In the cell, counted from 1."""
    optional: bool
    """In a function, under a condition or in a `try`: the notebook may run without it."""
    unsure: bool
    """Something before it may have put the module there: a clone, an upload, a script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathUse:
    """A local file that is read, and that nothing before surely put there."""

    path: str
    """As it is written, with `/`."""
    cell: int
    line: int
    is_whole: bool
    """False when only its end can be told: `data/a.csv` of `root / "data" / "a.csv"`."""
    is_firm: bool
    """False when something before may have put it there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Install:
    """A package that the notebook installs."""

    name: str
    """Normalised as PyPI does: lower case, `-`."""
    pin: str
    """`==1.15`; empty when any version will do."""
    cell: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What a notebook's bytes alone tell."""

    examined: bool
    """False for notebooks that cannot be read and for languages other than Python."""
    findings: tuple[Finding, ...]
    """In the order of the cells."""
    usage: Usage
    imports: tuple[ImportUse, ...]
    """Each module once, in the order of the cells."""
    reads: tuple[PathUse, ...]
    """Relative paths, and those under `/content`; each once."""
    installs: tuple[Install, ...]
    installs_more: bool
    """It installs from a file, a folder or an address: what that brings is not known."""
    makes: tuple[str, ...]
    """Files and folders that it writes, as `reads` has them."""
    needs_gpu: bool
    """It stops on a machine without one."""
    accelerator: Literal["", "GPU", "TPU"]
    """What Colab gives it, as its author chose."""
    needs_secrets: tuple[str, ...]
    """Names, such as `OPENAI_API_KEY`."""
    code_count: int
    """Code cells that hold something."""
    executed_count: int
    """How many of them were executed."""
    executed_in_order: bool | None
    """Whether the counts grow from cell to cell; None when none was executed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Runnability:
    """The verdict on a notebook in the place where it lies."""

    grade: Grade | None
    """None when it could not be examined; what each means is in `notebook_check.verdict`."""
    findings: tuple[Finding, ...]
    """The gravest first, then in the order of the cells."""
    needs_gpu: bool
    accelerator: Literal["", "GPU", "TPU"]
    last_run_in_order: bool
    """Every cell was executed, in the order of the page, without an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A notebook that was graded, for its author."""

    name: str
    """As the author finds it: `owner/name: path`, or a path on this disk."""
    runnability: Runnability
