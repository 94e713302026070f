"""Which skills have a page of their own."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from proofolio.model.skills import Skill

_LEAST_PLACES: Final = 2
"""With a single place, its citation leads to all that a page could show."""


def with_pages(found: Iterable[Skill]) -> tuple[Skill, ...]:
    """Give the tools that carry the work a page, and each ability and language that two places show."""
    return tuple(
        replace(skill, path=f"skills/{skill.slug}/") if _has_page(skill) else skill
        for skill in found
    )


def _has_page(skill: Skill) -> bool:
    if skill.kind == "tool":
        return skill.is_main
    return len(skill.firm) >= _LEAST_PLACES
