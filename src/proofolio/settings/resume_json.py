"""A `resume.json` as other tools write it: fields that nobody knows are passed over, not refused."""

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import ValidationError

from proofolio.errors import InputError, Place
from proofolio.settings.resume_file import ResumeFile
from proofolio.settings.yaml_file import YamlDocument, check, parse


def read_json(text: str, path: str) -> ResumeFile:
    """Read JSON Resume.

    Args:
        text: of the file.
        path: what to call it.

    Raises:
        InputError: it is not JSON, or a field that is known holds what it cannot; each with its line.
    """
    document = parse_json(text, path)
    return check(
        YamlDocument(path=path, value=known(dict(document.value)), lines=document.lines), ResumeFile
    )


def parse_json(text: str, path: str) -> YamlDocument:
    """Parse a file of JSON that holds one object.

    Args:
        text: of the file.
        path: what to call it.

    Raises:
        InputError: it is not JSON, holds something else, or is nested too deeply; with its line.
    """
    try:
        value = without_nothing(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"This is not valid JSON: {_reason(error)}.",
            "Look for a comma or a quote that is missing or too many, here or on the line above.",
            Place(path=path, line=getattr(error, "lineno", 1)),
        ) from error
    if not isinstance(value, dict):
        raise InputError(
            "A JSON object is expected here.", "Begin the file with `{`.", Place(path=path, line=1)
        )
    return YamlDocument(path=path, value=value, lines=_lines(text, path))


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(getattr(error, "msg", "a number in it is too long"))


def known(value: dict[str, Any]) -> dict[str, Any]:
    """Return what JSON Resume has a place for, and nothing that is empty."""
    value = without_nothing(value)
    while True:
        try:
            ResumeFile.model_validate(value)
        except ValidationError as error:
            extra = [e["loc"] for e in error.errors() if e["type"] == "extra_forbidden"]
            if not extra:
                return value
            for loc in extra:
                _remove(value, loc)
        else:
            return value


def without_nothing(value: Any) -> Any:
    """Leave out what is empty, at any depth."""
    if isinstance(value, dict):
        return {k: without_nothing(v) for k, v in value.items() if v not in (None, "", [], {})}
    return [without_nothing(item) for item in value] if isinstance(value, list) else value


def _remove(value: Any, loc: tuple[str | int, ...]) -> None:
    for part in loc[:-1]:
        value = value[part]
    value.pop(loc[-1], None)


def _lines(text: str, path: str) -> Mapping[tuple[str | int, ...], int]:
    """Return the line of everything; JSON is YAML but for the tabs that it may be indented with."""
    try:
        return parse(re.sub(r"(?m)^[ \t]+", lambda m: " " * len(m[0]), text), path).lines
    except (InputError, yaml.YAMLError, RecursionError):
        return {(): 1}
