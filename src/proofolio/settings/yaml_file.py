"""YAML that knows its lines, checked against a type; every error at once, each with file and line."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from proofolio import yaml_bounds
from proofolio.errors import InputError, Place, Problem

Loc = tuple[str | int, ...]
"""The way from the top of a document to a value: keys and indices."""

M = TypeVar("M", bound=BaseModel)

_EXPECTED = {
    "tuple_type": "a list is expected, each on a line of its own after `- `",
    "list_type": "a list is expected, each on a line of its own after `- `",
    "string_type": "a text is expected",
    "model_type": "lines of `key: value`, indented, are expected below it",
    "model_attributes_type": "lines of `key: value`, indented, are expected below it",
    "dict_type": "lines of `key: value`, indented, are expected below it",
    "bool_type": "`true` or `false` is expected",
    "bool_parsing": "`true` or `false` is expected",
    "float_type": "a number is expected",
    "float_parsing": "a number is expected",
}
"""Pydantic's error types in words for people who do not write Python."""


_SAME = {
    "about": "summary",
    "bio": "summary",
    "certifications": "certificates",
    "courses": "certificates",
    "employment": "work",
    "experience": "work",
    "experiences": "work",
    "jobs": "work",
    "links": "profiles",
    "mail": "email",
    "objective": "summary",
    "occupation": "label",
    "papers": "publications",
    "picture": "image",
    "photo": "image",
    "prizes": "awards",
    "school": "institution",
    "social": "profiles",
    "studies": "education",
    "telephone": "phone",
    "volunteering": "volunteer",
    "website": "url",
}
"""What people call what JSON Resume calls otherwise."""
_SIXTIETHS = re.compile(r"[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?")


class Loader(yaml.SafeLoader):
    """YAML as people read it: `7:42` is a text, not 462, which YAML 1.1 takes it for."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Return the tag of a node that has none."""
        if kind is yaml.ScalarNode and isinstance(value, str) and _SIXTIETHS.fullmatch(value):
            return "tag:yaml.org,2002:str"
        return str(super().resolve(kind, value, implicit))  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlDocument:
    """A parsed mapping with the line of everything in it."""

    path: str
    """As shown to the user."""
    value: Mapping[str, Any]
    lines: Mapping[Loc, int]

    def place(self, loc: Loc) -> Place:
        """Return where `loc` is, or its nearest parent that is in the file."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return Place(path=self.path, line=self.lines.get(loc, 1))


def parse(text: str, path: str, *, first_line: int = 1) -> YamlDocument:
    """Parse a YAML mapping; an empty text is an empty mapping.

    Args:
        text: the YAML.
        path: what to call the file.
        first_line: the line of the file that the text begins at (front matter begins at 2).

    Raises:
        InputError: it is not YAML, not a mapping, or a key stands twice.
    """
    try:
        node = yaml_bounds.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise InputError(
            f"This is not valid YAML: {error.problem or error.context}.",
            "Check the indentation (spaces, not tabs), and put quotes around text that holds `: ` or `#`.",
            Place(path=path, line=line),
        ) from error
    except yaml.YAMLError as error:
        raise InputError(
            f"This is not valid YAML: {error}", "Save the file as UTF-8 text.", Place(path=path)
        ) from error
    lines: dict[Loc, int] = {(): first_line}
    if node is None:
        return YamlDocument(path=path, value={}, lines=lines)
    if not isinstance(node, yaml.MappingNode):
        raise InputError(
            "A list of `key: value` lines is expected here.",
            "Begin each line with a key, a colon and a space, such as `github: your-name`.",
            Place(path=path, line=first_line + node.start_mark.line),
        )
    _note_lines(node, (), lines, path, first_line)
    _check_values(node, path, first_line, Loader(""))
    return YamlDocument(path=path, value=_constructed(text, path, first_line), lines=lines)


def _constructed(text: str, path: str, first_line: int) -> Mapping[str, Any]:
    try:
        value: Mapping[str, Any] = Loader(text).get_single_data()
    except _NO_VALUE as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        raise InputError(
            f"This cannot be read: {getattr(error, 'problem', None) or error}.",
            "Write plain lines of `key: value`, without `!` and `<<`.",
            Place(path=path, line=first_line + (mark.line if mark else 0)),
        ) from error
    return value


_MOST_BITS = 256
_NO_VALUE = (yaml.YAMLError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""What PyYAML raises for `!!python/…`, `!!int ""`, `!!bool x`, `!!timestamp x`, `<<: 3`."""


def check(document: YamlDocument, kind: type[M]) -> M:
    """Check a document against a type.

    Raises:
        InputError: every problem in the file, each with its line.
    """
    try:
        return kind.model_validate(document.value)
    except ValidationError as error:
        problems = tuple(_problem(document, kind, {**details}) for details in error.errors())
        raise InputError(problems=tuple(sorted(problems, key=_line))) from error


def check_parts(document: YamlDocument, kind: type[M], problems: list[Problem]) -> M:
    """Check a document against a type, and leave out the parts that do not fit it.

    Of a list the item goes that something is wrong in, so that nothing half is said; else the value.

    Args:
        document: what to check.
        kind: a type of which every part may be missing.
        problems: told of what is wrong, each with its line.
    """
    value: Any = document.value
    for _ in range(_MOST_FAULTS):
        try:
            found = kind.model_validate(value)
        except ValidationError as error:
            faults = [{**details} for details in error.errors()]
            made = [_problem(document, kind, details) for details in faults]
            problems.extend(sorted((one for one in made if one not in problems), key=_line))
            ways = {_part(tuple(details["loc"])) for details in error.errors()}
            # The last first, so that the places of the others stay what they are.
            for way in sorted(ways, key=_order, reverse=True):
                value = _emptied(value, way)
        else:
            return found
    return kind()


