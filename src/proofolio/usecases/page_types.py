"""Pages and look, as Proofolio and plug-ins bring them."""

from dataclasses import replace
from functools import partial

from proofolio.language import Words
from proofolio.model.extensions import Look
from proofolio.model.page import Page
from proofolio.pages.citations import catalogue
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.render import render
from proofolio.plugins import Plugin, PluginError, discover, refused
from proofolio.site.own_files import LOOKS
from proofolio.site.paths import is_fit
from proofolio.usecases.build_state import State
from proofolio.usecases.context import BuildContext
from proofolio.usecases.parts import Parts

_RESERVED = ("assets", "for", "s", "search")
"""First parts of paths that hold other files than pages."""


def lay_out(context: BuildContext, state: State) -> State:
    """Lay out the pages of every type; a plug-in that fails costs its own."""
    portfolio = state.draft.portfolio
    site = PageSite(
        portfolio=portfolio,
        resumes=state.resumes,
        address=context.address,
        language=context.language,
        today=context.today,
        catalogue=catalogue(portfolio),
    )
    found = discover("proofolio.pages")
    pages: list[Page] = []
    taken = {post.path.casefold() for post in portfolio.posts}
    for plugin in found.plugins:
        if plugin.is_built_in:
            made: tuple[Page, ...] = tuple(plugin.load().pages(site))
        else:
            made = state.parts.of_plugin(plugin, partial(_of_plugin, site, taken), otherwise=())
            if made:
                _tell_words(plugin, state.parts)
        pages += made
        taken |= {page.url.casefold() for page in made}
    return replace(
        state,
        pages=(*state.pages, *pages),
        problems=(*state.problems, *found.problems),
    )


def choose_look(context: BuildContext, state: State) -> State:
    """Find the style sheet of the look that the settings name; without it the site has the plain one."""
    del context
    choices = state.draft.choices
    found = discover("proofolio.looks")
    named = [plugin for plugin in found.plugins if plugin.name == choices.look]
    sheets = {}
    for plugin in named:
        look = state.parts.of_plugin(plugin, _look, otherwise=None)
        if look is None:
            named = []
        elif look.style_sheet:
            sheets[f"{LOOKS}/{plugin.name}.css"] = look.style_sheet
    if not named:
        choices = replace(choices, look="plain")
    return replace(
        state,
        draft=replace(state.draft, choices=choices),
        style_sheets=sheets,
        problems=(*state.problems, *found.problems),
    )


def _of_plugin(site: PageSite, taken: set[str], plugin: Plugin) -> tuple[Page, ...]:
    kind = plugin.load()
    if not isinstance(kind, PageType):
        raise _not_a(plugin, "PageType")
    own: set[str] = set()
    made: list[Page] = []
    for page in kind.pages(site):
        _check_path(plugin, page.path, taken | own)
        own.add(page.url.casefold())
        whole = replace(page, templates=kind.templates, words=kind.words)
        # What is wrong with its template is told here, where it costs this plug-in alone.
        render(whole)
        made.append(whole)
    return tuple(made)


def _tell_words(plugin: Plugin, parts: Parts) -> None:
    kind = plugin.load()
    if isinstance(kind, PageType) and kind.words:
        parts.problems.extend(Words(kind.words).problems())


def _check_path(plugin: Plugin, path: str, taken: set[str]) -> None:
    url = path.removesuffix("index.md")
    if (
        not path.endswith("/index.md")
        or not is_fit(path)
        or path.split("/", maxsplit=1)[0] in _RESERVED
    ):
        raise refused(plugin, f"the page `{path}` has no path of a page: `hours/index.md`, say")
    if url.casefold() in taken:
        raise refused(plugin, f"there is another page at `{url}`")


def _look(plugin: Plugin) -> Look | None:
    look = plugin.load()
    if not isinstance(look, Look):
        raise _not_a(plugin, "Look")
    if look.style_sheet and not look.style_sheet.is_file():
        raise refused(plugin, f"there is no style sheet at {look.style_sheet}")
    return look


def _not_a(plugin: Plugin, kind: str) -> PluginError:
    return refused(plugin, f"`{plugin.target}` is no `proofolio.api.{kind}`")
