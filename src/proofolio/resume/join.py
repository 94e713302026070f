"""`resume.yml`, the evidence and a choice become a résumé. No text is invented."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from proofolio.assemble.slugs import key, keys
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Link, Portfolio
from proofolio.model.resume import Entry, Resume, Section, SectionName
from proofolio.resume.choice import Choice, choose
from proofolio.resume.names import unknown
from proofolio.resume.projects import projects
from proofolio.resume.skills import proofs
from proofolio.settings import ResumeFile, Settings, Variant
from proofolio.settings.resume_file import Education, Volunteer, Work

_LONGEST_LABEL: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumes:
    """The résumé and its variants."""

    resumes: tuple[Resume, ...]
    """The résumé itself first; empty when `resume.yml` says too little for one."""
    problems: tuple[Problem, ...]
    """Names that are nobody's."""


def make_resumes(
    portfolio: Portfolio, settings: Settings, *, site: str, language: str = "en"
) -> Resumes:
    """Make the résumé and a variant for each file in `resumes/`.

    Args:
        portfolio: the work and what it shows.
        settings: who the learner is, and what they picked.
        site: the site's address, ending in `/`; empty when it is not known.
        language: of the site; of a résumé that names none.
    """
    file = settings.resume
    is_written = file.basics.name or file.work or file.education or file.projects or file.skills
    if not (is_written or _is_known(portfolio, settings)):
        return Resumes(resumes=(), problems=())
    made: list[Resume] = []
    problems: list[Problem] = []
    for variant in (None, *settings.variants):
        choice = choose(settings, variant, language)
        problems.extend(_unknown(choice, portfolio, settings, variant))
        made.append(_resume(portfolio, settings, choice, site))
    return Resumes(resumes=tuple(made), problems=tuple(dict.fromkeys(problems)))


def _is_known(portfolio: Portfolio, settings: Settings) -> bool:
    """Tell whether the account alone gives a résumé: a person's name, and work to show."""
    name = portfolio.person.name
    login = settings.portfolio.github
    return bool(portfolio.projects) and name.casefold() not in {login.casefold(), "portfolio"}


def _resume(portfolio: Portfolio, settings: Settings, choice: Choice, site: str) -> Resume:
    basics = settings.basics
    place = basics.location
    known = ", ".join(part for part in (place.city, place.region, place.countryCode) if part)
    return Resume(
        slug=choice.slug,
        path=f"resume/{choice.slug}/" if choice.slug else "resume/",
        title=choice.title,
        name=portfolio.person.name,
        label=choice.label or _label(portfolio),
        email=basics.email or portfolio.person.email,
        phone=basics.phone,
        website=site or _web(basics.url),
        city=place.city,
        region=place.region,
        country=place.countryCode,
        location=known or portfolio.person.location,
        links=tuple(link for link in portfolio.person.links if link.label != "Website"),
        image=basics.image,
        sections=tuple(_sections(portfolio, settings, choice)),
        site=site,
        design=choice.design,
        paper=choice.paper,
        pages=choice.pages,
        language=choice.language,
        shows_photo=choice.photo and bool(basics.image),
    )


def _label(portfolio: Portfolio) -> str:
    """Return what somebody says that they are, where it fits a line."""
    headline = portfolio.person.headline
    return headline if len(headline) <= _LONGEST_LABEL else ""


def _summary(portfolio: Portfolio, choice: Choice) -> str:
    """Return what somebody says of themselves, without what stands in the line above."""
    person = portfolio.person
    is_label = choice.label or _label(portfolio) == person.headline
    parts = (("" if is_label else person.headline), person.summary)
    return " ".join(part if part[-1] in ".!?。" else f"{part}." for part in parts if part)


def _web(url: str) -> str:
    if "://" not in url:
        return f"https://{url}" if "." in url and ":" not in url else ""
    return url if url.startswith(("http://", "https://")) else ""


def _sections(portfolio: Portfolio, settings: Settings, choice: Choice) -> Iterator[Section]:
    file = settings.resume
    hidden = set(keys(choice.hide))
    for name in dict.fromkeys(choice.sections):
        section = _section(name, portfolio, file, choice)
        entries = tuple(
            replace(e, is_ahead=_is_ahead(e, portfolio))
            for e in section.entries
            if e.source or not {key(e.title), key(e.where)} & hidden
        )
        if section.text or section.lines or section.proofs or entries:
            yield Section(
                name=name,
                heading=choice.headings[name],
                entries=entries,
                proofs=section.proofs,
                lines=section.lines,
                text=section.text,
            )


def _is_ahead(entry: Entry, portfolio: Portfolio) -> bool:
    return entry.lasts and entry.start > portfolio.as_of.isoformat()[: len(entry.start)]


