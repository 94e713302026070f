"""Put fetched repositories behind the stand-in, as the account that they were fetched from."""

import json
import re
import subprocess
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from accounts_found import Fetched, Person

from tests.standin import git_store
from tests.standin.server import StandIn

_EPOCH = "2020-01-01T00:00:00Z"
_LICENCES = {
    "MIT License": "MIT",
    "Apache License": "Apache-2.0",
    "GNU GENERAL PUBLIC LICENSE": "GPL-3.0",
    "BSD 3-Clause": "BSD-3-Clause",
    "CC0 1.0": "CC0-1.0",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """An account that is ready to be served."""

    account: Path
    """The folder that `StandIn` takes."""
    emails: tuple[str, ...]
    """Addresses that are taken for the owner's: those beside the name that stands most often."""
    absent: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Repository → files that its copy names and does not hold; they are not served."""

    def start(self, *, anonymous_quota: int) -> StandIn:
        """Return a GitHub of its own for this account; a context manager."""
        github = StandIn(
            self.account, pages_url="https://github.com", anonymous_quota=anonymous_quota
        )
        github.account.emails = list(self.emails)
        return github


def prepare(person: Person, work: Path) -> Served:
    """Write an account folder for a person's repositories into `work`."""
    account = work / "account"
    account.mkdir(parents=True, exist_ok=True)
    authors: Counter[tuple[str, str]] = Counter()
    absent = {}
    repositories = []
    for one in person.repositories:
        authors.update(_authors(one.git_dir))
        git_dir, branch, missing = _whole(one, work / "git" / f"{one.name}.git")
        absent[one.name] = missing
        repositories.append(
            {
                "id": _number(f"{person.login}/{one.name}"),
                "name": one.name,
                "created_at": _began(one.git_dir),
                "license": _licence(git_dir),
                "git_dir": str(git_dir),
                "default_branch": branch,
            }
        )
    name, emails = _owner(person.login, authors)
    known = person.known
    facts = {
        "login": person.login,
        "id": _number(person.login),
        "created_at": min([one["created_at"] for one in repositories], default=_EPOCH),
        "name": known.name or name,
        "bio": known.bio,
        "location": known.location,
        "blog": known.blog,
        "repositories": repositories,
    }
    (account / "account.json").write_text(json.dumps(facts), "utf-8")
    return Served(account=account, emails=emails, absent=absent)


def _whole(one: Fetched, target: Path) -> tuple[Path, str, frozenset[str]]:
    """Return a git directory whose last commit holds all that it names, its branch, and what is gone.

    A fetched copy may lack its largest files; git would end the whole transfer there. So the copy that
    is served borrows the objects, and ends in the same commit without those files.
    """
    branch = _git(one.git_dir, "symbolic-ref", "--short", "-q", "HEAD").strip()
    missing = {
        line[1:]
        for line in _git(
            one.git_dir, "rev-list", "--objects", "--missing=print", "--no-walk", "HEAD^{tree}"
        ).splitlines()
        if line.startswith("?")
    }
    if branch and not missing:
        return one.git_dir, branch, frozenset()
    branch = branch or "main"
    tree = [line.partition("\t") for line in _git(one.git_dir, *_TREE).split("\0")[:-1]]
    gone = [path for facts, _, path in tree if facts.split()[2] in missing]
    target.mkdir(parents=True, exist_ok=True)
    (target / "objects/info").mkdir(parents=True, exist_ok=True)
    (target / "refs").mkdir(exist_ok=True)
    (target / "HEAD").write_text(f"ref: refs/heads/{branch}\n", "utf-8")
    (target / "objects/info/alternates").write_text(f"{one.git_dir / 'objects'}\n", "utf-8")
    head = _git(one.git_dir, "rev-parse", "HEAD").strip()
    (target / "index").unlink(missing_ok=True)
    _made(target, "read-tree", head)
    _made(target, "update-index", "-z", "--force-remove", "--stdin", text="\0".join(gone))
    tree_oid = _made(target, "write-tree")
    commit = _git(one.git_dir, "cat-file", "commit", head)
    commit = re.sub(r"\Atree [0-9a-f]+", f"tree {tree_oid}", commit)
    oid = _made(target, "hash-object", "-t", "commit", "-w", "--stdin", text=commit)
    _made(target, "update-ref", f"refs/heads/{branch}", oid)
    return target, branch, frozenset(gone)


_TREE = ("ls-tree", "-r", "-z", "--full-tree", "HEAD")


def _authors(git_dir: Path) -> Counter[tuple[str, str]]:
    lines = _git(git_dir, "log", "--format=%an%x00%ae", "HEAD").splitlines()
    pairs = (line.partition("\0") for line in lines)
    return Counter((name, email) for name, _, email in pairs if "[bot]" not in name)


def _owner(login: str, authors: Counter[tuple[str, str]]) -> tuple[str | None, tuple[str, ...]]:
    """Return the owner's name and addresses, as far as their commits tell them."""
    names: Counter[str] = Counter()
    for (name, _), count in authors.items():
        names[name] += count
    most = names.most_common(1)[0][0] if names else ""
    mine = {
        email
        for name, email in authors
        if name == most or login.casefold() in {name.casefold(), _noreply(email)}
    }
    return (most if " " in most else None), tuple(sorted(mine))


def _noreply(email: str) -> str:
    user, _, host = email.casefold().partition("@")
    return user.rpartition("+")[2] if host == "users.noreply.github.com" else ""


def _began(git_dir: Path) -> str:
    first = _git(git_dir, "log", "--max-parents=0", "--format=%ct", "HEAD").split()
    return git_store.iso(datetime.fromtimestamp(min(map(int, first)), UTC)) if first else _EPOCH


def _licence(git_dir: Path) -> str | None:
    for name in ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"):
        text = _git(git_dir, "cat-file", "blob", f"HEAD:{name}")[:400]
        if text:
            return next((spdx for words, spdx in _LICENCES.items() if words in text), "NOASSERTION")
    return None


def _number(text: str) -> int:
    return zlib.crc32(text.encode())


def _made(target: Path, *arguments: str, text: str | None = None) -> str:
    """Run git in a directory of ours, where it must not fail."""
    # A work tree is named, although none is touched: a bare directory lets nobody edit its index.
    done = _run(target, ("--work-tree", ".", *arguments), text)
    done.check_returncode()
    return done.stdout.decode().strip()


def _git(git_dir: Path, *arguments: str) -> str:
    """Run git; what it prints, nothing when it fails."""
    done = _run(git_dir, arguments, None)
    return done.stdout.decode("utf-8", "surrogateescape") if done.returncode == 0 else ""


def _run(
    git_dir: Path, arguments: Sequence[str], text: str | None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", "--git-dir", git_dir.resolve(), *arguments],
        # Elsewhere than in the directory itself, where `HEAD` would mean a file as well.
        cwd=git_dir / "objects",
        env=git_store.environment() | {"GIT_NO_LAZY_FETCH": "1"},
        input=None if text is None else text.encode("utf-8", "surrogateescape"),
        check=False,
        capture_output=True,
    )
