"""What MkDocs and Jinja complain about, in our words and with its place."""

import logging
import re
from collections.abc import Sequence
from pathlib import Path

from proofolio.errors import Place, Problem
from proofolio.site.engine_config import line_of

_CONFIG_KEY = re.compile(r"^Config value '([^']+)': (.*)", re.DOTALL)
_DOC_FILE = re.compile(r"(?:Doc file|Error reading page|Error building page|of post) '([^']+)'")
_HINT = "Material's documentation says what can stand here: squidfunk.github.io/mkdocs-material."


def of_failure(
    error: BaseException, records: Sequence[logging.LogRecord], config_file: Path
) -> tuple[Problem, ...]:
    """Say why the engine gave up: what it logged as errors, else the error's own words."""
    errors = [record for record in records if record.levelno >= logging.ERROR]
    if errors:
        return tuple(of_record(record, config_file) for record in errors)
    return (Problem(message=str(error), hint=_HINT, where=Place(path=config_file.name)),)


def of_record(record: logging.LogRecord, config_file: Path) -> Problem:
    """Say one thing that the engine logged."""
    said = " ".join(record.getMessage().split())
    key = _CONFIG_KEY.match(said)
    if key:
        line = line_of(config_file, key[1])
        where = Place(path=config_file.name, line=line)
        return Problem(message=f"`{key[1]}`: {key[2]}", hint=_HINT, where=where)
    file = _DOC_FILE.search(said)
    if file:
        hint = "Correct the link or the front matter in your own file of that name."
        return Problem(message=said, hint=hint, where=Place(path=file[1]))
    return Problem(message=said, hint=_HINT, where=Place(path=config_file.name))


def of_template(message: str, file: str | None, line: int | None, config_file: Path) -> Problem:
    """Name the template, most likely one of the learner's `custom_dir`, that cannot be used."""
    return Problem(
        message=f"A template cannot be used: {message}.",
        hint="Correct it, or take it out of your `custom_dir`.",
        where=Place(path=_shown(file, config_file), line=line),
    )


def _shown(file: str | None, config_file: Path) -> str:
    """Return a path as the learner knows it: below the portfolio's folder."""
    if file is None:
        return config_file.name
    folder = config_file.parent.resolve()
    path = Path(file)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
