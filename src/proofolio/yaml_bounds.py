"""Reads YAML that somebody else may have written: no deeper and no larger than people write it.

A few lines of anchors and aliases can stand for more than any memory holds, and a few thousand brackets
for more calls than Python allows.
"""

from contextlib import suppress
from typing import Any

import yaml

MAX_DEPTH = 100
MAX_SIZE = 5_000_000
"""Characters, with each alias counted as what it stands for."""
_FOR_A_NODE = 10
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TooMuchError(yaml.MarkedYAMLError):
    """It stands for more than a file of settings can mean."""


def compose(text: str, loader: Any) -> yaml.Node | None:
    """Return the nodes of a document, as `yaml.compose`.

    Args:
        text: the YAML.
        loader: a safe one.

    Raises:
        yaml.YAMLError: it is not YAML, or too much of it.
    """
    if len(text) > MAX_SIZE:
        raise TooMuchError(problem="it is too large")
    _check_depth(text)
    try:
        node = yaml.compose(text, Loader=loader)
        if node is not None:
            _size(node, {})
    except RecursionError:
        raise TooMuchError(problem="it is nested too deeply") from None
    return node


def _check_depth(text: str) -> None:
    """Look at the events one by one, which needs no depth of our own."""
    depth = 0
    # Whoever composes it says in words what is no YAML.
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, Loader=_FAST):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                break
    if depth > MAX_DEPTH:
        raise TooMuchError(problem="it is nested too deeply")


def _size(node: yaml.Node, known: dict[int, int]) -> int:
    """Return how large a node is when aliases are written out.

    Raises:
        TooMuchError: too large, or it holds itself.
    """
    if id(node) in known:
        size = known[id(node)]
        if size < 0:
            raise TooMuchError(problem="it refers to itself", problem_mark=node.start_mark)
        return size
    known[id(node)] = -1
    if isinstance(node, yaml.MappingNode):
        below = [part for pair in node.value for part in pair]
    elif isinstance(node, yaml.SequenceNode):
        below = node.value
    else:
        below = []
    own = len(node.value) if isinstance(node, yaml.ScalarNode) else 0
    size = _FOR_A_NODE + own
    for child in below:
        size += _size(child, known)
        if size > MAX_SIZE:
            raise TooMuchError(
                problem="its references stand for too much", problem_mark=node.start_mark
            )
    known[id(node)] = size
    return size
