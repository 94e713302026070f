"""Drives MkDocs with Material, in this process and without a network."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from proofolio.errors import InputError, Place, Problem, SystemProblemError
from proofolio.pages.words import long_day
from proofolio.site import engine_assets, engine_config, engine_crash, engine_words
from proofolio.site.engine_serve import serve
from proofolio.site.engine_words import silenced
from proofolio.site.fill import fill
from proofolio.site.own_files import THEME
from proofolio.site.paths import check_folder

__all__ = ["EngineReport", "build", "check", "serve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineReport:
    """What the engine had to say."""

    warnings: tuple[Problem, ...]


def check(config_file: Path) -> None:
    """Check that `mkdocs.yml` still says what Proofolio needs.

    Raises:
        InputError: names each needed line that is missing, with the line to add.
    """
    engine_config.check(config_file)


def build(
    config_file: Path,
    *,
    docs: Path,
    site: Path,
    fragments: Mapping[str, Mapping[str, str]],
    strict: bool,
    as_of: date,
    credit: str = "",
) -> EngineReport:
    """Build the docs tree into the site. When it fails, the last good site stands as it was.

    The same docs tree, `mkdocs.yml` and date give the same bytes.

    Args:
        config_file: the learner's `mkdocs.yml`.
        docs: the docs tree.
        site: where the site goes; what is in it is replaced, but for dotfiles.
        fragments: page URL → id → HTML that is put in after the engine ran.
        strict: whether a warning is an error.
        as_of: the date that the site tells as its own.
        credit: the sentence of the footer; without one it says the date.

    Raises:
        InputError: `mkdocs.yml`, a template or a post of the learner's needs an edit.
        SystemProblemError: the disk refused.
    """
    check(config_file)
    _check_apart(config_file, docs, site)
    check_folder(site)
    try:
        site.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as made:
            footer = credit or f"Work as of {long_day(as_of)}."
            warnings = _run(config_file, docs, Path(made), as_of, footer)
            if strict and warnings:
                raise InputError(problems=warnings)
            fill(Path(made), fragments)
            _swap(Path(made), site)
    except OSError as error:
        raise SystemProblemError(
            f"The site could not be written: {error.strerror or error}.",
            "Check the free space and the permissions of this folder, then build again.",
            Place(path=str(error.filename or site)),
        ) from error
    return EngineReport(warnings=warnings)


def _check_apart(config_file: Path, docs: Path, site: Path) -> None:
    """Refuse a site folder that holds what the learner wrote: what is in it will be replaced."""
    folder = site.resolve()
    inside = [path for path in (config_file, docs) if path.resolve().is_relative_to(folder)]
    if inside or folder.is_relative_to(docs.resolve()):
        raise InputError(
            "The site would be written over your own files.",
            "Choose another folder for the site, such as `site`.",
            Place(path=str(site)),
        )


def _run(
    config_file: Path, docs: Path, made: Path, as_of: date, credit: str
) -> tuple[Problem, ...]:
    """Run MkDocs; returns its warnings."""
    with silenced() as records, _clock_at(as_of):
        try:
            config = _load(config_file, docs, made, credit)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                mkdocs_build(config)
            finally:
                config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            raise InputError(
                problems=engine_words.of_failure(error, records, config_file)
            ) from error
        except Exception as error:
            if isinstance(error, OSError) and not engine_crash.is_of_template(error):
                raise
            # MkDocs, Material and their plugins let whatever they trip over through: a number where
            # a list is expected, an override that divides by zero.
            raise InputError(problems=(engine_crash.of_crash(error, config_file),)) from error
    folders = [docs, *map(Path, config.theme.dirs)]
    return (
        *engine_assets.missing(config_file, folders),
        *(engine_words.of_record(record, config_file) for record in records),
    )


def _load(config_file: Path, docs: Path, made: Path, credit: str) -> MkDocsConfig:
    # MkDocs keeps plugins for its own live reload; what one build left in them must not meet the next.
    MkDocsConfig.__dict__["plugins"].plugin_cache.clear()
    config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(made), strict=False)
    # After the learner's own overrides (`custom_dir`) and before Material's templates.
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.extra["proofolio"] = {"credit": credit}
    return config


@contextmanager
def _clock_at(day: date) -> Iterator[None]:
    """Let the engine date everything to one day (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.combine(day, time(), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _swap(made: Path, site: Path) -> None:
    """Replace what the site holds. Dotfiles stay, as MkDocs leaves them: it may be a git checkout."""
    site.mkdir(exist_ok=True)
    for old in site.iterdir():
        if old.name.startswith("."):
            continue
        if old.is_dir() and not old.is_symlink():
            shutil.rmtree(old)
        else:
            old.unlink()
    for new in made.iterdir():
        new.replace(site / new.name)
