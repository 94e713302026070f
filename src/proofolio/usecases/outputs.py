"""Files beside the pages, as Proofolio and plug-ins make them."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from proofolio.model.portfolio import Asset
from proofolio.model.site import Site
from proofolio.plugins import Plugin, discover, refused
from proofolio.site.feeds import JSON, ROBOTS, RSS
from proofolio.site.paths import is_fit
from proofolio.store.files import write_atomically
from proofolio.usecases.build_state import State
from proofolio.usecases.context import BuildContext


def write_outputs(context: BuildContext, state: State) -> State:
    """Make the files beside the pages; a plug-in that fails, or wants another's place, costs its own."""
    kept = _Kept(folder=context.cache / "outputs")
    site = Site(
        portfolio=state.draft.portfolio,
        resumes=state.resumes,
        address=context.address,
        language=context.language,
        today=context.today,
        titles={card.page: card.title for card in state.cards},
    )
    taken = _Taken()
    taken.add(_made_by_engine(context.folders.made))
    taken.add(asset.path for asset in (*state.draft.portfolio.assets, *state.assets))
    taken.add((RSS, JSON, ROBOTS, "CNAME"))
    found = discover("proofolio.outputs")
    assets: list[Asset] = []
    for plugin in found.plugins:
        files: dict[str, bytes] = state.parts.of_plugin(
            plugin, partial(_files, site, kept, taken), otherwise={}
        )
        taken.add(files)
        assets += (Asset(path=path, blob=context.put(data)) for path, data in files.items())
    return replace(
        state,
        assets=(*state.assets, *assets),
        problems=(*state.problems, *found.problems),
        cached=state.cached | kept.used,
    )


@dataclass(frozen=True, slots=True)
class _Taken:
    """Paths of the site that have a file, in lower case, and the folders that hold them."""

    files: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)

    def add(self, paths: Iterable[str]) -> None:
        for path in paths:
            folded = path.casefold()
            self.files.add(folded)
            self.folders.update(_folders(folded))

    def has(self, path: str) -> bool:
        folded = path.casefold()
        return (
            folded in self.files
            or folded in self.folders
            or not self.files.isdisjoint(_folders(folded))
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What outputs made at earlier builds, by what it was made of."""

    folder: Path
    used: set[Path] = field(default_factory=set)

    def by(self, plugin: Plugin) -> Callable[[str, Callable[[], bytes]], bytes]:
        """Return what a plug-in keeps its own with: no other sees it, and another version makes it anew."""

        def kept(recipe: str, make: Callable[[], bytes]) -> bytes:
            whole = f"{plugin.distribution}\0{plugin.version}\0{plugin.name}\0{recipe}"
            file = self.folder / f"{hashlib.sha256(whole.encode()).hexdigest()}.bin"
            if not file.is_file():
                file.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(file, make(), durable=False)
            self.used.add(file)
            return file.read_bytes()

        return kept


def _files(site: Site, kept: _Kept, taken: _Taken, plugin: Plugin) -> dict[str, bytes]:
    made: Mapping[str, bytes] = plugin.load()(replace(site, kept=kept.by(plugin)))
    own = _Taken()
    for path, data in made.items():
        if not isinstance(data, bytes):
            raise refused(
                plugin, f"what it returned for `{path}` is {type(data).__name__}, not bytes"
            )
        if not is_fit(path) or path.startswith("."):
            raise refused(plugin, f"`{path}` cannot be the path of a file on every computer")
        if taken.has(path) or own.has(path):
            raise refused(plugin, f"something else has the place `{path}`")
        own.add((path,))
    return dict(made)


def _made_by_engine(folder: Path) -> Iterable[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _folders(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[: end + 1]) for end in range(len(parts)))
