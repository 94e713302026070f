"""A project's page: what it is, where to try it, how it was made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from proofolio.language import gettext as _
from proofolio.model.demo import frame_of
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio, Project, Result
from proofolio.model.skills import Skill
from proofolio.pages.citations import Catalogue, Citation, cite_each, most_distinctive_first
from proofolio.pages.filters import KIND_NAMES, topics_of
from proofolio.pages.links import buttons, is_safe, safe
from proofolio.pages.notebook_groups import notebook_groups
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.skills import address
from proofolio.pages.words import count, listing, short_day

_SHORT_COMMIT = 7
_ABILITIES = 6
_OTHERS = 4
"""Languages and tools beside them; the rest is folded."""
_CITED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One of the large facts under a project's title."""

    label: str
    value: str
    note: str = ""
    citation: Citation | None = None
    """The cell that it is from."""
    is_printed: bool = False
    """Whether that cell printed it: it is marked then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A skill that the project shows, with where it does."""

    name: str
    address: str
    citations: tuple[Citation, ...]


def page(project: Project, portfolio: Portfolio, known: Catalogue) -> Page:
    """Lay out one project's page."""
    used, more = skills_of(project, portfolio, known)
    framed = frame_of(project.demo_url or "")
    # What a README alone tells of has no commit.
    is_told = bool(project.repository) and not project.facts.commit
    return Page(
        path=f"{project.path}index.md",
        template="project.html",
        title=project.title,
        description=project.summary,
        context={
            "share": None,
            "project": project,
            "buttons": buttons(
                (_("Try it live"), project.demo_url),
                (_("Read the notebook"), _only_page(project)),
                (_("Open in Colab"), project.colab_url),
                (_("On GitHub") if is_told else _("Code"), project.source_url),
                *((link.label, link.url) for link in safe(project.links)),
            ),
            "figures": figures(project),
            "framed": framed,
            "kind": _(KIND_NAMES.get(project.kind, "")),
            "origin": project.origin if project.origin and is_safe(project.origin.url) else None,
            "code_facts": code_facts(project),
            "used": used,
            "more_used": more,
            "notebooks": notebook_groups(project.notebooks),
            "posts": tuple(post for post in portfolio.posts if project.slug in post.projects),
            "topics": topics_of(project),
            "parts_there": parts(project),
            "collection": next(
                (one for one in portfolio.collections if one.path == project.collection), None
            ),
        },
        meta={"player": " ".join(one.origin for one in (project.video, framed) if one)}
        if project.video or framed
        else {},
    )


def skills_of(
    project: Project, portfolio: Portfolio, known: Catalogue
) -> tuple[tuple[Used, ...], tuple[Used, ...]]:
    """Return the skills that a project shows: those worth naming at once, and the rest."""
    work = known.work.get(project.slug, {})
    by_slug: dict[str, Skill] = {s.slug: s for s in portfolio.skills if s.slug in work}
    there = most_distinctive_first(by_slug[slug] for slug in project.skills if slug in by_slug)
    abilities = [skill for skill in there if skill.kind == "ability"]
    others = [skill for skill in there if skill.kind != "ability"]
    shown = (*abilities[:_ABILITIES], *others[:_OTHERS])
    folded = (*abilities[_ABILITIES:], *others[_OTHERS:])
    first, rest = (
        tuple(
            Used(
                name=skill.name,
                address=address(skill),
                citations=cite_each(work[skill.slug], known)[:_CITED],
            )
            for skill in part
        )
        for part in (shown, folded)
    )
    return first, rest


def figures(project: Project) -> tuple[Figure, ...]:
    """Return what is worth large type: what the work came to and who uses it; nothing else is."""
    return tuple(map(_told, (*project.results, *filter(None, (project.answer, project.people)))))


def _only_page(project: Project) -> str | None:
    """Return the page of the notebook that is all of a project; None when it is more."""
    is_all = len(project.notebooks) == 1 and not (project.story or project.readme)
    return project.notebooks[0].path if is_all else None


def code_facts(project: Project) -> str:
    """Say in a line what the repository tells: `Updated 8 Feb 2026, Python, MIT, 11 stars`."""
    facts = project.facts
    said = (
        _("updated {day}").format(day=short_day(facts.updated)) if facts.updated else "",
        listing([name for name, _unused in facts.languages[:2]]),
        facts.licence or "",
        count(facts.stars, "star") if facts.stars else "",
    )
    line = _(", ").join(filter(None, said))
    return line[:1].upper() + line[1:]


def _told(result: Result) -> Figure:
    note = ", ".join(
        filter(
            None,
            (result.note, result.claim and _("the paper: {figure}").format(figure=result.claim)),
        )
    )
    return Figure(
        label=_(result.label),
        value=result.value,
        note=note,
        citation=Citation(
            label=result.reference,
            url=result.url,
            title=_("Cell {reference}").format(reference=result.reference),
        )
        if result.url
        else None,
        is_printed=result.is_printed,
    )


def parts(project: Project) -> tuple[str, ...]:
    """Name what the repository holds beside notebooks, as references: `app.py`, `Dockerfile`, `tests`."""
    facts = project.facts
    return tuple(
        name
        for name, there in (
            (facts.app or "", bool(facts.app)),
            ("Dockerfile", facts.has_dockerfile),
            ("tests", facts.has_tests),
            ((facts.commit or "")[:_SHORT_COMMIT], bool(facts.commit)),
        )
        if there
    )


def _pages(site: PageSite) -> Iterator[Page]:
    return (page(item, site.portfolio, site.catalogue) for item in site.portfolio.projects)


PAGES: Final = PageType(pages=_pages)
