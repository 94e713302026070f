"""What a build makes a site of, and what `status` looks at: settings, snapshot and notebooks, brought together."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio import settings as user_settings
from proofolio.assemble.assemble import assemble
from proofolio.assemble.inputs import Inputs
from proofolio.assemble.inventory import inventory
from proofolio.assemble.posts import scheduled
from proofolio.content.fitted import FittedPictures
from proofolio.errors import InputError, Place, Problem, SystemProblemError
from proofolio.model.portfolio import Portfolio, Project, ScheduledPost
from proofolio.model.records import BlobId, Event, Put
from proofolio.model.resume import Resume
from proofolio.model.share import Unlisted
from proofolio.model.snapshot import Snapshot
from proofolio.model.usage import Usage
from proofolio.notebook_cache.converted import ConvertedNotebooks, Wanted, convert_notebooks
from proofolio.notebook_cache.usages import open_usages, usage_path
from proofolio.resume.join import make_resumes
from proofolio.settings import Settings, Words
from proofolio.share.unlisted import unlisted
from proofolio.site import engine_config
from proofolio.skills.taxonomy import taxonomy_problems
from proofolio.usecases.context import BuildContext, Meanwhile
from proofolio.usecases.workspace import pictures, served_beside_posts

if TYPE_CHECKING:
    from proofolio.sources.git.dates import CommitDays


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the settings choose for the site as a whole."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything the site will say."""

    portfolio: Portfolio
    resumes: tuple[Resume, ...]
    """The résumé and its variants; empty when `resume.yml` says too little for one."""
    shares: tuple[Unlisted, ...]
    """Pages for one employer each, which nothing leads to."""
    words: Words
    scheduled: tuple[ScheduledPost, ...]
    """Posts whose day is still to come; as a preview they are among the others, marked."""
    choices: Choices
    problems: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    """What the author may want to know, although nothing is wrong."""
    notices: tuple[Problem, ...]
    """What was repaired in notebooks or left out; nothing that the site suffers from."""
    converted: int
    """Notebooks that were not in the cache."""
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


def make_draft(
    context: BuildContext,
    *,
    meanwhile: Meanwhile = lambda: None,
    without: frozenset[str] = frozenset(),
) -> Draft:
    """Put the portfolio together from the last good snapshot and what its author wrote.

    Args:
        context: of the portfolio; as a preview, drafts and posts of a day to come are there, marked.
        meanwhile: called while other processes convert notebooks, if they do.
        without: posts that are not taken, by their paths in the portfolio's folder.

    Raises:
        ProofolioError: the settings need an edit, or there is no snapshot.
    """
    settings = user_settings.load(context.root)
    words = _words(context, without)
    converted = _converted(context, words, meanwhile)
    fitted = FittedPictures(folder=context.cache / "pictures", has=context.has, put=converted.put)
    portfolio = assemble(
        Inputs(
            snapshot=converted.snapshot,
            library=converted.library,
            words=words,
            settings=settings,
            pictures=pictures(context.root, converted.put),
            get=context.get,
            fit=fitted.fit(context.get),
            today=context.today,
            usages=converted.usages,
            post_cards=converted.in_posts.cards,
            beside_posts=served_beside_posts(context.root),
            preview=context.preview,
        )
    )
    written = make_resumes(portfolio, settings, site=context.address, language=context.language)
    shown = unlisted(settings.shares, portfolio, written.resumes, today=context.today)
    return Draft(
        portfolio=portfolio,
        resumes=written.resumes,
        shares=shown.pages,
        advice=(*portfolio.advice, *shown.advice, *_language_chosen(context)),
        words=words,
        scheduled=scheduled(words.posts, context.today, converted.in_posts.cards),
        choices=_choices(settings, portfolio, preview=context.preview),
        problems=(
            *settings.problems,
            *taxonomy_problems(),
            *portfolio.problems,
            *converted.library.problems,
            *converted.in_posts.problems,
            *written.problems,
            *shown.problems,
        ),
        notices=(*_of_feeds(portfolio, context.address), *converted.notices()),
        converted=converted.library.converted + converted.in_posts.converted,
        cached=converted.files() | fitted.used | frozenset(map(context.cached.path, fitted.blobs)),
    )


def _language_chosen(context: BuildContext) -> Iterator[Problem]:
    """Tell the author of a language that nobody named."""
    if context.language != "en" and not engine_config.language(context.folders.config):
        yield Problem(
            message=f"The site's own words are in the language of your READMEs, `{context.language}`.",
            hint=f"Keep it with the line `language: {context.language}` below `theme:`, or write `language: en` there.",
            where=Place(path=context.folders.config.name),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Converted:
    """The notebooks of the snapshot and of the posts, and which files of the cache hold them."""

    context: BuildContext
    snapshot: Snapshot
    library: ConvertedNotebooks
    in_posts: ConvertedNotebooks
    put: Put
    """Keeps bytes, and notes them in `made`."""
    made: set[BlobId]
    usage_files: set[Path] = field(default_factory=set)

    def usages(self, wanted: Mapping[BlobId, str]) -> Mapping[BlobId, Usage]:
        """Return what files of code use, by the digest of their bytes."""
        cache = self.context.cache
        self.usage_files.update(usage_path(blob, it, cache) for blob, it in wanted.items())
        return open_usages(wanted, objects=self.context.pulled, cache=cache)

    def notices(self) -> Iterator[Problem]:
        for key, card in (*self.library.cards.items(), *self.in_posts.cards.items()):
            yield from (Problem(message=f"{key}: {notice}") for notice in card.notices)

    def files(self) -> frozenset[Path]:
        return (
            self.library.cached
            | self.in_posts.cached
            | frozenset(self.usage_files)
            | frozenset(map(self.context.cached.path, self.made))
        )


def _words(context: BuildContext, without: frozenset[str]) -> Words:
    words = user_settings.read_words(context.root, day_of=_days(context.root, context.today))
    return replace(words, posts=tuple(post for post in words.posts if post.path not in without))


def _converted(context: BuildContext, words: Words, meanwhile: Meanwhile) -> _Converted:
    snapshot = context.folders.snapshot.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.",
            "Run `proofolio sync` first.",
            Place(path=str(context.root)),
        )

    def progress(done: int, total: int) -> None:
        context.report(Event(kind="reading", subject=f"notebooks, {done} of {total} done"))

    made: set[BlobId] = set()

    def put(data: bytes) -> BlobId:
        made.add(blob := context.put(data))
        return blob

    return _Converted(
        context=context,
        snapshot=snapshot,
        library=convert_notebooks(
            inventory(snapshot, context.pulled.get),
            objects=context.pulled,
            cache=context.cache,
            on_done=progress,
            meanwhile=meanwhile,
        ),
        in_posts=convert_notebooks(
            _among_posts(words, context.root, put),
            objects=context.cached,
            cache=context.cache,
        ),
        put=put,
        made=made,
    )


def _choices(settings: Settings, portfolio: Portfolio, *, preview: bool) -> Choices:
    asked = settings.portfolio
    counted = asked.analytics if not preview else None
    return Choices(
        comments=asked.comments.model_dump() if asked.comments else {},
        analytics=counted.script() if counted else {},
        look=asked.look,
        named={asked.github.casefold(): portfolio.person.name},
        redirects=asked.redirects,
        redirects_place=settings.place("redirects"),
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
        from proofolio.sources.git.dates import commit_days

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
