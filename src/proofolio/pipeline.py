"""The whole story on one screen: sync, build, serve, status."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from proofolio import settings as settings_room
from proofolio.errors import InputError, Place, Problem, SystemProblemError
from proofolio.model.page import Text
from proofolio.model.portfolio import Portfolio
from proofolio.model.records import (
    BlobId,
    FileRecord,
    Harvest,
    Quota,
    Report,
    Snapshot,
)
from proofolio.model.wanted import Wanted
from proofolio.settings import Settings, Words
from proofolio.store import ObjectStore, SnapshotStore

MAX_PICTURE_BYTES = 20_000_000

OWN_FILES = (
    "portfolio.yml",
    "resume.yml",
    "mkdocs.yml",
    "about.md",
    "projects",
    "posts",
    "images",
)
"""What a learner writes; `serve` watches it."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a portfolio keeps what can be made again."""

    root: Path

    @property
    def snapshot(self) -> SnapshotStore:
        """What was pulled."""
        return SnapshotStore(self.root / ".proofolio" / "snapshot")

    @property
    def cache(self) -> Path:
        """Notebooks that were converted."""
        return self.root / ".proofolio" / "cache"

    @property
    def docs(self) -> Path:
        """What the engine reads."""
        return self.root / ".proofolio" / "docs"

    @property
    def site(self) -> Path:
        """What the visitor reads."""
        return self.root / "site"

    @property
    def config(self) -> Path:
        """The engine's configuration."""
        return self.root / "mkdocs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What a sync did."""

    snapshot: Snapshot
    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    gone: tuple[str, ...]
    quota: Quota | None
    requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build did."""

    site: Path
    portfolio: Portfolio
    pages: int
    converted: int
    """Notebooks that were not in the cache."""
    problems: tuple[Problem, ...]
    """Of the learner's files, of notebooks, and of the engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What there is, from when, and what is wrong."""

    snapshot: Snapshot | None
    portfolio: Portfolio | None
    problems: tuple[Problem, ...]


def sync(root: Path, report: Report, *, fresh: bool = False) -> Synced:
    """Pull everything that the settings name; the manifest moves last.

    Args:
        root: the portfolio's folder.
        report: told of each step.
        fresh: read everything again; the last snapshot is what to fall back on.

    Raises:
        ProofolioError: nothing could be pulled; the last good snapshot stands.
    """
    from proofolio.sources import SOURCES

    wanted = _wanted(settings_room.load(root), fresh=fresh)
    store = Folders(root).snapshot
    with store.lock():
        previous = store.read_whole(tolerant=fresh)
        harvests = [
            pull(wanted, previous=previous, put=store.objects.put, report=report)
            for pull in SOURCES
        ]
        snapshot = _join(harvests)
        store.write(snapshot)
    return _compare(previous, snapshot, harvests)


def build(root: Path, *, today: date, strict: bool = False) -> Built:
    """Build the site from the last good snapshot. Touches no network and runs no notebook.

    Args:
        root: the portfolio's folder.
        today: posts of a later date are left out.
        strict: the engine's warnings are errors.

    Raises:
        ProofolioError: the settings need an edit, there is no snapshot, or the engine refuses.
    """
    from proofolio import pages
    from proofolio.pages.render import render
    from proofolio.site import docs_tree, engine, engine_config

    folders = Folders(root)
    engine.check(folders.config)
    draft = _draft(root, today)
    laid_out = pages.lay_out(draft.portfolio)
    texts = [*(render(page) for page in laid_out), *_posts(draft.portfolio, draft.words)]
    docs_tree.write(
        folders.docs,
        texts,
        draft.portfolio.assets,
        draft.get,
        copies={**_beside_posts(root), **engine_config.own_assets(folders.config)},
    )
    done = engine.build(
        folders.config,
        docs=folders.docs,
        site=folders.site,
        fragments={page.url: page.fragments for page in laid_out if page.fragments},
        strict=strict,
        as_of=draft.portfolio.as_of,
        credit=pages.credit(draft.portfolio),
    )
    problems = (*draft.problems, *done.warnings)
    return Built(
        site=folders.site,
        portfolio=draft.portfolio,
        pages=len(laid_out) + len(draft.portfolio.posts),
        converted=draft.converted,
        problems=problems,
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
    from proofolio.site import engine, engine_config

    engine.serve(
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    portfolio: Portfolio
    words: Words
    problems: tuple[Problem, ...]
    converted: int
    get: Callable[[BlobId], bytes]


def _draft(root: Path, today: date) -> _Draft:
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

    library = convert_all(inventory(snapshot), get=get, cache=folders.cache)
    portfolio = assemble(
        snapshot,
        library.docs,
        words,
        settings,
        pictures=_pictures(root, derived),
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


def _join(harvests: list[Harvest]) -> Snapshot:
    repos = [repo for harvest in harvests for repo in harvest.repos]
    return Snapshot(
        synced_at=datetime.now(UTC).replace(microsecond=0),
        profile=next((harvest.profile for harvest in harvests if harvest.profile), None),
        repos=tuple(sorted(repos, key=lambda repo: repo.full_name.lower())),
        notebooks=tuple(notebook for harvest in harvests for notebook in harvest.notebooks),
        omissions=tuple(omission for harvest in harvests for omission in harvest.omissions),
        failures=tuple(failure for harvest in harvests for failure in harvest.failures),
    )


def _compare(previous: Snapshot | None, snapshot: Snapshot, harvests: list[Harvest]) -> Synced:
    before, after = _things(previous), _things(snapshot)
    return Synced(
        snapshot=snapshot,
        new=tuple(name for key, (name, _) in after.items() if key not in before),
        changed=tuple(
            name
            for key, (name, state) in after.items()
            if key in before and before[key][1] != state
        ),
        unchanged=tuple(
            name
            for key, (name, state) in after.items()
            if key in before and before[key][1] == state
        ),
        gone=tuple(name for key, (name, _) in before.items() if key not in after),
        quota=next((harvest.quota for harvest in harvests if harvest.quota), None),
        requests=sum(harvest.requests for harvest in harvests),
    )


def _things(snapshot: Snapshot | None) -> dict[str, tuple[str, object]]:
    """Return identity → name and state; a repository keeps its identity when it is renamed.

    That a record could not be read again is told as a failure, and is no change.
    """
    if snapshot is None:
        return {}
    repos: dict[str, tuple[str, object]] = {
        f"repo:{r.host_id}": (r.full_name, replace(r, stale=None)) for r in snapshot.repos
    }
    return repos | {item.key: (item.name, replace(item, stale=None)) for item in snapshot.notebooks}


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


def _pictures(root: Path, derived: ObjectStore) -> tuple[FileRecord, ...]:
    """Keep the pictures that lie beside own words, so that pages can show them."""
    found = []
    for folder in (root / "projects", root / "images"):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_symlink() or not path.is_file() or path.stat().st_size > MAX_PICTURE_BYTES:
                continue
            if path.suffix.lower() in {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"}:
                data = path.read_bytes()
                found.append(
                    FileRecord(
                        path=path.relative_to(root).as_posix(),
                        blob=derived.put(data),
                        size_bytes=len(data),
                    )
                )
    return tuple(found)


def _beside_posts(root: Path) -> dict[str, Path]:
    """Return what lies beside the posts (pictures, data), to be served beside them."""
    folder = root / "posts"
    return {
        f"log/posts/{path.relative_to(folder).as_posix()}": path
        for path in (sorted(folder.rglob("*")) if folder.is_dir() else ())
        if path.is_file()
        and not path.is_symlink()
        and path.suffix != ".md"
        and not path.name.startswith(".")
    }