def _section(name: SectionName, portfolio: Portfolio, file: ResumeFile, choice: Choice) -> Section:
    lines: tuple[tuple[str, str], ...] = ()
    entries: tuple[Entry, ...] = ()
    if name == "projects":
        entries = projects(portfolio, file, choice)
    elif name == "work":
        entries = tuple(map(_work, file.work))
    elif name == "volunteer":
        entries = tuple(map(_work, file.volunteer))
    elif name == "education":
        entries = tuple(map(_education, file.education))
    elif name == "languages":
        lines = tuple((item.language, item.fluency) for item in file.languages)
    elif name == "interests":
        lines = tuple((item.name, ", ".join(item.keywords)) for item in file.interests)
    elif name == "references":
        lines = tuple((item.name, item.reference) for item in file.references)
    else:
        entries = tuple(_small(name, file))
    return Section(
        name=name,
        heading="",
        entries=entries,
        lines=lines,
        text=(choice.summary or _summary(portfolio, choice)) if name == "summary" else "",
        proofs=proofs(portfolio, file, choice) if name == "skills" else (),
    )


def _work(item: Work | Volunteer) -> Entry:
    employer = item.name if isinstance(item, Work) else item.organization
    return Entry(
        title=item.position or employer,
        where=employer if item.position else "",
        place=item.location if isinstance(item, Work) else "",
        start=item.startDate,
        end=item.endDate,
        lasts=bool(item.startDate and not item.endDate),
        url=item.url,
        summary=item.summary,
        bullets=item.highlights,
        words=(),
        source="",
        kind=item.description if isinstance(item, Work) else "",
    )


def _education(item: Education) -> Entry:
    return Entry(
        title=item.area or item.institution,
        where=item.institution if item.area else "",
        place="",
        start=item.startDate,
        end=item.endDate,
        lasts=bool(item.startDate and not item.endDate),
        url=item.url,
        summary="",
        bullets=(),
        words=item.courses,
        source="",
        kind=item.studyType,
        score=item.score,
    )


def _small(name: SectionName, file: ResumeFile) -> Iterator[Entry]:
    """Return what happened on one day: it has an end and no start."""
    if name == "awards":
        for award in file.awards:
            yield _event(award.title, award.awarder, award.date, "", award.summary)
    elif name == "certificates":
        for item in file.certificates:
            yield _event(item.name, item.issuer, item.date, item.url, "")
    elif name == "publications":
        for text in file.publications:
            yield _event(text.name, text.publisher, text.releaseDate, text.url, text.summary)


def _event(title: str, where: str, day: str, url: str, summary: str) -> Entry:
    return Entry(
        title=title,
        where=where,
        place="",
        start="",
        end=day,
        lasts=False,
        url=url,
        summary=summary,
        bullets=(),
        words=(),
        source="",
    )


def _unknown(
    choice: Choice, portfolio: Portfolio, settings: Settings, variant: Variant | None
) -> Iterator[Problem]:
    file = settings.resume
    works = [name for p in portfolio.projects for name in (p.slug, p.title)]
    works += [entry.name for entry in file.projects]
    skills = [name for s in portfolio.skills for name in (s.slug, s.name)]
    skills += [word for entry in file.skills for word in (entry.name, *entry.keywords)]
    others = [entry.name for entry in file.work]
    others += [entry.name for entry in file.certificates]
    others += [entry.name for entry in file.publications]
    others += [entry.institution for entry in file.education]
    others += [entry.title for entry in file.awards]
    others += [entry.position for entry in file.work]
    others += [entry.organization for entry in file.volunteer]
    asked = (
        ("pin", choice.pin, [*works, *skills]),
        ("hide", choice.hide, [*works, *skills, *others]),
        ("projects", choice.projects or (), works),
        ("skills", choice.skills or (), skills),
        ("reword", tuple(choice.reword), works),
    )
    for setting, names, known in asked:
        place = partial(_place, settings, variant, setting)
        yield from unknown(names, known, setting=setting, place=place)


def _place(settings: Settings, variant: Variant | None, setting: str, name: str) -> Place:
    """Where a name stands: in the variant's file, or below `resume:` in `portfolio.yml`."""
    names: Collection[str] = (variant and getattr(variant.file, setting, None)) or ()
    if variant and name in names:
        at = name if setting == "reword" else list(names).index(name)
        return Place(path=variant.path, line=variant.lines.get((setting, at)))
    base = list(getattr(settings.portfolio.resume, setting, None) or ())
    return settings.place("resume", setting, base.index(name) if name in base else 0)


def contact(resume: Resume) -> tuple[Link, ...]:
    """Return how to reach the learner, as it is printed below the name; what has no address has an empty one."""
    found = [Link(label=resume.location, url="")] if resume.location else []
    if resume.email:
        found.append(Link(label=resume.email, url=f"mailto:{resume.email}"))
    if resume.phone:
        found.append(Link(label=resume.phone, url=""))
    shown = [resume.website] if resume.website else []
    shown += [link.url for link in resume.links if link.url.startswith("http")]
    found += [Link(label=bare(url), url=url) for url in dict.fromkeys(shown)]
    return tuple(found)


def bare(url: str) -> str:
    """Return an address as people write it: `github.com/name`."""
    plain = url.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return plain.rstrip("/")
