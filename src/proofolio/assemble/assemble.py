"""The whole portfolio, put together from its parts."""

from collections.abc import Iterable
from dataclasses import replace

from proofolio.assemble import (
    collected,
    project,
    readme,
    run,
    unshown,
)
from proofolio.assemble.addresses import outside
from proofolio.assemble.authors import People
from proofolio.assemble.inputs import Inputs
from proofolio.assemble.learning import follow_learning
from proofolio.assemble.links import Origin
from proofolio.assemble.next_sentence import suggested_sentence
from proofolio.assemble.person import describe
from proofolio.assemble.pictures import gallery
from proofolio.assemble.post_links import with_tags
from proofolio.assemble.post_notebooks import with_notebooks
from proofolio.assemble.posts import Log, log
from proofolio.assemble.project import AssemblyContext, own_origin
from proofolio.assemble.projects import CollectionPlan, Plan, Planned, plan
from proofolio.assemble.work import assemble_work
from proofolio.model.portfolio import Asset, Portfolio, Project, SafeHtml
from proofolio.model.records import RepoRecord
from proofolio.settings import Words


def assemble(inputs: Inputs) -> Portfolio:
    """Put the portfolio together."""
    snapshot, settings, words = inputs.snapshot, inputs.settings, inputs.words
    held = collected.contents_of(snapshot, settings, inputs.get)
    planned = plan(snapshot, words.projects, _titles(inputs), held)
    introduction = collected.introduction_of(snapshot, held, inputs.get)
    person = describe(
        settings, snapshot.profile, SafeHtml(""), introduction, host=snapshot.profile_host
    )
    entries = _log(inputs, planned, person.name)
    context = _context(inputs, planned, entries)
    posts, post_assets = with_notebooks(
        entries.posts, inputs.post_cards, words.posts, context.own, inputs.beside_posts
    )
    built = [project.build(item, context) for item in planned.projects]
    about, about_assets = _about(words, context, collected.about_person(snapshot, held))
    work = assemble_work(inputs, planned.projects, built, held, has_posts=bool(posts))
    tagged = with_tags(posts, entries.tags, work.skills)
    learning = follow_learning(inputs, planned.projects, work, tagged)
    by_slug = {item.slug: item for item in work.projects}
    made = [(item, by_slug[item.slug]) for item in planned.projects]
    collections = [
        collected.build(one, _of_collection(one, made), context) for one in planned.collections
    ]
    return Portfolio(
        person=replace(person, about=about),
        projects=work.projects,
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
        as_of=snapshot.synced_at.date(),
        pulled_from=snapshot.credited,
        skills=work.skills,
        certificates=work.certificates,
        learning_path=learning.learning_path,
        advice=(
            *work.advice,
            *learning.advice,
            *(said for item in work.projects for said in run.advice(item)),
            *unshown.advice(snapshot),
            *filter(None, (suggested_sentence(person, work.projects, settings.portfolio.github),)),
        ),
        problems=(
            *words.problems,
            *planned.problems,
            *collected.problems(snapshot, settings),
            *entries.problems,
            *work.problems,
            *learning.problems,
            *(problem for _, _, wrong in built for problem in wrong),
        ),
    )


def _titles(inputs: Inputs) -> dict[str, str]:
    """Return key of a notebook that was named on its own → its title."""
    cards = inputs.library.cards
    return {
        item.key: cards[item.key].title for item in inputs.snapshot.notebooks if item.key in cards
    }


def _log(inputs: Inputs, planned: Planned, name: str) -> Log:
    profile = inputs.snapshot.profile
    slugs = {*(item.slug for item in planned.projects), *(it.slug for it in planned.collections)}
    return log(
        inputs.words.posts,
        slugs,
        inputs.today,
        cards=inputs.post_cards,
        people=People(
            name=name,
            login=profile.login if profile else inputs.settings.portfolio.github,
            others=inputs.words.authors,
        ),
        preview=inputs.preview,
    )


def _context(inputs: Inputs, planned: Planned, entries: Log) -> AssemblyContext:
    own = {it.words.path: it.path for it in planned.projects if it.words}
    own |= {it.words.path: it.path for it in planned.collections if it.words}
    own |= {post.source: post.path for post in entries.posts}
    return AssemblyContext(
        snapshot=inputs.snapshot,
        library=inputs.library,
        own=own,
        sites=collected.sites(planned),
        pictures=inputs.pictures,
        get=inputs.get,
        fit=inputs.fit,
    )


def _of_collection(
    one: CollectionPlan, made: Iterable[tuple[Plan, Project]]
) -> dict[str, tuple[Plan, Project]]:
    return {
        item.member.path: (item, project)
        for item, project in made
        if item.member and item.collection == one.path
    }


def _about(
    words: Words, context: AssemblyContext, repo: RepoRecord | None
) -> tuple[SafeHtml, tuple[Asset, ...]]:
    if words.about:
        beside = gallery(context.pictures, "about/", context.fit, context.get)
        return readme.place(
            readme.read(words.about), own_origin("", context, beside), "about/"
        ), beside.assets
    if repo is None:
        return SafeHtml(""), ()
    shown = gallery(repo.files, "about/", context.fit, context.get, repo=repo)
    article, folder = readme.read_readme(repo, context.get)
    origin = Origin(
        folder=folder,
        pages={},
        files=shown.served(),
        outside=lambda path: outside(repo, path),
        repo=repo,
        sites=context.sites,
    )
    return readme.place(article, origin, "about/"), shown.assets
