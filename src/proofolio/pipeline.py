"""Sync, build, serve and status, each told in order."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio.boundary import check_kept
from proofolio.errors import InputError, Place, Problem, SystemProblemError
from proofolio.language import speaking
from proofolio.model.records import Get, Harvest, Report
from proofolio.model.runnable import Checked
from proofolio.model.wanted import Wanted
from proofolio.outcome import Built, Status, Synced, compare, join
from proofolio.workspace import OWN_FILES, Folders, beside_posts, served_beside_posts

if TYPE_CHECKING:
    from proofolio.draft import Draft
    from proofolio.parts import Parts
    from proofolio.resume.desk import Checked as CheckedResume
    from proofolio.resume.match import Match
    from proofolio.settings import Settings
    from proofolio.site.covers import Covers


def sync(root: Path, report: Report, *, fresh: bool = False, wait_s: float = 60) -> Synced:
    """Pull everything that the settings name; the manifest moves last.

    Args:
        root: the portfolio's folder.
        report: told of each step.
        fresh: read everything again; the last snapshot is what to fall back on.
        wait_s: how long servers that ask to slow down are waited for, in all.

    Raises:
        ProofolioError: nothing could be pulled; the last good snapshot stands.
    """
    from proofolio import settings as user_settings
    from proofolio.sources import sources

    folders = Folders(root)
    check_kept(root)
    store = folders.snapshot
    settings = user_settings.load(root)
    wanted = _wanted(settings, fresh=fresh, wait_s=wait_s, scratch=store.scratch)
    with store.lock():
        previous = store.read_whole(tolerant=fresh)
        known = store.arrivals.over(previous, store.objects)
        put, keep = store.objects.put, store.arrivals.keep
        harvests: list[Harvest] = []
        for pull in sources(wanted):
            harvest = pull(wanted, previous=known, put=put, report=report, keep=keep)
            wanted = replace(wanted, wait_s=max(0.0, wanted.wait_s - harvest.waited_s))
            harvests.append(harvest)
        snapshot = join(harvests)
        store.write(snapshot)
        store.arrivals.forget()
        # A build that runs now read this manifest or the one before.
        store.collect(previous, snapshot)
    done = compare(previous, snapshot, harvests)
    return replace(
        done,
        advice=(*done.advice, *_several_in_one(done, settings, store.objects.get)),
    )


def _several_in_one(done: Synced, settings: "Settings", get: Get) -> Iterator[str]:
    """Tell of repositories that are new or changed and hold more than one thing."""
    names = {*done.new, *done.changed}
    if names:
        from proofolio.assemble import collected

        yield from collected.notices(done.snapshot, names, settings, get)


def build(
    root: Path,
    *,
    today: date,
    strict: bool = False,
    preview: bool = False,
    report: Report = lambda _: None,
) -> Built:
    """Build the site from the last good snapshot. Touches no network and runs no notebook.

    Args:
        root: the portfolio's folder.
        today: posts of a later date are left out.
        strict: the engine's warnings are errors.
        preview: build what `serve` shows, with drafts and posts of a later date, in a folder of its own.
        report: told of each step.

    Raises:
        ProofolioError: the settings need an edit, there is no snapshot, or the engine refuses.
    """
    from proofolio import receipt
    from proofolio.site import engine_config, trust

    folders = Folders(root, preview=preview)
    check_kept(root)
    engine_config.check(folders.config)
    trust.require(folders.config)
    with folders.build_alone():
        inputs = receipt.inputs(folders, today=today)
        last = receipt.read(folders, inputs)
        if last and not (strict and last.problems):
            return last
        folders.check()
        from proofolio.draft import spoken_on

        with speaking(spoken_on(folders)):
            built = _build_without_faulty_posts(folders, today, strict=strict, report=report)
        receipt.write(folders, inputs, built)
    return built


def _build_without_faulty_posts(
    folders: Folders, today: date, *, strict: bool, report: Report
) -> Built:
    """Build again without the posts that the engine could not take; they are named."""
    from proofolio.parts import faulty_posts

    told: list[Problem] = []
    without: frozenset[str] = frozenset()
    while True:
        try:
            built = _build(folders, today, strict=strict, report=report, without=without)
        except InputError as error:
            paths = (path.relative_to(folders.root) for path in folders.root.glob("posts/**/*"))
            faulty = faulty_posts(error, (path.as_posix() for path in paths)) - without
            if strict or not faulty:
                raise
            told.extend(error.problems)
            without |= faulty
        else:
            return replace(built, problems=(*told, *built.problems))


def _build(  # noqa: PLR0915  one step after the other
    folders: Folders, today: date, *, strict: bool, report: Report, without: frozenset[str]
) -> Built:
    from proofolio import pages
    from proofolio.content.fitted import FittedPictures
    from proofolio.draft import make_draft, posts, spoken_on
    from proofolio.model.portfolio import Asset
    from proofolio.model.share import Card
    from proofolio.notebooks.shelf import cache_objects
    from proofolio.pages import unlisted
    from proofolio.pages.cards import cards
    from proofolio.pages.citations import catalogue
    from proofolio.pages.heads import heads, with_heads
    from proofolio.pages.posts import notebooks as post_notebooks
    from proofolio.pages.render import insert, render
    from proofolio.parts import Parts, without_font
    from proofolio.publish.suggestions import merits
    from proofolio.resume.files import make_files
    from proofolio.share.cards import draw, picture_of, write_card_words
    from proofolio.share.codes import codes
    from proofolio.share.redirects import redirects
    from proofolio.share.short import short_pages
    from proofolio.site import docs_tree, engine, engine_config, finish
    from proofolio.site.feeds import feed_of
    from proofolio.site.pictures import CopiedPictures
    from proofolio.store.cache import keep_used

    folders.sweep()
    parts = Parts()
    draft = make_draft(folders, today=today, report=report, meanwhile=_load_engine, without=without)
    graded = tuple(map(merits, draft.portfolio.projects))
    derived = cache_objects(folders.cache)
    covers = _cover(draft, folders, parts)
    draft = draft.with_projects(covers.projects)
    files = make_files(draft.resumes, root=folders.root, cache=folders.cache, put=derived.put)
    resumes = tuple(
        replace(resume, has_pdf=resume.path not in files.without_pdf) for resume in draft.resumes
    )
    laid_out = pages.lay_out(draft.portfolio, resumes)
    address, language = engine_config.address(folders.config), spoken_on(folders)
    # Others show a picture from its absolute address, so without one there is none.
    no_cards: tuple[Card, ...] = ()
    to_share = parts.make(
        "the pictures for sharing",
        lambda: cards(draft.portfolio, catalogue(draft.portfolio)) if address else no_cards,
        otherwise=no_cards,
    )
    drawn = draw(
        to_share,
        blobs={asset.path: asset.blob for asset in draft.portfolio.assets},
        get=draft.get,
        put=derived.put,
        cache=folders.cache,
        fonts=folders.root / "fonts",
    )
    write_card_words(folders.card_words, to_share)
    nothing: tuple[tuple[Asset, ...], frozenset[Path]] = ((), frozenset())
    qr_codes, in_cache = parts.make(
        "the QR codes",
        lambda: codes(
            (card.page for card in to_share),
            address=address,
            put=derived.put,
            cache=folders.cache,
        ),
        otherwise=nothing,
    )
    short = short_pages(
        {card.page: card.title for card in to_share},
        address=address,
        language=language,
        put=derived.put,
    )
    led, not_led = redirects(
        draft.redirects,
        taken=(*(page.url for page in laid_out), *(post.path for post in draft.portfolio.posts)),
        address=address,
        language=language,
        where=draft.redirects_place,
        put=derived.put,
    )
    drawn_paths = {asset.path for asset in drawn.assets}
    shown = {card.page: picture_of(card) for card in to_share}
    shown = {page: picture for page, picture in shown.items() if picture.path in drawn_paths}
    said = heads(
        draft.portfolio,
        laid_out,
        resumes=resumes,
        cards=shown,
        address=address,
        language=language,
    )
    laid_out = (
        *with_heads(laid_out, said),
        *(
            unlisted.page(share, draft.portfolio, has_pdf=share.resume not in files.without_pdf)
            for share in draft.shares
        ),
    )
    feed = parts.make("the feeds", lambda: feed_of(draft.portfolio, address), otherwise=None)
    beside = {**beside_posts(folders.root), **engine_config.own_assets(folders.config)}
    docs_tree.write(
        folders.docs,
        [*(render(page) for page in laid_out), *posts(draft, said)],
        copies=parts.that_fit(beside, folders.root),
    )
    done = engine.build(
        folders.config,
        docs=folders.docs,
        made=folders.made,
        strict=strict,
        as_of=draft.portfolio.as_of,
        credit=pages.credit(draft.portfolio),
        feeds=feed is not None,
        comments=draft.comments,
        analytics=draft.analytics,
        look=draft.look,
        address=address,
        named=draft.named,
        language=language,
    )
    copied = CopiedPictures(
        fitted=FittedPictures(folder=folders.cache / "pictures", has=derived.has, put=derived.put),
        get=derived.get,
        sources={site: path for path, site in served_beside_posts(folders.root).items()},
    )
    made = (*covers.assets, *files.assets, *drawn.assets, *qr_codes, *short, *led)
    finish.finish(
        folders.site,
        made=folders.made,
        inserts=filter(None, map(insert, (*laid_out, *post_notebooks(draft.portfolio)))),
        assets=(*draft.portfolio.assets, *made),
        get=draft.get,
        ledger=folders.ledger,
        feed=feed,
        picture=copied.file,
    )
    written = {derived.path(asset.blob) for asset in made}
    cached = draft.cached | covers.cached | files.cached | drawn.cached | in_cache
    cached |= copied.fitted.used | set(map(derived.path, copied.fitted.blobs))
    keep_used(folders.cache, cached | written)
    return Built(
        site=folders.site,
        projects=len(draft.portfolio.projects),
        pages=len(laid_out) + len(draft.portfolio.posts),
        converted=draft.converted,
        is_unchanged=False,
        problems=(
            *draft.problems,
            *files.problems,
            *without_font(files.missing, drawn.missing, folders.root),
            *drawn.problems,
            *not_led,
            *copied.problems,
            *parts.problems,
            *done.warnings,
        ),
        advice=draft.advice,
        on_portfolio=draft.portfolio.advice,
        merits=graded,
    )


def _cover(draft: "Draft", folders: Folders, parts: "Parts") -> "Covers":
    from proofolio.notebooks.shelf import cache_objects
    from proofolio.site.covers import Covers, size_covers

    derived = cache_objects(folders.cache)
    return parts.make(
        "the smaller covers",
        lambda: size_covers(
            draft.portfolio.projects,
            blobs={asset.path: asset.blob for asset in draft.portfolio.assets},
            get=draft.get,
            put=derived.put,
            has=derived.has,
            cache=folders.cache,
        ),
        otherwise=Covers(projects=draft.portfolio.projects, assets=(), cached=frozenset()),
    )


def _load_engine() -> None:
    import proofolio.site.engine_run  # noqa: F401  takes a third of a second


def serve(
    root: Path,
    *,
    host: str,
    port: int,
    on_ready: Callable[[str], None],
    on_change: Callable[[], None],
    prepare: Callable[[], object] = lambda: None,
) -> None:
    """Serve the preview, and build again whenever one of the learner's own files changes.

    Args:
        root: the portfolio's folder.
        host: address to listen on.
        port: port to listen on; 0 takes a free one.
        on_ready: told the site's address.
        on_change: builds and tells how it went; must not raise.
        prepare: builds for the first time, once the port is ours.
    """
    from proofolio.site import engine_config
    from proofolio.site.engine_serve import serve as serve_site

    serve_site(
        mount_path=engine_config.mount_path(Folders(root).config),
        host=host,
        port=port,
        site=Folders(root, preview=True).site,
        watch=[*(root / name for name in OWN_FILES), *_of_the_theme(Folders(root).config)],
        rebuild=on_change,
        on_ready=on_ready,
        prepare=prepare,
    )


def _of_the_theme(config: Path) -> Iterator[Path]:
    """Return what `mkdocs.yml` names of the learner's own: overrides, style sheets, a logo."""
    from proofolio.site import engine_config

    overrides = engine_config.custom_dir(config)
    if overrides:
        yield overrides
    yield from engine_config.own_assets(config).values()


