"""An account folder: `account.json` and the files beside it.

`repos/<name>/…` holds the files of a repository, `gists/<id>/<file>` those of a gist and
`drive/<file>` what Google Drive serves. `account.json` has the keys of `Account`; `type` is `User`
or `Organization`, and what is left out has a sensible default:

    {"login": "…", "id": 1, "type": "User", "created_at": "2025-01-01T00:00:00Z", "pinned": ["a"],
     "repositories": [{"id": 2, "name": "a", "created_at": "2025-01-01T00:00:00Z",
                       "commits": [{"date": "2025-01-02T00:00:00Z", "message": "Begin",
                                    "paths": ["README.md", "notebooks/"]}]}],
     "gists": [{"id": "…", "created_at": "2025-01-01T00:00:00Z", "files": ["b.ipynb"]}],
     "drive": [{"id": "…", "name": "c.ipynb", "file": "c.ipynb", "sharing": "anyone"}]}

A commit adds the files that its `paths` name and no earlier one did; the last adds what is left.
A repository without commits is empty.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Sharing = Literal["anyone", "restricted", "virus-scan", "quota"]
"""What Drive does with somebody who did not sign in; see `drive.answer`."""


def load(folder: Path) -> "Account":
    """Reads an account folder.

    Raises:
        ValueError: a path in `account.json` leaves the folder.
    """
    raw = json.loads((folder / "account.json").read_text("utf-8"))
    return Account(
        login=raw["login"],
        id=raw["id"],
        is_organisation=raw.get("type", "User") == "Organization",
        name=raw.get("name"),
        bio=raw.get("bio"),
        location=raw.get("location"),
        blog=raw.get("blog") or "",
        company=raw.get("company"),
        created_at=raw["created_at"],
        pinned=list(raw.get("pinned", ())),
        repositories=[_repository(folder, item) for item in raw.get("repositories", ())],
        gists=[_gist(folder, item) for item in raw.get("gists", ())],
        drive=[_drive_file(folder, item) for item in raw.get("drive", ())],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCommit:
    """A commit that is made when the repository is built."""

    date: str
    """ISO 8601 in UTC: `2025-03-02T10:00:00Z`."""
    message: str
    paths: tuple[str, ...]
    """Files, or folders with a trailing `/`."""


@dataclass(slots=True, kw_only=True)
class Repository:
    """A repository as its owner set it up; may be changed while the server runs."""

    id: int
    name: str
    description: str | None
    homepage: str | None
    topics: list[str]
    license: str | None
    """SPDX id."""
    created_at: str
    fork: bool
    archived: bool
    is_template: bool
    private: bool
    default_branch: str
    stars: int
    commits: tuple[PlannedCommit, ...]
    folder: Path
    """Where its files are; need not exist."""
    git_dir: Path | None
    """An existing git directory to serve as it is; no commits are made then."""
    former_names: list[str] = field(default_factory=list)
    """GitHub redirects from these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """A gist; its files are in `folder`."""

    id: str
    description: str
    created_at: str
    files: tuple[str, ...]
    folder: Path


@dataclass(slots=True, kw_only=True)
class DriveFile:
    """A file on Google Drive."""

    id: str
    name: str
    file: Path | None
    """None for one that is never handed out."""
    sharing: Sharing


@dataclass(slots=True, kw_only=True)
class Account:
    """A user or an organisation; may be changed while the server runs."""

    login: str
    id: int
    is_organisation: bool
    name: str | None
    bio: str | None
    location: str | None
    blog: str
    company: str | None
    created_at: str
    pinned: list[str]
    """Names of repositories, in the order of the profile."""
    repositories: list[Repository]
    gists: list[Gist]
    drive: list[DriveFile]
    emails: list[str] = field(default_factory=list)
    """Addresses whose commits are the account's, besides the stand-in's own."""
    moved: dict[str, tuple[str, Repository]] = field(default_factory=dict)
    """Name in lower case → the other owner and the repository; see `transfer`."""

    def repository(self, name: str) -> Repository:
        """The repository of that name, in any case of letters.

        Raises:
            KeyError: there is none.
        """
        for repository in self.repositories:
            if repository.name.casefold() == name.casefold():
                return repository
        raise KeyError(name)

    def renamed(self, name: str) -> Repository | None:
        """The repository that once had this name, unless another has it now."""
        wanted = name.casefold()
        for repository in self.repositories:
            if wanted in (former.casefold() for former in repository.former_names):
                return repository
        return None

    def rename(self, name: str, new_name: str) -> None:
        """Renames a repository; the old name redirects from now on, as on GitHub."""
        repository = self.repository(name)
        repository.former_names.append(repository.name)
        self.pinned = [new_name if pin == repository.name else pin for pin in self.pinned]
        repository.name = new_name

    def transfer(self, name: str, owner: str) -> None:
        """Gives a repository to another owner; git is redirected there, and the account's lists lack it."""
        repository = self.repository(name)
        self.delete(name)
        self.moved[repository.name.casefold()] = (owner, repository)

    def delete(self, name: str) -> None:
        """Deletes a repository."""
        repository = self.repository(name)
        self.pinned = [pin for pin in self.pinned if pin != repository.name]
        self.repositories = [other for other in self.repositories if other is not repository]


def _repository(folder: Path, raw: dict[str, Any]) -> Repository:
    git_dir = Path(raw["git_dir"]) if raw.get("git_dir") else None
    return Repository(
        id=raw["id"],
        name=raw["name"],
        description=raw.get("description"),
        homepage=raw.get("homepage"),
        topics=list(raw.get("topics", ())),
        license=raw.get("license"),
        created_at=raw["created_at"],
        fork=raw.get("fork", False),
        archived=raw.get("archived", False),
        is_template=raw.get("is_template", False),
        private=raw.get("private", False),
        default_branch=raw.get("default_branch") or _checked_out(git_dir) or "main",
        stars=raw.get("stars", 0),
        commits=tuple(
            PlannedCommit(date=item["date"], message=item["message"], paths=tuple(item["paths"]))
            for item in raw.get("commits", ())
        ),
        folder=_inside(folder, "repos", raw["name"]),
        git_dir=git_dir,
    )


def _checked_out(git_dir: Path | None) -> str | None:
    if git_dir is None:
        return None
    return (git_dir / "HEAD").read_text("utf-8").strip().removeprefix("ref: refs/heads/")


def _gist(folder: Path, raw: dict[str, Any]) -> Gist:
    home = _inside(folder, "gists", raw["id"])
    for name in raw["files"]:
        _inside(home, name)
    return Gist(
        id=raw["id"],
        description=raw.get("description", ""),
        created_at=raw["created_at"],
        files=tuple(raw["files"]),
        folder=home,
    )


def _drive_file(folder: Path, raw: dict[str, Any]) -> DriveFile:
    return DriveFile(
        id=raw["id"],
        name=raw.get("name", "Untitled.ipynb"),
        file=_inside(folder, "drive", raw["file"]) if "file" in raw else None,
        sharing=raw.get("sharing", "anyone"),
    )


def _inside(folder: Path, *parts: str) -> Path:
    path = folder.joinpath(*parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        message = f"account.json names {'/'.join(parts)}, which is outside of the account's folder."
        raise ValueError(message)
    return path
