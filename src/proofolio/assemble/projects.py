"""Repositories, notebooks that stand alone, and own words → projects."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from proofolio.assemble.slugs import distinct, slugify
from proofolio.errors import Place, Problem
from proofolio.model.records import NotebookRecord, RepoRecord, Snapshot
from proofolio.settings import ProjectWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a project is made of, and where it will be."""

    slug: str
    repo: RepoRecord | None
    notebooks: tuple[NotebookRecord, ...]
    """Those that stand alone; a repository's own are among its files."""
    words: ProjectWords | None

    @property
    def path(self) -> str:
        """From the site's root."""
        return f"projects/{self.slug}/"


def plan(
    snapshot: Snapshot, words: Sequence[ProjectWords], titles: Mapping[str, str]
) -> tuple[tuple[Plan, ...], tuple[Problem, ...]]:
    """Decide which projects there are and what each is called.

    A file `projects/<slug>.md` gives its name to the project that it is about. Of two repositories
    with one name the older keeps it; the other takes its owner's name in front. So an address never
    changes because something newer came.

    Args:
        snapshot: what was pulled.
        words: what the learner wrote.
        titles: key of a notebook that stands alone → title, for its address.
    """
    problems: list[Problem] = []
    by_repo = _match(snapshot, words, problems)
    named = _explicit(words, problems)
    free = {
        slugify(entry.slug): entry for entry in reversed(words) if _find(snapshot, entry) is None
    }

    repos = sorted(
        (repo for repo in snapshot.repos if repo.full_name not in by_repo),
        key=lambda repo: (repo.created_at, repo.full_name.lower()),
    )
    groups = _groups(snapshot, titles)
    # A repository keeps the address of its first name when it is renamed.
    first_names = [(*repo.former_names, repo.full_name)[0] for repo in repos]
    wishes = [(slugify(_short(name)), slugify(name)) for name in first_names]
    wishes += [
        (slugify(name), slugify(f"notebook-{name}"))
        for name, _ in groups
        if slugify(name) not in free
    ]
    slugs = iter(distinct(wishes, named))

    plans = [
        Plan(
            slug=slugify(by_repo[repo.full_name].slug),
            repo=repo,
            notebooks=(),
            words=by_repo[repo.full_name],
        )
        for repo in snapshot.repos
        if repo.full_name in by_repo
    ]
    plans += [Plan(slug=next(slugs), repo=repo, notebooks=(), words=None) for repo in repos]
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
    for entry in free.values():
        if entry.front.repository:
            problems.append(_unknown_repository(entry, snapshot))
        plans.append(Plan(slug=slugify(entry.slug), repo=None, notebooks=(), words=entry))
    seen: set[str] = set()
    kept = []
    for item in plans:
        if item.slug not in seen and not (item.words and item.words.front.hidden):
            kept.append(item)
        seen.add(item.slug)
    return tuple(kept), tuple(problems)


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
    wanted = entry.front.repository.lower()
    if wanted:
        wanted = re.sub(r"^https?://[^/]+/|\.git$|/$", "", wanted)

    def is_meant(full_name: str) -> bool:
        if wanted:
            return wanted in (full_name.lower(), _short(full_name).lower())
        return slugify(_short(full_name)) == slugify(entry.slug)

    found = [repo for repo in snapshot.repos if is_meant(repo.full_name)]
    found = found or [repo for repo in snapshot.repos if any(map(is_meant, repo.former_names))]
    return min(found, key=lambda r: (r.created_at, r.full_name.lower()), default=None)


def _short(full_name: str) -> str:
    return full_name.rpartition("/")[2]


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
        stem = notebook.name.removesuffix(".ipynb")
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
