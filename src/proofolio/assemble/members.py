"""The projects that one repository holds, and the files of own words that are about them."""

import difflib
import posixpath
import re
from collections.abc import Mapping, Sequence

from proofolio.assemble.collection import Contents, Member
from proofolio.assemble.folders import is_work, without_number
from proofolio.assemble.slugs import slugify
from proofolio.errors import Place, Problem
from proofolio.model.records import RepoRecord
from proofolio.model.snapshot import Snapshot
from proofolio.settings import ProjectWords

MemberKey = tuple[str, str]
"""The repository's full name, and the part's path in it."""


def is_person(repo: RepoRecord, contents: Mapping[str, Contents]) -> bool:
    """Tell whether a repository is a README about its author, and no work."""
    return repo.full_name in contents and contents[repo.full_name].kind == "person"


def many(contents: Mapping[str, Contents]) -> frozenset[str]:
    """Return the full names of the repositories that hold many projects."""
    return frozenset(name for name, held in contents.items() if held.kind == "collection")


def members_of(
    snapshot: Snapshot, contents: Mapping[str, Contents]
) -> dict[MemberKey, tuple[RepoRecord, Member]]:
    """Return every project that a repository shares with others, or tells of, with that repository."""
    profile = snapshot.profile.readme if snapshot.profile else None
    repos = (*snapshot.repos, *((profile,) if profile else ()))
    return {
        (repo.full_name, member.path): (repo, member)
        for repo in repos
        if repo.full_name in contents
        for member in (*contents[repo.full_name].members, *contents[repo.full_name].told)
    }


def is_alone(member: Member, held: Contents) -> bool:
    """Whether no other project of the collection lies in a notebook's folder."""
    return all(
        other is member or not (other.folder == member.folder or other.holds(member.path))
        for other in held.members
    )


def member_name(path: str) -> str:
    """Return what a part is called: `01-sql-cleaning` is `sql-cleaning`, `eda.ipynb` is `eda`."""
    name = posixpath.basename(path)
    name = posixpath.splitext(name)[0] if is_work(name) else name
    return without_number(re.sub(r"^\d{1,3}[\s._)-]+(?=.*[^\W\d_])", "", name))


def match_members(
    members: Mapping[MemberKey, tuple[RepoRecord, Member]],
    words: Sequence[ProjectWords],
    problems: list[Problem],
) -> dict[MemberKey, ProjectWords]:
    """Return part → own words: of a file that names its `folder`, or is called as the part is."""
    matched: dict[MemberKey, ProjectWords] = {}
    for entry in sorted(words, key=lambda entry: (not entry.front.folder, entry.slug)):
        found = [key for key in members if _is_meant(entry, key)]
        if not found and entry.front.folder:
            problems.append(_unknown_folder(entry, members))
        for key in found[:1]:
            first = matched.setdefault(key, entry)
            if first is not entry:
                problems.append(
                    Problem(
                        message=f"This file and {first.path} are both about {key[1]} of {key[0]}.",
                        hint="Keep one of them, or give this one a line `folder: …` of its own.",
                        where=Place(path=entry.path, line=1),
                    )
                )
    return matched


def _is_meant(entry: ProjectWords, key: MemberKey) -> bool:
    full_name, path = key
    wanted = wanted_name(entry)
    if wanted and wanted not in (full_name.lower(), short_name(full_name).lower()):
        return False
    if entry.front.folder:
        return entry.front.folder.strip("/").lower() == path.lower()
    return not wanted and slugify(entry.slug) in {
        slugify(member_name(path)),
        slugify(posixpath.basename(path)),
        slugify(f"{short_name(full_name)}-{member_name(path)}"),
    }


def _unknown_folder(
    entry: ProjectWords, members: Mapping[MemberKey, tuple[RepoRecord, Member]]
) -> Problem:
    paths = [path for _, path in members]
    close = difflib.get_close_matches(entry.front.folder, paths, n=1)
    hint = (
        f"Did you mean `{close[0]}`?"
        if close
        else "Name it in portfolio.yml: `split: {your-repository: [FOLDER]}`."
    )
    return Problem(
        message=f"`{entry.front.folder}` is no project of a repository that was pulled.",
        hint=hint,
        where=Place(path=entry.path, line=1),
    )


def wanted_name(entry: ProjectWords) -> str:
    """Return the repository that a file names, in lower case; empty when it names none."""
    return re.sub(r"^https?://[^/]+/|\.git$|/$", "", entry.front.repository.lower())


def short_name(full_name: str) -> str:
    """Return a repository's name without its owner's."""
    return full_name.rpartition("/")[2]
