"""The home page: who this is, what they made, the one thing to open."""

from collections.abc import Sequence
from typing import Final

from proofolio.language import gettext as _
from proofolio.language import ngettext
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio, Project
from proofolio.model.skills import Skill
from proofolio.pages import path
from proofolio.pages.citations import Catalogue
from proofolio.pages.links import buttons, safe
from proofolio.pages.measures import glosses
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.skills import address, rows
from proofolio.pages.weekly_activity import WeeklyActivity, weekly_activity
from proofolio.pages.words import count, figure, listing

_FEATURED = 3
_LATEST = 3
_LONGEST_STATEMENT = 90
_ENDS = ".!?\N{HORIZONTAL ELLIPSIS}\N{IDEOGRAPHIC FULL STOP}"
_MOST_FEATURED = 6
_MOST_NAMED = 10
"""Projects that the first page leads to: those with a card, and the rest in a line each."""
_SET = "course work"
_TOOLS = 4
_EVERYBODYS = "Python"
_ABILITIES = 6
_FEWEST_ABILITIES = 3
_TELLING = 0.05
"""Distinction below which more abilities say nothing beside those that are there."""


def page(portfolio: Portfolio, known: Catalogue, *, resume: str = "") -> Page:
    """Lay out the home page; a section without content is left out.

    Args:
        portfolio: what there is to show.
        known: its catalogue.
        resume: path of the résumé's page; empty when there is none.
    """
    person = portfolio.person
    projects = portfolio.projects
    # A headline that fills three lines of a large type is a paragraph; whose it is comes first unless they said otherwise.
    is_short = 0 < len(person.headline) <= _LONGEST_STATEMENT
    is_statement = is_short and person.headline_is_own
    statement = person.headline if is_statement else person.name
    left = "" if is_statement or person.headline in person.summary else person.headline
    role = left if is_short else ""
    featured = _featured(projects)
    shown = [skill for skill in portfolio.skills if skill.firm]
    abilities = [skill for skill in shown if skill.kind == "ability"]
    # Tools alone say nothing of what somebody can do.
    tools = _main_tools(shown, featured) if abilities else ()
    return Page(
        path="index.md",
        template="home.html",
        title=person.name,
        description=person.headline or person.summary,
        context={
            "person": person,
            "links": safe(person.links),
            "statement": statement,
            "role": role,
            "lead": " ".join(
                filter(None, (ended(left) if not role else "", ended(person.summary)))
            ),
            "counts": counts(projects),
            "buttons": buttons(
                (_("See the work"), "projects/" if projects else None),
                (_("Résumé"), resume or None),
                # Of who shows no work here, their own words are all there is.
                (_("About"), "about/" if person.about and not projects else None),
            ),
            "projects": featured,
            # Where most have a picture, type takes the place of those that are missing.
            "are_covered": 2 * sum(bool(one.cover) for one in featured) >= len(featured) > 0,
            "rest": _rest(projects, len(featured)),
            "glosses": glosses(featured),
            "tools_of": {project.slug: _tools(project, portfolio.skills) for project in featured},
            "all_projects": _("All {things}").format(
                things=listing([said for _number, said in _works(projects)])
            ),
            "abilities": rows(_telling(_seen_first(abilities, projects)), portfolio, known, None),
            "tools": tuple((skill.name, address(skill)) for skill in tools),
            "posts": portfolio.posts[:_LATEST],
            "all_posts": _("All {things}").format(things=count(len(portfolio.posts), "post")),
            "weekly_activity": _weekly_activity(portfolio),
            "has_more_projects": len(projects) > _FEATURED,
            "has_more_posts": len(portfolio.posts) > _LATEST,
        },
        meta={"search": {"exclude": True}},
    )


def _telling(abilities: Sequence[Skill]) -> Sequence[Skill]:
    """Return the abilities to show: what somebody did once in an exercise does not fill up the page."""
    shown = sum(skill.distinction >= _TELLING for skill in abilities)
    return abilities[: min(max(shown, _FEWEST_ABILITIES), _ABILITIES)]


def _seen_first(abilities: Sequence[Skill], projects: Sequence[Project]) -> Sequence[Skill]:
    """Put the abilities that a project of the first page shows before those that none does."""
    seen = {project.slug for project in projects[:_MOST_NAMED]}
    return sorted(abilities, key=lambda skill: seen.isdisjoint(skill.projects))


