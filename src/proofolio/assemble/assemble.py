"""The whole portfolio, put together from its parts."""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from proofolio.assemble import (
    collected,
    curriculum,
    order,
    project,
    readme,
    rhythm,
    run,
    unshown,
)
from proofolio.assemble.addresses import is_web, outside
from proofolio.assemble.authors import People
from proofolio.assemble.certificates import certificates
from proofolio.assemble.collection import Contents, Member
from proofolio.assemble.coursework import CourseWork, coursework, with_kind
from proofolio.assemble.evidence import files_of_code
from proofolio.assemble.journey import moments
from proofolio.assemble.links import Origin, address_key
from proofolio.assemble.order import chosen, strongest
from proofolio.assemble.person import describe
from proofolio.assemble.picked import Picked
from proofolio.assemble.pictures import gallery
from proofolio.assemble.post_links import with_tags
from proofolio.assemble.post_notebooks import with_notebooks
from proofolio.assemble.posts import log
from proofolio.assemble.project import Desk, own_origin
from proofolio.assemble.projects import CollectionPlan, Plan, plan
from proofolio.assemble.skill_pages import with_pages
from proofolio.assemble.skills import skills, with_skills
from proofolio.assemble.twice_told import unshared
from proofolio.assemble.wish import most_wanted
from proofolio.content.fitted import Fit
from proofolio.errors import Place, Problem
from proofolio.model.curriculum import Way
from proofolio.model.portfolio import Asset, NotebookCard, Portfolio, Project, SafeHtml
from proofolio.model.records import BlobId, FileRecord, Get, RepoRecord, Snapshot
from proofolio.model.usage import Usage
from proofolio.notebooks.library import Library
from proofolio.settings import Settings, Words

_FEATURED = 3
_FEATURED_ALONE = 6
"""Without posts there is room for more."""


