"""The packages that a project says it needs, each with its line; executes nothing, and a damaged file says nothing."""

import ast
import configparser
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any, Final

import yaml

from proofolio import yaml_bounds

_NAME: Final = re.compile(r"\s*([A-Za-z0-9][\w.-]{0,100})")
_WORD: Final = re.compile(r"[A-Za-z0-9][\w.-]{0,100}")


def names_packages(path: str) -> bool:
    """Tell whether a file of this name says what a project needs."""
    return _reader(path) is not None


def dependencies(path: str, text: str) -> tuple[tuple[int, str], ...]:
    """Return the packages that a file names: line, counted from 1, and name as written.

    Args:
        path: from the repository's root; its name tells what is in it.
        text: the file's.
    """
    read = _reader(path)
    if read is None:
        return ()
    try:
        specs = list(read(text))
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError, yaml.YAMLError, configparser.Error):  # fmt: skip
        return ()
    lines = _first_lines(text)
    names = (match[1] for spec in specs if (match := _NAME.match(spec)))
    return tuple((lines.get(name, 1), name) for name in names)


def _first_lines(text: str) -> dict[str, int]:
    """Line on which each word stands first, outside comments."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for word in _WORD.findall(line.partition("#")[0]):
            found.setdefault(word, number)
    return found


def _reader(path: str) -> Callable[[str], Iterator[str]] | None:
    name = path.rpartition("/")[2].lower()
    return next((read for pattern, read in _READERS if fnmatchcase(name, pattern)), None)


def _requirements(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if not line.lstrip().startswith(("#", "-")))


def _pyproject(text: str) -> Iterator[str]:
    whole = tomllib.loads(text)
    project, poetry = _mapping(whole.get("project")), _mapping(_mapping(whole.get("tool")).get("poetry"))  # fmt: skip
    yield from _texts(project.get("dependencies"))
    for group in (*_parts(project.get("optional-dependencies")), *_parts(whole.get("dependency-groups"))):  # fmt: skip
        yield from _texts(group)
    for group in (poetry, *_parts(poetry.get("group"))):
        for key in ("dependencies", "dev-dependencies"):
            yield from _mapping(_mapping(group).get(key))


def _pipfile(text: str) -> Iterator[str]:
    whole = tomllib.loads(text)
    for key in ("packages", "dev-packages"):
        yield from _mapping(whole.get(key))


def _environment(text: str) -> Iterator[str]:
    root = yaml_bounds.compose(text, yaml.SafeLoader)
    for node in _values(root, "dependencies"):
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            if isinstance(item, yaml.ScalarNode):
                # conda writes `channel::name`.
                yield item.value.rpartition("::")[2]
            for pip in _values(item, "pip"):
                yield from (part.value for part in pip.value if isinstance(part, yaml.ScalarNode))


def _setup_py(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.keyword) and node.arg in {"install_requires", "extras_require"}:
            extras = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
            for part in (part for value in extras for part in ast.walk(value)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def _setup_cfg(text: str) -> Iterator[str]:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.read_string(text)
    yield from parser.get("options", "install_requires", fallback="").splitlines()
    if parser.has_section("options.extras_require"):
        for _, value in parser.items("options.extras_require"):
            yield from value.splitlines()


def _values(node: yaml.Node | None, key: str) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (value for name, value in node.value if name.value == key)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _parts(value: Any) -> Iterable[Any]:
    return _mapping(value).values()


def _texts(value: Any) -> Iterator[str]:
    return (item for item in value if isinstance(item, str)) if isinstance(value, list) else iter(())  # fmt: skip


_READERS: Final[tuple[tuple[str, Callable[[str], Iterator[str]]], ...]] = (
    ("requirements*.txt", _requirements),
    ("constraints*.txt", _requirements),
    ("pyproject.toml", _pyproject),
    ("pipfile", _pipfile),
    ("environment*.y*ml", _environment),
    ("conda*.y*ml", _environment),
    ("setup.py", _setup_py),
    ("setup.cfg", _setup_cfg),
)
