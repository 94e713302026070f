"""The skills of a résumé: those with evidence as the site orders them, and what the learner says besides."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from proofolio.assemble.slugs import key, keys
from proofolio.model.portfolio import Portfolio
from proofolio.model.resume import Proof
from proofolio.model.skills import Evidence, Skill, SkillKind
from proofolio.resume.choice import Choice
from proofolio.settings import ResumeFile

_MOST_EVIDENCE: Final = 5
_GROUPS: Final = {"ability": "Abilities", "language": "Programming languages", "tool": "Tools"}
_SHARES: Final = {"ability": 0.5, "language": 0.25, "tool": 0.5}
"""How much of a résumé's skills may be of one kind, unless they are pinned."""
_TURNS: Final[tuple[SkillKind, ...]] = ("ability", "tool", "language")
CLAIMED: Final = "Without public work"
"""Heads what the learner says and nothing shows; never mixed with what is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A skill as `resume.yml` has it."""

    name: str
    group: str
    level: str


def proofs(portfolio: Portfolio, resume: ResumeFile, choice: Choice) -> tuple[Proof, ...]:
    """Choose and order skills: pinned ones, then as the site has them, what is only claimed last.

    What is only mentioned (a topic, a dependency) is claimed when the learner says it, else left out.
    """
    named = {key(item.name): item for item in _named(resume)}
    known: dict[str, Proof] = {}
    for skill in _mixed(portfolio.skills):
        own = next((named[k] for k in keys((skill.name, *skill.aliases)) if k in named), None)
        if skill.firm or skill.is_claimed or own:
            known.setdefault(skill.slug, _proof(skill, own))
    if choice.skills is not None:
        found = (_find(known, wanted) for wanted in keys(choice.skills))
        return tuple(proof for proof in found if proof)
    hidden = set(keys(choice.hide))
    left = [p for p in known.values() if not {p.slug, key(p.name)} & hidden]
    pins = keys(choice.pin)
    shown = [p for p in left if not p.is_claimed]
    shown.sort(key=lambda p: min(_pin(pins, p.slug), _pin(pins, key(p.name))))
    kinds = {skill.slug: skill.kind for skill in portfolio.skills}
    pinned = [p for p in shown if p.slug in pins or key(p.name) in pins]
    chosen = _balanced(shown, kinds, choice.most_skills, pinned)
    return (*chosen, *(p for p in left if p.is_claimed))


def _mixed(skills: Sequence[Skill]) -> Sequence[Skill]:
    """Take the first of each kind, then the second: abilities before tools before languages."""
    place: dict[str, int] = {}
    order = []
    for skill in sorted(skills, key=lambda skill: (-skill.distinction, -skill.strength)):
        place[skill.kind] = place.get(skill.kind, -1) + 1
        order.append((place[skill.kind], _TURNS.index(skill.kind), skill))
    return [skill for _, _, skill in sorted(order, key=lambda item: item[:2])]


def _balanced(
    shown: Sequence[Proof], kinds: Mapping[str, SkillKind], most: int, pinned: Sequence[Proof]
) -> Iterator[Proof]:
    """Yield the first, at most so many in all and of a kind no more than its share."""
    left = {kind: math.ceil(share * most) for kind, share in _SHARES.items()}
    for proof in shown:
        kind = kinds[proof.slug]
        if most > 0 and (left[kind] > 0 or proof in pinned):
            left[kind] -= 1
            most -= 1
            yield proof


def mentions(portfolio: Portfolio) -> tuple[Proof, ...]:
    """Return the skills that are only mentioned, with what mentions them."""
    return tuple(
        replace(_proof(skill, None), evidence=_cited(skill))
        for skill in portfolio.skills
        if skill.evidence and not skill.firm
    )


def grouped(proofs: Sequence[Proof]) -> tuple[tuple[str, tuple[Proof, ...]], ...]:
    """Return the skills line by line: abilities before languages before tools, claimed ones last."""
    groups: dict[str, list[Proof]] = {}
    for proof in proofs:
        groups.setdefault(CLAIMED if proof.is_claimed else proof.group, []).append(proof)
    order = {name: place for place, name in enumerate(_GROUPS.values())}
    names = sorted(groups, key=lambda name: (name == CLAIMED, order.get(name, len(order))))
    return tuple((name, tuple(groups[name])) for name in names)


def _named(resume: ResumeFile) -> Iterator[_Named]:
    for entry in resume.skills:
        if not entry.keywords:
            yield _Named(name=entry.name, group="", level=entry.level)
        for word in entry.keywords:
            yield _Named(name=word, group=entry.name, level=entry.level)


def _proof(skill: Skill, own: _Named | None) -> Proof:
    usual = _GROUPS[skill.kind]
    proof = Proof(
        name=skill.name,
        group=(own and own.group) or usual,
        level=own.level if own else "",
        slug=skill.slug,
        is_claimed=not skill.firm,
        projects=len(skill.projects),
        notebooks=len(skill.notebooks),
        since=skill.first.isoformat()[:7] if skill.first else "",
        url=skill.path or next((e.url for e in skill.evidence if e.url), ""),
        evidence=_cited(skill),
    )
    return proof if skill.firm else replace(proof, evidence=(), url="")


def _cited(skill: Skill) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{e.project}, {e.reference or _place(e)}: {', '.join(e.used) or skill.name}", e.url)
        for e in skill.evidence[:_MOST_EVIDENCE]
    )


def _place(evidence: Evidence) -> str:
    return "GitHub" if evidence.is_on_github else "source"


def _find(known: dict[str, Proof], wanted: str) -> Proof | None:
    return known.get(wanted) or next((p for p in known.values() if key(p.name) == wanted), None)


def _pin(pins: Sequence[str], name: str) -> int:
    return pins.index(name) if name in pins else len(pins)
