"""What the work shows that its author can do, each skill with its evidence."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

FIRM: Final = 0.6
"""Weight from which evidence is work, and not a mention of it."""

SkillKind = Literal["ability", "language", "tool"]
"""What one can do; what one writes in; what one does it with."""

Depth = Literal["used", "compared", "from scratch", "deployed"]
"""How deep work goes: a library's way was used; several ways were tried and measured; it was written
by hand; it runs where others can use it. `docs/reference/skills.md` has the rules."""

DEPTHS: Final[tuple[Depth, ...]] = ("used", "compared", "from scratch", "deployed")
"""From the shallowest to the deepest."""


def deepest(depths: Iterable[Depth]) -> Depth:
    """Return the deepest of some; `used` when there are none."""
    return max(depths, key=DEPTHS.index, default="used")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place where a skill was used."""

    project: str
    """Slug."""
    repository: str
    """`owner/name`; empty for a notebook that stands alone."""
    path: str
    """From the repository's root; for a notebook that stands alone its file name. Empty for what the
    repository itself says (topics, languages)."""
    cell: int | None
    """Position of the cell in the notebook, counted from 1; None outside notebooks."""
    count: int | None
    """The cell's execution count, as the page shows it; None when it was not run."""
    line: int | None
    """Of the file, counted from 1; None in notebooks and for whole files."""
    used: tuple[str, ...]
    """What was used, in its own words: `RandomForestClassifier`, `%%sql`. At most six."""
    commit: str
    """40 hexadecimal digits; empty for a notebook that stands alone."""
    first: dt.date | None
    last: dt.date | None
    """When the learner first and last worked on the file, as far as is known."""
    url: str
    """Where a reader sees it: a path from the site's root with the anchor that conversion gave the
    cell (`projects/iris/explore/#cell-7`), or the file's page at that commit; empty when there is none."""
    weight: float
    """0 to 1; work counts 1, a mention little."""
    why: str
    """Why it weighs less than 1, in plain words; empty when it does not."""
    depth: Depth = "used"
    """How deep the work in this place goes."""

    @property
    def reference(self) -> str:
        """As it is cited, without brackets: `42`, `cell 7` when it was not run, `app.py`."""
        if self.count is not None:
            return str(self.count)
        return self.path.rpartition("/")[2] if self.cell is None else f"cell {self.cell}"

    @property
    def is_on_github(self) -> bool:
        """Whether its address says that a reader sees it on GitHub."""
        return "github" in self.url

    @property
    def page(self) -> str:
        """Path of the notebook's page; empty for other files."""
        return "" if self.cell is None else self.url.partition("#")[0]

    @property
    def is_firm(self) -> bool:
        """Whether it is work, and not a mention of it."""
        return self.weight >= FIRM


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill, its evidence the strongest first."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    """What else it is called."""
    kind: SkillKind
    group: str
    """`Machine learning`, or the learner's own word."""
    evidence: tuple[Evidence, ...]
    first: dt.date | None
    last: dt.date | None
    projects: tuple[str, ...]
    """Slugs, by strength of their evidence; beside work, those that only mention it are left out."""
    notebooks: tuple[str, ...]
    """The same: paths of their pages, from the site's root."""
    strength: float
    """Grows with independent projects and notebooks. 0 when claimed only."""
    distinction: float = 0.0
    """How much it tells its owner from others who do this work; what is listed is in its order."""
    is_claimed: bool
    """The learner says so, and nothing that was pulled shows it."""
    is_main: bool
    """One of the five tools that carry the work, or an ability with firm evidence."""
    esco: str | None
    """URI of the European classification's concept, when it has one."""
    path: str
    """Of its page, from the site's root: `skills/pytorch/`; empty when it has none."""

    @property
    def firm(self) -> tuple[Evidence, ...]:
        """The evidence that is work, and not a mention of it."""
        return tuple(item for item in self.evidence if item.is_firm)

    @property
    def depth(self) -> Depth | None:
        """How deep the deepest of an ability's work goes; None without work, and for what is no ability."""
        if self.kind != "ability" or not self.firm:
            return None
        return deepest(item.depth for item in self.firm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate, beside what was made of it."""

    name: str
    issuer: str
    date: str
    """As written: `2025`, `2025-03` or `2025-03-01`; may be empty."""
    url: str
    """May be empty."""
    skills: tuple[str, ...]
    """Slugs of the skills that it is about."""
    projects: tuple[str, ...]
    """Slugs of the projects that used them; empty when it led to no work."""
