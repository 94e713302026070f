"""Records to JSON and back; what was written is read back equal."""

import json
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


def dump(value: object) -> bytes:
    """Serialise a record (or any value of the model) as indented UTF-8 JSON with a final newline."""
    return _adapter(type(value)).dump_json(value, indent=1) + b"\n"


def load(kind: type[T], data: bytes) -> T:
    """Read a value of type `kind`.

    Raises:
        ValueError: the bytes are not JSON, or not of that type.
    """
    return cast("T", _adapter(kind).validate_python(json.loads(data)))


_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
"""Built once per type: building one costs more than using it."""


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
