"""Repositories, notebooks that stand alone, and own words → projects."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
)
from proofolio.assemble.project_words import (
    claimed_slugs,
    find_repository,
    match_words,
    unknown_repository,
)
from proofolio.assemble.scope import scoped
from proofolio.assemble.slugs import distinct, slugify
from proofolio.errors import Problem
from proofolio.model.records import NotebookRecord, RepoRecord
from proofolio.model.snapshot import Snapshot
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
    by_repo = match_words(snapshot, [entry for entry in words if entry.path not in taken], problems)
    free = {
        slugify(entry.slug): entry
        for entry in reversed(words)
        if entry.path not in taken and find_repository(snapshot, entry) is None
    }
    repos = _unclaimed(snapshot, by_repo, contents)
    groups = _groups(snapshot, titles)
    new_members = [key for key in members if key not in of_members]
    slugs = iter(
        distinct(
            [*_preferred(repos, groups, free), *_preferred_of_members(new_members)],
            claimed_slugs(words, problems),
        )
    )
    whole = _whole(snapshot, by_repo, repos, slugs)
    plans = [item for item in whole if item.repo and item.repo.full_name not in many(contents)]
    collections = _collections(whole, contents)
    plans += _alone(groups, free, slugs)
    pages = {item.repo.full_name: item.path for item in collections}
    new_slugs = {key: next(slugs) for key in new_members}
    for key, (repo, member) in members.items():
        entry = of_members.get(key)
        slug = slugify(entry.slug) if entry else new_slugs[key]
        held = contents[repo.full_name]
        plans.append(_part(repo, member, held, slug, entry, pages.get(repo.full_name, "")))
    for entry in free.values():
        if entry.front.repository and find_repository(snapshot, entry) is None:
            problems.append(unknown_repository(entry, snapshot))
        plans.append(Plan(slug=slugify(entry.slug), repo=None, notebooks=(), words=entry))
    return Planned(
        projects=_shown(plans),
        collections=tuple(
            item for item in collections if not (item.words and item.words.front.hidden)
        ),
        problems=tuple(problems),
    )


def _unclaimed(
    snapshot: Snapshot, by_repo: Mapping[str, ProjectWords], contents: Mapping[str, Contents]
) -> list[RepoRecord]:
    """Return the repositories that nobody wrote of, the oldest first."""
    found = (
        repo
        for repo in snapshot.repos
        if repo.full_name not in by_repo and not is_person(repo, contents)
    )
    return sorted(found, key=lambda repo: (repo.created_at, repo.full_name.lower()))


def _part(
    repo: RepoRecord,
    member: Member,
    held: Contents,
    slug: str,
    words: ProjectWords | None,
    collection: str,
) -> Plan:
    return Plan(
        slug=slug,
        repo=scoped(repo, member, alone=is_alone(member, held)),
        notebooks=(),
        words=words,
        member=member,
        whole=repo,
        collection=collection,
    )


def _preferred(
    repos: Iterable[RepoRecord],
    groups: Iterable[tuple[str, tuple[NotebookRecord, ...]]],
    free: Mapping[str, ProjectWords],
) -> Iterator[tuple[str, str]]:
    """Yield the slug that each wants, and the one that it takes when another has that."""
    for repo in repos:
        # A repository keeps the address of its first name when it is renamed.
        name = (*repo.former_names, repo.full_name)[0]
        yield slugify(short_name(name)), slugify(name)
    for name, _ in groups:
        if slugify(name) not in free:
            yield slugify(name), slugify(f"notebook-{name}")


def _preferred_of_members(keys: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the same of parts: what one is called may be taken; then the repository's name goes before it."""
    for full_name, path in keys:
        name = member_name(path)
        yield slugify(name), slugify(f"{short_name(full_name)}-{name}")


def _whole(
    snapshot: Snapshot,
    by_repo: Mapping[str, ProjectWords],
    repos: Iterable[RepoRecord],
    slugs: Iterator[str],
) -> list[Plan]:
    """Return a plan for each repository, those that somebody wrote of first."""
    written = [
        Plan(
            slug=slugify(by_repo[repo.full_name].slug),
            repo=repo,
            notebooks=(),
            words=by_repo[repo.full_name],
        )
        for repo in snapshot.repos
        if repo.full_name in by_repo
    ]
    others = [Plan(slug=next(slugs), repo=repo, notebooks=(), words=None) for repo in repos]
    return [*written, *others]


def _collections(whole: Iterable[Plan], contents: Mapping[str, Contents]) -> list[CollectionPlan]:
    return [
        CollectionPlan(
            slug=item.slug,
            repo=item.repo,
            contents=contents[item.repo.full_name],
            words=item.words,
        )
        for item in whole
        if item.repo and item.repo.full_name in many(contents)
    ]


def _alone(
    groups: Iterable[tuple[str, tuple[NotebookRecord, ...]]],
    free: dict[str, ProjectWords],
    slugs: Iterator[str],
) -> Iterator[Plan]:
    """Yield a plan for notebooks that were named on their own; what is written of one is taken out of `free`."""
    for name, notebooks in groups:
        entry = free.pop(slugify(name), None)
        yield Plan(
            slug=slugify(entry.slug) if entry else next(slugs),
            repo=None,
            notebooks=notebooks,
            words=entry,
        )


def _shown(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """Leave out what is hidden, and of two with one address the second."""
    seen: set[str] = set()
    kept = []
    for item in plans:
        if item.slug not in seen and not (item.words and item.words.front.hidden):
            kept.append(item)
        seen.add(item.slug)
    return tuple(kept)


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
