"""Everything public in the standard library that has a docstring."""

import importlib
import inspect
import pkgutil
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

# They open a window or a browser, print a poem, or are gone from newer Pythons.
_SKIP = frozenset(
    "antigravity this idlelib turtledemo turtle tkinter test lib2to3 distutils encodings".split()
)
# Where people know it from.
_KNOWN_AS = {"posixpath": "os.path", "genericpath": "os.path"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A module, class, function or method."""

    name: str
    kind: str
    doc: str

    @property
    def summary(self) -> str:
        """The first paragraph, on one line."""
        return " ".join(self.doc.split("\n\n", 1)[0].split())


def collect() -> list[Entry]:
    """Imports the standard library and reads its docstrings, in alphabetical order."""
    seen: set[int] = set()
    found: dict[str, Entry] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in sorted(_modules(), key=lambda m: (m.__name__.count("."), m.__name__)):
            for entry in _entries(module, seen):
                found.setdefault(entry.name, entry)
    return [found[name] for name in sorted(found)]


def _modules() -> Iterator[ModuleType]:
    for name in sorted(sys.stdlib_module_names - _SKIP):
        if not name.startswith("_") and (module := _load(name)):
            yield module
            for info in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}."):
                parts = info.name.split(".")
                if any(part.startswith("_") or part in {"test", "tests"} for part in parts):
                    continue
                if submodule := _load(info.name):
                    yield submodule


def _load(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except (ImportError, AttributeError):  # another operating system's, or an optional part
        return None


def _entries(module: ModuleType, seen: set[int]) -> Iterator[Entry]:
    shown = _KNOWN_AS.get(module.__name__, module.__name__)
    if module.__doc__:
        yield Entry(shown, "module", inspect.cleandoc(module.__doc__))
    public = getattr(module, "__all__", None) or [n for n in vars(module) if n[0] != "_"]
    for name in public:
        thing = getattr(module, name, None)
        if not (inspect.isclass(thing) or inspect.isroutine(thing)) or id(thing) in seen:
            continue
        home = getattr(thing, "__module__", None) or module.__name__
        if not hasattr(module, "__all__") and home.lstrip("_") != module.__name__.lstrip("_"):
            continue  # imported from elsewhere
        seen.add(id(thing))
        if doc := _own_doc(thing):
            yield Entry(f"{shown}.{name}", "class" if inspect.isclass(thing) else "function", doc)
        if inspect.isclass(thing):
            for method, raw in vars(thing).items():
                if method[0] != "_" and (doc := _own_doc(raw)):
                    yield Entry(f"{shown}.{name}.{method}", "method", doc)


def _own_doc(thing: object) -> str:
    doc = getattr(thing, "__doc__", None)
    callable_ = inspect.isroutine(thing) or inspect.isclass(thing) or isinstance(thing, property)
    return inspect.cleandoc(doc) if callable_ and isinstance(doc, str) and doc.strip() else ""
