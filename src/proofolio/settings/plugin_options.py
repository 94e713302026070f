"""What `portfolio.yml` says to plug-ins: each has a key of its own, and tells what may stand below it."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, create_model

from proofolio.plugins import Plugin, PluginError, failed, plugins
from proofolio.settings.files import PortfolioFile
from proofolio.settings.scalars import File

_GROUP: Final = "proofolio.sources"


def with_plugins(keys: Collection[str]) -> type[PortfolioFile]:
    """Return the type of a `portfolio.yml` with these keys: the plug-ins that are named may stand there.

    No package is looked for, and no plug-in imported, unless there is a key that is not ours.

    Raises:
        PluginError: a plug-in cannot be loaded, or is called as a setting of ours is.
    """
    ours = PortfolioFile.model_fields
    if not any(key not in ours for key in keys):
        return PortfolioFile
    added = [plugin for plugin in plugins(_GROUP) if not plugin.is_built_in]
    fields: dict[str, Any] = {}
    for plugin in added:
        if plugin.name in ours:
            raise failed(
                plugin, ValueError("`portfolio.yml` has a setting of that name"), "cannot be used"
            )
        fields[plugin.name] = (_options(plugin) if plugin.name in keys else Any, None)
    return create_model("PortfolioFile", __base__=PortfolioFile, **fields)


def given_to_plugins(found: PortfolioFile) -> Mapping[str, BaseModel]:
    """Return name of a plug-in → its options, of those that have a key in the file."""
    added = type(found).model_fields.keys() - PortfolioFile.model_fields.keys()
    return {name: getattr(found, name) for name in sorted(added & found.model_fields_set)}


def _options(plugin: Plugin) -> Any:
    try:
        kind = plugin.load().options
    except PluginError:
        raise
    except Exception as error:
        raise failed(plugin, error, "does not tell its options") from error
    if not (isinstance(kind, type) and issubclass(kind, File)):
        raise failed(plugin, TypeError("its options are no `Options`"), "cannot be used")
    return Annotated[kind, BeforeValidator(_nothing_said)]


def _nothing_said(value: Any) -> Any:
    """Take a key without a value for one that leaves every option as it is."""
    return {} if value is None else value
