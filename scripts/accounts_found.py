"""Fetched repositories in a folder, sorted by whose they are, and what is known of those people."""

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

DEPTH = 4
"""So deep a git directory may lie in the folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A repository that was fetched."""

    name: str
    git_dir: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What somebody wrote down of an account; all of it may be missing."""

    projects: int | None = None
    """How many projects its owner lists."""
    name: str | None = None
    bio: str | None = None
    location: str | None = None
    blog: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account: whose repositories were fetched."""

    login: str
    repositories: tuple[Fetched, ...]
    known: Known


def people(folder: Path, known: Mapping[str, Known]) -> list[Person]:
    """Return the accounts whose git directories lie below `folder`, by login.

    Owner and name are read from the path: a folder `OWNER+NAME` with the git directory in it, or
    `OWNER/NAME`, `OWNER/NAME.git`. Bare ones and such with files beside them are found, links too.
    """
    found: dict[str, dict[str, Fetched]] = defaultdict(dict)
    for git_dir, parts in _git_dirs(folder, ()):
        whose = _whose(parts)
        if whose is not None:
            owner, name = whose
            found[owner].setdefault(name, Fetched(name=name, git_dir=git_dir.resolve()))
    return [
        Person(
            login=login,
            repositories=tuple(found[login][name] for name in sorted(found[login])),
            known=known.get(login.casefold(), Known()),
        )
        for login in sorted(found, key=str.casefold)
    ]


def read_known(file: Path | None) -> dict[str, Known]:
    """Read what is known, by login in lower case.

    A `.yml` maps a login to a number of projects, or to fields as `Known` has them. Any other file
    has a line for each: login, number, and a remark if there is one, with tabs between.
    """
    if file is None:
        return {}
    if file.suffix in {".yml", ".yaml"}:
        raw: dict[str, Any] = yaml.safe_load(file.read_text("utf-8")) or {}
        return {
            login.casefold(): Known(**value) if isinstance(value, dict) else Known(projects=value)
            for login, value in raw.items()
        }
    lines = (line.split("\t") for line in file.read_text("utf-8").splitlines())
    return {
        parts[0].casefold(): Known(projects=int(parts[1]), note="".join(parts[2:3]))
        for parts in lines
        if len(parts) > 1 and not parts[0].startswith("#")
    }


def _git_dirs(folder: Path, parts: tuple[str, ...]) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = Path(entry.path)
        if not path.is_dir():
            continue
        if _is_git_dir(path):
            yield path, parts if entry.name == ".git" else (*parts, entry.name)
        elif _is_git_dir(path / ".git"):
            yield path / ".git", (*parts, entry.name)
        elif len(parts) + 1 < DEPTH:
            yield from _git_dirs(path, (*parts, entry.name))


def _is_git_dir(path: Path) -> bool:
    return (path / "HEAD").is_file() and (path / "objects").is_dir()


def _whose(parts: tuple[str, ...]) -> tuple[str, str] | None:
    for part in reversed(parts):
        owner, plus, name = part.partition("+")
        if plus and owner and name:
            return owner, name.removesuffix(".git")
    return (parts[-2], parts[-1].removesuffix(".git")) if len(parts) > 1 else None
