"""What a query costs, and the bounds that GitHub sets on pages.

See https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)

_CONNECTIONS = frozenset({"languages", "pinnedItems", "repositories", "repositoryTopics"})
_MAX_PAGE = 100
_MAX_NODES = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a query costs."""

    points: int
    nodes: int
    """How many entries it may return at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Connection:
    field: FieldNode
    page: int | None
    calls: int
    """How often it is read: once for each entry of the connection around it."""


def of(document: DocumentNode, variables: Mapping[str, Any]) -> Cost:
    """Points: one for every hundred times that a connection is read, at least one."""
    found = list(_connections(document, variables))
    return Cost(
        points=max(1, round(sum(item.calls for item in found) / 100)),
        nodes=sum(item.calls * (item.page or 0) for item in found),
    )


def check(document: DocumentNode, variables: Mapping[str, Any]) -> list[GraphQLError]:
    """Every connection needs `first` or `last`, of 1 to 100, and all together have a limit."""
    errors = []
    for item in _connections(document, variables):
        name = item.field.name.value
        if item.page is None:
            text = f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
            errors.append(_error(text, "MISSING_PAGINATION_BOUNDARIES", item.field))
        elif item.page > _MAX_PAGE:
            text = f"Requesting {item.page} records on the `{name}` connection exceeds the `first` limit of 100 records."
            errors.append(_error(text, "EXCESSIVE_PAGINATION", item.field))
    nodes = of(document, variables).nodes
    if not errors and nodes > _MAX_NODES:
        text = f"This query requests up to {nodes:,} possible nodes which exceeds the maximum limit of 500,000."
        errors.append(_error(text, "MAX_NODE_LIMIT_EXCEEDED", None))
    return errors


def _connections(document: DocumentNode, variables: Mapping[str, Any]) -> Iterator[_Connection]:
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode):
            defaults = {
                item.variable.name.value: _number(item.default_value, {})
                for item in node.variable_definitions or ()
                if item.default_value is not None
            }
            yield from _walk(node.selection_set, 1, fragments, {**defaults, **variables})


def _walk(
    selected: SelectionSetNode | None,
    calls: int,
    fragments: Mapping[str, FragmentDefinitionNode],
    variables: Mapping[str, Any],
) -> Iterator[_Connection]:
    for node in selected.selections if selected else ():
        if isinstance(node, FragmentSpreadNode):
            inner = fragments[node.name.value].selection_set
            yield from _walk(inner, calls, fragments, variables)
            continue
        inside = calls
        if isinstance(node, FieldNode) and node.name.value in _CONNECTIONS:
            page = _page(node, variables)
            yield _Connection(field=node, page=page, calls=calls)
            inside = calls * max(1, page or 1)
        yield from _walk(getattr(node, "selection_set", None), inside, fragments, variables)


def _page(node: FieldNode, variables: Mapping[str, Any]) -> int | None:
    for argument in node.arguments or ():
        if argument.name.value in {"first", "last"}:
            return _number(argument.value, variables)
    return None


def _number(value: ValueNode, variables: Mapping[str, Any]) -> int | None:
    if isinstance(value, IntValueNode):
        return int(value.value)
    if isinstance(value, VariableNode):
        given = variables.get(value.name.value)
        return given if isinstance(given, int) else None
    return None


def _error(text: str, kind: str, node: FieldNode | None) -> GraphQLError:
    return GraphQLError(text, nodes=node, extensions={"type": kind})