def status(root: Path, *, today: date) -> Status:
    """Look at the snapshot and at what would become of it, without building.

    Raises:
        ProofolioError: the settings need an edit, or the snapshot is damaged.
    """
    from proofolio import settings as user_settings
    from proofolio.draft import make_draft
    from proofolio.site import engine_config

    user_settings.load(root)
    try:
        engine_config.check(Folders(root).config)
        engine_problems: tuple[Problem, ...] = ()
    except InputError as error:
        engine_problems = error.problems
    snapshot = Folders(root).snapshot.read()
    if snapshot is None:
        return Status(snapshot=None, portfolio=None, problems=engine_problems)
    draft = make_draft(Folders(root), today=today)
    return Status(
        snapshot=snapshot,
        portfolio=draft.portfolio,
        shares=draft.shares,
        address=engine_config.address(Folders(root).config),
        problems=(*engine_problems, *draft.problems, *draft.notices),
        advice=draft.advice,
    )


def check(root: Path, *, on_done: Callable[[int, int], None]) -> tuple[Checked, ...]:
    """Grade the notebooks that were pulled last: would each run in a fresh Colab?

    Raises:
        ProofolioError: nothing was pulled yet, or the snapshot is damaged.
    """
    from proofolio.assemble.grades import grade_all
    from proofolio.notebooks.shelf import Shelf

    store = Folders(root).snapshot
    shelf = Shelf(objects=store.objects, cache=Folders(root).cache)
    snapshot = store.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.",
            "Run `proofolio sync` first, or name notebooks: `proofolio check PATH`.",
            Place(path=str(root)),
        )
    return grade_all(snapshot, get=store.objects.get, kept=shelf.examination, on_done=on_done)


