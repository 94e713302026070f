"""What the learner asked of one résumé: the settings of all, and what a variant says in their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from proofolio.assemble.slugs import key
from proofolio.model.resume import SECTIONS, Design, SectionName
from proofolio.settings import Layout, Settings, Variant

T = TypeVar("T")

_MOST: Final = 4
_MOST_ALONE: Final = 7
"""Projects of a résumé that has nothing else to show."""

HEADINGS: Final[Mapping[SectionName, str]] = {
    "summary": "Summary",
    "skills": "Skills",
    "projects": "Projects",
    "work": "Experience",
    "education": "Education",
    "volunteer": "Volunteering",
    "publications": "Publications",
    "awards": "Awards",
    "certificates": "Certificates",
    "languages": "Languages",
    "interests": "Interests",
    "references": "References",
}
"""Those that applicant tracking systems know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Other words for a project."""

    summary: str
    highlights: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What one résumé is to say, and how it is to look."""

    slug: str
    path: str
    """The file that asked for it."""
    title: str
    label: str
    summary: str
    design: Design
    paper: Literal["a4", "us-letter"]
    pages: int
    language: str
    photo: bool
    sections: tuple[SectionName, ...]
    headings: Mapping[SectionName, str]
    most_projects: int
    most_skills: int
    pin: tuple[str, ...]
    hide: tuple[str, ...]
    projects: tuple[str, ...] | None
    """Exactly these; None for the strongest."""
    skills: tuple[str, ...] | None
    reword: Mapping[str, Words]
    """By the project's key."""


def choose(settings: Settings, variant: Variant | None, language: str = "en") -> Choice:
    """Join the settings of every résumé with those of a variant; `language` is the site's."""
    base = settings.portfolio.resume
    has_career = bool(settings.resume.work or settings.resume.education)
    own = variant.file if variant else Layout()
    file = variant.file if variant else None
    return Choice(
        slug=variant.slug if variant else "",
        path=variant.path if variant else "portfolio.yml",
        title=(file and file.title) or (variant and _titled(variant.slug)) or "Résumé",
        label=(file and file.label) or settings.basics.label or settings.portfolio.headline,
        summary=(file and file.summary) or settings.basics.summary,
        design=own.design or base.design or "plain",
        paper=own.paper or base.paper or "a4",
        pages=own.pages or base.pages or 2,
        language=own.language or base.language or language,
        photo=_first_given(own.photo, base.photo, usual=False),
        sections=_first_given(own.sections, base.sections, usual=SECTIONS),
        headings={**HEADINGS, **(base.headings or {}), **(own.headings or {})},
        most_projects=_first_given(
            own.most_projects, base.most_projects, usual=_MOST if has_career else _MOST_ALONE
        ),
        most_skills=_first_given(own.most_skills, base.most_skills, usual=16),
        pin=own.pin if own.pin is not None else base.pin or (),
        hide=(*(base.hide or ()), *((variant and own.hide) or ())),
        projects=file.projects if file else None,
        skills=file.skills if file else None,
        reword={
            key(name): Words(summary=words.summary, highlights=words.highlights)
            for name, words in ((file and file.reword) or {}).items()
        },
    )


def _first_given(own: T | None, base: T | None, *, usual: T) -> T:
    return own if own is not None else base if base is not None else usual


def _titled(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
