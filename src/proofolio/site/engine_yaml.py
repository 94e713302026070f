"""Reads `mkdocs.yml` with the lines of what it says; tags such as `!ENV` are left alone."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from proofolio import yaml_bounds
from proofolio.boundary import check_readable
from proofolio.errors import InputError, Place, Problem

Mapping = dict[str, tuple[int, yaml.Node]]
"""Key → its line (counted from 1) and its value."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Ten times as fast where PyYAML was built with libyaml, as its wheels are."""


def top_of(config_file: Path) -> Mapping:
    """Return the top-level keys.

    Raises:
        InputError: the file is missing or not YAML, or a key stands twice.
    """
    root = _compose(config_file)
    problems = tuple(_twice(root, config_file.name)) if root else ()
    if problems:
        raise InputError(problems=problems)
    return mapping(root)


def line_of(config_file: Path, key: str) -> int | None:
    """Return the line of a top-level key; None when the file does not have it or cannot be read."""
    try:
        top = top_of(config_file)
    except InputError:
        return None
    return top[key][0] if key in top else None


def mapping(node: yaml.Node | None) -> Mapping:
    """Return the entries of a mapping; of anything else, none."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        str(key.value): (key.start_mark.line + 1, value)
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def listed(node: yaml.Node) -> Mapping:
    """Return the entries of a list, or of a mapping, which MkDocs takes as well."""
    if not isinstance(node, yaml.SequenceNode):
        return mapping(node)
    entries: Mapping = {}
    for item in node.value:
        if isinstance(item, yaml.ScalarNode):
            entries[item.value] = (item.start_mark.line + 1, item)
        else:
            entries |= mapping(item)
    return entries


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the items of a list; of anything else, none."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def text(found: Mapping, key: str) -> str:
    """Return a scalar as it stands in the file; empty when it is missing or has a tag."""
    return scalar(found[key][1]) if key in found else ""


def scalar(node: yaml.Node) -> str:
    """Return a scalar as it stands in the file; empty for anything else, or with a tag of its own."""
    plain = isinstance(node, yaml.ScalarNode) and node.tag.startswith("tag:yaml.org,2002:")
    is_python = node.tag.startswith("tag:yaml.org,2002:python/")
    return str(node.value) if plain and not is_python else ""


def _compose(config_file: Path) -> yaml.Node | None:
    place = Place(path=config_file.name)
    check_readable(config_file.parent, config_file)
    try:
        # Composing reads the lines and leaves tags such as `!ENV` alone.
        return yaml_bounds.compose(config_file.read_text("utf-8-sig"), _LOADER)
    except FileNotFoundError as error:
        raise InputError(
            "There is no mkdocs.yml here.",
            "Run `proofolio init` in this folder, or change to the folder of your portfolio.",
            place,
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"This file cannot be read: {error}.", "Save it as UTF-8 text.", place
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError(
            f"This is not valid YAML: {error.problem or error.context}.",
            "Check the indentation (spaces, not tabs) and the quotes of this line and the one before.",
            Place(path=config_file.name, line=mark.line + 1 if mark else None),
        ) from error
    except yaml.YAMLError as error:
        raise InputError(
            f"This is not valid YAML: {error}", "Save the file as UTF-8 text.", place
        ) from error


def _twice(root: yaml.Node, name: str) -> Iterator[Problem]:
    """Name keys that stand twice in one mapping: MkDocs takes the last one without a word."""
    waiting, met = [root], {id(root)}
    while waiting:
        node = waiting.pop()
        below: list[yaml.Node] = items(node)
        if isinstance(node, yaml.MappingNode):
            first: dict[str, int] = {}
            for key, value in node.value:
                line = key.start_mark.line + 1
                below.append(value)
                if not isinstance(key, yaml.ScalarNode) or key.value == "<<":
                    continue
                before = first.setdefault(key.value, line)
                if before != line:
                    yield Problem(
                        message=f"`{key.value}` stands here twice (first on line {before}).",
                        hint="Keep one of the two.",
                        where=Place(path=name, line=line),
                    )
        # An alias (`*name`) leads to a node again, in a recursive one for ever.
        waiting.extend(child for child in below if id(child) not in met)
        met.update(map(id, below))
