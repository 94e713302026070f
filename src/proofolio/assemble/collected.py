"""Repositories that hold many projects, or a journal: what each holds, and the page that lists it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

from proofolio.assemble import readme, scope
from proofolio.assemble.addresses import inside, is_web, outside
from proofolio.assemble.choose import described, readable
from proofolio.assemble.collection import (
    ONE,
    PERSON,
    Contents,
    Repository,
    contents,
    told_by,
)
from proofolio.assemble.folders import is_work
from proofolio.assemble.introduction import (
    NOBODY,
    Introduction,
    introduce,
    is_about_a_person,
    joined,
    role_of,
)
from proofolio.assemble.links import Origin, address_key
from proofolio.assemble.picked import Picked, picked
from proofolio.assemble.pictures import borrowed, gallery
from proofolio.assemble.project import AssemblyContext, own_origin
from proofolio.assemble.projects import CollectionPlan, Plan, Planned
from proofolio.assemble.twice_told import without_known
from proofolio.content.links import addresses
from proofolio.errors import Problem
from proofolio.model.portfolio import (
    Asset,
    Day,
    Project,
    ProjectCollection,
    SafeHtml,
    Tier,
)
from proofolio.model.records import Get, RepoRecord
from proofolio.model.snapshot import Snapshot
from proofolio.settings import Settings

_LEAST_LISTED: Final = 3
_MOST_DESCRIBED: Final = 300
_ASKED: Final = 12
"""Repositories whose READMEs are asked for their author where nothing else tells."""


def contents_of(snapshot: Snapshot, settings: Settings, get: Get) -> dict[str, Contents]:
    """Return what each repository holds that is more than one thing: full name → contents.

    Args:
        snapshot: what was pulled.
        settings: `split` in `portfolio.yml` says otherwise.
        get: returns the bytes of any blob.
    """
    found = {
        repo.full_name: _contents(repo, _split(repo, settings), get) for repo in snapshot.repos
    }
    profile = snapshot.profile.readme if snapshot.profile else None
    if profile and _split(profile, settings) is not False:
        found.setdefault(profile.full_name, _of_person(profile, get))
    known = {repo.full_name: _known(repo, get) for repo in snapshot.repos}
    repos = {repo.full_name: repo for repo in snapshot.repos}
    return {
        name: _once(held, repos.get(name), known, get)
        for name, held in found.items()
        if held is not ONE
    }


def _once(held: Contents, repo: RepoRecord | None, known: Mapping[str, str], get: Get) -> Contents:
    """Leave out what a README tells of and another repository, or a folder of this one, is there for."""
    others = [said for name, said in known.items() if repo is None or name != repo.full_name]
    told = without_known(held.told, others)
    if repo is None or not any(member.is_told for member in held.members):
        return replace(held, told=told)
    folders = [
        f"{member.path} {readme.read_readme(repo, get, member.folder)[0].title}"
        for member in held.members
        if not member.is_told and member.folder
    ]
    kept = without_known([one for one in held.members if one.is_told], [*others, *folders])
    members = tuple(one for one in held.members if not one.is_told or one in kept)
    return replace(held, told=told, members=members)


def _known(repo: RepoRecord, get: Get) -> str:
    """Return what a repository is called, and says that it is."""
    told = readme.read_readme(repo, get)[0]
    return f"{repo.name} {repo.description[:_MOST_DESCRIBED]} {told.title}"


def _of_person(repo: RepoRecord, get: Get) -> Contents:
    """Return a README about a person, with the projects that it alone tells of."""
    told = readme.read_readme(repo, get)[0]
    return replace(PERSON, told=told_by(_repository(repo, told, is_of_person=True)))


def _contents(repo: RepoRecord, split: bool | tuple[str, ...] | None, get: Get) -> Contents:
    if split is False:
        return ONE
    told, folder = readme.read_readme(repo, get)
    if split is None and not any(is_work(file.path) for file in repo.files):
        is_person = is_about_a_person(told.whole, told.title) or _is_list_of_own(repo, told.whole)
        if is_person:
            return _of_person(repo, get)
    is_of_person = is_about_a_person(told.whole, told.title)
    return contents(
        _repository(repo, told if not folder else readme.NOTHING, is_of_person=is_of_person), split
    )


def _repository(repo: RepoRecord, told: readme.Article, *, is_of_person: bool) -> Repository:
    return Repository(
        full_name=repo.full_name,
        description=repo.description,
        paths=tuple(file.path for file in repo.files),
        readme=told.whole,
        readme_title=told.title,
        is_of_person=is_of_person,
    )


def _is_list_of_own(repo: RepoRecord, html: SafeHtml) -> bool:
    """Whether a README leads to several other repositories of its owner: a list of work, and no work."""
    owner = re.escape(repo.full_name.partition("/")[0])
    pattern = re.compile(
        rf"(?:https?:)?//github\.com/{owner}/([\w.-]+?)(?:\.git)?/?", re.IGNORECASE
    )
    found = (pattern.fullmatch(address) for _, address in addresses(html))
    others = {match[1].casefold() for match in found if match} - {repo.name.casefold()}
    return len(others) >= _LEAST_LISTED


def _split(repo: RepoRecord, settings: Settings) -> bool | tuple[str, ...] | None:
    said = {name.casefold(): what for name, what in settings.portfolio.split.items()}
    names = (repo.full_name, repo.name, *repo.former_names, "*")
    return next((said[name.casefold()] for name in names if name.casefold() in said), None)


def introduction_of(snapshot: Snapshot, held: Mapping[str, Contents], get: Get) -> Introduction:
    """Return who the account's owner is: by the profile's README, else by those of what introduces a person."""
    found = NOBODY
    for repo in _introducing(snapshot, held, ("person", "collection")):
        found = joined(found, introduce(readme.read_readme(repo, get)[0].whole))
    if found.headline or found.summary:
        return found
    for repo in sorted(snapshot.repos, key=lambda repo: repo.pushed_at, reverse=True)[:_ASKED]:
        # Work whose README speaks of its author, and of nothing else.
        told = readme.read_readme(repo, get)[0]
        if is_about_a_person(told.whole, told.title):
            return joined(found, introduce(told.whole))
    name = snapshot.profile.name if snapshot.profile else ""
    for repo in snapshot.repos[:_ASKED]:
        whole = readme.read_readme(repo, get)[0].whole
        if role := role_of(whole, name or introduce(whole).name):
            return replace(found, headline=role)
    return found


def picks(snapshot: Snapshot, held: Mapping[str, Contents], get: Get) -> Mapping[str, Picked]:
    """Return what the account's owner leads to in READMEs about themselves, by `address_key`."""
    about = _introducing(snapshot, held, ("person",))
    templates = {
        one for repo in snapshot.repos for one in (repo.addresses.file, *repo.addresses.others)
    }
    hosts = {urlsplit(template).netloc for template in templates}
    return picked((readme.read_readme(repo, get)[0].whole for repo in about), hosts)


