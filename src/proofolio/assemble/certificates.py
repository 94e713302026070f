"""Certificates, each beside the projects that used what it is about."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from proofolio.assemble.slugs import key
from proofolio.errors import Problem
from proofolio.model.skills import Certificate, Skill
from proofolio.settings import Settings
from proofolio.settings.resume_file import CertificateEntry

_WORD: Final = re.compile(r"[^\W_]+[+#]*")
_ORDINARY: Final = frozenset({"c", "go", "r", "make", "rest", "spark", "excel"})
"""Names that are words as well: in a title they count as nobody's name."""


def certificates(
    settings: Settings, skills: Sequence[Skill]
) -> tuple[tuple[Certificate, ...], tuple[Problem, ...]]:
    """Return the certificates of `resume.yml`, and which of them led to no work, for the author.

    What a certificate is about is what its `skills` say, else what its name names: skills by their
    names and other names, or a whole group of them.
    """
    made = tuple(_certificate(entry, skills) for entry in settings.resume.certificates)
    return made, tuple(_problems(made))


def _certificate(entry: CertificateEntry, skills: Sequence[Skill]) -> Certificate:
    about = [skill for skill in skills if _is_about(entry, skill)]
    used = {item.project: None for skill in about for item in skill.firm}
    return Certificate(
        name=entry.name,
        issuer=entry.issuer,
        date=entry.date,
        url=entry.url,
        skills=tuple(skill.slug for skill in about),
        projects=tuple(used),
    )


def _is_about(entry: CertificateEntry, skill: Skill) -> bool:
    names = (skill.name, *skill.aliases)
    if entry.skills:
        named = {key(name) for name in (*names, skill.group)}
        return not named.isdisjoint(map(key, entry.skills))
    title, group = _words(entry.name), _words(skill.group)
    # A group of one word (`Software`, `Vision`) is a word of many titles.
    return any(_stands_in(title, _words(name)) for name in names) or (
        len(group) > 1 and _stands_in(title, group)
    )


def _stands_in(title: Sequence[str], name: Sequence[str]) -> bool:
    if not name or (len(name) == 1 and name[0] in _ORDINARY):
        return False
    starts = range(len(title) - len(name) + 1)
    return any(title[at : at + len(name)] == name for at in starts)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _problems(made: Sequence[Certificate]) -> Iterator[Problem]:
    for certificate in made:
        if certificate.projects:
            continue
        yield Problem(
            message=f"The certificate `{certificate.name}` led to no work: no project on this site "
            "uses what it is about.",
            hint="Build something with it."
            if certificate.skills
            else "Build something with it, or say what it is about: `skills: [pandas]`.",
        )
