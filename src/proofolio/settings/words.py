"""The learner's own words: `projects/*.md`, `posts/*.md`, `about.md`."""

import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from proofolio.boundary import files_in
from proofolio.errors import InputError, Place, Problem
from proofolio.model.page import MARKDOWN
from proofolio.settings.authors import Author, read_authors
from proofolio.settings.files import PostFrontMatter, ProjectFrontMatter
from proofolio.settings.load import read_text
from proofolio.settings.post_notebook import first_cell
from proofolio.settings.yaml_file import YamlDocument, check, parse

_FOLDERS = ("projects", "posts", "images", "fonts")
"""What a learner keeps files in, beside those of settings."""
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_POST_KEYS = (
    *PostFrontMatter.model_fields,
    *("author", "categories", "comments", "description", "hide", "icon", "links"),
    *("pin", "readtime", "search", "status", "subtitle", "template", "toc_depth"),
)
"""Ours, and those of Material: https://squidfunk.github.io/mkdocs-material/plugins/blog/#metadata"""
_DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_FIRST_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectWords:
    """`projects/<slug>.md`: what the learner says of a project."""

    slug: str
    """The file's name without `.md`."""
    path: str
    """Relative to the portfolio's folder."""
    front: ProjectFrontMatter
    text: str
    """Markdown after the front matter."""
    lines: YamlDocument
    """The front matter with its lines, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostWords:
    """`posts/<name>.md` or `posts/<name>.ipynb`: an entry of the learning log."""

    name: str
    """The file's name without its ending and without a leading date."""
    path: str
    title: str
    date: date
    front: PostFrontMatter
    extra: dict[str, Any]
    """The whole front matter as written, for the engine."""
    lines: YamlDocument
    """The same with its lines, for messages."""
    text: str
    """Markdown after the front matter, without the title's heading; empty for a notebook."""

    @property
    def is_notebook(self) -> bool:
        """Whether the post is a notebook."""
        return self.path.lower().endswith(".ipynb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything hand-written but the settings."""

    projects: tuple[ProjectWords, ...]
    posts: tuple[PostWords, ...]
    about: str
    """Markdown of `about.md`; empty when there is none."""
    problems: tuple[Problem, ...]
    """Of files that could not be used; the rest is not affected."""
    authors: Mapping[str, Author] = field(default_factory=dict)
    """Who writes posts beside the learner, by the name that posts call them."""


def no_date(path: str) -> date:
    """Say that a post has no date.

    Raises:
        InputError: always.
    """
    raise InputError(
        "This post has no date.",
        "Begin its name with one (2026-01-31-my-title.md), or add a line `date: 2026-01-31` between two lines `---` at its top.",
        Place(path=path, line=1),
    )


def read_words(root: Path, *, day_of: Callable[[str], date] = no_date) -> Words:
    """Read the own words of the portfolio in `root`; a file with an error is named, not fatal.

    Args:
        root: the portfolio's folder.
        day_of: tells the date of a post that does not say it, given its path; it may raise an InputError.
    """
    problems: list[Problem] = []
    projects, posts = [], []
    # Named once, here, for all who read them.
    problems.extend(problem for name in _FOLDERS for problem in files_in(root, name).problems)
    for path, shown in _files(root, "projects", (".md",)):
        try:
            projects.append(_project(path, shown))
        except InputError as error:
            problems.extend(error.problems)
    for path, shown in _files(root, "posts", (*MARKDOWN, ".ipynb")):
        try:
            posts.append(_post(path, shown, day_of))
            problems.extend(_typos(posts[-1]))
        except InputError as error:
            problems.extend(error.problems)
    authors: Mapping[str, Author] = {}
    try:
        authors = read_authors(root)
    except InputError as error:
        problems.extend(error.problems)
    about = ""
    if os.path.lexists(root / "about.md"):
        try:
            about = _split(read_text(root / "about.md", "about.md", root), "about.md")[1]
        except InputError as error:
            problems.extend(error.problems)
    return Words(
        projects=tuple(projects),
        posts=tuple(posts),
        about=about,
        problems=tuple(problems),
        authors=authors,
    )


def _files(root: Path, name: str, suffixes: tuple[str, ...]) -> list[tuple[Path, str]]:
    """Return each file and how it is shown; sub-folders are a way to keep order, nothing more."""
    found = []
    for path in files_in(root, name).files:
        parts = path.relative_to(root).parts
        hidden = any(part.startswith("_") for part in parts)
        if path.suffix.lower() in suffixes and not hidden and path.name.lower() != "readme.md":
            found.append((path, "/".join(parts)))
    return found


def _typos(post: PostWords) -> Iterator[Problem]:
    """Name keys that are nearly ones that mean something; others are the engine's or the learner's."""
    for key in post.extra:
        close = difflib.get_close_matches(key, _POST_KEYS, n=1, cutoff=0.75)
        if key not in _POST_KEYS and close:
            yield Problem(
                message=f"`{key}` means nothing here.",
                hint=f"Did you mean `{close[0]}`?",
                where=post.lines.place((key,)),
            )


def _project(path: Path, shown: str) -> ProjectWords:
    document, text = _split(read_text(path, shown), shown)
    return ProjectWords(
        slug=path.stem,
        path=shown,
        front=check(document, ProjectFrontMatter),
        text=text,
        lines=document,
    )


def _post(path: Path, shown: str, day_of: Callable[[str], date]) -> PostWords:
    is_notebook = path.suffix.lower() == ".ipynb"
    document, text = (
        (first_cell(path, shown), "") if is_notebook else _split(read_text(path, shown), shown)
    )
    front = check(document, PostFrontMatter)
    dated = _DATED_NAME.fullmatch(path.stem)
    day = _day(front.date) or (_name_day(dated.group(1), shown) if dated else day_of(shown))
    name = dated.group(2) if dated else path.stem
    heading = _FIRST_HEADING.match(text)
    title = front.title or (heading.group(1) if heading else name.replace("-", " ").capitalize())
    return PostWords(
        name=name,
        path=shown,
        title=title,
        date=day,
        front=front,
        extra=dict(document.value),
        lines=document,
        text=text[heading.end() :] if heading and heading.group(1) == title else text,
    )


def _split(text: str, shown: str) -> tuple[YamlDocument, str]:
    """Tell front matter from text.

    Raises:
        InputError: the front matter is not YAML, or its closing `---` is missing.
    """
    match = _FRONT_MATTER.match(text)
    if match:
        return parse(match.group(1) or "", shown, first_line=2), text[match.end() :]
    if text.startswith("---\n"):
        raise InputError(
            "The front matter does not end.",
            "Put a line `---` after its last `key: value` line.",
            Place(path=shown, line=1),
        )
    return parse("", shown), text


def _day(value: datetime | date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _name_day(value: str, shown: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(
            f"`{value}`, which this file's name begins with, is not a date.",
            "Rename it to begin with year, month and day, as in 2026-01-31-my-title.md.",
            Place(path=shown),
        ) from error
