"""What may stand in `portfolio.yml` and in front matter."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator

from proofolio.model.first_cell import worded_day
from proofolio.model.portfolio import ProjectKind
from proofolio.model.video import read_video
from proofolio.plugins import built_in, discover
from proofolio.settings.analytics import Analytics
from proofolio.settings.layout_file import Layout
from proofolio.settings.scalars import Address, CleanedWord, File, Web, Word, Words, listed

_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")


def github_login(value: str) -> str:
    """Return the user name in what somebody typed: a name, `@name`, or the address of a profile.

    Raises:
        ValueError: it cannot be one.
    """
    name = re.sub(r"^(?:https?://)?(?:www\.)?github\.com/|^@|/$", "", value.strip())
    if name and not _LOGIN.fullmatch(name):
        raise ValueError("a GitHub user name is expected, the last part of github.com/YOUR-NAME")
    return name


GitHubLogin = Annotated[Word, AfterValidator(github_login)]
"""A user name of GitHub, as `github_login` takes it."""


def _known_look(value: str) -> str:
    ours = [plugin.name for plugin in built_in("proofolio.looks")]
    names = ours if value in ours else [it.name for it in discover("proofolio.looks").plugins]
    if value not in names:
        raise ValueError(f"it must be one of {', '.join(names)}")
    return value


class Limits(File):
    """How much is pulled at most."""

    file_mb: float = Field(default=20, gt=0, le=100)
    """Larger files are left on GitHub, and the report says so."""
    repository_mb: float = Field(default=200, gt=0, le=5000)


def _mapped(value: Any) -> Any:
    return {} if value is None else value


_Named = Annotated[dict[Word, Word], BeforeValidator(_mapped)]


class SkillChoices(File):
    """What the learner would have otherwise with the skills that were found; names are as the site shows them."""

    rename: _Named = Field(default_factory=dict)
    """Skill → what to call it; two that get one name become one."""
    group: _Named = Field(default_factory=dict)
    """Skill → the group it stands in."""
    hide: Words = ()


def _repository(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", value):
        raise ValueError("a repository is expected, as in your-name/portfolio")
    return value


class Comments(File):
    """Where comments on posts are kept: https://giscus.app tells the four."""

    repo: Annotated[str, AfterValidator(_repository)]
    repo_id: Annotated[Word, Field(min_length=1)]
    category: Annotated[Word, Field(min_length=1)]
    category_id: Annotated[Word, Field(min_length=1)]


def _site_path(value: str) -> str:
    """Write a page's path as the site does: no `/` at its begin, one at its end.

    Raises:
        ValueError: it is no path within a site.
    """
    parts = [part for part in value.strip().split("/") if part]
    if ".." in parts or "." in parts or not re.fullmatch(r"[^\\:*?\"<>|#\x00-\x1f]*", value):
        raise ValueError("the path of a page is expected, as in log/2026/my-post/")
    return "".join(f"{part}/" for part in parts)


def _led(value: dict[str, str]) -> dict[str, str]:
    found = {
        _site_path(old): new if new.startswith(("http://", "https://")) else _site_path(new)
        for old, new in value.items()
    }
    if "" in found:
        raise ValueError("the home page cannot lead elsewhere")
    if any(old == new for old, new in found.items()):
        raise ValueError("an address cannot lead to itself")
    return found


def _split(value: Any) -> Any:
    """Take `split: false` for every repository, one pattern for a list of one."""
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"*": value}
    if not isinstance(value, dict):
        return value
    return {name: [what] if isinstance(what, str) else what for name, what in value.items()}


class PortfolioFile(File):
    """`portfolio.yml`: where the work is and which of it to show."""

    github: GitHubLogin = ""
    """A user or an organisation."""
    colab: Words = ()
    folders: Words = ()
    include: Words = ()
    exclude: Words = ()
    pin: Words = ()
    split: Annotated[dict[Word, bool | Words], BeforeValidator(_split)] = Field(
        default_factory=dict
    )
    """Repository → whether it holds many projects, or the folders and notebooks that are projects."""
    own_work: Words = ()
    """Projects and repositories that are the learner's own work, whatever they look like."""
    course_work: Words = ()
    """Projects and repositories that are the work for a course, although nothing says so."""
    headline: CleanedWord = ""
    limits: Limits = Limits()
    skills: Annotated[SkillChoices, BeforeValidator(_mapped)] = SkillChoices()
    look: Annotated[Word, AfterValidator(_known_look)] = "plain"
    """Accent, mark and paper; by its name, ours or a plug-in's."""
    analytics: Analytics | None = None
    """Without it nobody counts."""
    comments: Comments | None = None
    """Without it there are none."""
    redirects: Annotated[_Named, AfterValidator(_led)] = Field(default_factory=dict)
    """Old path of a page → the new one."""
    resume: Annotated[Layout, BeforeValidator(_mapped)] = Layout()
    """How the résumé looks, and what it picks."""


