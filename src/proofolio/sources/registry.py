"""The sources that are there, and what `portfolio.yml` says to each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from proofolio.plugins import Plugin, failed, plugins
from proofolio.settings import Settings
from proofolio.sources.contract import Source

GROUP = "proofolio.sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A source that something is to be pulled from."""

    plugin: Plugin
    source: Source[Any]
    options: Any
    """Of the source's own type."""


def chosen(settings: Settings) -> Iterator[Chosen]:
    """Yield the sources that `portfolio.yml` asks for: the built-in ones first, then the others by name.

    A plug-in that is not asked for is not even imported.

    Raises:
        PluginError: one cannot be loaded.
    """
    for plugin in plugins(GROUP):
        if not plugin.is_built_in and plugin.name not in settings.source_options:
            continue
        source = load(plugin)
        options = (
            source.options(
                **{key: getattr(settings.portfolio, key) for key in source.options.model_fields}
            )
            if plugin.is_built_in
            else settings.source_options[plugin.name]
        )
        if source.is_wanted(options):
            yield Chosen(plugin=plugin, source=source, options=options)


def load(plugin: Plugin) -> Source[Any]:
    """Return the source that an entry point names.

    Raises:
        PluginError: it cannot be imported, or is no source of that name.
    """
    found = plugin.load()
    if not isinstance(found, Source):
        raise failed(
            plugin,
            TypeError("an object of a class that derives from Source is expected"),
            "is no source",
        )
    if found.name != plugin.name:
        raise failed(plugin, ValueError(f"it calls itself `{found.name}`"), "has two names")
    return found