def assemble(
    snapshot: Snapshot,
    library: Library,
    words: Words,
    settings: Settings,
    *,
    pictures: tuple[FileRecord, ...],
    get: Get,
    fit: Fit,
    today: date,
    usages: Callable[[Mapping[BlobId, str]], Mapping[BlobId, Usage]] = lambda _: {},
    post_cards: Mapping[str, NotebookCard] = MappingProxyType({}),
    beside_posts: Mapping[str, str] = MappingProxyType({}),
    preview: bool = False,
) -> Portfolio:
    """Put the portfolio together.

    Args:
        snapshot: what was pulled.
        library: the notebooks that were converted, by the key that `inventory` gave them.
        words: the learner's own words.
        settings: the learner's settings.
        pictures: those that lie beside the own words; paths are relative to the portfolio's folder.
        get: returns the bytes of any blob named in the arguments.
        fit: makes pictures fit to be served.
        today: posts of a later date are left out.
        usages: tells what files of code use, given the addresses of their bytes, each with its language.
        post_cards: the notebooks among the posts, by their path.
        beside_posts: path of what lies beside the posts, such as pictures → where the site serves it.
        preview: whether posts that visitors are not to see yet are there, marked.
    """
    titles = {
        item.key: library.cards[item.key].title
        for item in snapshot.notebooks
        if item.key in library.cards
    }
    held = collected.contents_of(snapshot, settings, get)
    planned = plan(snapshot, words.projects, titles, held)
    plans = planned.projects
    told = collected.introduction_of(snapshot, held, get)
    picks = collected.picks(snapshot, held, get)
    person = describe(settings, snapshot.profile, SafeHtml(""), told)
    entries = log(
        words.posts,
        {*(item.slug for item in plans), *(one.slug for one in planned.collections)},
        today,
        cards=post_cards,
        people=People(
            name=person.name,
            login=snapshot.profile.login if snapshot.profile else settings.portfolio.github,
            others=words.authors,
        ),
        preview=preview,
    )
    own = {item.words.path: item.path for item in plans if item.words}
    own |= {one.words.path: one.path for one in planned.collections if one.words}
    own |= {post.source: post.path for post in entries.posts}
    desk = Desk(
        snapshot=snapshot,
        library=library,
        own=own,
        sites=collected.sites(planned),
        pictures=pictures,
        get=get,
        fit=fit,
    )

    posts, post_assets = with_notebooks(entries.posts, post_cards, words.posts, own, beside_posts)
    built = [project.build(item, desk) for item in plans]
    about, about_assets = _about(words, desk, collected.about_person(snapshot, held))
    projects_built = [
        _in_own_words(
            collected.with_days(made, held.get(item.repo.full_name if item.repo else ""), item),
            item,
            _pick_of(item, picks),
        )
        for item, (made, _, _) in zip(plans, built, strict=True)
    ]
    projects_built = unshared(projects_built)
    used = dict(usages(files_of_code(plans)))
    for item in library.wanted:
        if item.key in library.examinations:
            used[item.blob] = library.examinations[item.key].usage
    courses = [coursework(item, settings, used, get) for item in plans]
    projects_built = [
        with_kind(made, course) for made, course in zip(projects_built, courses, strict=True)
    ]
    found, skill_problems = skills(plans, projects_built, courses, settings, used, get)
    shown_skills = with_pages(found)
    earned, certificate_advice = certificates(settings, shown_skills)
    shown = [with_skills(made, found) for made in projects_built]
    most = _FEATURED if posts else _FEATURED_ALONE
    origins = [
        _origin_of(item, course, _pick_of(item, picks), _told_beside(item, held))
        for item, course in zip(plans, courses, strict=True)
    ]
    projects, pin_problems = _ordered(shown, origins, snapshot, settings, most)
    tagged = with_tags(posts, entries.tags, shown_skills)
    as_of = snapshot.synced_at.date()
    stages, stage_problems = curriculum.stages(settings, projects, tagged, shown_skills)
    weeks = rhythm.weeks(stages, plans, tagged, as_of)
    by_slug = {item.slug: item for item in projects}
    made = [(item, by_slug[item.slug]) for item in plans]
    collections = [
        collected.build(one, _of_collection(one, made), desk) for one in planned.collections
    ]
    return Portfolio(
        person=replace(person, about=about),
        projects=projects,
        posts=tagged,
        assets=(
            *(asset for _, assets, _ in built for asset in assets),
            *about_assets,
            *post_assets,
            *(asset for _, assets in collections for asset in assets),
        ),
        collections=tuple(
            sorted((one for one, _ in collections), key=lambda one: one.title.casefold())
        ),
        as_of=as_of,
        skills=shown_skills,
        certificates=earned,
        way=Way(
            stages=stages,
            weeks=weeks,
            moments=moments(stages, made, tagged, weeks, settings, as_of),
        ),
        advice=(
            *certificate_advice,
            *curriculum.advice(stages, settings),
            *rhythm.only_in(weeks, as_of),
            *(said for item in projects for said in run.advice(item)),
            *unshown.advice(snapshot),
            *filter(None, (most_wanted(person, projects, settings.portfolio.github),)),
        ),
        problems=(
            *words.problems,
            *planned.problems,
            *collected.problems(snapshot, settings),
            *entries.problems,
            *pin_problems,
            *skill_problems,
            *stage_problems,
            *(problem for _, _, wrong in built for problem in wrong),
        ),
    )


def _of_collection(
    one: CollectionPlan, made: Iterable[tuple[Plan, Project]]
) -> dict[str, tuple[Plan, Project]]:
    return {
        item.member.path: (item, project)
        for item, project in made
        if item.member and item.collection == one.path
    }


def _about(words: Words, desk: Desk, repo: RepoRecord | None) -> tuple[SafeHtml, tuple[Asset, ...]]:
    if words.about:
        beside = gallery(desk.pictures, "about/", desk.fit, desk.get)
        return readme.place(
            readme.read(words.about), own_origin("", desk, beside), "about/"
        ), beside.assets
    if repo is None:
        return SafeHtml(""), ()
    shown = gallery(repo.files, "about/", desk.fit, desk.get, repo=repo)
    article, folder = readme.read_readme(repo, desk.get)
    origin = Origin(
        folder=folder,
        pages={},
        files=shown.served(),
        outside=lambda path: outside(repo, path),
        repo=repo,
        sites=desk.sites,
    )
    return readme.place(article, origin, "about/"), shown.assets


