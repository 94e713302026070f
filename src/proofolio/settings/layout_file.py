"""What may stand below `resume:` in `portfolio.yml`, and in `resumes/<name>.yml`."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from proofolio.model.resume import Design, SectionName
from proofolio.settings.scalars import File, Word, Words, listed

_Sections = Annotated[tuple[SectionName, ...], BeforeValidator(listed)]


class Reworded(File):
    """The learner's own words for a project, on this résumé."""

    summary: Word = ""
    highlights: Words = ()


class Layout(File):
    """How a résumé looks, and what it says."""

    design: Design | None = None
    paper: Literal["a4", "us-letter"] | None = None
    pages: Annotated[int, Field(ge=1, le=2)] | None = None
    """How long the PDF may be."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")] | None = None
    """Of the résumé, as `en` or `pt-BR`; readers aloud need it."""
    photo: bool | None = None
    sections: _Sections | None = None
    """Which, in which order."""
    headings: dict[SectionName, Word] | None = None
    most_projects: Annotated[int, Field(ge=0, le=20)] | None = None
    most_skills: Annotated[int, Field(ge=0, le=60)] | None = None
    pin: Words | None = None
    """Projects and skills that stand first, whatever their evidence: slugs or names."""
    hide: Words | None = None
    """Projects, skills and other entries that are left out: slugs or names."""


class VariantFile(Layout):
    """`resumes/<name>.yml`: what it does not say is as in the résumé itself."""

    title: Word = ""
    """Of its page: `Data engineering`."""
    label: Word = ""
    """In place of `basics.label`."""
    summary: Word = ""
    """In place of `basics.summary`."""
    projects: Words | None = None
    """Exactly these, in this order: slugs or names."""
    skills: Words | None = None
    """Exactly these, in this order: slugs or names."""
    reword: dict[str, Reworded] | None = None
    """Project's slug or name → other words for it."""
