"""Serve: show the preview in a browser, and follow the author's edits."""

from collections.abc import Callable, Iterator
from pathlib import Path

from proofolio.usecases.workspace import OWN_FILES, Folders


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
