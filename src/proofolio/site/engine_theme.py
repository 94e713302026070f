"""Checks what `mkdocs.yml` says of the theme, before a template of Material's trips over it."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import yaml

from proofolio.errors import Place, Problem
from proofolio.site import engine_yaml as read


def problems_of(top: read.Mapping, name: str, custom_dir: Path | None) -> Iterator[Problem]:
    """Yield icons and a language that do not exist, and settings of the wrong kind.

    Args:
        top: what `mkdocs.yml` says.
        name: what to call the file.
        custom_dir: the learner's own templates, which may bring icons and languages.
    """
    theme = read.mapping(top["theme"][1]) if "theme" in top else {}
    folders = [*_templates(), *([custom_dir] if custom_dir else [])]
    yield from _kinds(top, theme, name)
    language = read.text(theme, "language")
    if language and not _has(folders, f"partials/languages/{language}.html"):
        yield Problem(
            message=f"Material does not know the language `{language}`.",
            hint="Write its code, such as `en`, `de` or `pt-BR`; Material's page 'Changing the language' lists them.",
            where=Place(path=name, line=theme["language"][0]),
        )
    for icon, line in _icons(top, theme):
        if not icon:
            message = "The switch of this palette has no icon."
        elif _has(folders, f".icons/{icon}.svg"):
            continue
        else:
            message = f"There is no icon `{icon}`."
        yield Problem(
            message=message,
            hint="Write one that Material brings, such as `icon: material/weather-night`; its page 'Icons, Emojis' has a search.",
            where=Place(path=name, line=line),
        )


def _kinds(top: read.Mapping, theme: read.Mapping, name: str) -> Iterator[Problem]:
    """Name settings that are no list (or mapping) where the templates expect one."""
    extra = read.mapping(top["extra"][1]) if "extra" in top else {}
    palette = theme.get("palette")
    if palette and not isinstance(palette[1], yaml.MappingNode | yaml.SequenceNode):
        yield Problem(
            message="`palette` is neither a scheme nor a list of schemes.",
            hint="Write it as Material documents it, such as `palette:` and below it `  scheme: default`.",
            where=Place(path=name, line=palette[0]),
        )
    lists = (
        ("theme.features", theme.get("features"), "    - content.code.copy"),
        ("extra.social", extra.get("social"), "    - icon: fontawesome/brands/github"),
    )
    for key, found, example in lists:
        if found and not isinstance(found[1], yaml.SequenceNode) and _says_something(found[1]):
            yield Problem(
                message=f"`{key}` must be a list.",
                hint=f"Put each entry on a line of its own below it, such as:\n{example}",
                where=Place(path=name, line=found[0]),
            )


def _says_something(node: yaml.Node) -> bool:
    return not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:null"


def _icons(top: read.Mapping, theme: read.Mapping) -> Iterator[tuple[str, int]]:
    palette = theme["palette"][1] if "palette" in theme else None
    for scheme in read.items(palette):
        found = read.mapping(scheme)
        if "toggle" in found:
            line, node = found["toggle"]
            toggle = read.mapping(node)
            yield read.text(toggle, "icon"), toggle["icon"][0] if "icon" in toggle else line
    extra = read.mapping(top["extra"][1]) if "extra" in top else {}
    social = read.items(extra["social"][1]) if "social" in extra else []
    holders = [*(read.mapping(entry) for entry in social)]
    named = [holder["icon"] for holder in holders if "icon" in holder]
    if "icon" in theme:
        named += read.mapping(theme["icon"][1]).values()
    for line, node in named:
        if read.scalar(node):
            yield read.scalar(node), line


def _has(folders: list[Path], path: str) -> bool:
    return any((folder / path).is_file() for folder in folders)


def _templates() -> list[Path]:
    """Return where Material's templates lie, without importing it."""
    spec = find_spec("material")
    return [Path(place) / "templates" for place in (spec and spec.submodule_search_locations) or ()]