class LinkLine(File):
    """A labelled address in a project's front matter."""

    label: Word
    url: Web


class ResultLine(File):
    """A figure that the work came to."""

    label: Annotated[Word, Field(min_length=1)]
    value: Annotated[Word, Field(min_length=1)]
    """`79.4 %`, `45 ms`."""
    cell: Word = ""
    """What printed it: `7:42` is cell 42 of notebook 7; a file's name and a cell; a cell when there is one notebook."""
    note: Word = ""
    claim: Word = ""
    """What the paper says."""


def _valued(value: Any) -> Any:
    """Take a text for the value alone."""
    return value if isinstance(value, dict) or value is None else {"value": value}


class UseLine(File):
    """A figure about use, without a label of its own."""

    value: Annotated[Word, Field(min_length=1)]
    cell: Word = ""
    note: Word = ""


class UseLines(File):
    """In people's hands: what a deployed model is asked."""

    answer: Annotated[UseLine | None, BeforeValidator(_valued)] = None
    """How long one answer takes."""
    how: Word = ""
    """How people use it."""
    people: Annotated[UseLine | None, BeforeValidator(_valued)] = None
    """Who does, and how many."""


def _video(value: str) -> str:
    if value and read_video(value) is None:
        raise ValueError("the address of one video on YouTube or Vimeo is expected")
    return value


class ProjectFrontMatter(File):
    """The lines between `---` at the top of `projects/<slug>.md`."""

    title: Word = ""
    summary: Word = ""
    repository: Word = ""
    """`owner/name`, or just `name`; by default the repository that is called as the file is."""
    folder: Word = ""
    """In a repository that holds many projects, the folder or notebook that this one is."""
    cover: Word = ""
    """A picture: a path in the repository, or beside this file."""
    demo: Address = ""
    video: Annotated[Address, AfterValidator(_video)] = ""
    kind: ProjectKind | Literal[""] = ""
    origin: LinkLine | None = None
    """The paper that it replicates, or the course that it is work for."""
    results: Annotated[tuple[ResultLine, ...], BeforeValidator(listed)] = ()
    use: Annotated[UseLines, BeforeValidator(_mapped)] = UseLines()
    featured: bool = False
    hidden: bool = False
    links: Annotated[tuple[LinkLine, ...], BeforeValidator(listed)] = ()


_Moment = datetime | date | None


def _by_commas(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(",") if part.strip()]


def _people(value: Any) -> Any:
    """Take names, or Quarto's `name: …` with more below it, in a list or alone."""
    found = listed([value] if isinstance(value, dict) else value)
    if not isinstance(found, list):
        return found
    return [item["name"] if isinstance(item, dict) and "name" in item else item for item in found]


def _as_others_write(value: Any) -> Any:
    """Take Material's `date: {created: …, updated: …}` apart, `author` for `authors`, and days in words."""
    if isinstance(value, dict) and "author" in value:
        value = {"authors": value["author"], **value}
    if isinstance(value, dict) and isinstance(value.get("date"), dict):
        dates = value["date"]
        value = {**value, "date": dates.get("created")}
        if dates.get("updated") is not None:
            value.setdefault("updated", dates["updated"])
    if isinstance(value, dict):
        value = {**value, **_worded_days(value)}
    return value


def _worded_days(value: dict[str, Any]) -> dict[str, Any]:
    """Read days as Quarto takes them: `March 4, 2025`."""
    days = {key: value[key] for key in ("date", "updated") if isinstance(value.get(key), str)}
    return {key: worded_day(text) or text for key, text in days.items()}


def _in_colab(value: str) -> str:
    if value and urlsplit(value).netloc != "colab.research.google.com":
        raise ValueError(
            "an address that begins with https://colab.research.google.com/ is expected"
        )
    return value


class PostFrontMatter(File):
    """The lines between `---` at the top of a post; what Material's blog knows passes through."""

    model_config = ConfigDict(extra="allow", frozen=True)

    title: Word = ""
    date: _Moment = None
    """Material's `date: {created: …, updated: …}` works, too."""
    updated: _Moment = None
    kind: Literal["", "learned", "built", "shared"] = ""
    projects: Words = ()
    draft: bool = False
    published: bool = True
    """Jekyll's; `false` is a draft."""
    slug: Word = ""
    tags: Words = ()
    categories: Annotated[Words, BeforeValidator(_by_commas)] = ()
    """Material's; one line of them is taken apart at its commas."""
    hide: Words = ()
    """Material's: parts of the page."""
    description: Word = ""
    """For search engines and where it is shared."""
    series: Word = ""
    authors: Annotated[tuple[Word, ...], BeforeValidator(_people)] = ()
    """Names, or short names that `authors.yml` describes; `author` works, too."""
    canonical_url: Address = ""
    """Where it was first posted, when that is elsewhere."""
    colab: Annotated[Address, AfterValidator(_in_colab)] = ""
    """Opens the notebook that the post is."""

    _take = model_validator(mode="before")(_as_others_write)
