"""Tokens: in which variables they stand, and who must not be given them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_NAMES: Final = re.compile(r"TOKEN|SECRET|PASSW|CREDENTIAL|API_?KEY", re.IGNORECASE)
_LEAST_LETTERS: Final = 8
"""A shorter value stands in others by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token; its value never appears in a representation or a message."""

    value: str = field(repr=False)
    origin: str
    """Where it came from, for people: 'GITHUB_TOKEN', '`gh auth token`'."""


def secret_values(environment: Mapping[str, str]) -> frozenset[str]:
    """Return what stands in the variables whose names say that it is secret."""
    found = (value.strip() for name, value in environment.items() if _NAMES.search(name))
    return frozenset(filter(None, found))


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without tokens, under whatever name one stands."""
    values = [value for value in secret_values(environment) if len(value) >= _LEAST_LETTERS]
    return {
        name: value
        for name, value in environment.items()
        if not _NAMES.search(name) and not any(secret in value for secret in values)
    }