_MOST_FAULTS: Final = 20
"""Rounds; each leaves out all that the one before found."""


def _part(loc: Loc) -> Loc:
    """Return the way to what is left out for a fault: the innermost item of a list, else the value."""
    last = next((index for index in range(len(loc) - 1, -1, -1) if isinstance(loc[index], int)), -1)
    return loc[: last + 1] if last >= 0 else loc


def _order(loc: Loc) -> tuple[tuple[bool, int, str], ...]:
    return tuple(
        (isinstance(part, str), part if isinstance(part, int) else 0, str(part)) for part in loc
    )


def _emptied(value: Any, way: Loc) -> Any:
    """Return a value in which an item of a list is nothing, which counts as no item, or a key is gone."""
    if not way:
        return {}
    head, rest = way[0], way[1:]
    if isinstance(value, Mapping) and head in value:
        if rest and isinstance(value[head], Mapping | list):
            return {**value, head: _emptied(value[head], rest)}
        return {key: below for key, below in value.items() if key != head}
    if isinstance(value, list) and isinstance(head, int) and head < len(value):
        inner = _emptied(value[head], rest) if rest else None
        return [*value[:head], inner, *value[head + 1 :]]
    return {}


def _check_values(node: yaml.Node, path: str, first_line: int, loader: Loader) -> None:
    """Refuse what looks like a value and is none, such as the date 2026-13-45, and keys that are no words."""
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise InputError(
                    "A key here is a list or a mapping.",
                    "Begin the line with a word and a colon.",
                    Place(path=path, line=first_line + key.start_mark.line),
                )
            _check_values(child, path, first_line, loader)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            _check_values(child, path, first_line, loader)
    else:
        try:
            value = loader.construct_object(node)
            if isinstance(value, int) and value.bit_length() > _MOST_BITS:
                raise ValueError("it is too large a number")
        except _NO_VALUE as error:
            raise InputError(
                f"`{str(node.value)[:60]}` cannot be read: {getattr(error, 'problem', None) or error}.",
                "Write a date as 2026-01-31; put quotes around any other text.",
                Place(path=path, line=first_line + node.start_mark.line),
            ) from error


def _note_lines(
    node: yaml.Node, loc: Loc, lines: dict[Loc, int], path: str, first_line: int
) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            below = (*loc, str(key.value))
            line = first_line + key.start_mark.line
            if below in lines:
                raise InputError(
                    f"`{key.value}` stands here twice (first on line {lines[below]}).",
                    "Keep one of the two.",
                    Place(path=path, line=line),
                )
            lines[below] = line
            _note_lines(child, below, lines, path, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            lines[(*loc, index)] = first_line + child.start_mark.line
            _note_lines(child, (*loc, index), lines, path, first_line)


def _problem(document: YamlDocument, kind: type[BaseModel], details: Mapping[str, Any]) -> Problem:
    loc: Loc = tuple(details["loc"])
    name = ".".join(str(part) for part in loc) or "the file"
    where = document.place(loc)
    if details["type"] == "extra_forbidden":
        known = _fields(kind, loc[:-1])
        close = [_SAME[found] for found in [str(loc[-1]).lower()] if _SAME.get(found) in known]
        close = close or difflib.get_close_matches(str(loc[-1]), known, n=1)
        hint = f"Did you mean `{close[0]}`?" if close else f"Known here: {', '.join(known)}."
        if len(loc) == 1 and isinstance(details.get("input"), Mapping):
            hint += f" If a plug-in is called `{loc[-1]}`, it is not installed (any more): install it, or take the key out."
        return Problem(message=f"`{loc[-1]}` is not a setting.", hint=hint, where=where)
    if details["type"] == "missing":
        return Problem(
            message=f"`{name}` is missing.", hint=f"Add a line `{loc[-1]}: …`.", where=where
        )
    message = _EXPECTED.get(
        details["type"], str(details["msg"]).removeprefix("Value error, ").rstrip(".")
    )
    given = details.get("input")
    if details["type"] == "string_type" and isinstance(given, Mapping) and len(given) == 1:
        [(key, text)] = given.items()
        quoted = f"{key}: {text}".replace("\\", "\\\\").replace('"', '\\"')
        return Problem(
            message=f"`{name}`: a text is expected; to YAML, a colon and a space make two things of it.",
            hint=f'Put quotes around it: `- "{quoted}"`.'
            if isinstance(loc[-1], int)
            else f'Put quotes around it: `{loc[-1]}: "{quoted}"`.',
            where=where,
        )
    shown = f" (it says {str(given)[:60]!r})" if isinstance(given, str | int | float | bool) else ""
    return Problem(
        message=f"`{name}`: {message[:1].lower()}{message[1:]}{shown}.",
        hint="The comments in the file and `docs/reference/configuration.md` show what may stand here.",
        where=where,
    )


def _line(problem: Problem) -> int:
    return (problem.where and problem.where.line) or 0


def _fields(kind: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that may stand at `loc`, under the names that a file uses."""
    for part in loc:
        if isinstance(part, int):
            continue
        field = next((f for n, f in kind.model_fields.items() if part in (n, f.alias)), None)
        inner = (
            [
                a
                for a in _arguments(field.annotation)
                if isinstance(a, type) and issubclass(a, BaseModel)
            ]
            if field
            else []
        )
        if not inner:
            return []
        kind = inner[0]
    return [field.alias or name for name, field in kind.model_fields.items()]


def _arguments(annotation: Any) -> list[Any]:
    below = [a for argument in getattr(annotation, "__args__", ()) for a in _arguments(argument)]
    return [annotation, *below]
