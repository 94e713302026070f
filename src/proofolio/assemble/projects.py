"""Repositories, notebooks that stand alone, and own words → projects."""

import difflib
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from proofolio.assemble.collection import Contents, Member
from proofolio.assemble.members import (
    is_alone,
    is_person,
    many,
    match_members,
    member_name,
    members_of,
    short_name,
    wanted_name,
)
from proofolio.assemble.scope import scoped
from proofolio.assemble.slugs import distinct, slugify
from proofolio.errors import Place, Problem
from proofolio.model.records import NotebookRecord, RepoRecord, Snapshot
from proofolio.settings import ProjectWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a project is made of, and where it will be."""

    slug: str
    repo: RepoRecord | None
    """Of a project that shares its repository with others: its own part of it."""
    notebooks: tuple[NotebookRecord, ...]
    """Those that stand alone; a repository's own are among its files."""
    words: ProjectWords | None
    member: Member | None = None
    """What it is in a repository that holds many projects; None when it is all of one."""
    whole: RepoRecord | None = None
    """The repository that it is a part of; None when it is all of one."""
    collection: str = ""
    """Path of the page of the collection that it is a part of, from the site's root."""

    @property
    def path(self) -> str:
        """From the site's root."""
        return f"projects/{self.slug}/"

    @property
    def folder(self) -> str:
        """In the repository; empty for its root."""
        return self.member.folder if self.member else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPlan:
    """A repository that holds many projects, and where its own page will be."""

    slug: str
    repo: RepoRecord
    contents: Contents
    words: ProjectWords | None

    @property
    def path(self) -> str:
        """From the site's root."""
        return f"projects/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """Which projects and collections there are."""

    projects: tuple[Plan, ...]
    collections: tuple[CollectionPlan, ...]
    problems: tuple[Problem, ...]


def plan(
    snapshot: Snapshot,
    words: Sequence[ProjectWords],
    titles: Mapping[str, str],
    contents: Mapping[str, Contents] = MappingProxyType({}),
) -> Planned:
    """Decide which projects there are and what each is called.

    A file `projects/<slug>.md` gives its name to the project that it is about. Of two repositories
    with one name the older keeps it; the other takes its owner's name in front. So an address never
    changes because something newer came.

    Args:
        snapshot: what was pulled.
        words: what the learner wrote.
        titles: key of a notebook that stands alone → title, for its address.
        contents: full name of a repository → what it holds; those that are one thing may be left out.
    """
    problems: list[Problem] = []
    members = members_of(snapshot, contents)
    of_members = match_members(members, words, problems)
    taken = {entry.path for entry in of_members.values()}
    by_repo = _match(snapshot, [entry for entry in words if entry.path not in taken], problems)
    named = _explicit(words, problems)
    free = {
        slugify(entry.slug): entry
        for entry in reversed(words)
        if entry.path not in taken and _find(snapshot, entry) is None
    }

    repos = sorted(
        (
            repo
            for repo in snapshot.repos
            if repo.full_name not in by_repo and not is_person(repo, contents)
        ),
        key=lambda repo: (repo.created_at, repo.full_name.lower()),
    )
    groups = _groups(snapshot, titles)
    # A repository keeps the address of its first name when it is renamed.
    first_names = [(*repo.former_names, repo.full_name)[0] for repo in repos]
    wishes = [(slugify(short_name(name)), slugify(name)) for name in first_names]
    wishes += [
        (slugify(name), slugify(f"notebook-{name}"))
        for name, _ in groups
        if slugify(name) not in free
    ]
    new_members = [key for key in members if key not in of_members]
    # What a part is called may be taken; then the repository's name goes before it.
    wishes += [
        (slugify(name), slugify(f"{short_name(full_name)}-{name}"))
        for full_name, path in new_members
        for name in [member_name(path)]
    ]
    slugs = iter(distinct(wishes, named))

    whole = [
        Plan(
            slug=slugify(by_repo[repo.full_name].slug),
            repo=repo,
            notebooks=(),
            words=by_repo[repo.full_name],
        )
        for repo in snapshot.repos
        if repo.full_name in by_repo
    ]
    whole += [Plan(slug=next(slugs), repo=repo, notebooks=(), words=None) for repo in repos]
    plans = [item for item in whole if item.repo and item.repo.full_name not in many(contents)]
    collections = [
        CollectionPlan(
            slug=item.slug,
            repo=item.repo,
            contents=contents[item.repo.full_name],
            words=item.words,
        )
        for item in whole
        if item.repo and item.repo.full_name in many(contents)
    ]
    for name, notebooks in groups:
        entry = free.pop(slugify(name), None)
        plans.append(
            Plan(
                slug=slugify(entry.slug) if entry else next(slugs),
                repo=None,
                notebooks=notebooks,
                words=entry,
            )
        )
    pages = {item.repo.full_name: item.path for item in collections}
    new_slugs = {key: next(slugs) for key in new_members}
    for key, (repo, member) in members.items():
        entry = of_members.get(key)
        plans.append(
            Plan(
                slug=slugify(entry.slug) if entry else new_slugs[key],
                repo=scoped(repo, member, alone=is_alone(member, contents[repo.full_name])),
                notebooks=(),
                words=entry,
                member=member,
                whole=repo,
                collection=pages.get(repo.full_name, ""),
            )
        )
    for entry in free.values():
        if entry.front.repository and _find(snapshot, entry) is None:
            problems.append(_unknown_repository(entry, snapshot))
        plans.append(Plan(slug=slugify(entry.slug), repo=None, notebooks=(), words=entry))
    seen: set[str] = set()
    kept = []
    for item in plans:
        if item.slug not in seen and not (item.words and item.words.front.hidden):
            kept.append(item)
        seen.add(item.slug)
    return Planned(
        projects=tuple(kept),
        collections=tuple(
            item for item in collections if not (item.words and item.words.front.hidden)
        ),
        problems=tuple(problems),
    )


def _match(
    snapshot: Snapshot, words: Sequence[ProjectWords], problems: list[Problem]
) -> dict[str, ProjectWords]:
    """Return full name → own words; a file that names its repository goes before one that is called like it."""
    matched: dict[str, ProjectWords] = {}
    for entry in sorted(words, key=lambda entry: (not entry.front.repository, entry.slug)):
        repo = _find(snapshot, entry)
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


def _find(snapshot: Snapshot, entry: ProjectWords) -> RepoRecord | None:
    wanted = wanted_name(entry)

    def is_meant(full_name: str) -> bool:
        if wanted:
            return wanted in (full_name.lower(), short_name(full_name).lower())
        return slugify(short_name(full_name)) == slugify(entry.slug)

    found = [repo for repo in snapshot.repos if is_meant(repo.full_name)]
    found = found or [repo for repo in snapshot.repos if any(map(is_meant, repo.former_names))]
    return min(found, key=lambda r: (r.created_at, r.full_name.lower()), default=None)


def _explicit(words: Sequence[ProjectWords], problems: list[Problem]) -> set[str]:
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


def _groups(
    snapshot: Snapshot, titles: Mapping[str, str]
) -> list[tuple[str, tuple[NotebookRecord, ...]]]:
    """Return name → notebooks: a folder on this disk is one project, a notebook by itself is one, too."""
    groups: dict[str, list[NotebookRecord]] = {}
    for notebook in snapshot.notebooks:
        stem = posixpath.splitext(notebook.name)[0]
        name = notebook.folder or titles.get(notebook.key) or stem
        groups.setdefault(
            f"{notebook.folder}\0{notebook.key if not notebook.folder else ''}\0{name}", []
        ).append(notebook)
    return [(key.rsplit("\0", 1)[1], tuple(found)) for key, found in groups.items()]


def _unknown_repository(entry: ProjectWords, snapshot: Snapshot) -> Problem:
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
