"""The skills that are known and what shows each, from the files in `taxonomy/`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, cast, get_args

import yaml

from proofolio.errors import InputError, Place, Problem, ProofolioError
from proofolio.model.extensions import Taxonomy
from proofolio.model.skills import SkillKind
from proofolio.plugins import Plugin, PluginError, discover, failed, refused

_LISTS: Final = frozenset(
    [
        "aliases",
        "arguments",
        "calls",
        "classes",
        "commands",
        "confirmed",
        "except",
        "files",
        "functions",
        "headings",
        "images",
        "imports",
        "languages",
        "light",
        "magics",
        "named",
        "needs",
        "packages",
        "said",
        "topics",
        "without",
        "words",
        "work",
    ]
)
_FLAGS: Final = frozenset({"builds", "compares", "draws", "serves"})
_KEYS: Final = _LISTS | _FLAGS | {"esco", "least"}
_SHOWING: Final = _LISTS - {
    "aliases",
    "confirmed",
    "except",
    "functions",
    "headings",
    "named",
    "needs",
    "without",
    "work",
}
BUILT_IN: Final = Taxonomy(folder=Path(__file__).parent / "taxonomy")
"""The skills that Proofolio brings."""
_ESCO: Final = "http://data.europa.eu/esco/skill/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A skill that is known, and what shows it."""

    name: str
    kind: SkillKind
    group: str
    signs: Mapping[str, tuple[str, ...]]
    """By key of the file (`imports`, `calls`): patterns, in which `*` stands for any text."""
    least: int
    """How many different calls firm evidence takes."""
    esco: str | None
    builds: bool = False
    """Whether the work is to put something together, as a network is, and not what is done with it."""
    compares: bool = False
    """Whether two of its calls are two ways to the same end, as two classifiers are."""
    draws: bool = False
    """Whether a picture is the work, and not only what came of it."""
    serves: bool = False
    """Whether what comes of it can be deployed, as a model can."""

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called, its own name first."""
        return self.name, *self.signs.get("aliases", ()), *self.signs.get("packages", ())


@cache
def taxonomy() -> tuple[Entry, ...]:
    """Return every skill that this version knows, in the order of the files."""
    return _all()[0]


def taxonomy_problems() -> tuple[Problem, ...]:
    """Return what is wrong with skills that plug-ins bring; such a plug-in is left out."""
    return _all()[1]


@cache
def _all() -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    by_name: dict[str, Entry] = {}
    found = discover("proofolio.taxonomies")
    problems = list(found.problems)
    for plugin in found.plugins:
        try:
            by_name = _joined(by_name, _brought(plugin))
        except ProofolioError as error:
            if plugin.is_built_in:
                raise
            problems += (
                error if isinstance(error, PluginError) else refused(plugin, str(error).rstrip("."))
            ).problems
        except Exception as error:
            if plugin.is_built_in:
                raise
            problems += failed(plugin, error).problems
    return tuple(by_name.values()), tuple(problems)


def _brought(plugin: Plugin) -> Iterator[Entry]:
    """Yield the skills of one package, in the order of its files."""
    part = plugin.load()
    if not isinstance(part, Taxonomy):
        raise refused(plugin, f"`{plugin.target}` is no `proofolio.api.Taxonomy`")
    files = sorted(part.folder.glob("*.yml"))
    if not files:
        raise refused(plugin, f"there are no `.yml` files in {part.folder}")
    for file in files:
        yield from read_entries(file.read_text("utf-8"), f"taxonomy/{file.name}")


def _joined(known: Mapping[str, Entry], more: Iterable[Entry]) -> dict[str, Entry]:
    found = dict(known)
    for entry in more:
        first = found.get(entry.name.casefold())
        found[entry.name.casefold()] = _added(first, entry) if first else entry
    return found


def _added(first: Entry, second: Entry) -> Entry:
    """Put together what two files say of one skill: what shows it, and what it is called where it is a problem."""
    signs, more = (first, second) if "said" in second.signs else (second, first)
    if "said" not in more.signs or set(signs.signs) & (set(more.signs) - {"aliases"}):
        raise _wrong(f"`{first.name}` stands there twice.", "taxonomy", None)
    aliases = (*signs.signs.get("aliases", ()), *more.signs.get("aliases", ()))
    return replace(signs, signs={**signs.signs, **more.signs, "aliases": aliases})


def entry_named(name: str) -> Entry | None:
    """Return the skill that has a name or is also called so, whatever the case."""
    return _by_name().get(name.strip().casefold())


@cache
def _by_name() -> Mapping[str, Entry]:
    found = {entry.name.casefold(): entry for entry in taxonomy()}
    for entry in taxonomy():
        for name in entry.names:
            found.setdefault(name.casefold(), entry)
    return found


def read_entries(text: str, path: str) -> Iterator[Entry]:
    """Read one file of the taxonomy.

    Args:
        text: YAML: `kind`, and `groups` that hold skills by name.
        path: what the file is called in errors.

    Raises:
        InputError: something in it is not as it should be, with the line.
    """
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise _wrong(f"This is not YAML: {error.problem}.", path, line) from None
    parts = _mapping(root, path)
    unknown = set(parts) - {"kind", "groups"}
    if unknown or len(parts) < 2:
        raise _wrong("The file must hold `kind` and `groups`, and nothing else.", path, 1)
    kind = parts["kind"].value
    if kind not in get_args(SkillKind):
        raise _wrong(f"`{kind}` is no kind of skill.", path, parts["kind"].start_mark.line + 1)
    for group, skills in _mapping(parts["groups"], path).items():
        for name, node in _mapping(skills, path).items():
            yield _entry(name, cast("SkillKind", kind), group, node, path)


def _entry(name: str, kind: SkillKind, group: str, node: yaml.Node, path: str) -> Entry:
    keys = _mapping(node, path)
    line = node.start_mark.line + 1
    for key in keys:
        if key not in _KEYS:
            raise _wrong(f"`{name}` has an unknown key `{key}`.", path, line)
    if not _SHOWING & set(keys):
        raise _wrong(f"Nothing shows `{name}`: give it `imports`, `calls` or `files`.", path, line)
    least = keys["least"].value if "least" in keys else "1"
    if not (isinstance(least, str) and least.isdigit() and int(least)):
        raise _wrong(f"`least` of `{name}` must be a whole number from 1.", path, line)
    esco = keys["esco"].value if "esco" in keys else None
    if esco is not None and not str(esco).startswith(_ESCO):
        raise _wrong(f"`esco` of `{name}` must begin with {_ESCO}", path, line)
    signs = {key: _texts(name, key, keys[key], path) for key in keys if key in _LISTS}
    flags = {key: _flag(name, key, keys.get(key), path) for key in sorted(_FLAGS)}
    return Entry(
        name=name, kind=kind, group=group, signs=signs, least=int(least), esco=esco, **flags
    )


def _flag(name: str, key: str, node: yaml.Node | None, path: str) -> bool:
    if node is None:
        return False
    if node.value not in {"true", "false"}:
        message = f"`{key}` of `{name}` must be true or false."
        raise _wrong(message, path, node.start_mark.line + 1)
    return bool(node.value == "true")


def _texts(name: str, key: str, node: yaml.Node, path: str) -> tuple[str, ...]:
    items = node.value if isinstance(node, yaml.SequenceNode) else ()
    texts = tuple(item.value for item in items if isinstance(item, yaml.ScalarNode) and item.value)
    if not texts or len(texts) < len(items):
        line = node.start_mark.line + 1
        raise _wrong(f"`{key}` of `{name}` must be a list of texts.", path, line)
    return texts


def _mapping(node: yaml.Node | None, path: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        line = node.start_mark.line + 1 if node else 1
        raise _wrong("Names with what belongs to them are expected here.", path, line)
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if key.value in found:
            raise _wrong(f"`{key.value}` stands there twice.", path, key.start_mark.line + 1)
        found[key.value] = value
    return found


def _wrong(message: str, path: str, line: int | None) -> InputError:
    return InputError(message, "Mend the file.", Place(path=path, line=line))