def about_person(snapshot: Snapshot, held: Mapping[str, Contents]) -> RepoRecord | None:
    """Return the repository whose README is about the account's owner; None when there is none."""
    return next(_introducing(snapshot, held, ("person",)), None)


def _introducing(
    snapshot: Snapshot, held: Mapping[str, Contents], kinds: Sequence[str]
) -> Iterator[RepoRecord]:
    """Yield the profile's repository, then those of some kinds, in the order of these, the newest first."""
    profile = snapshot.profile.readme if snapshot.profile else None
    if profile:
        yield profile
    ranks = {kind: rank for rank, kind in enumerate(kinds)}
    yield from sorted(
        (
            repo
            for repo in snapshot.repos
            if repo.full_name in held and held[repo.full_name].kind in ranks
        ),
        key=lambda repo: (
            ranks[held[repo.full_name].kind],
            -repo.pushed_at.timestamp(),
            repo.full_name,
        ),
    )


def problems(snapshot: Snapshot, settings: Settings) -> Iterator[Problem]:
    """Yield what `split` names and nobody has."""
    known = {n.casefold() for repo in snapshot.repos for n in (repo.full_name, repo.name)}
    for name in settings.portfolio.split:
        if name != "*" and name.casefold() not in known:
            yield Problem(
                message=f"`split` names `{name}`, but there is no such repository.",
                hint="`proofolio status` lists what was pulled.",
                where=settings.place("split", name),
            )


def sites(planned: Planned) -> dict[str, str]:
    """Return where the site shows what lies on a host: address, as `address_key` writes it → page."""
    found: dict[str, str] = {}
    for item in planned.projects:
        if item.repo and is_web(item.repo.url):
            place = f"{item.repo.url}/tree/-/{item.member.path}" if item.member else item.repo.url
            found[address_key(place)] = item.path
    for one in planned.collections:
        if is_web(one.repo.url):
            found[address_key(one.repo.url)] = one.path
    return found


