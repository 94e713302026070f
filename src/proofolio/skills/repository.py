"""Skills that a repository's files and words show beside its code: names, topics, languages, dependencies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from proofolio.model.records import Get, RepoRecord
from proofolio.notebook_check.colab import normalised
from proofolio.skills.commands import Said, runs_things, said_by
from proofolio.skills.dependencies import dependencies, names_packages
from proofolio.skills.shortened import shortened
from proofolio.skills.signs import signs
from proofolio.skills.taxonomy import Entry, taxonomy

_MAX_BYTES: Final = 50_000

FILE: Final = 0.8
TOPIC: Final = 0.3
LANGUAGE: Final = 0.5
DEPENDENCY: Final = 0.3
COMMAND: Final = 0.7
IMAGE: Final = 0.6


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
    packages: list[tuple[str, int, str]] = []
    said: list[tuple[str, Said]] = []
    texts = tuple(_texts(repo, get))
    for path, text in texts:
        packages += [(path, line, normalised(name)) for line, name in dependencies(path, text)]
        said += [(path, item) for item in said_by(path, text)]
    found = [sign for entry in taxonomy() for sign in _signs(entry, repo, packages)]
    found += [sign for path, text in texts for sign in _worded(path, text)]
    # A file that is there says less than what it runs.
    found += _said(said)
    best: dict[tuple[str, str], Sign] = {}
    for sign in found:
        place = (sign.entry.name, sign.path)
        if place not in best or sign.weight > best[place].weight:
            best[place] = sign
    return tuple(best.values())


def _worded(path: str, text: str) -> Iterator[Sign]:
    """Yield what a line of its own says in a file: `[build-system]`."""
    lines = {line.strip(): number for number, line in enumerate(text.splitlines(), 1)}
    for entry in taxonomy():
        for word in entry.signs.get("words", ()):
            if word in lines:
                why = "The file says so; how it is used cannot be told."
                yield _sign(entry, path, lines[word], word, FILE, why)


def _said(said: Iterable[tuple[str, Said]]) -> Iterator[Sign]:
    entries = {entry.name: entry for entry in taxonomy()}
    for path, item in said:
        if item.kind == "command":
            used = shortened(item.text)
            weight, why = COMMAND, "The project's own files run it; what for cannot be told."
            names = [name for name, _ in signs("command", item.text)]
        else:
            used = item.text[:60]
            weight, why = IMAGE, "What the project runs in is made of it."
            names = [entry.name for entry in taxonomy() if item.text in entry.signs.get("images", ())]  # fmt: skip
        for name in dict.fromkeys(names):
            yield _sign(entries[name], path, item.line, used, weight, why)


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


def _texts(repo: RepoRecord, get: Get) -> Iterator[tuple[str, str]]:
    """Yield the files that say what a project needs and runs, those of a usual size."""
    for file in repo.files:
        telling = names_packages(file.path) or runs_things(file.path)
        if telling and file.size_bytes <= _MAX_BYTES:
            yield file.path, get(file.blob).decode("utf-8-sig", "replace")
