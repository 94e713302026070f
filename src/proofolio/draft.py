"""What a build makes a site of, and what `status` looks at: settings, snapshot and notebooks, brought together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from proofolio import settings as user_settings
from proofolio.assemble.assemble import assemble
from proofolio.assemble.inventory import inventory
from proofolio.assemble.post_links import parts, related
from proofolio.assemble.posts import body, front_matter
from proofolio.assemble.written_language import written_language
from proofolio.content.embedded_images import cleaned
from proofolio.content.fitted import FittedPictures
from proofolio.errors import InputError, Place, Problem, SystemProblemError
from proofolio.language import LANGUAGES
from proofolio.model.page import Text
from proofolio.model.portfolio import Portfolio, Project
from proofolio.model.records import BlobId, Event, Get, Put, Report
from proofolio.model.resume import Resume
from proofolio.model.share import Unlisted
from proofolio.model.usage import Usage
from proofolio.notebooks.library import Wanted, open_library
from proofolio.notebooks.shelf import cache_objects
from proofolio.notebooks.usages import open_usages, usage_path
from proofolio.pages.render import PLACE_OF_INSERT
from proofolio.resume.join import make_resumes
from proofolio.settings import Words
from proofolio.share.unlisted import unlisted
from proofolio.site import engine_config
from proofolio.workspace import Folders, pictures, served_beside_posts

if TYPE_CHECKING:
    from proofolio.sources.git_dates import CommitDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything the site will say."""

    portfolio: Portfolio
    resumes: tuple[Resume, ...]
    """The résumé and its variants; empty when `resume.yml` says too little for one."""
    shares: tuple[Unlisted, ...]
    """Pages for one employer each, which nothing leads to."""
    words: Words
    comments: Mapping[str, str]
    """Where comments on posts are kept, as giscus calls it; empty when there are none."""
    analytics: Mapping[str, str]
    """Attributes of the script that counts visits; empty when there is none, as in a preview."""
    look: str
    """Name of the colours."""
    named: Mapping[str, str]
    """User name, in lower case → the person's name."""
    redirects: Mapping[str, str]
    """Old path of a page → the new one."""
    redirects_place: Place
    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    """What the author may want to know, although nothing is wrong."""
    notices: tuple[Problem, ...]
    """What was repaired in notebooks or left out; nothing that the site suffers from."""
    converted: int
    """Notebooks that were not in the cache."""
    get: Get
    """Returns the bytes of any blob that the portfolio names."""
    cached: frozenset[Path]
    """Files of the cache that it is made of."""

    def with_projects(self, projects: tuple[Project, ...]) -> "Draft":
        """Return it with other values for the same projects, wherever it shows them."""
        by_slug = {project.slug: project for project in projects}
        shares = (
            replace(share, projects=tuple(by_slug[it.slug] for it in share.projects))
            for share in self.shares
        )
        portfolio = replace(self.portfolio, projects=projects)
        return replace(self, portfolio=portfolio, shares=tuple(shares))


def spoken_on(folders: Folders) -> str:
    """Return the site's language: as `mkdocs.yml` names it, else the one that the READMEs are written in, if it has our words.

    Raises:
        InputError: `mkdocs.yml` cannot be read.
    """
    named = engine_config.language(folders.config)
    if named:
        return named
    snapshot = folders.snapshot.read()
    written = written_language(snapshot, folders.snapshot.objects.get) if snapshot else "en"
    return written if written in LANGUAGES else "en"


def _language_chosen(folders: Folders) -> Iterator[Problem]:
    """Tell the author of a language that nobody named."""
    if not engine_config.language(folders.config) and (spoken := spoken_on(folders)) != "en":
        yield Problem(
            message=f"The site's own words are in the language of your READMEs, `{spoken}`.",
            hint=f"Keep it with the line `language: {spoken}` below `theme:`, or write `language: en` there.",
            where=Place(path=folders.config.name),
        )


