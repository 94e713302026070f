"""A receipt of the last build, so that building again with nothing changed costs nothing."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from proofolio import plugins
from proofolio.resume.fonts import fonts_stamp
from proofolio.site import engine_config, tree
from proofolio.site.engine_inputs import is_closed
from proofolio.store import stamps
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump, load
from proofolio.usecases.built import Built
from proofolio.usecases.workspace import OWN_FILES, Folders


def inputs(folders: Folders, *, today: date) -> str:
    """Return what tells one build from another; empty when a build may read what we do not know.

    Raises:
        InputError: `mkdocs.yml` cannot be read.
    """
    if not is_closed(folders.config):
        return ""
    parts = (
        stamps.of_program(),
        _of_plugins(),
        folders.snapshot.stamp(),
        stamps.of_files(_own(folders)),
        engine_config.address(folders.config),
        today.isoformat(),
        fonts_stamp(),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def read(folders: Folders, recipe: str) -> Built | None:
    """Return what the last build said, if it was of the same inputs and the site is as it left it."""
    try:
        header, _, rest = folders.receipt.read_bytes().partition(b"\n")
        built = load(Built, rest)
    except (OSError, ValueError):
        return None
    is_same = recipe != "" and header.decode("ascii", "replace") == recipe
    if not is_same or not tree.is_untouched(folders.site, folders.ledger):
        return None
    return replace(built, converted=0, is_unchanged=True)


def write(folders: Folders, recipe: str, built: Built) -> None:
    """Keep what a build said."""
    write_atomically(folders.receipt, recipe.encode() + b"\n" + dump(built), durable=False)


def _of_plugins() -> str:
    """Return what tells one set of plug-ins from another: their versions, and their files by size and time."""
    found = plugins.discover()
    lines = [f"{problem.message}\n" for problem in found.problems]
    for plugin in found.plugins:
        if not plugin.is_built_in:
            files = stamps.of_files(_files_of(plugin))
            lines.append(f"{plugin.group} {plugin.label} {plugin.target} {files}\n")
    return "".join(lines)


def _files_of(plugin: plugins.Plugin) -> list[Path]:
    """Return the folder or file of the package that a plug-in is in; nothing of it is imported."""
    try:
        spec = find_spec(plugin.target.partition(":")[0].partition(".")[0])
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    folders = spec.submodule_search_locations
    return [Path(place) for place in folders or ([spec.origin] if spec.origin else [])]


def _own(folders: Folders) -> Iterable[Path]:
    yield from (folders.root / name for name in OWN_FILES)
    overrides = engine_config.custom_dir(folders.config)
    if overrides:
        yield overrides
    yield from engine_config.own_assets(folders.config).values()
    yield from _last_commit(folders.root)


def _last_commit(root: Path) -> Iterable[Path]:
    """Yield what changes with each commit: a post that says no date has that of its first one."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.exists():
            yield from (git / "HEAD", git / "logs" / "HEAD")
            return