def _main_tools(shown: Sequence[Skill], featured: Sequence[Project]) -> Sequence[Skill]:
    """Return the tools that carry the work, those first that are of the languages in which most of what is shown is written."""
    slugs = {project.slug for project in featured}
    languages = {
        skill.name: slugs.intersection(skill.projects)
        for skill in shown
        if skill.kind == "language"
    }
    most = max(map(len, languages.values()), default=0)
    of_most = {slug for own in languages.values() if 2 * len(own) > most for slug in own}
    tools = [skill for skill in shown if skill.kind == "tool"]
    wanted = sum(skill.is_main for skill in tools)
    fitting = [skill for skill in tools if not of_most or of_most.intersection(skill.projects)]
    return fitting[:wanted]


def _featured(projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """Return the projects of the first page: those that are featured, three at least, in whole rows."""
    number = min(max(sum(project.featured for project in projects), _FEATURED), _MOST_FEATURED)
    return projects[: number - number % _FEATURED]


def _tools(project: Project, skills: Sequence[Skill]) -> tuple[str, ...]:
    """Name what a project was made with: what tells it from others first, and the language where it is not everybody's."""
    own = [skill for skill in skills if skill.firm and project.slug in skill.projects]
    tools = [skill.name for skill in own if skill.kind == "tool"]
    languages = [skill.name for skill in own if skill.kind == "language"]
    named = [name for name in languages if name != _EVERYBODYS or not tools]
    return (*named[:1], *tools)[:_TOOLS]


def _rest(projects: tuple[Project, ...], shown: int) -> tuple[Project, ...]:
    """Return the projects that are named without a card; a bare title only where nobody said more of any."""
    names = {project.title.casefold() for project in projects[:shown]}
    left = tuple(p for p in projects[shown:_MOST_NAMED] if p.title.casefold() not in names)
    said = tuple(project for project in left if project.summary or project.outcome)
    return said or left


def ended(said: str) -> str:
    """End a text as a sentence ends, so that another may follow."""
    return said if not said or said[-1] in _ENDS else f"{said}."


def _weekly_activity(portfolio: Portfolio) -> WeeklyActivity | None:
    """Draw the year when it has both of in and out: one alone tells nothing of the other."""
    drawn = weekly_activity(portfolio.learning_path.weeks, portfolio.as_of)
    has_both = drawn is not None and drawn.above and drawn.below
    return drawn if has_both and path.is_there(portfolio) else None


def counts(projects: tuple[Project, ...]) -> tuple[tuple[str, str], ...]:
    """Count what there is, as figure and what is said after it: (`31 notebooks`, `that run in Colab`).

    Nothing is counted that there is none of, and no notebook is promised that should not run.
    """
    notebooks = [notebook for project in projects for notebook in project.notebooks]
    in_colab = sum(1 for n in notebooks if n.colab_url and "Runs in Colab" in n.praise)
    apps = sum(1 for project in projects if project.demo_url)
    said = [
        *((number, things, "") for number, things in _works(projects)),
        (len(notebooks), count(len(notebooks), "notebook"), _colab_words(in_colab, len(notebooks))),
        (apps, count(apps, "app"), _("to try")),
    ]
    shown = tuple((figure, after) for number, figure, after in said if number)
    # The number of projects stands beside them: alone it tells nothing.
    return shown if len(shown) > 1 else ()


def _works(projects: tuple[Project, ...]) -> list[tuple[int, str]]:
    """Count projects, and apart from them what a course had set beside somebody's own ideas."""
    own = sum(project.kind != _SET for project in projects) or len(projects)
    set_work = len(projects) - own
    counted = [(own, count(own, "project")), (set_work, count(set_work, "course project"))]
    return [(number, said) for number, said in counted if number]


def _colab_words(in_colab: int, notebooks: int) -> str:
    if not in_colab:
        return ""
    if in_colab == notebooks:
        return ngettext("that runs in Colab", "that run in Colab", notebooks)
    return ngettext("({number} runs in Colab)", "({number} run in Colab)", in_colab).format(
        number=figure(in_colab)
    )


def _pages(site: PageSite) -> tuple[Page, ...]:
    return (page(site.portfolio, site.catalogue, resume=site.resume),)


PAGES: Final = PageType(pages=_pages)
