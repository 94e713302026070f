"""What `proofolio check` found."""

from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["blocker", "leak", "remark", "suggestion"]
"""`blocker`: the site is not published. `leak`: a secret is public elsewhere. `remark`: it stands on the site, and is
public where it was pulled from; or it looks like a secret and probably is none. `suggestion`: it could be better."""

ACCEPTED_FILE: Final = "accepted.yml"
"""Says which findings may stay, each with its reason."""

SEVERITIES: tuple[Severity, ...] = ("blocker", "leak", "remark", "suggestion")
"""The worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place where something was found."""

    path: str
    """A file of the site (`site/projects/a/index.html`), of the portfolio, or `owner/name/path`."""
    line: int | None = None
    """Counted from 1; of the cell, where there is one."""
    cell: int | None = None
    """Of a notebook, counted from 1, text cells too."""
    commit: str = ""
    """Of a repository: 40 hexadecimal digits."""
    note: str = ""
    """What else is to be known of it, such as a day."""

    def __str__(self) -> str:
        if self.cell:
            line = f", cell {self.cell}" + (f", line {self.line}" if self.line else "")
        else:
            line = f":{self.line}" if self.line else ""
        commit = f", commit {self.commit[:7]}" if self.commit else ""
        note = f", {self.note}" if self.note else ""
        return f"{self.path}{line}{commit}{note}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing worth knowing before strangers look, wherever it stands."""

    id: str
    """Eight hexadecimal digits; the same as long as the finding is, so that it can be accepted."""
    rule: str
    """`secret`, `private-work`, `broken-link` and so on; docs/guide/check.md lists them."""
    severity: Severity
    message: str
    """What it is, without its place; never a secret in full."""
    hint: str
    """What to do next."""
    spots: tuple[Spot, ...] = ()
    url: str = ""
    """Where to do it, when that is elsewhere."""
    accepted: str = ""
    """Why it may stay; empty when nobody said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merits:
    """What of a project is there to be graded."""

    slug: str
    title: str
    repository: str
    """Its full name; empty when it comes from none."""
    has: tuple[str, ...]
    """`story`, `try` and so on, as `publish.suggestions` names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How much of a project can be seen, tried and believed."""

    slug: str
    title: str
    letter: Literal["A", "B", "C", "D"]
    lacks: tuple[str, ...]
    """What it has not, what would help most first."""
