"""The sources that are there, and what `portfolio.yml` says to each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from proofolio.plugins import Plugin, PluginError, failed, plugins
from proofolio.settings import Settings
from proofolio.settings.files import PortfolioFile
from proofolio.sources.contract import Source

GROUP = "proofolio.sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A source that something is to be pulled from."""

    plugin: Plugin
    source: Source[Any]
    options: Any
    """Of the source's own type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """A source that is asked for, and cannot be."""

    plugin: Plugin
    fault: PluginError


def chosen(settings: Settings) -> Iterator[Chosen | Unusable]:
    """Yield the sources that `portfolio.yml` asks for: the built-in ones first, then the others by name.

    A plug-in that is not asked for is not even imported; one that cannot be loaded costs nobody else.
    """
    for plugin in plugins(GROUP):
        if plugin.is_built_in:
            yield from _built_in(plugin, settings)
        elif plugin.name in settings.source_options:
            try:
                source, options = load(plugin), settings.source_options[plugin.name]
                is_wanted = source.is_wanted(options)
            except PluginError as error:
                yield Unusable(plugin=plugin, fault=error)
            except Exception as error:  # noqa: BLE001  it is others' code
                yield Unusable(plugin=plugin, fault=failed(plugin, error))
            else:
                if is_wanted:
                    yield Chosen(plugin=plugin, source=source, options=options)


def _built_in(plugin: Plugin, settings: Settings) -> Iterator[Chosen]:
    source = load(plugin)
    given = {key: getattr(settings.portfolio, key) for key in source.options.model_fields}
    options = source.options(**given)
    if source.is_wanted(options):
        yield Chosen(plugin=plugin, source=source, options=options)


def load(plugin: Plugin) -> Source[Any]:
    """Return the source that an entry point names.

    Raises:
        PluginError: it cannot be imported, or is no source of that name.
    """
    found = plugin.load()
    if not plugin.is_built_in and plugin.name in PortfolioFile.model_fields:
        raise failed(
            plugin, ValueError("`portfolio.yml` has a setting of that name"), "cannot be used"
        )
    if not isinstance(found, Source):
        raise failed(
            plugin,
            TypeError("an object of a class that derives from Source is expected"),
            "is no source",
        )
    if found.name != plugin.name:
        raise failed(plugin, ValueError(f"it calls itself `{found.name}`"), "has two names")
    return found
