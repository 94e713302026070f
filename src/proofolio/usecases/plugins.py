"""Plug-ins: what is there to build with, from which package, and what of it cannot be used."""

from dataclasses import dataclass

from proofolio.errors import Problem
from proofolio.plugins import Plugin, PluginError, discover


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A part that is there, ours or a plug-in's."""

    plugin: Plugin
    problems: tuple[Problem, ...]
    """Why it cannot be loaded; empty when it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All parts of all kinds."""

    parts: tuple[Listed, ...]
    problems: tuple[Problem, ...]
    """Of names that two packages use."""


def list_plugins() -> Listing:
    """Return every part by kind, the built-in ones first; each that another package brings is loaded."""
    found = discover()
    return Listing(
        parts=tuple(Listed(plugin=it, problems=_problems(it)) for it in found.plugins),
        problems=found.problems,
    )


def _problems(plugin: Plugin) -> tuple[Problem, ...]:
    if plugin.is_built_in:
        return ()
    try:
        if plugin.group == "proofolio.sources":
            from proofolio.sources.registry import load

            load(plugin)
        else:
            plugin.load()
    except PluginError as error:
        return error.problems
    return ()
