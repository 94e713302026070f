"""Records to JSON and back; what was written is read back equal."""

from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")


def dump(value: object) -> bytes:
    """Serialise a record (or any value of the model) as indented UTF-8 JSON with a final newline.

    Raises:
        ValueError: a text of it cannot be written as UTF-8.
    """
    return msgspec.json.format(_ENCODER.encode(value), indent=1) + b"\n"


def load(kind: type[T], data: bytes) -> T:
    """Read a value of type `kind`.

    Raises:
        ValueError: the bytes are not JSON, or not of that type.
    """
    try:
        return cast("T", _decoder(kind).decode(data))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _written(value: Any) -> str:
    if isinstance(value, Path):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} cannot be written as JSON")


def _read(kind: type[Any], value: Any) -> Any:
    if kind is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"{kind.__name__} cannot be read from JSON")


_ENCODER = msgspec.json.Encoder(enc_hook=_written)


_DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {}
"""Built once per type: building one costs more than using it."""


def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind, dec_hook=_read)
    return _DECODERS[kind]
