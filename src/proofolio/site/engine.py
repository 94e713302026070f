"""Drives MkDocs with Material, in this process and without a network."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from proofolio.errors import InputError, Place, Problem, SystemProblemError
from proofolio.pages.words import long_day
from proofolio.site import engine_inputs, tree
from proofolio.site.foreign import check_replaceable
from proofolio.store.files import UNFINISHED, write_atomically
from proofolio.store.serialise import dump, load


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReport:
    """What the engine had to say."""

    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts:
    """What the theme's templates print beside the pages."""

    as_of: date
    """The day that the site tells as its own."""
    credit: str = ""
    """The sentence of the footer; without one it says the day."""
    feeds: bool = False
    """Whether pages lead to feeds."""
    comments: Mapping[str, str] = field(default_factory=dict)
    """Where comments on posts are kept; empty when there are none."""
    analytics: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the script that counts visits; empty when there is none."""
    look: str = "plain"
    """Name of the colours."""
    address: str = ""
    """Where the site will be, when `mkdocs.yml` does not say it."""
    named: Mapping[str, str] = field(default_factory=dict)
    """User name, in lower case → the name of who has it, for a site that is called as its user is."""
    language: str = ""
    """What the site is in when `mkdocs.yml` does not say it."""

    def values(self) -> dict[str, Any]:
        """Return them as templates find them."""
        return {
            "credit": self.credit or f"Work as of {long_day(self.as_of)}.",
            "feeds": self.feeds,
            "comments": dict(self.comments),
            "analytics": dict(self.analytics),
            "look": self.look,
            "address": self.address,
            "named": dict(self.named),
            "language": self.language,
        }


def build(
    config_file: Path, *, docs: Path, made: Path, strict: bool, facts: ThemeFacts
) -> EngineReport:
    """Let the engine build the docs tree. When it fails, what it made last stands as it was.

    The same docs tree, `mkdocs.yml` and date give the same bytes; where that is certain, and nothing
    changed since the last time, the engine does not run.

    Args:
        config_file: the learner's `mkdocs.yml`.
        docs: the docs tree.
        made: where the engine's pages go; what it made last is replaced, and nothing else may be there.
        strict: whether a warning is an error.
        facts: what the theme prints.

    Raises:
        InputError: `mkdocs.yml`, a template or a post of the learner's needs an edit, or something that
            is not ours is among what the engine made.
        SystemProblemError: the disk refused.
    """
    values = facts.values()
    recipe = engine_inputs.digest(config_file, docs, facts.as_of, values)
    kept = _read_receipt(made)
    if recipe and kept and kept.recipe == recipe and not (strict and kept.warnings):
        return EngineReport(warnings=kept.warnings)
    check_replaceable(made, made / _LEDGER)
    # Imported here: MkDocs takes a third of a second, and often need not run.
    from proofolio.site.engine_run import run  # noqa: PLC0415

    try:
        made.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=made.parent) as folder:
            fresh = Path(folder) / "made"
            warnings = run(config_file, docs, fresh, facts.as_of, values)
            if strict and warnings:
                raise InputError(problems=warnings)
            write_atomically(fresh / _RECEIPT, dump(_Receipt(recipe=recipe, warnings=warnings)))
            tree.note(fresh, fresh / _LEDGER)
            if made.exists():
                made.replace(Path(folder) / "old")
            fresh.replace(made)
    except OSError as error:
        raise SystemProblemError(
            f"The pages could not be built: {error.strerror or error}.",
            "Check the free space and the permissions of this folder, then build again.",
            Place(path=str(error.filename or made)),
        ) from error
    return EngineReport(warnings=warnings)


_RECEIPT = ".proofolio-made.json"
_LEDGER = ".proofolio-files.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Receipt:
    """What a run of the engine was made of, and what it had to say."""

    recipe: str
    """Empty when the engine may have read what we do not know of."""
    warnings: tuple[Problem, ...]


def _read_receipt(made: Path) -> _Receipt | None:
    try:
        return load(_Receipt, (made / _RECEIPT).read_bytes())
    except (OSError, ValueError):
        return None