def build(
    one: CollectionPlan, made: Mapping[str, tuple[Plan, Project]], context: AssemblyContext
) -> tuple[ProjectCollection, tuple[Asset, ...]]:
    """Return a collection and the files that its page needs.

    Args:
        one: the collection.
        made: path of a member in the repository → its plan and project; those that are hidden are not there.
        context: what is looked at.
    """
    repo = one.repo
    told, folder = readme.read_readme(repo, context.get)
    apart = scope.apart(repo, one.contents.members)
    files = (*apart.files, *borrowed(addresses(told.whole), folder, apart, repo))
    shown = gallery(files, one.path, context.fit, context.get, repo=apart)
    # It is folded as it is: what of it is for who has the code stands there, too.
    whole = replace(told, html=SafeHtml(f"{told.html}{told.rest}"))
    own = readme.read(one.words.text) if one.words else readme.NOTHING
    beside = gallery(context.pictures if one.words else (), one.path, context.fit, context.get)
    front = one.words.front if one.words else None
    summary = (front and front.summary) or described(repo.description, told)
    collection = ProjectCollection(
        slug=one.slug,
        path=one.path,
        title=(front and front.title) or own.title or told.title or readable(repo.name),
        summary=summary,
        repository=repo.full_name,
        source_url=repo.url if is_web(repo.url) else None,
        story=readme.place(own, own_origin("projects", context, beside), one.path),
        readme=readme.without_echo(
            readme.place(whole, _origin(one, folder, made, shown.served(), context), one.path),
            summary=summary,
            cover="",
        ),
        tiers=tuple(_tiers(one, made)),
    )
    return collection, (*shown.assets, *beside.assets)


def _tiers(one: CollectionPlan, made: Mapping[str, tuple[Plan, Project]]) -> Iterator[Tier]:
    listed = [member for member in one.contents.members if member.path in made]
    for name, members in groupby(listed, key=lambda member: member.group):
        yield Tier(name=name, projects=tuple(made[member.path][1].slug for member in members))


def _origin(
    one: CollectionPlan,
    folder: str,
    made: Mapping[str, tuple[Plan, Project]],
    served: Mapping[str, str],
    context: AssemblyContext,
) -> Origin:
    repo = one.repo
    pages = {"": one.path, ".": one.path}
    for path, (plan, project) in made.items():
        start = readme.readme_file(plan.repo, plan.folder) if plan.repo and plan.folder else None
        pages |= {book.file_name: book.path for book in project.notebooks}
        pages |= {start.path: project.path} if start else {}
        pages[path] = project.path
    return Origin(
        folder=folder,
        pages=pages,
        files=served,
        outside=lambda path: outside(repo, path),
        repo=repo,
        sites=context.sites,
    )


def with_days(project: Project, held: Contents | None, plan: Plan) -> Project:
    """Return a project with the dated entries of its journal, when it is one."""
    if held is None or held.kind != "journal" or plan.repo is None:
        return project
    repo = plan.repo
    books = {book.file_name: book for book in project.notebooks}
    days = []
    for day in held.days:
        files = [f for f in repo.files if f.path == day.path or f.path.startswith(f"{day.path}/")]
        own = [books[file.path] for file in files if file.path in books]
        firsts = [file.first for file in files if file.first]
        is_folder = not any(file.path == day.path for file in files)
        days.append(
            Day(
                number=day.number,
                title=readable(day.title) if day.title else "",
                date=min(firsts, default=None),
                url=own[0].path if own else inside(repo, day.path, is_folder=is_folder) or "",
            )
        )
    return replace(project, days=tuple(days))


def notices(
    snapshot: Snapshot, names: Collection[str], settings: Settings, get: Get
) -> Iterator[str]:
    """Tell the author, in sentences, which repositories are taken for more than one thing, and how to say otherwise.

    Args:
        snapshot: what was pulled.
        names: full names of the repositories to tell of.
        settings: where nothing is said of them yet.
        get: returns the bytes of any blob.
    """
    for repo in snapshot.repos:
        if repo.full_name not in names or _split(repo, settings) is not None:
            continue
        held = _contents(repo, None, get)
        if held.kind == "collection":
            yield (
                f"{repo.full_name} looks like {len(held.members)} projects in one repository, so each gets "
                f"a page. If it is one, write in portfolio.yml: `split: {{{repo.name}: false}}`."
            )
        elif held.kind == "journal":
            yield (
                f"{repo.full_name} looks like a journal of {len(held.days)} days, so it is one project with "
                f"a list of days. If its folders are projects: `split: {{{repo.name}: true}}`."
            )
