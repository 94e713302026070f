"""What MkDocs and Jinja complain about, in our words and with its place."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from proofolio.errors import Place, Problem
from proofolio.site.engine_yaml import line_of

_CONFIG_KEY = re.compile(r"^Config value '([^']+)': (.*)", re.DOTALL)
_DOC_FILE = re.compile(r"(?:Doc file|Error reading page|Error building page|of post) '([^']+)'")
_DOCS_DIR = re.compile(r" in '[^']*\.proofolio/docs'")
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
    worded = _in_own_words(" ".join(record.getMessage().split()))
    key = _CONFIG_KEY.match(worded)
    if key:
        line = line_of(config_file, key[1])
        where = Place(path=config_file.name, line=line)
        return Problem(message=f"`{key[1]}`: {key[2]}", hint=_HINT, where=where)
    file = _DOC_FILE.search(worded)
    if file:
        hint = "Correct the link or the front matter in your own file of that name."
        return Problem(message=worded, hint=hint, where=Place(path=file[1]))
    return Problem(message=worded, hint=_HINT, where=Place(path=config_file.name))


def own_path(path: str) -> str:
    """Return a path of the docs tree as the learner knows it: posts lie in `posts/`."""
    return path.removeprefix("log/") if path.startswith("log/posts/") else path


@contextmanager
def silenced() -> Iterator[list[logging.LogRecord]]:
    """Collect what MkDocs and its plugins log instead of printing it."""
    records: list[logging.LogRecord] = []
    handler = _Collector(records)
    logger = logging.getLogger("mkdocs")
    before = logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield records
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


class _Collector(logging.Handler):
    """Keeps warnings and errors in a list."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__(logging.WARNING)
        self._records = records

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)


def _in_own_words(worded: str) -> str:
    return _DOCS_DIR.sub("", worded).replace("'log/posts/", "'posts/")
