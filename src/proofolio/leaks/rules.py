"""The shapes of secrets, from `rules.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Shown = Literal["ends", "url", "key block"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One shape."""

    id: str
    name: str
    begins: tuple[str, ...]
    """What a match begins with; the pattern is tried at these places alone."""
    begins_in_any_case: tuple[str, ...]
    """In lower case; the same, whatever the case in the text."""
    pattern: str
    """Linear in the text's length. Its group `secret` is the secret; `head` is where one begins that
    the match stands within."""
    revoke: str
    shown: Shown
    hex_only: bool
    """Its secret has but sixteen characters to choose from."""


@cache
def own_rules() -> tuple[Rule, ...]:
    """All of them; the more specific comes first."""
    text = files("proofolio.leaks").joinpath("rules.toml").read_text("utf-8")
    return tuple(
        Rule(
            id=rule["id"],
            name=rule["name"],
            begins=tuple(rule.get("begins", ())),
            begins_in_any_case=tuple(rule.get("begins_in_any_case", ())),
            pattern=rule["pattern"],
            revoke=rule.get("revoke", ""),
            shown=rule.get("shown", "ends"),
            hex_only=rule.get("hex_only", False),
        )
        for rule in tomllib.loads(text)["rule"]
    )


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a rule's pattern when it is first needed: most texts need none."""
    return re.compile(pattern, re.ASCII)
