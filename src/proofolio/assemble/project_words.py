"""Which repository a file `projects/<slug>.md` is about, and which address it claims."""

import difflib
from collections.abc import Sequence

from proofolio.assemble.members import short_name, wanted_name
from proofolio.assemble.slugs import slugify
from proofolio.errors import Place, Problem
from proofolio.model.records import RepoRecord
from proofolio.model.snapshot import Snapshot
from proofolio.settings import ProjectWords


def match_words(
    snapshot: Snapshot, words: Sequence[ProjectWords], problems: list[Problem]
) -> dict[str, ProjectWords]:
    """Return full name → own words; a file that names its repository goes before one that is called like it."""
    matched: dict[str, ProjectWords] = {}
    for entry in sorted(words, key=lambda entry: (not entry.front.repository, entry.slug)):
        repo = find_repository(snapshot, entry)
        if repo is None:
            continue
        first = matched.setdefault(repo.full_name, entry)
        if first is not entry:
            problems.append(
                Problem(
                    message=f"This file and {first.path} are both about {repo.full_name}.",
                    hint="Keep one of them, or give this one a line `repository: owner/name` of its own.",
                    where=Place(path=entry.path, line=1),
                )
            )
    return matched


def find_repository(snapshot: Snapshot, entry: ProjectWords) -> RepoRecord | None:
    """Return the repository that a file is about; None when it was not pulled."""
    wanted = wanted_name(entry)

    def is_meant(full_name: str) -> bool:
        if wanted:
            return wanted in (full_name.lower(), short_name(full_name).lower())
        return slugify(short_name(full_name)) == slugify(entry.slug)

    found = [repo for repo in snapshot.repos if is_meant(repo.full_name)]
    found = found or [repo for repo in snapshot.repos if any(map(is_meant, repo.former_names))]
    return min(found, key=lambda r: (r.created_at, r.full_name.lower()), default=None)


def claimed_slugs(words: Sequence[ProjectWords], problems: list[Problem]) -> set[str]:
    """Return the addresses that files claim; two files that claim one are named."""
    owner: dict[str, ProjectWords] = {}
    for entry in words:
        first = owner.setdefault(slugify(entry.slug), entry)
        if first is not entry:
            problems.append(
                Problem(
                    message=f"This file wants the same address as {first.path}: /projects/{slugify(entry.slug)}/.",
                    hint="Rename one of the two files.",
                    where=Place(path=entry.path, line=1),
                )
            )
    return set(owner)


def unknown_repository(entry: ProjectWords, snapshot: Snapshot) -> Problem:
    """Say that the repository that a file names was not pulled."""
    names = [repo.full_name for repo in snapshot.repos] + [repo.name for repo in snapshot.repos]
    close = difflib.get_close_matches(entry.front.repository, names, n=1)
    hint = (
        f"Did you mean `{close[0]}`?"
        if close
        else "`proofolio status` lists what was pulled and what was left out."
    )
    return Problem(
        message=f"The repository `{entry.front.repository}` was not pulled.",
        hint=hint,
        where=Place(path=entry.path, line=1),
    )
