"""Plug-ins: what Proofolio brings and what other packages add, found by one list and loaded when used.

A package adds a part by an entry point
(https://packaging.python.org/en/latest/specifications/entry-points/) in one of `GROUPS`. The parts
that Proofolio brings are listed in `BUILT_IN` in the same form, so that a checkout needs no metadata
that an installer wrote, and so that they are found without looking at every installed package.
"""

import importlib
import logging
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from proofolio import __version__
from proofolio.errors import ExitCode, Place, Problem, ProofolioError

GROUPS: Final = (
    "proofolio.sources",
    "proofolio.pages",
    "proofolio.outputs",
    "proofolio.taxonomies",
    "proofolio.looks",
)
"""The kinds of parts that a package can add, by the name of their entry point group."""

OURS: Final = "proofolio"
"""The distribution that the built-in parts come from."""

BUILT_IN: Final[dict[str, dict[str, str]]] = {
    "proofolio.sources": {
        "github": "proofolio.sources.github.source:SOURCE",
        "colab": "proofolio.sources.colab.source:SOURCE",
        "folders": "proofolio.sources.local:SOURCE",
    },
    "proofolio.pages": {
        name: f"proofolio.pages.{name}:PAGES"
        for name in (
            "home",
            "projects",
            "project",
            "collection",
            "notebook",
            "skills",
            "skill",
            "log",
            "posts",
            "path",
            "about",
            "resume",
        )
    },
    "proofolio.outputs": {
        "json-resume": "proofolio.resume.json_resume:output",
        "rendercv": "proofolio.resume.rendercv:output",
        "plain-resume": "proofolio.resume.plain:output",
        "qr-codes": "proofolio.share.codes:output",
        "short-addresses": "proofolio.share.short:output",
    },
    "proofolio.taxonomies": {"proofolio": "proofolio.skills.taxonomy:BUILT_IN"},
    "proofolio.looks": {
        "plain": "proofolio.site.looks:PLAIN",
        "warm": "proofolio.site.looks:WARM",
        "forest": "proofolio.site.looks:FOREST",
    },
}
"""Group → name → where the part is, as in an entry point: `package.module:name`."""


_LOG = logging.getLogger(__name__)


class PluginError(ProofolioError):
    """A plug-in is in the way of another, cannot be loaded, or failed; it is named."""

    exit_code = ExitCode.SYSTEM


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """A part that is there to be used; nothing of it is imported until it is loaded."""

    group: str
    """One of `GROUPS`."""
    name: str
    distribution: str
    """The package that brings it, by its name on a package index."""
    version: str
    target: str
    """Where it is: `package.module:name`."""

    @property
    def is_built_in(self) -> bool:
        """Whether Proofolio itself brings it."""
        return self.distribution == OURS

    @property
    def label(self) -> str:
        """What messages call it: 'the plug-in `hours` of proofolio-hours 1.2'."""
        return f"the plug-in `{self.name}` of {self.distribution} {self.version}"

    def load(self) -> Any:
        """Import the part and return it.

        Raises:
            PluginError: it cannot be imported, or is not there.
        """
        module, _, path = self.target.partition(":")
        try:
            found: Any = importlib.import_module(module)
            for attribute in filter(None, path.split(".")):
                found = getattr(found, attribute)
        except Exception as error:
            raise failed(self, error, "could not be loaded") from error
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """The parts of all kinds that are there."""

    plugins: tuple[Plugin, ...]
    """By group, in the order of `GROUPS`; the built-in ones first, then the others by name."""
    problems: tuple[Problem, ...]
    """Of names that two packages use; neither is among the plug-ins, unless one is built in."""


def plugins(group: str) -> tuple[Plugin, ...]:
    """Return the parts of one kind, the built-in ones first, then the others by name.

    Raises:
        PluginError: two packages use one name for a part of this kind.
    """
    found = _discover(tuple(sys.path))[group]
    if found.problems:
        raise PluginError(problems=found.problems)
    return found.plugins


def built_in(group: str) -> tuple[Plugin, ...]:
    """Return the parts of one kind that Proofolio brings; looks at no other package."""
    return tuple(
        Plugin(group=group, name=name, distribution=OURS, version=__version__, target=target)
        for name, target in BUILT_IN.get(group, {}).items()
    )


