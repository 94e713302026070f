"""What a project's own files run, and the images that they build on: Dockerfiles, workflows, Procfiles, Makefiles."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final, Literal

import yaml

from proofolio import yaml_bounds

_SPLIT: Final = re.compile(r"&&|\|\||[;|]")
_FROM: Final = re.compile(r"from\s+(?:--\S+\s+)*(\S+)", re.IGNORECASE)
_RUN: Final = re.compile(r"(?:run|cmd|entrypoint)\s+(.+)", re.IGNORECASE | re.DOTALL)
_MAX_COMMANDS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A command or an image in a file."""

    kind: Literal["command", "image"]
    text: str
    """A command without its neighbours (`pytest -q`); an image without host and tag (`postgres`)."""
    line: int
    """Counted from 1."""


def runs_things(path: str) -> bool:
    """Tell whether a file of this name says what a project runs."""
    return _reader(path) is not None


def said_by(path: str, text: str) -> tuple[Said, ...]:
    """Return what a file runs and builds on; nothing when it is damaged, or of another kind.

    Args:
        path: from the repository's root; its name tells what is in it.
        text: the file's.
    """
    read = _reader(path)
    if read is None:
        return ()
    found = read(text)
    try:
        return tuple(said for said, _ in zip(found, range(_MAX_COMMANDS), strict=False))
    except (yaml.YAMLError, ValueError, RecursionError):
        return ()


def _reader(path: str) -> Callable[[str], Iterator[Said]] | None:
    name = path.rpartition("/")[2].lower()
    if path.startswith(".github/workflows/") or fnmatchcase(name, "*compose*.y*ml"):
        return _yaml
    if "dockerfile" in name:
        return _dockerfile
    return {"procfile": _procfile, "makefile": _makefile}.get(name)


def _dockerfile(text: str) -> Iterator[Said]:
    whole, start = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        start = start if whole else number
        whole += line.rstrip().removesuffix("\\")
        if line.rstrip().endswith("\\"):
            whole += " "
            continue
        if base := _FROM.match(whole.strip()):
            yield _image(base[1], start)
        elif command := _RUN.match(whole.strip()):
            yield from _commands(_words(command[1]), start)
        whole = ""


def _words(text: str) -> str:
    """The exec form `["python", "app.py"]` as the shell would have it."""
    if text.lstrip().startswith("["):
        try:
            return " ".join(map(str, json.loads(text)))
        except ValueError:
            return text
    return text


def _procfile(text: str) -> Iterator[Said]:
    for number, line in enumerate(text.splitlines(), 1):
        _, colon, command = line.partition(":")
        if colon:
            yield from _commands(command, number)


def _makefile(text: str) -> Iterator[Said]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("\t"):
            yield from _commands(line.strip().lstrip("@-"), number)


def _yaml(text: str) -> Iterator[Said]:
    root = yaml_bounds.compose(text, yaml.SafeLoader)
    stack: list[yaml.Node] = [root] if root else []
    seen: set[int] = set()
    while stack:
        node = stack.pop()
        # What is written once and referred to often is looked at once.
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                stack.append(value)
                if isinstance(value, yaml.ScalarNode):
                    yield from _of_key(str(key.value), value)
        elif isinstance(node, yaml.SequenceNode):
            stack += node.value


def _of_key(key: str, value: yaml.ScalarNode) -> Iterator[Said]:
    line = value.start_mark.line + 1
    if key in {"run", "command", "entrypoint"}:
        # A block of lines begins on the line below its `|`.
        first = line + (value.style in {"|", ">"})
        for number, command in enumerate(value.value.splitlines(), first):
            yield from _commands(command, number)
    elif key == "image":
        yield _image(value.value, line)


def _commands(text: str, line: int) -> Iterator[Said]:
    for part in _SPLIT.split(text):
        if command := part.strip():
            yield Said(kind="command", text=command[:200], line=line)


def _image(name: str, line: int) -> Said:
    parts = name.partition("@")[0].split("/")
    if len(parts) > 1 and ("." in parts[0] or ":" in parts[0]):
        parts = parts[1:]
    bare = "/".join(parts).partition(":")[0]
    return Said(kind="image", text=bare.lower(), line=line)
