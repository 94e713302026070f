"""Count how many people show each skill: `python scripts/skill_frequencies.py FOLDER > src/proofolio/data/skill_frequencies.csv`.

FOLDER holds git directories of learners' public repositories, as `accounts.py` takes them. Of each
person at most `--most` notebooks and as many files of code are read, drawn by a seed from their paths,
and what the program itself would show counts: a person counts once for each skill, however many
notebooks show it. Copies of other people's code are left out. The file says how many people were
counted, and on which day.
"""

import argparse
import csv
import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from accounts_found import Fetched, Person, people

from proofolio import notebook_check
from proofolio.model.records import FileRecord, RepoRecord
from proofolio.model.skills import FIRM
from proofolio.model.usage import Usage
from proofolio.notebook_cache.workers import run
from proofolio.notebook_check.usage import usage_of_file
from proofolio.notebooks.text_formats import suffix_of
from proofolio.skills.match import match
from proofolio.skills.problems import (
    TITLE,
    Told,
    by_hand,
    headings_of,
    is_example,
    problems,
    told,
)
from proofolio.skills.repository import signs_of
from proofolio.skills.taxonomy import taxonomy
from proofolio.sources.git.files import choose_files

SEED = "20261130"
MAX_BYTES = 5_000_000
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=40, help="notebooks of a person that are read")
    asked = parser.parse_args()
    found = people(asked.folder, {})
    jobs = [(one, asked.most) for one in found]
    told = run(
        _shown_by,
        jobs,
        size=lambda _: 10**7,
        on_done=lambda done, of: print(f"\r{done} of {of}", end="", file=sys.stderr),
    )
    counted = [shown for shown in told if shown]
    write(counted)


def write(counted: Iterable[frozenset[str]]) -> None:
    """Print the table; the first line says of how many people it is."""
    shown = list(counted)
    number = Counter(name for names in shown for name in names)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("skill", "people"))
    table.writerow((f"* counted {datetime.now(UTC):%Y-%m-%d}", len(shown)))
    for entry in taxonomy():
        table.writerow((entry.name, number[entry.name]))


def _shown_by(job: tuple[Person, int]) -> frozenset[str]:
    """Return the names of the skills that a person shows; nothing for whoever has no notebook."""
    person, most = job
    shown: set[str] = set()
    has_notebook = False
    for fetched in person.repositories:
        files = {file.path: file for file in _files(fetched)}
        chosen = [files[path] for path in choose_files(files)]
        blobs = dict(_read(fetched.git_dir, _drawn(chosen, most)))
        has_notebook |= any(path.endswith(".ipynb") for path in blobs)
        titles = (fetched.name, *_headings(fetched, chosen))
        said = told([(title, TITLE) for title in titles])
        for path, usage in _usages(blobs):
            names = {one.entry.name for one in match(usage) if one.weight >= FIRM}
            shown |= names | set(_problems(path, usage, names, said))
        signs = signs_of(_record(person.login, fetched, chosen), partial(blobs_of, fetched))
        shown.update(sign.entry.name for sign in signs if sign.weight >= FIRM)
    return frozenset(shown) if has_notebook else frozenset()


def blobs_of(fetched: Fetched, blob: str) -> bytes:
    """Return the bytes of an object, nothing for one that was not fetched."""
    return next((data for _, data in _read(fetched.git_dir, [_file("", blob, 0)])), b"")


def _drawn(files: Iterable[FileRecord], most: int) -> list[FileRecord]:
    """Draw notebooks and files of Python, so many of each."""
    drawn: list[FileRecord] = []
    for suffix in (".ipynb", ".py"):
        its = [f for f in files if suffix_of(f.path) == suffix and f.size_bytes <= MAX_BYTES]
        its.sort(key=lambda file: hashlib.sha256(f"{SEED}{file.path}".encode()).digest())
        drawn += its[:most]
    return drawn


def _usages(blobs: Mapping[str, bytes]) -> Iterator[tuple[str, Usage]]:
    notebooks = {path: data for path, data in blobs.items() if path.endswith(".ipynb")}
    for path, examination in notebook_check.examine(notebooks).items():
        yield path, examination.usage
    for path, data in blobs.items():
        if path.endswith(".py"):
            yield path, usage_of_file(data)


def _problems(path: str, usage: Usage, names: Collection[str], said: Told) -> Iterator[str]:
    """Yield the problems that a file solves: its own words go before its repository's."""
    own = told([(path.rpartition(".")[0], TITLE), *headings_of(usage.headings)])
    written = {entry.name for entry, _ in by_hand(usage)}
    for entry in problems():
        is_done = entry.name in written or not set(entry.signs.get("work", ())).isdisjoint(names)
        is_said = entry.name in own or (entry.name in said and not own)
        if is_done and is_said and not is_example(path):
            yield entry.name


def _headings(fetched: Fetched, files: Iterable[FileRecord]) -> list[str]:
    readmes = [f for f in files if "/" not in f.path and f.path.casefold() == "readme.md"]
    text = b"".join(data for _, data in _read(fetched.git_dir, readmes)).decode("utf-8", "replace")
    return [line.lstrip("# ")[:200] for line in text.splitlines() if line.startswith("#")]


def _files(fetched: Fetched) -> Iterator[FileRecord]:
    for line in _git(fetched.git_dir, "ls-tree", "-r", "-l", "-z", "HEAD").split(b"\0"):
        head, _, path = line.partition(b"\t")
        parts = head.split()
        if len(parts) == 4 and parts[1] == b"blob" and parts[0] != b"120000":
            size = int(parts[3]) if parts[3].isdigit() else MAX_BYTES + 1
            yield _file(path.decode("utf-8", "replace"), parts[2].decode(), size)


def _file(path: str, blob: str, size: int) -> FileRecord:
    return FileRecord(path=path, blob=blob, size_bytes=size)


def _read(git_dir: Path, files: Iterable[FileRecord]) -> Iterator[tuple[str, bytes]]:
    by_blob = {file.blob: file.path for file in files}
    told = _git(git_dir, "cat-file", "--batch", given="".join(f"{b}\n" for b in by_blob).encode())
    at = 0
    while at < len(told):
        end = told.index(b"\n", at)
        head = told[at:end].split()
        at = end + 1
        if len(head) == 3:
            size = int(head[2])
            yield by_blob[head[0].decode()], told[at : at + size]
            at += size + 1


def _git(git_dir: Path, *arguments: str, given: bytes = b"") -> bytes:
    done = subprocess.run(
        ["git", "--git-dir", str(git_dir), *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin:/usr/local/bin", "GIT_NO_LAZY_FETCH": "1"},
    )
    return done.stdout


def _record(login: str, fetched: Fetched, files: Iterable[FileRecord]) -> RepoRecord:
    """Return a repository of which nothing is known but its files."""
    return RepoRecord(
        host_id="", owner=login, name=fetched.name, url="", description="", homepage="", topics=(),
        languages=(), licence=None, stars=0, default_branch="", head_commit="", created_at=_EPOCH,
        pushed_at=_EPOCH, committed_at=_EPOCH, is_fork=False, is_archived=False, is_template=False,
        is_private=False, pin_rank=None, files=tuple(files), skipped=(),
    )  # fmt: skip


if __name__ == "__main__":
    main()
