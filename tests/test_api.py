"""The public API is what is written in `api.txt`, and costs little to import."""

import inspect
import os
import subprocess
import sys
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path

from proofolio import api
from proofolio.api import sources

LIST = Path(__file__).parent / "api.txt"
MODULES = (api, sources)


def is_new_type(value):
    return hasattr(value, "__supertype__")


def is_alias(value):
    return typing.get_origin(value) is not None


def described(module, name):
    """Yield a line for a name of the API, and one for each field and method that it has."""
    value = getattr(module, name)
    is_class = isinstance(value, type)
    if is_alias(value):
        yield f"{name} = {value}"
        return
    yield f"{name}{'' if is_class or not callable(value) or is_new_type(value) else inspect.signature(value)}"
    if is_dataclass(value):
        yield from (
            f"  {field.name}: {inspect.formatannotation(field.type)}" for field in fields(value)
        )
    if inspect.isclass(value):
        for key, member in vars(value).items():
            if isinstance(member, property):
                yield f"  {key} (property)"
            elif inspect.isfunction(member) and (key == "__call__" or not key.startswith("_")):
                yield f"  {key}{inspect.signature(member)}"


def test_the_api_is_what_was_agreed():
    """`UPDATE_GOLDENS=1` writes the list anew; whoever changes it tells plug-ins in CHANGELOG.md."""
    told = "".join(
        f"{line}\n"
        for module in MODULES
        for line in (
            f"# {module.__name__}",
            *(line for name in sorted(module.__all__) for line in described(module, name)),
        )
    )
    if os.environ.get("UPDATE_GOLDENS"):
        LIST.write_text(told, "utf-8")
    assert told == LIST.read_text("utf-8")


def test_everything_in_it_is_documented():
    assert not [
        name
        for module in MODULES
        for name in module.__all__
        if not is_alias(getattr(module, name)) and not inspect.getdoc(getattr(module, name))
    ]


def test_the_package_itself_offers_a_version_and_its_command():
    """What is imported of it later is no promise; plug-ins import `proofolio.api`."""
    code = (
        "import proofolio, sys; print([n for n in dir(proofolio) if not n.startswith('_')], proofolio.__version__);"
        "import proofolio.api; heavy = {'pydantic', 'jinja2', 'github', 'mkdocs', 'nbformat', 'PIL', 'click'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["['main'] 0.1.0", "[]"]
