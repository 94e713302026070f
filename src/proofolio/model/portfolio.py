"""What the site says."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, NewType

from proofolio.errors import Problem
from proofolio.model.curriculum import LearningPath
from proofolio.model.records import BlobId
from proofolio.model.skills import Certificate, Skill
from proofolio.model.video import Video

SafeHtml = NewType("SafeHtml", str)
"""HTML that went through `content.sanitize` or was made by us from escaped values.

Every start tag is closed, attributes are double-quoted. A relative `href` or `src` in it is
relative to the place where the text was pulled from until `content.links.rewrite` resolved it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that the site serves as it is."""

    path: str
    """From the site's root, with `/`: `projects/iris/scatter-3fa1.png`."""
    blob: BlobId


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A labelled address."""

    label: str
    url: str
    """Absolute (`https:`, `mailto:`), or a path from the site's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image with its size, so that the page does not jump."""

    path: str
    """From the site's root."""
    alt: str
    width: int
    height: int
    """Pixels; 0 when unknown (an SVG without a size)."""
    smaller: tuple["Picture", ...] = ()
    """The same in smaller sizes, as WebP, the smallest first; shown in its place where there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """An entry of a table of contents."""

    level: int
    """1 to 6."""
    title: str
    """Plain text."""
    anchor: str
    """The id on the page, without `#`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a notebook, in reading order."""

    kind: Literal["prose", "cell"]
    """`prose` is searched; a `cell` is code with its outputs."""
    html: SafeHtml


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookDoc:
    """A notebook, read and made safe; depends on its bytes alone, so it can be cached.

    In the HTML, `src="pf-asset:NAME"` stands for the asset of that name.
    """

    title: str
    """Plain text; empty when the notebook does not say."""
    description: str
    """Plain text, at most 200 characters; empty when the notebook does not say."""
    language: str
    """Pygments' name of the kernel's language: `python`, `r`, `julia`."""
    date: dt.date | None
    """As its front matter says; None when it does not."""
    preferred_cover: str
    """Path of the picture that its front matter names, seen from the notebook; empty when it does not."""
    is_draft: bool
    """Its author does not want it published yet."""
    cell_count: int
    headings: tuple[Heading, ...]
    """The title's own heading is left out."""
    pieces: tuple[Piece, ...]
    assets: tuple[Asset, ...]
    """`path` is a file name without folders, made from the content's hash."""
    cover: Picture | None
    """The best picture among the outputs; `path` is an asset's."""
    download: BlobId
    """The notebook itself, without its author's identity."""
    notices: tuple[str, ...]
    """What was repaired or left out, in plain words, for the author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page as a search finds it."""

    anchor: str
    """Of the heading that it stands under; empty before the first one."""
    title: str
    """Plain text; empty before the first heading."""
    text: str
    """Plain text, on one line."""


Address = tuple[Literal["href", "src"], str]
"""An address in HTML: the attribute, and its value as it was pulled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookCard:
    """A converted notebook as the library keeps it: all that is said of it, but not its text.

    The text lies in a blob, so that memory does not grow with what notebooks hold.
    """

    title: str
    description: str
    language: str
    date: dt.date | None
    preferred_cover: str
    is_draft: bool
    cell_count: int
    headings: tuple[Heading, ...]
    assets: tuple[Asset, ...]
    cover: Picture | None
    download: BlobId
    notices: tuple[str, ...]
    """These twelve are as `NotebookDoc` has them."""
    text: BlobId
    """The pieces in their order: UTF-8, `SafeHtml`."""
    addresses: tuple[Address, ...]
    """Every distinct address in the text, sorted; to be resolved to its place on the site."""
    sections: BlobId
    """The prose as a search finds it: JSON, a list of `Section`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A long text of a page, put in after the engine ran."""

    text: BlobId
    """UTF-8, `SafeHtml`."""
    resolved: tuple[tuple[Address, str | None], ...]
    """Where addresses of it lead from this page; None removes the attribute. The others stay."""
    sections: BlobId
    """JSON, a list of `Section`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notebook:
    """A notebook's page."""

    slug: str
    path: str
    """From the site's root, ending in `/`: `projects/iris/explore/`."""
    title: str
    description: str
    file_name: str
    """For people: `notebooks/01_explore.ipynb`."""
    date: dt.date | None
    cell_count: int
    language: str
    colab_url: str | None
    source_url: str | None
    """The file on GitHub at that commit, or on Drive."""
    download: str
    """Path of the file from the site's root."""
    headings: tuple[Heading, ...]
    praise: tuple[str, ...]
    """What is true and good of running it: `Runs in Colab`, `Needs a GPU`, `Last run in order`."""
    body: Body
    cover: Picture | None
    should_run: bool = False
    """Whether it opens in Colab and nothing speaks against its running there, as far as reading tells
    (grades A to C); the others are to read."""
    skills: tuple[str, ...] = ()
    """Slugs of `Portfolio.skills`, the strongest here first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the repository itself says of a project."""

    updated: dt.date | None
    licence: str | None
    languages: tuple[tuple[str, int], ...]
    """Name and whole per cent, largest first; those under 1 % are left out. 0 when shares are not known."""
    stars: int
    commit: str | None
    has_tests: bool
    has_dockerfile: bool
    app: str | None
    """Path of the app's entry point (`app.py`), when it has one."""
    is_archived: bool
    stale: dt.date | None
    """When it was last read, if that is not as of the rest; None when it is up to date."""