def make_draft(
    folders: Folders,
    *,
    today: date,
    report: Report = lambda _: None,
    meanwhile: Callable[[], None] = lambda: None,
    without: frozenset[str] = frozenset(),
) -> Draft:
    """Put the portfolio together from the last good snapshot and the learner's own words.

    Args:
        folders: of the portfolio; as a preview, drafts and posts of a day to come are there, marked.
        today: posts of a later date are left out.
        report: told of each notebook.
        meanwhile: called while other processes convert notebooks, if they do.
        without: posts that are not taken, by their paths in the portfolio's folder.

    Raises:
        ProofolioError: the settings need an edit, or there is no snapshot.
    """
    settings = user_settings.load(folders.root)
    snapshot = folders.snapshot.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.",
            "Run `proofolio sync` first.",
            Place(path=str(folders.root)),
        )
    words = user_settings.read_words(folders.root, day_of=_days(folders.root, today))
    words = replace(words, posts=tuple(post for post in words.posts if post.path not in without))
    derived = cache_objects(folders.cache)
    made: set[BlobId] = set()

    def put(data: bytes) -> BlobId:
        made.add(blob := derived.put(data))
        return blob

    def get(blob: BlobId) -> bytes:
        return derived.get(blob) if derived.has(blob) else folders.snapshot.objects.get(blob)

    def has(blob: BlobId) -> bool:
        return derived.has(blob) or folders.snapshot.objects.has(blob)

    def told(done: int, total: int) -> None:
        report(Event(kind="reading", subject=f"notebooks, {done} of {total} done"))

    shelved: set[Path] = set()

    def usages(wanted: Mapping[BlobId, str]) -> Mapping[BlobId, Usage]:
        shelved.update(usage_path(blob, it, folders.cache) for blob, it in wanted.items())
        return open_usages(wanted, objects=folders.snapshot.objects, cache=folders.cache)

    fitted = FittedPictures(folder=folders.cache / "pictures", has=has, put=put)
    library = open_library(
        inventory(snapshot, folders.snapshot.objects.get),
        objects=folders.snapshot.objects,
        cache=folders.cache,
        on_done=told,
        meanwhile=meanwhile,
    )
    in_posts = open_library(
        _among_posts(words, folders.root, put), objects=derived, cache=folders.cache
    )
    portfolio = assemble(
        snapshot,
        library,
        words,
        settings,
        pictures=pictures(folders.root, put),
        get=get,
        fit=fitted.fit(get),
        today=today,
        usages=usages,
        post_cards=in_posts.cards,
        beside_posts=served_beside_posts(folders.root),
        preview=folders.preview,
    )
    address = engine_config.address(folders.config)
    written = make_resumes(portfolio, settings, site=address, language=spoken_on(folders))
    shown = unlisted(settings.shares, portfolio, written.resumes, today=today)
    return Draft(
        portfolio=portfolio,
        resumes=written.resumes,
        shares=shown.pages,
        advice=(*portfolio.advice, *shown.advice, *_language_chosen(folders)),
        words=words,
        comments=settings.portfolio.comments.model_dump() if settings.portfolio.comments else {},
        analytics=settings.portfolio.analytics.script()
        if settings.portfolio.analytics and not folders.preview
        else {},
        look=settings.portfolio.look,
        named={settings.portfolio.github.casefold(): portfolio.person.name},
        redirects=settings.portfolio.redirects,
        redirects_place=settings.place("redirects"),
        problems=(
            *settings.problems,
            *portfolio.problems,
            *library.problems,
            *in_posts.problems,
            *written.problems,
            *shown.problems,
        ),
        notices=(
            *_of_feeds(portfolio, address),
            *(
                Problem(message=f"{key}: {notice}")
                for key, card in (*library.cards.items(), *in_posts.cards.items())
                for notice in card.notices
            ),
        ),
        converted=library.converted + in_posts.converted,
        get=get,
        cached=library.shelved
        | in_posts.shelved
        | frozenset(shelved)
        | fitted.used
        | frozenset(map(derived.path, made | fitted.blobs)),
    )


def _among_posts(words: Words, root: Path, put: Put) -> Iterator[Wanted]:
    for post in words.posts:
        if post.is_notebook:
            path = root / post.path
            yield Wanted(key=post.path, name=path.name, blob=put(path.read_bytes()))


def _days(root: Path, today: date) -> Callable[[str], date]:
    """Return what tells the date of a post that says none: of its first commit, or today until it has one."""

    @cache
    def known() -> "CommitDays":
        from proofolio.sources.git_dates import commit_days  # noqa: PLC0415  seldom needed

        return commit_days(root, "posts")

    def day_of(path: str) -> date:
        if path in known().first:
            return known().first[path]
        if path in known().cut_off:
            raise InputError(
                "This post has no date, and git's history does not reach back to its first commit.",
                "Add a line `date: 2026-01-31` at its top, or clone the whole history (`fetch-depth: 0` for actions/checkout).",
                Place(path=path, line=1),
            )
        return today if known().is_repository else user_settings.no_date(path)

    return day_of


def _of_feeds(portfolio: Portfolio, address: str) -> Iterator[Problem]:
    if portfolio.posts and not address:
        yield Problem(
            message="The log has no feeds yet: they need the site's address.",
            hint="Name your repository on GitHub (`git remote add origin …`), or write it in mkdocs.yml: `site_url: https://your-name.github.io/portfolio/`.",
            where=Place(path="mkdocs.yml"),
        )


def posts(draft: Draft, heads: Mapping[str, Mapping[str, Any]]) -> Iterator[Text]:
    """Write the posts for the engine, which renders them.

    Args:
        draft: what they are of.
        heads: what their pages' heads say, by path.
    """
    portfolio = draft.portfolio
    by_path = {entry.path: entry for entry in draft.words.posts}
    titles = {project.slug: project.title for project in portfolio.projects}
    pages = {f"projects/{project.slug}.md": project.path for project in portfolio.projects}
    places, kin = parts(portfolio.posts), related(portfolio.posts)
    for post in portfolio.posts:
        entry = by_path[post.source]
        front = yaml.safe_dump(
            {
                "description": escape(heads[post.path]["description"]),
                **front_matter(post, entry, titles, places.get(post.path), kin[post.path]),
                "head": dict(heads[post.path]),
            },
            allow_unicode=True,
            sort_keys=False,
        )
        # The theme prints the title; a heading here would be read as Markdown.
        text = PLACE_OF_INSERT if post.notebook else cleaned(body(entry, pages)).lstrip()
        name = f"{post.source}.md" if post.notebook else post.source
        yield Text(path=f"log/{name}", text=f"---\n{front}---\n\n{text}")