def _wanted(settings: "Settings", *, fresh: bool, wait_s: float, scratch: Path) -> Wanted:
    asked = settings.portfolio
    return Wanted(
        github=asked.github or None,
        colab=asked.colab,
        folders=tuple((settings.root / Path(folder).expanduser()) for folder in asked.folders),
        include=asked.include,
        exclude=asked.exclude,
        pin=asked.pin,
        fresh=fresh,
        wait_s=wait_s,
        scratch=scratch,
        max_file_bytes=round(asked.limits.file_mb * 1_000_000),
        max_repo_bytes=round(asked.limits.repository_mb * 1_000_000),
    )


def check_resume(root: Path, variant: str, *, today: date) -> "CheckedResume":
    """Set a résumé, and read it as an applicant tracking system would.

    Args:
        root: the portfolio's folder.
        variant: which; empty for the résumé itself.
        today: as `build`.

    Raises:
        ProofolioError: as `build`, or there is no such résumé.
    """
    from proofolio.draft import make_draft
    from proofolio.resume import desk

    folders = Folders(root)
    draft = make_draft(folders, today=today)
    return desk.check(draft.resumes, variant=variant, root=root, cache=folders.cache)


def match_job(root: Path, job: Path, *, today: date) -> "Match":
    """Hold a job description against the evidence.

    Args:
        root: the portfolio's folder.
        job: a text file.
        today: as `build`.

    Raises:
        ProofolioError: as `build`, or the text cannot be read.
    """
    from proofolio import settings as user_settings
    from proofolio.draft import make_draft
    from proofolio.resume.match import match, read_names
    from proofolio.settings.job_text import read_job

    text = read_job(job)
    settings = user_settings.load(root)
    portfolio = make_draft(Folders(root), today=today).portfolio
    return match(text, portfolio, settings, names=read_names())
