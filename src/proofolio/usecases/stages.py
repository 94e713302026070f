"""The stages of a build, in order: each takes what was made so far and returns it with more."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from proofolio.model.portfolio import Asset
from proofolio.model.share import Card
from proofolio.usecases import outputs, page_types
from proofolio.usecases.build_state import Stage, State
from proofolio.usecases.context import BuildContext
from proofolio.usecases.parts import without_font
from proofolio.usecases.workspace import beside_posts, served_beside_posts


def size_covers(context: BuildContext, state: State) -> State:
    """Give covers the smaller sizes that pages show them in."""
    from proofolio.site import covers

    projects = state.draft.portfolio.projects
    made = state.parts.make(
        "the smaller covers",
        lambda: covers.size_covers(
            projects,
            blobs=_blobs(state),
            get=context.get,
            put=context.put,
            has=context.cached.has,
            cache=context.cache,
        ),
        otherwise=covers.Covers(projects=projects, assets=(), cached=frozenset()),
    )
    return replace(
        state,
        draft=state.draft.with_projects(made.projects),
        assets=(*state.assets, *made.assets),
        cached=state.cached | made.cached,
    )


def set_resumes(context: BuildContext, state: State) -> State:
    """Set each résumé as a PDF."""
    from proofolio.resume.files import make_files

    files = make_files(state.draft.resumes, root=context.root, cache=context.cache, put=context.put)
    return replace(
        state,
        resumes=tuple(
            replace(resume, has_pdf=resume.path not in files.without_pdf)
            for resume in state.draft.resumes
        ),
        assets=(*state.assets, *files.assets),
        without_font_in_pdf=files.missing,
        problems=(*state.problems, *files.problems),
        cached=state.cached | files.cached,
    )


def draw_cards(context: BuildContext, state: State) -> State:
    """Draw a picture of each page that can be shared."""
    from proofolio.pages.cards import cards
    from proofolio.pages.citations import catalogue
    from proofolio.share.cards import draw, picture_of, write_card_words

    portfolio = state.draft.portfolio
    # Others show a picture from its absolute address, so without one there is none.
    none: tuple[Card, ...] = ()
    made = state.parts.make(
        "the pictures for sharing",
        lambda: cards(portfolio, catalogue(portfolio)) if context.address else none,
        otherwise=none,
    )
    drawn = draw(
        made,
        blobs=_blobs(state),
        get=context.get,
        put=context.put,
        cache=context.cache,
        fonts=context.root / "fonts",
    )
    write_card_words(context.folders.card_words, made)
    paths = {asset.path for asset in drawn.assets}
    pictures = {card.page: picture_of(card) for card in made}
    return replace(
        state,
        cards=made,
        pictures={page: it for page, it in pictures.items() if it.path in paths},
        assets=(*state.assets, *drawn.assets),
        without_font=drawn.missing,
        problems=(*state.problems, *drawn.problems),
        cached=state.cached | drawn.cached,
    )


def redirect(context: BuildContext, state: State) -> State:
    """Leave a page at each old address that leads to the new one."""
    from proofolio.share.redirects import redirects

    posts = (post.path for post in state.draft.portfolio.posts)
    made, problems = redirects(
        state.draft.choices.redirects,
        taken=(*(page.url for page in state.pages), *posts),
        address=context.address,
        language=context.language,
        where=state.draft.choices.redirects_place,
        put=context.put,
    )
    return replace(state, assets=(*state.assets, *made), problems=(*state.problems, *problems))


def write_heads(context: BuildContext, state: State) -> State:
    """Say to programs what each page is about; pages for one employer say nothing of the kind."""
    from proofolio.pages import unlisted
    from proofolio.pages.heads import heads, with_heads

    portfolio = state.draft.portfolio
    found = heads(
        portfolio,
        state.pages,
        resumes=state.resumes,
        cards=state.pictures,
        address=context.address,
        language=context.language,
    )
    have_pdf = {resume.path: resume.has_pdf for resume in state.resumes}
    for_one = (
        unlisted.page(share, portfolio, has_pdf=have_pdf.get(share.resume, True))
        for share in state.draft.shares
    )
    return replace(state, heads=found, pages=(*with_heads(state.pages, found), *for_one))


def prepare_feeds(context: BuildContext, state: State) -> State:
    """Choose what the feeds say; their texts are taken from the pages that the engine makes."""
    from proofolio.site.feeds import feed_of

    feed = state.parts.make(
        "the feeds", lambda: feed_of(state.draft.portfolio, context.address), otherwise=None
    )
    return replace(state, feed=feed)


def write_docs_tree(context: BuildContext, state: State) -> State:
    """Write what the engine reads."""
    from proofolio.pages.render import render
    from proofolio.site import docs_tree, engine_config
    from proofolio.usecases.posts import posts

    beside = {
        **beside_posts(context.root),
        **engine_config.own_assets(context.folders.config),
    }
    docs_tree.write(
        context.folders.docs,
        [*map(render, state.pages), *posts(state.draft, state.heads)],
        copies={**state.parts.that_fit(beside, context.root), **state.style_sheets},
    )
    return state


def run_engine(context: BuildContext, state: State) -> State:
    """Let Material make the pages."""
    from proofolio.pages import credit
    from proofolio.site import engine

    portfolio, choices = state.draft.portfolio, state.draft.choices
    done = engine.build(
        context.folders.config,
        docs=context.folders.docs,
        made=context.folders.made,
        strict=context.strict,
        facts=engine.ThemeFacts(
            as_of=portfolio.as_of,
            credit=credit(portfolio),
            feeds=state.feed is not None,
            comments=choices.comments,
            analytics=choices.analytics,
            look=choices.look,
            address=context.address,
            named=choices.named,
            language=context.language,
        ),
    )
    return replace(state, problems=(*state.problems, *done.warnings))


def write_site(context: BuildContext, state: State) -> State:
    """Write what a visitor gets, and remove of the cache what no build used lately."""
    from proofolio.content.fitted import FittedPictures
    from proofolio.pages.posts import notebooks
    from proofolio.pages.render import insert
    from proofolio.site import finish
    from proofolio.site.pictures import CopiedPictures
    from proofolio.store.cache import keep_used

    portfolio, cached = state.draft.portfolio, context.cached
    copied = CopiedPictures(
        fitted=FittedPictures(folder=context.cache / "pictures", has=cached.has, put=cached.put),
        get=cached.get,
        sources={site: path for path, site in served_beside_posts(context.root).items()},
    )
    finish.finish(
        context.folders.site,
        made=context.folders.made,
        inserts=filter(None, map(insert, (*state.pages, *notebooks(portfolio)))),
        assets=(*portfolio.assets, *state.assets),
        get=context.get,
        ledger=context.folders.ledger,
        feed=state.feed,
        picture=copied.file,
    )
    used = state.draft.cached | state.cached | copied.fitted.used
    blobs = {*copied.fitted.blobs, *(asset.blob for asset in state.assets)}
    keep_used(context.cache, used | set(map(cached.path, blobs)))
    missing = without_font(state.without_font_in_pdf, state.without_font, context.root)
    return replace(state, problems=(*state.problems, *missing, *copied.problems))


def _blobs(state: State) -> Mapping[str, str]:
    """Return path of a picture on the site → its bytes' digest."""
    assets: tuple[Asset, ...] = state.draft.portfolio.assets
    return {asset.path: asset.blob for asset in assets}


STAGES: Final = (
    Stage("covers", size_covers),
    Stage("résumés", set_resumes),
    Stage("pages", page_types.lay_out),
    Stage("cards", draw_cards),
    Stage("redirects", redirect),
    Stage("heads", write_heads),
    Stage("feeds", prepare_feeds),
    Stage("look", page_types.choose_look),
    Stage("docs tree", write_docs_tree),
    Stage("engine", run_engine),
    Stage("outputs", outputs.write_outputs),
    Stage("site", write_site),
)
"""After the portfolio was put together, in this order."""