def added() -> tuple[Plugin, ...]:
    """Return the parts of every kind that other packages bring."""
    return tuple(plugin for plugin in discover().plugins if not plugin.is_built_in)


def discover(*groups: str) -> Discovered:
    """Return the parts of some kinds, or of every kind, and what is wrong with their names; loads none."""
    found = [_discover(tuple(sys.path))[group] for group in groups or GROUPS]
    return Discovered(
        plugins=tuple(plugin for one in found for plugin in one.plugins),
        problems=tuple(problem for one in found for problem in one.problems),
    )


def failed(plugin: Plugin, error: BaseException, what: str = "failed") -> PluginError:
    """Return the error to raise, or to report, when a plug-in raised one.

    Args:
        plugin: which.
        error: what it raised.
        what: it did, in words that follow its name.
    """
    label = plugin.label[0].upper() + plugin.label[1:]
    said = " ".join(str(error).split()).rstrip(".")
    # Shown by `-v` alone, without tokens.
    _LOG.info("%s", label, exc_info=error)
    place = _place_in(plugin, error)
    return PluginError(
        f"{label} {what}: {type(error).__name__}{f': {said}' if said else ''}{f' ({place})' if place else ''}.",
        f"Upgrade or uninstall it (`pip uninstall {plugin.distribution}`), or tell its author."
        if not plugin.is_built_in
        else "Please report this.",
    )


def _place_in(plugin: Plugin, error: BaseException) -> Place | None:
    """Return the line of the plug-in's own file that an error came through last; None when it did not."""
    with suppress(Exception):
        spec = find_spec(plugin.target.partition(":")[0].partition(".")[0])
        folders = [Path(folder) for folder in (spec and spec.submodule_search_locations) or ()]
        own = folders or [Path(str(spec and spec.origin))]
        frames = [(it.filename, it.lineno) for it in traceback.extract_tb(error.__traceback__)]
        # An error of syntax, Python's or Jinja's, names the place itself: nothing of it ran.
        frames.append((str(getattr(error, "filename", "")), getattr(error, "lineno", None)))
        for name, line in reversed(frames):
            for root in own:
                if line and Path(name).is_relative_to(root):
                    path = Path(name).relative_to(root.parent).as_posix()
                    return Place(path=path, line=line)
    return None


def refused(plugin: Plugin, why: str) -> PluginError:
    """Return the error to raise when what a plug-in brings cannot be taken.

    Args:
        plugin: which.
        why: in words, without a full stop.
    """
    label = plugin.label[0].upper() + plugin.label[1:]
    return PluginError(f"{label} is left out: {why}.", "Upgrade it, or tell its author.")


@cache
def _discover(path: tuple[str, ...]) -> dict[str, Discovered]:
    """Look once at what is installed on a path; that takes some milliseconds."""
    del path
    from importlib.metadata import entry_points  # noqa: PLC0415  30 ms, which `--help` need not pay

    installed = entry_points()
    return {
        group: _in_order(group, _installed(group, installed.select(group=group)))
        for group in GROUPS
    }


def _installed(group: str, found: Iterable[Any]) -> Iterator[Plugin]:
    for entry in found:
        if entry.dist is None or entry.dist.name.lower() == OURS:
            continue
        yield Plugin(
            group=group,
            name=entry.name,
            distribution=entry.dist.name,
            version=entry.dist.version,
            target=entry.value.partition("[")[0].strip(),
        )


def _in_order(group: str, added: Iterable[Plugin]) -> Discovered:
    kept = {plugin.name: plugin for plugin in built_in(group)}
    problems: list[Problem] = []
    refused: set[str] = set()
    for plugin in sorted(added, key=lambda it: (it.name, it.distribution.lower())):
        other = kept.get(plugin.name)
        if other is None:
            kept[plugin.name] = plugin
            continue
        problems.append(_same_name(other, plugin))
        if not other.is_built_in:
            refused.add(plugin.name)
    return Discovered(
        plugins=tuple(plugin for name, plugin in kept.items() if name not in refused),
        problems=tuple(problems),
    )


def _same_name(first: Plugin, second: Plugin) -> Problem:
    kind = first.group.removeprefix("proofolio.")
    return Problem(
        message=f"Two packages bring a part called `{first.name}` in {kind}: {first.distribution} "
        f"{first.version} and {second.distribution} {second.version}.",
        hint=f"Uninstall one of them: `pip uninstall {second.distribution}`.",
    )
