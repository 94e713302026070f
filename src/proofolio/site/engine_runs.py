"""What MkDocs would run, or read of this computer, because a portfolio's `mkdocs.yml` says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from proofolio.site import engine_yaml as read
from proofolio.site.engine_inputs import is_known_extension
from proofolio.site.paths import is_inside

_PLUGINS = frozenset({"search", "blog", "tags", "meta", "offline", "typeset"})
"""Material's that read the docs tree and nothing else."""

_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(
    f"{_TAG}{kind}"
    for kind in (
        "str", "int", "float", "bool", "null", "seq", "map", "timestamp", "binary", "set", "omap",
        "pairs", "value",
    )
)  # fmt: skip
_HARMLESS = re.compile(
    rf"{_TAG}python/name:(material\.extensions\.emoji\.(twemoji|to_svg)"
    r"|pymdownx\.emoji\.(gemoji|twemoji|emojione|to_(svg|png|alt)\w*)"
    r"|pymdownx\.superfences\.fence_(code|div)_format|pymdownx\.arithmatex\.\w+"
    r"|pymdownx\.slugs\.(slugify|uslugify|gfm))"
    rf"|{_TAG}python/object/apply:pymdownx\.slugs\.slugify"
)
"""What Material's and PyMdown's documentation tell everybody to write."""
_MAX_FILES = 2_000
_NOT_LOOKED_INTO = frozenset({"site", "node_modules", "__pycache__", "venv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One thing that would run."""

    what: str
    """For people: 'the file `hook.py` (`hooks`)'."""
    line: int
    """Of `mkdocs.yml`, counted from 1."""
    text: str = ""
    """What is said of it there."""
    files: tuple[Path, ...] = ()
    """What it consists of, as far as it lies in the portfolio."""


def running(config_file: Path) -> tuple[Running, ...]:
    """Return everything that would run, in the order of kinds; nothing for an ordinary portfolio.

    Raises:
        InputError: the file cannot be read.
    """
    return tuple(_found(config_file))


def _found(config_file: Path) -> Iterator[Running]:
    top, root = read.top_of(config_file), config_file.parent.resolve()
    if "hooks" in top:
        line, node = top["hooks"]
        for name in read.listed(node) or {"": (line, node)}:
            yield _of(f"the file `{name}` (`hooks`)", line, node, _programs(root))
    if "INHERIT" in top:
        line, node = top["INHERIT"]
        named = read.scalar(node)
        yield _of(
            f"whatever `{named}` says (`INHERIT`)",
            line,
            node,
            _inside(root, named),
            *_programs(root),
        )
    if "plugins" in top:
        for name, (line, node) in read.listed(top["plugins"][1]).items():
            if name.removeprefix("material/") not in _PLUGINS:
                yield _of(f"the plugin `{name}`", line, node, *_programs(root))
    if "markdown_extensions" in top:
        for name, (line, node) in read.listed(top["markdown_extensions"][1]).items():
            if not is_known_extension(name):
                yield _of(f"the Markdown extension `{name}`", line, node, *_programs(root))
    yield from _templates(top, root)
    yield from _tags(top, root)


def _templates(top: read.Mapping, root: Path) -> Iterator[Running]:
    """Jinja's templates may run any program."""
    theme = read.mapping(top["theme"][1]) if "theme" in top else {}
    if "custom_dir" in theme:
        line, node = theme["custom_dir"]
        named = read.scalar(node)
        folder = root / named
        if is_inside(root, named) and (files := _files(folder, "*")):
            yield _of(f"the templates in `{named}` (`custom_dir`)", line, node, *files)
    if "extra_templates" in top:
        line, node = top["extra_templates"]
        for name in read.listed(node):
            source = name.removeprefix("log/") if name.startswith("log/posts/") else name
            yield _of(
                f"the template `{name}` (`extra_templates`)", line, node, _inside(root, source)
            )


def _tags(top: read.Mapping, root: Path) -> Iterator[Running]:
    waiting: list[yaml.Node] = [node for _, node in top.values()]
    met = set(map(id, waiting))
    if "<<" in top:
        line, node = top["<<"]
        yield _of("settings that are put in with `<<`", line, node, *_programs(root))
    while waiting:
        node = waiting.pop()
        if node.tag not in _PLAIN_TAGS and not _HARMLESS.fullmatch(node.tag):
            shown = node.tag.replace(_TAG, "!!")
            yield _of(f"`{shown}`", node.start_mark.line + 1, node, *_programs(root))
        below = read.items(node)
        if isinstance(node, yaml.MappingNode):
            below = [part for pair in node.value for part in pair]
            for key, value in node.value:
                if key.tag == f"{_TAG}merge":
                    below.remove(key)
                    yield _of("settings that are put in with `<<`", key.start_mark.line + 1, value)
        waiting.extend(child for child in below if id(child) not in met)
        met.update(map(id, below))


def _of(what: str, line: int, node: yaml.Node, *files: Path | tuple[Path, ...] | None) -> Running:
    flat: list[Path] = []
    for file in files:
        flat += [file] if isinstance(file, Path) else file or ()
    text = yaml.serialize(node, Dumper=yaml.SafeDumper)
    return Running(what=what, line=line, text=text, files=tuple(flat))


def _inside(root: Path, named: str) -> tuple[Path, ...]:
    return (root / named,) if named and is_inside(root, named) else ()


def _programs(root: Path) -> tuple[Path, ...]:
    """Python files of the portfolio: what runs may import any of them."""
    return _files(root, "*.py")


def _files(folder: Path, pattern: str) -> tuple[Path, ...]:
    found: list[Path] = []
    waiting = [folder]
    while waiting and len(found) < _MAX_FILES:
        here = waiting.pop()
        try:
            entries = sorted(here.iterdir())
        except OSError:
            continue
        for entry in entries:
            if entry.is_symlink():
                found.append(entry)
            elif entry.is_dir():
                is_ours = entry.name in _NOT_LOOKED_INTO or entry.name in {
                    ".git",
                    ".proofolio",
                    ".venv",
                }
                if not is_ours:
                    waiting.append(entry)
            elif entry.match(pattern):
                found.append(entry)
    return tuple(found[:_MAX_FILES])
