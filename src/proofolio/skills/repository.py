"""Skills that a repository's files and words show beside its code: names, topics, languages, dependencies."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from proofolio.model.records import Get, RepoRecord
from proofolio.notebooks.runnable.colab import normalised
from proofolio.skills.taxonomy import Entry, taxonomy

_REQUIREMENTS: Final = re.compile(r"(?:.*/)?(?:requirements|constraints)[\w.-]*\.txt")
_REQUIREMENT: Final = re.compile(r"\s*([A-Za-z0-9][\w.-]{0,100})")
_MAX_BYTES: Final = 200_000

FILE: Final = 0.8
TOPIC: Final = 0.3
LANGUAGE: Final = 0.5
DEPENDENCY: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something in a repository that shows a skill."""

    entry: Entry
    path: str
    """Empty for what the repository itself says."""
    line: int | None
    used: str
    weight: float
    why: str
    """Empty for a file that is the work itself."""


def signs_of(repo: RepoRecord, get: Get) -> tuple[Sign, ...]:
    """Return what a repository shows, each skill once per file."""
    packages = tuple(_packages(repo, get))
    return tuple(sign for entry in taxonomy() for sign in _signs(entry, repo, packages))


def _signs(
    entry: Entry, repo: RepoRecord, packages: Iterable[tuple[str, int, str]]
) -> Iterator[Sign]:
    patterns = entry.signs.get("files", ())
    for file in repo.files:
        if any(fnmatchcase(file.path, pattern) for pattern in patterns):
            name = file.path.rpartition("/")[2]
            yield _sign(entry, file.path, None, name, FILE, "The file is there; how it is used cannot be told.")  # fmt: skip
    known = {normalised(name) for name in _package_names(entry)}
    for path, line, package in packages:
        if package in known:
            yield _sign(entry, path, line, package, DEPENDENCY, "It is named as a dependency only.")
    languages = entry.signs.get("languages", ())
    for language in repo.languages:
        if language.name in languages:
            yield _sign(entry, "", None, language.name, LANGUAGE, "GitHub counts it among the languages.")  # fmt: skip
    topics = entry.signs.get("topics", ())
    for topic in repo.topics:
        if topic.casefold() in topics:
            yield _sign(entry, "", None, topic, TOPIC, "It is named as a topic only.")


def _sign(entry: Entry, path: str, line: int | None, used: str, weight: float, why: str) -> Sign:
    return Sign(entry=entry, path=path, line=line, used=used, weight=weight, why=why)


def _package_names(entry: Entry) -> tuple[str, ...]:
    if entry.kind == "ability":
        return ()
    modules = entry.signs.get("imports", ())
    return entry.signs.get("packages", ()) or tuple(m for m in modules if "." not in m)


def _packages(repo: RepoRecord, get: Get) -> Iterator[tuple[str, int, str]]:
    for file in repo.files:
        if file.size_bytes <= _MAX_BYTES and _REQUIREMENTS.fullmatch(file.path):
            lines = get(file.blob).decode("utf-8-sig", "replace").splitlines()
            for number, line in enumerate(lines, 1):
                match = _REQUIREMENT.match(line)
                if match:
                    yield file.path, number, normalised(match[1])