ProjectKind = Literal["app", "analysis", "model", "replication", "library", "course work"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A figure that the work came to, with what printed it."""

    label: str
    value: str
    """As the learner wrote it: `79.4 %`."""
    note: str
    """May be empty."""
    claim: str
    """What the paper says; empty when there is none."""
    reference: str
    """The cell as it is cited: `7:42`; empty when no cell is named."""
    url: str
    """Of the cell, from the site's root; empty when none is named."""
    is_printed: bool
    """Whether that cell printed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A piece of work worth a page."""

    slug: str
    path: str
    """`projects/<slug>/`."""
    title: str
    summary: str
    """One line of plain text; may be empty."""
    topics: tuple[str, ...]
    repository: str | None
    """`owner/name`."""
    source_url: str | None
    demo_url: str | None
    colab_url: str | None
    """Of the first notebook that has one."""
    links: tuple[Link, ...]
    """The learner's own, in their order."""
    story: SafeHtml
    """The learner's own words; empty when there are none."""
    readme: SafeHtml
    """What of it tells of the work."""
    cover: Picture | None
    notebooks: tuple[Notebook, ...]
    facts: Facts
    featured: bool
    skills: tuple[str, ...] = ()
    """Slugs of `Portfolio.skills`: abilities, then languages, then tools, each the strongest here first."""
    kind: ProjectKind | Literal[""] = ""
    """Empty when neither the learner nor the repository says."""
    origin: Link | None = None
    """The paper that it replicates, or the course that it is work for."""
    results: tuple[Result, ...] = ()
    answer: Result | None = None
    """How long one answer takes."""
    people: Result | None = None
    """Who uses it."""
    use: str = ""
    """How people use it; may be empty."""
    commands: tuple[str, ...] = ()
    """What to type to run its app; empty when it has none."""
    video: Video | None = None
    """Of the learner's choice."""
    readme_rest: SafeHtml = SafeHtml("")
    """What of it is for who has the code: how to run it, its files, its licence."""
    folder: str = ""
    """In a repository that holds many projects, its folder or notebook; empty when it is all of one."""
    collection: str = ""
    """Path of the page of the collection that it is a part of; empty when it is all of one."""
    days: tuple["Day", ...] = ()
    """Of a journal, the oldest first."""
    outcome: str = ""
    """What came out, in one sentence of the owner's with a figure: plain text; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One entry of a journal: `Day 7`."""

    number: int
    title: str
    """May be empty."""
    date: dt.date | None
    """When it was first committed; None when that is not known."""
    url: str
    """Of its page on the site, or on its host; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """Projects of a collection that its README lists under one heading."""

    name: str
    """May be empty."""
    projects: tuple[str, ...]
    """Slugs, in the README's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCollection:
    """A repository that holds many projects."""

    slug: str
    path: str
    """`projects/<slug>/`."""
    title: str
    summary: str
    repository: str
    source_url: str | None
    story: SafeHtml
    """The learner's own words; empty when there are none."""
    readme: SafeHtml
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An entry of the learning log, as the lists show it; the engine renders its text."""

    slug: str
    path: str
    """`log/<year>/<slug>/`."""
    title: str
    date: dt.date
    excerpt: str
    """Plain text."""
    kind: Literal["", "learned", "built", "shared"]
    projects: tuple[str, ...]
    """Slugs."""
    source: str
    """Path of the learner's file, relative to the portfolio's folder."""
    updated: dt.date | None = None
    tags: tuple[Link, ...] = ()
    """Each leads to the skill that it names, else to the posts that have it."""
    skills: tuple[str, ...] = ()
    """Slugs of `Portfolio.skills` that its tags name."""
    series: str = ""
    """What it is a part of, in the learner's words; may be empty."""
    minutes: int = 1
    """To read it."""
    authors: tuple[Link, ...] = ()
    """Who wrote it, the address may be empty; nobody when it is the portfolio's person alone."""
    notebook: Notebook | None = None
    """When the post is a notebook: its text, which is put in after the engine ran."""
    mark: Literal["", "draft", "scheduled"] = ""
    """Why visitors do not see it yet; empty when they do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whose portfolio it is."""

    name: str
    headline: str
    """One sentence; may be empty."""
    summary: str
    """A few sentences of plain text; may be empty."""
    location: str
    email: str
    """Only when the learner wrote it down themselves."""
    links: tuple[Link, ...]
    about: SafeHtml
    """From the profile README or `about.md`; may be empty."""
    facts: tuple[tuple[str, str], ...] = ()
    """What a README of theirs says of them under a name of its own: (`Languages`, `EN / RU / ZH`)."""
    headline_is_own: bool = True
    """Whether the learner wrote the headline for this site; else it is their profile's or a README's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledPost:
    """A post that the site does not have yet, for its day is still to come."""

    source: str
    """The author's file, from the portfolio's folder."""
    path: str
    """Where its page will be, from the site's root."""
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """Everything the site says, ready to be laid out."""

    person: Person
    projects: tuple[Project, ...]
    """In the order of the index: featured first, then by last update."""
    posts: tuple[Post, ...]
    """Newest first."""
    assets: tuple[Asset, ...]
    as_of: dt.date
    """When the work was pulled."""
    problems: tuple[Problem, ...]
    """What was left out of the site, or wants the author's attention."""
    pulled_from: tuple[str, ...] = ()
    """What people call the sources that the work came from: `GitHub`; this disk is none of them."""
    collections: tuple[ProjectCollection, ...] = ()
    """Repositories that hold several of the projects, by title."""
    skills: tuple[Skill, ...] = ()
    """Abilities, then languages, then tools, each the strongest first; claimed ones last."""
    certificates: tuple[Certificate, ...] = ()
    """As `resume.yml` has them, in its order."""
    learning_path: LearningPath = field(default_factory=LearningPath)
    """What was learned from, and what was done when."""
    advice: tuple[Problem, ...] = ()
    """What the author may want to know; nothing that the site suffers from."""
