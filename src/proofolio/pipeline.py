"""The whole story on one screen: sync, build, serve, status."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proofolio import settings as settings_room
from proofolio.errors import InputError, Place, Problem, SystemProblemError
from proofolio.model.page import Text
from proofolio.model.portfolio import Portfolio
from proofolio.model.records import BlobId, Event, Report
from proofolio.model.runnable import Checked
from proofolio.model.wanted import Wanted
from proofolio.outcome import Built, Status, Synced, compare, join
from proofolio.settings import Settings, Words
from proofolio.workspace import OWN_FILES, Folders, beside_posts, pictures


def sync(root: Path, report: Report, *, fresh: bool = False) -> Synced:
    """Pull everything that the settings name; the manifest moves last.

    Args:
        root: the portfolio's folder.
        report: told of each step.
        fresh: read everything again; the last snapshot is what to fall back on.

    Raises:
        ProofolioError: nothing could be pulled; the last good snapshot stands.
    """
    from proofolio.sources import sources

    wanted = _wanted(settings_room.load(root), fresh=fresh)
    store = Folders(root).snapshot
    with store.lock():
        previous = store.read_whole(tolerant=fresh)
        harvests = [
            pull(wanted, previous=previous, put=store.objects.put, report=report)
            for pull in sources(wanted)
        ]
        snapshot = join(harvests)
        store.write(snapshot)
    return compare(previous, snapshot, harvests)


def build(
    root: Path, *, today: date, strict: bool = False, report: Report = lambda _: None
) -> Built:
    """Build the site from the last good snapshot. Touches no network and runs no notebook.

    Args:
        root: the portfolio's folder.
        today: posts of a later date are left out.
        strict: the engine's warnings are errors.
        report: told of each step.

    Raises:
        ProofolioError: the settings need an edit, there is no snapshot, or the engine refuses.
    """
    from proofolio import receipt
    from proofolio.site import engine_config

    folders = Folders(root)
    engine_config.check(folders.config)
    inputs = receipt.inputs(folders, today=today)
    last = receipt.read(folders, inputs)
    if last and not (strict and last.problems):
        return last
    built = _build(folders, today, strict=strict, report=report)
    receipt.write(folders, inputs, built)
    return built


def _build(folders: Folders, today: date, *, strict: bool, report: Report) -> Built:
    from proofolio import pages
    from proofolio.pages.render import insert, render
    from proofolio.site import docs_tree, engine, engine_config, finish

    draft = _draft(folders.root, today, report)
    laid_out = pages.lay_out(draft.portfolio)
    docs_tree.write(
        folders.docs,
        [*(render(page) for page in laid_out), *_posts(draft.portfolio, draft.words)],
        copies={**beside_posts(folders.root), **engine_config.own_assets(folders.config)},
    )
    done = engine.build(
        folders.config,
        docs=folders.docs,
        made=folders.made,
        strict=strict,
        as_of=draft.portfolio.as_of,
        credit=pages.credit(draft.portfolio),
    )
    finish.finish(
        folders.site,
        made=folders.made,
        inserts=filter(None, map(insert, laid_out)),
        assets=draft.portfolio.assets,
        get=draft.get,
        ledger=folders.ledger,
    )
    return Built(
        site=folders.site,
        projects=len(draft.portfolio.projects),
        pages=len(laid_out) + len(draft.portfolio.posts),
        converted=draft.converted,
        is_unchanged=False,
        problems=(*draft.problems, *done.warnings),
    )


def serve(
    root: Path,
    *,
    host: str,
    port: int,
    on_ready: Callable[[str], None],
    on_change: Callable[[], None],
) -> None:
    """Serve the site that was built, and build again whenever one of the learner's own files changes.

    Args:
        root: the portfolio's folder.
        host: address to listen on.
        port: port to listen on; 0 takes a free one.
        on_ready: told the site's address.
        on_change: builds and tells how it went; must not raise.
    """
    from proofolio.site import engine_config
    from proofolio.site.engine_serve import serve as serve_site

    serve_site(
        mount_path=engine_config.mount_path(Folders(root).config),
        host=host,
        port=port,
        site=Folders(root).site,
        watch=[*(root / name for name in OWN_FILES), *_of_the_theme(Folders(root).config)],
        rebuild=on_change,
        on_ready=on_ready,
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
    from proofolio.site import engine_config

    settings_room.load(root)
    try:
        engine_config.check(Folders(root).config)
        engine_problems: tuple[Problem, ...] = ()
    except InputError as error:
        engine_problems = error.problems
    snapshot = Folders(root).snapshot.read()
    if snapshot is None:
        return Status(snapshot=None, portfolio=None, problems=engine_problems)
    draft = _draft(root, today)
    return Status(
        snapshot=snapshot,
        portfolio=draft.portfolio,
        problems=(*engine_problems, *draft.problems),
    )


def check(root: Path, *, on_done: Callable[[int, int], None]) -> tuple[Checked, ...]:
    """Grade the notebooks that were pulled last: would each run in a fresh Colab?

    Raises:
        ProofolioError: nothing was pulled yet, or the snapshot is damaged.
    """
    from proofolio.assemble.grades import grade_all

    store = Folders(root).snapshot
    snapshot = store.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.",
            "Run `proofolio sync` first, or name notebooks: `proofolio check PATH`.",
            Place(path=str(root)),
        )
    return grade_all(snapshot, get=store.objects.get, on_done=on_done)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    portfolio: Portfolio
    words: Words
    problems: tuple[Problem, ...]
    converted: int
    get: Callable[[BlobId], bytes]


def _draft(root: Path, today: date, report: Report = lambda _: None) -> _Draft:
    from proofolio.assemble import assemble, inventory
    from proofolio.notebooks.library import cache_objects, convert_all

    folders = Folders(root)
    settings = settings_room.load(root)
    snapshot = folders.snapshot.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.", "Run `proofolio sync` first.", Place(path=str(root))
        )
    words = settings_room.read_words(root)
    derived = cache_objects(folders.cache)

    def get(blob: BlobId) -> bytes:
        return derived.get(blob) if derived.has(blob) else folders.snapshot.objects.get(blob)

    def converted(done: int, total: int) -> None:
        report(Event(kind="reading", subject=f"notebook {done} of {total}"))

    library = convert_all(
        inventory(snapshot),
        objects=folders.snapshot.objects,
        cache=folders.cache,
        on_done=converted,
    )
    portfolio = assemble(
        snapshot,
        library.cards,
        words,
        settings,
        pictures=pictures(root, derived),
        get=get,
        put=derived.put,
        today=today,
    )
    return _Draft(
        portfolio=portfolio,
        words=words,
        problems=(*portfolio.problems, *library.problems),
        converted=library.converted,
        get=get,
    )


def _wanted(settings: Settings, *, fresh: bool) -> Wanted:
    asked = settings.portfolio
    return Wanted(
        github=asked.github or None,
        colab=asked.colab,
        folders=tuple((settings.root / Path(folder).expanduser()) for folder in asked.folders),
        include=asked.include,
        exclude=asked.exclude,
        pin=asked.pin,
        fresh=fresh,
        max_file_bytes=round(asked.limits.file_mb * 1_000_000),
        max_repo_bytes=round(asked.limits.repository_mb * 1_000_000),
    )


def _posts(portfolio: Portfolio, words: Words) -> Iterator[Text]:
    import yaml

    from proofolio.assemble import body, front_matter

    by_path = {entry.path: entry for entry in words.posts}
    titles = {project.slug: project.title for project in portfolio.projects}
    pages = {f"projects/{project.slug}.md": project.path for project in portfolio.projects}
    for post in portfolio.posts:
        entry = by_path[post.source]
        front = yaml.safe_dump(
            front_matter(post, entry, titles), allow_unicode=True, sort_keys=False
        )
        # The theme prints the title; a heading here would be read as Markdown.
        text = body(entry, pages).lstrip()
        yield Text(path=f"log/{post.source}", text=f"---\n{front}---\n\n{text}")