def _ordered(
    projects: list[Project],
    origins: list[order.Origin],
    snapshot: Snapshot,
    settings: Settings,
    most: int,
) -> tuple[tuple[Project, ...], list[Problem]]:
    """Put featured projects first: those that the learner featured or pinned, else the profile's pins, else the strongest."""
    pins = [pin.lower() for pin in settings.portfolio.pin]
    ranks = {repo.full_name: repo.pin_rank for repo in snapshot.repos}

    def names(project: Project) -> set[str]:
        full = (project.repository or "").lower()
        if project.folder:
            part = project.folder.lower()
            return {project.slug, part, part.rpartition("/")[2], f"{full}/{part}"}
        return {project.slug, full, full.rpartition("/")[2]} - {""}

    def rank(project: Project) -> tuple[int, int]:
        pinned = [index for index, pin in enumerate(pins) if pin in names(project)]
        if pinned:
            return 0, pinned[0]
        if project.featured:
            return 1, 0
        on_profile = None if project.folder else ranks.get(project.repository or "")
        return (2, on_profile) if on_profile is not None and not pins else (3, 0)

    scored = strongest(projects, origins, snapshot.synced_at.date())
    ordered = sorted((project for project, _ in scored), key=rank)
    picked = sum(rank(project)[0] < 3 for project in ordered)
    count = picked or chosen(scored, most)
    known = {name for project in projects for name in names(project)}
    problems = [
        _unknown_pin(pin, known, settings.place("pin", index))
        for index, pin in enumerate(pins)
        if pin not in known
    ]
    return tuple(
        replace(project, featured=index < count) for index, project in enumerate(ordered)
    ), problems


def _pick_of(item: Plan, picks: Mapping[str, Picked]) -> Picked | None:
    """Return how the owner's own README leads to a project."""
    if item.repo is None or not is_web(item.repo.url):
        return None
    place = f"{item.repo.url}/tree/-/{item.member.path}" if item.member else item.repo.url
    return picks.get(address_key(place))


def _in_own_words(project: Project, item: Plan, pick: Picked | None) -> Project:
    """Say of a project what its owner says of it where they introduce themselves, unless they wrote a summary."""
    has_own = bool(item.words and item.words.front.summary)
    return replace(project, summary=pick.words) if pick and pick.words and not has_own else project


def _told_beside(item: Plan, held: Mapping[str, Contents]) -> list[Member]:
    """Return the projects that a project's README tells of in sections of their own."""
    whole = item.whole or item.repo
    here = held.get(whole.full_name) if whole else None
    return [one for one in (*here.members, *here.told) if one.section] if here else []


def _origin_of(
    item: Plan, course: CourseWork, pick: Picked | None, told: Sequence[Member]
) -> order.Origin:
    repo = item.whole or item.repo
    member = item.member
    place = told.index(member) if member in told else None
    return order.Origin(
        is_fork=bool(repo and repo.is_fork),
        is_course=bool(course.why),
        group=f"{item.collection} {item.member.group}" if item.member else "",
        rank=pick.rank if pick else place,
        is_unlisted=_is_unlisted(item, told),
    )


def _is_unlisted(item: Plan, told: Sequence[Member]) -> bool:
    """Whether the README of a project's repository tells of others, and of this one nothing."""
    member = item.member
    return bool(told) and not (member and (member.section or member.title or member.line))


def _unknown_pin(pin: str, known: set[str], where: Place) -> Problem:
    close = difflib.get_close_matches(pin, sorted(known), n=1)
    return Problem(
        message=f"`pin` names `{pin}`, but there is no such project.",
        hint=f"Did you mean `{close[0]}`?" if close else "`proofolio status` lists the projects.",
        where=where,
    )
