"""The projects of a résumé, by the strength of what they show."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from proofolio.assemble.slugs import key, keys
from proofolio.language import gettext as _
from proofolio.model.portfolio import Portfolio, Project
from proofolio.model.resume import Entry
from proofolio.resume.choice import Choice
from proofolio.settings import ResumeFile
from proofolio.settings.resume_file import ProjectEntry

_MOST_WORDS: Final = 5
_ABILITIES: Final = 3
"""Of them; the rest are languages and tools."""
_KINDS: Final = ("ability", "tool", "language")


def projects(portfolio: Portfolio, resume: ResumeFile, choice: Choice) -> tuple[Entry, ...]:
    """Choose and order projects: pinned and featured ones, then by strength, then those not pulled.

    An entry of `resume.yml` with a project's name or address says it in the learner's words.
    """
    own = {key(entry.name): entry for entry in resume.projects}
    own |= {entry.url.rstrip("/"): entry for entry in resume.projects if entry.url}
    strength = _strengths(portfolio)
    ranked = sorted(portfolio.projects, key=lambda p: (not p.featured, -strength.get(p.slug, 0)))
    # Where there is no career to fill the page, what came out of each project is said.
    tells = not (resume.work or resume.education)
    found: dict[str, Entry] = {}
    used = set()
    for project in ranked:
        entry = _own(project, own)
        used.add(entry.name if entry else "")
        found[project.slug] = _entry(portfolio, project, entry, tells=tells)
    found |= {key(e.name): _written(e) for e in resume.projects if e.name not in used}
    found = {slug: _reworded(slug, entry, choice) for slug, entry in found.items()}
    by_name = {key(entry.title): slug for slug, entry in reversed(found.items())}
    if choice.projects is not None:
        wanted = (by_name.get(k, k) for k in keys(choice.projects))
        return tuple(found[slug] for slug in wanted if slug in found)
    hidden = {by_name.get(k, k) for k in keys(choice.hide)}
    pins = [by_name.get(k, k) for k in keys(choice.pin)]
    left = [slug for slug in found if slug not in hidden]
    left.sort(key=lambda slug: pins.index(slug) if slug in pins else len(pins))
    return tuple(found[slug] for slug in left[: choice.most_projects])


def _strengths(portfolio: Portfolio) -> Mapping[str, float]:
    """Return how much each project shows: the best evidence of each skill counts, once."""
    best: dict[tuple[str, str], float] = {}
    for skill in portfolio.skills:
        for evidence in skill.evidence:
            place = (evidence.project, skill.slug)
            best[place] = max(best.get(place, 0), evidence.weight)
    total: dict[str, float] = {}
    for (slug, _unused), weight in best.items():
        total[slug] = round(total.get(slug, 0) + weight, 6)
    return total


def _own(project: Project, own: Mapping[str, ProjectEntry]) -> ProjectEntry | None:
    addresses = (project.source_url, project.demo_url, project.colab_url)
    ways = (key(project.title), project.slug, *(url.rstrip("/") for url in addresses if url))
    return next((own[way] for way in ways if way in own), None)


def _entry(
    portfolio: Portfolio, project: Project, own: ProjectEntry | None, *, tells: bool
) -> Entry:
    shown = _shown(portfolio, project) or project.topics
    places = [e for s in portfolio.skills for e in s.evidence if e.project == project.slug]
    days = sorted(day for e in places for day in (e.first, e.last) if day)
    last = project.facts.updated or (days[-1] if days else None)
    entry = Entry(
        title=project.title,
        where="",
        place="",
        start=days[0].isoformat()[:7] if days else "",
        end=last.isoformat()[:7] if last else "",
        lasts=False,
        url=project.path,
        summary=project.summary,
        bullets=tuple(_outcomes(project)) if tells else (),
        words=tuple(shown[:_MOST_WORDS]),
        source=project.slug,
        away=project.source_url or project.demo_url or project.colab_url or "",
    )
    if own is None:
        return entry
    dated = own.startDate or own.endDate
    return replace(
        entry,
        title=own.name,
        summary=own.description or entry.summary,
        bullets=own.highlights,
        words=own.keywords or entry.words,
        roles=own.roles,
        where=own.entity,
        start=own.startDate if dated else entry.start,
        end=own.endDate if dated else entry.end,
        lasts=bool(own.startDate and not own.endDate),
    )


def _outcomes(project: Project) -> Iterator[str]:
    """Yield what came out of a project, in its owner's words, else its figures."""
    if project.outcome:
        yield project.outcome
    elif project.results:
        yield ", ".join(f"{_(it.label)}: {it.value}" for it in project.results[:3])


def _shown(portfolio: Portfolio, project: Project) -> tuple[str, ...]:
    """Name the skills that a project shows firmly: abilities that few other projects show, then its main tools."""
    found = [
        skill
        for skill in portfolio.skills
        if any(e.project == project.slug and e.is_firm for e in skill.evidence)
    ]
    abilities = [skill for skill in found if skill.kind == "ability"]
    others = [skill for skill in found if skill.kind != "ability"]
    abilities.sort(key=lambda skill: (len(skill.projects), -skill.distinction))
    others.sort(key=lambda skill: (-skill.distinction, _KINDS.index(skill.kind)))
    kept = max(_ABILITIES, _MOST_WORDS - len(others))
    return tuple(skill.name for skill in (*abilities[:kept], *others))


def _written(own: ProjectEntry) -> Entry:
    return Entry(
        title=own.name,
        where=own.entity,
        place="",
        start=own.startDate,
        end=own.endDate,
        lasts=bool(own.startDate and not own.endDate),
        url=own.url,
        summary=own.description,
        bullets=own.highlights,
        words=own.keywords,
        source="",
        roles=own.roles,
        kind=own.type,
        away=own.url,
    )


def _reworded(slug: str, entry: Entry, choice: Choice) -> Entry:
    words = choice.reword.get(slug) or choice.reword.get(key(entry.title))
    if words is None:
        return entry
    return replace(
        entry, summary=words.summary or entry.summary, bullets=words.highlights or entry.bullets
    )
