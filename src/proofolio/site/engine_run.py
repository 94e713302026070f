"""One run of MkDocs with Material, in this process and without a network."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from pathspec.gitignore import GitIgnoreSpec

from proofolio.errors import InputError, Place, Problem
from proofolio.language import gettext as _
from proofolio.pages.words import listing
from proofolio.site import engine_assets, engine_crash, engine_snippets, engine_words
from proofolio.site.engine_words import silenced
from proofolio.site.own_files import LOOKS, STYLE_SHEET, THEME

_UNLISTED: Final = ("/for/", "/resume/*/")
_OPTIONAL: Final = ("skills/index.md", "path/index.md", "resume/index.md")


def run(
    config_file: Path, docs: Path, made: Path, as_of: date, site_values: Mapping[str, Any]
) -> tuple[Problem, ...]:
    """Run MkDocs; returns its warnings. Templates find `site_values` at `config.extra.proofolio`.

    Raises:
        InputError: `mkdocs.yml`, a template or a post of the learner's needs an edit.
        OSError: the disk refused.
    """
    with silenced() as records, _clock_at(as_of):
        try:
            config = _load(config_file, docs, made, site_values)
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


def _load(
    config_file: Path, docs: Path, made: Path, site_values: Mapping[str, Any]
) -> MkDocsConfig:
    # MkDocs keeps plugins for its own live reload; what one build left in them must not meet the next.
    MkDocsConfig.__dict__["plugins"].plugin_cache.clear()
    config = load_config(str(config_file), docs_dir=str(docs), site_dir=str(made), strict=False)
    if not config.site_url and site_values["address"]:
        config.site_url = site_values["address"]
    # `init` knows the user name alone; the profile or a README tells the person's.
    config.site_name = site_values["named"].get(config.site_name.casefold(), config.site_name)
    # After the learner's own overrides (`custom_dir`) and before Material's templates.
    engine_snippets.confine(
        config.markdown_extensions, config.mdx_configs, config_file.parent.resolve()
    )
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.extra["proofolio"] = dict(site_values)
    _add_analytics(config, config_file, site_values["analytics"])
    _add_look(config, site_values["look"])
    if site_values["language"]:
        config.theme["language"] = site_values["language"]
    config.nav = _without_missing(config.nav, docs)
    config.plugins._register_event("env", _with_words)  # noqa: SLF001  as a hook of `mkdocs.yml` would be
    # Without a menu of the learner's, MkDocs makes one of all pages but these.
    unlisted = GitIgnoreSpec.from_lines(_UNLISTED)
    config.not_in_nav = config.not_in_nav + unlisted if config.not_in_nav else unlisted
    return config


def _add_analytics(config: MkDocsConfig, config_file: Path, script: Mapping[str, str]) -> None:
    """Name our template as the provider, as Material documents it for providers that it does not know."""
    if not script:
        return
    if config.extra.get("analytics"):
        raise InputError(
            "Visits would be counted twice: by `analytics` of portfolio.yml and by `extra.analytics` here.",
            "Take one of them out.",
            Place(path=config_file.name),
        )
    config.extra["analytics"] = {"provider": "proofolio"}


def _add_look(config: MkDocsConfig, look: str) -> None:
    """Put its style sheet behind ours and before the learner's own, which have the last word."""
    if look != "plain" and STYLE_SHEET in config.extra_css:
        config.extra_css.insert(config.extra_css.index(STYLE_SHEET) + 1, f"{LOOKS}/{look}.css")


def _with_words(env: Any, **_unused: Any) -> Any:
    """Give the templates the words of the site's language."""
    env.globals["_"] = _
    env.filters |= {"lines": str.splitlines, "listing": listing}
    return env


def _without_missing(nav: Any, docs: Path) -> Any:
    """Leave out of the menu the pages that a portfolio need not have, when it does not."""
    if not isinstance(nav, list):
        return nav
    missing = {path for path in _OPTIONAL if not (docs / path).is_file()}
    return [
        item
        for item in nav
        if missing.isdisjoint(
            v for v in (item.values() if isinstance(item, dict) else [item]) if isinstance(v, str)
        )
    ]


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
