"""What may stand in `portfolio.yml`, `resume.yml` and in front matter."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field


def _listed(value: Any) -> Any:
    """Take one value for a list of one, and nothing (`key:` with no value) for an empty list."""
    if value is None:
        return []
    found = [value] if isinstance(value, str) else value
    return [item for item in found if item is not None] if isinstance(found, list) else found


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


def _web(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("a web address beginning with https:// is expected")
    return value


def _worded(value: Any) -> Any:
    """Take nothing for an empty text, and a number for the text that it looks like."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Word = Annotated[str, BeforeValidator(_worded)]
Words = Annotated[tuple[Word, ...], BeforeValidator(_listed)]
Web = Annotated[str, AfterValidator(_web)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_File):
    """How much is pulled at most."""

    file_mb: float = Field(default=20, gt=0, le=100)
    """Larger files are left on GitHub, and the report says so."""
    repository_mb: float = Field(default=200, gt=0, le=5000)


class PortfolioFile(_File):
    """`portfolio.yml`: where the work is and which of it to show."""

    github: Annotated[Word, AfterValidator(github_login)] = ""
    """A user or an organisation."""
    colab: Words = ()
    folders: Words = ()
    include: Words = ()
    exclude: Words = ()
    pin: Words = ()
    headline: Word = ""
    limits: Limits = Limits()


class Location(_File):
    """Where a person lives, as JSON Resume has it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    city: Word = ""
    region: Word = ""
    countryCode: Word = ""  # noqa: N815 - JSON Resume's name


class NetworkProfile(_File):
    """An account elsewhere."""

    network: Word
    username: Word = ""
    url: Web


class Basics(_File):
    """Who this is, as JSON Resume has it."""

    name: Word = ""
    label: Word = ""
    email: Word = ""
    phone: Word = ""
    image: Word = ""
    url: Word = ""
    summary: Word = ""
    location: Annotated[Location, BeforeValidator(lambda value: value or {})] = Location()
    profiles: Annotated[tuple[NetworkProfile, ...], BeforeValidator(_listed)] = ()


class ResumeFile(_File):
    """`resume.yml`: JSON Resume 1.2 in YAML (https://jsonresume.org/schema)."""

    basics: Annotated[Basics, BeforeValidator(lambda value: value or {})] = Basics()
    work: list[dict[str, Any]] | None = None
    volunteer: list[dict[str, Any]] | None = None
    education: list[dict[str, Any]] | None = None
    awards: list[dict[str, Any]] | None = None
    certificates: list[dict[str, Any]] | None = None
    publications: list[dict[str, Any]] | None = None
    skills: list[dict[str, Any]] | None = None
    languages: list[dict[str, Any]] | None = None
    interests: list[dict[str, Any]] | None = None
    references: list[dict[str, Any]] | None = None
    projects: list[dict[str, Any]] | None = None
    meta: dict[str, Any] | None = None


class LinkLine(_File):
    """A labelled address in a project's front matter."""

    label: Word
    url: Web


class ProjectFrontMatter(_File):
    """The lines between `---` at the top of `projects/<slug>.md`."""

    title: Word = ""
    summary: Word = ""
    repository: Word = ""
    """`owner/name`, or just `name`; by default the repository that is called as the file is."""
    cover: Word = ""
    """A picture: a path in the repository, or beside this file."""
    demo: Annotated[
        str, BeforeValidator(_worded), AfterValidator(lambda value: _web(value) if value else "")
    ] = ""
    featured: bool = False
    hidden: bool = False
    links: Annotated[tuple[LinkLine, ...], BeforeValidator(_listed)] = ()


def _created(value: Any) -> Any:
    return value.get("created") if isinstance(value, dict) else value


class PostFrontMatter(_File):
    """The lines between `---` at the top of a post; what Material's blog knows passes through."""

    model_config = ConfigDict(extra="allow", frozen=True)

    title: Word = ""
    date: Annotated[datetime | date | None, BeforeValidator(_created)] = None
    """Material's `date: {created: …, updated: …}` works, too."""
    kind: Literal["", "learned", "built", "shared"] = ""
    projects: Words = ()
    draft: bool = False
    slug: Word = ""
