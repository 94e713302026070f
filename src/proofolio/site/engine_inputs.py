"""What the engine reads, so that it need not run when none of it changed."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from proofolio.site import docs_tree, engine_config
from proofolio.site import engine_yaml as read
from proofolio.store import stamps

_PLUGINS = frozenset({"search", "blog", "tags", "meta", "offline"})
"""Of Material's; they read the docs tree and nothing else."""

_EXTENSIONS = frozenset(
    {
        "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
        "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
        "smarty", "tables", "toc", "wikilinks",
    }
)  # fmt: skip
"""Python-Markdown's own."""

_READ_FILES = frozenset({"pymdownx.snippets", "pymdownx.b64"})


def digest(config_file: Path, docs: Path, as_of: date, site_values: Mapping[str, Any]) -> str:
    """Return what tells one run of the engine from another; empty when it may read what we do not know.

    Raises:
        InputError: the file cannot be read.
    """
    if not is_closed(config_file):
        return ""
    overrides = engine_config.custom_dir(config_file)
    parts = (
        stamps.of_program(),
        stamps.of_files([overrides] if overrides else []),
        hashlib.sha256(config_file.read_bytes()).hexdigest(),
        str(config_file.resolve()),
        docs_tree.state(docs),
        as_of.isoformat(),
        repr(sorted(site_values.items())),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_closed(config_file: Path) -> bool:
    """Tell whether the engine reads the docs tree, the theme and `mkdocs.yml` only.

    Hooks, other plugins and other Markdown extensions may read anything: another file, the clock.

    Raises:
        InputError: the file cannot be read.
    """
    top = read.top_of(config_file)
    plugins = read.listed(top["plugins"][1]) if "plugins" in top else {}
    extensions = read.listed(top["markdown_extensions"][1]) if "markdown_extensions" in top else {}
    return (
        not {"hooks", "INHERIT"} & top.keys()
        and {name.removeprefix("material/") for name in plugins} <= _PLUGINS
        and all(name not in _READ_FILES and is_known_extension(name) for name in extensions)
        and not any(tag.startswith("!") for _, node in top.values() for tag in _tags(node))
    )


def is_known_extension(extension: str) -> bool:
    """Tell whether a Markdown extension is one of those that come with Proofolio and run nothing else.

    `pymdownx.b64` reads pictures of the whole computer, so it is none of them.
    """
    name = extension.removeprefix("markdown.extensions.")
    return name in _EXTENSIONS or (name.startswith("pymdownx.") and name != "pymdownx.b64")


def _tags(node: yaml.Node) -> Iterator[str]:
    waiting, met = [node], {id(node)}
    while waiting:
        found = waiting.pop()
        yield found.tag
        below = read.items(found)
        if isinstance(found, yaml.MappingNode):
            below = [value for _, value in found.value]
        # An alias (`*name`) leads to a node again, in a recursive one for ever.
        waiting.extend(child for child in below if id(child) not in met)
        met.update(map(id, below))
