"""What `portfolio.yml` says to plug-ins: each has a key of its own, and tells what may stand below it."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, create_model

from proofolio.plugins import Plugin, plugins
from proofolio.settings.files import PortfolioFile
from proofolio.settings.scalars import File

_GROUP: Final = "proofolio.sources"


def with_plugins(keys: Collection[str]) -> type[PortfolioFile]:
    """Return the type of a `portfolio.yml` with these keys: the plug-ins that are named may stand there.

    No package is looked for, and no plug-in imported, unless there is a key that is not ours. What a plug-in
    that cannot be used is told is not checked: a sync says what is wrong with it, and the rest goes on.

    Raises:
        PluginError: two plug-ins have one name.
    """
    ours = PortfolioFile.model_fields
    if not any(key not in ours for key in keys):
        return PortfolioFile
    added = [plugin for plugin in plugins(_GROUP) if not plugin.is_built_in]
    fields: dict[str, Any] = {}
    for plugin in added:
        # One that is called as a setting of ours is never reached; `proofolio plugins` names it.
        if plugin.name not in ours:
            fields[plugin.name] = (_options(plugin) if plugin.name in keys else Any, None)
    return create_model("PortfolioFile", __base__=PortfolioFile, **fields)


def given_to_plugins(found: PortfolioFile) -> Mapping[str, Any]:
    """Return name of a plug-in → its options, of those that have a key in the file."""
    added = type(found).model_fields.keys() - PortfolioFile.model_fields.keys()
    return {name: getattr(found, name) for name in sorted(added & found.model_fields_set)}


def _options(plugin: Plugin) -> Any:
    try:
        kind = plugin.load().options
    except Exception:  # noqa: BLE001  it is others' code
        return Any
    if not (isinstance(kind, type) and issubclass(kind, File)):
        return Any
    return Annotated[kind, BeforeValidator(_nothing_said)]


def _nothing_said(value: Any) -> Any:
    """Take a key without a value for one that leaves every option as it is."""
    return {} if value is None else value
