"""Connections, as GitHub's GraphQL API pages through lists."""

import base64
import binascii
from collections.abc import Sequence
from typing import Any, TypeVar

Json = dict[str, Any]
Item = TypeVar("Item")


class ApiError(Exception):
    """An error of GitHub's GraphQL API, with its type."""

    def __init__(self, message: str, kind: str) -> None:
        super().__init__(message)
        self.type = kind


def page(items: Sequence[Item], arguments: Json) -> Sequence[Item]:
    """The part that `first`, `after`, `last` and `before` ask for."""
    start, end = _bounds(len(items), arguments)
    return items[start:end]


def connection(items: Sequence[Any], nodes: Sequence[Json], arguments: Json) -> Json:
    """A connection over `items`, of which `nodes` are those of the page."""
    start, end = _bounds(len(items), arguments)
    cursors = [_cursor(number) for number in range(start, end)]
    return {
        "nodes": nodes,
        "edges": [
            {"cursor": cursor, "node": node} for cursor, node in zip(cursors, nodes, strict=True)
        ],
        "totalCount": len(items),
        "pageInfo": {
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
            "hasNextPage": end < len(items),
            "hasPreviousPage": start > 0,
        },
    }


def _bounds(count: int, arguments: Json) -> tuple[int, int]:
    start = _position(arguments.get("after"), -1) + 1
    end = _position(arguments.get("before"), count)
    if (first := arguments.get("first")) is not None:
        end = min(end, start + first)
    if (last := arguments.get("last")) is not None:
        start = max(start, end - last)
    return start, max(start, min(end, count))


def _cursor(number: int) -> str:
    return base64.b64encode(f"cursor:v2:{number}".encode()).decode()


def _position(cursor: str | None, default: int) -> int:
    if cursor is None:
        return default
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("cursor:v2:"))
    except (binascii.Error, ValueError):
        message = f"`{cursor}` does not appear to be a valid cursor."
        raise ApiError(message, "INVALID_CURSOR_ARGUMENTS") from None
