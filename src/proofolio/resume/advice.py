"""What recruiters and their programs stumble over."""

from collections.abc import Iterator
from typing import Final

from proofolio.errors import Place, Problem
from proofolio.model.resume import Resume, Section
from proofolio.resume.choice import HEADINGS
from proofolio.resume.read_back import ReadBack

_LONG_SUMMARY: Final = 500
_LONG_BULLET: Final = 240
_DATED: Final = frozenset({"work", "education", "volunteer"})


def advise(resume: Resume, read: ReadBack, *, path: str) -> tuple[Problem, ...]:
    """Return what to mend before sending it, the gravest first.

    Args:
        resume: what it says.
        read: what a program reads of it.
        path: the file that says it.
    """
    where = Place(path=path)
    found = [*_lost(read), *_contact(resume), *_whole(resume, read)]
    for section in resume.sections:
        found += _section(section)
    return tuple(Problem(message=message, hint=hint, where=where) for message, hint in found)


def _lost(read: ReadBack) -> Iterator[tuple[str, str]]:
    for field in read.fields:
        if field.state != "read":
            yield (
                f"{field.label} is {field.state} for a program: `{field.text[:60]}`.",
                "Try another design, and say it in fewer signs and symbols.",
            )


def _contact(resume: Resume) -> Iterator[tuple[str, str]]:
    if not resume.email:
        yield (
            "There is no e-mail address: nobody can answer.",
            "Add `email` below `basics` in resume.yml.",
        )
    if not resume.phone:
        yield (
            "There is no phone number; many forms ask for one.",
            "Add `phone` below `basics`, if you want it to be public.",
        )
    if not resume.location:
        yield "There is no place; recruiters search by it.", "Add `location` below `basics`."
    if not resume.label:
        yield (
            "It does not say what you are.",
            "Add `label` below `basics`: Machine-learning engineer.",
        )
    if not resume.site:
        yield (
            "The links of skills and projects do not lead to your site: its address is not known.",
            "Write `site_url` in mkdocs.yml.",
        )


def _whole(resume: Resume, read: ReadBack) -> Iterator[tuple[str, str]]:
    if read.pages > resume.pages:
        yield (
            f"It has {read.pages} pages; you asked for {resume.pages}.",
            "Hide something (`hide`, `most_projects`), or use the `compact` design.",
        )
    if resume.shows_photo:
        yield (
            "It has a photo; employers in some countries put such résumés aside, and programs skip it.",
            "Leave `photo` out unless it is usual where you apply.",
        )
    if resume.section("work") is None and resume.section("projects") is None:
        yield "It shows neither experience nor projects.", "Add `work` or `projects`."
    if resume.section("skills") is None:
        yield "It names no skills, and programs filter by them.", "Add `skills` in resume.yml."
    summary = resume.section("summary")
    if summary and len(summary.text) > _LONG_SUMMARY:
        yield (
            f"The summary has {len(summary.text)} characters; few are read after {_LONG_SUMMARY}.",
            "Say it in two or three sentences.",
        )


def _section(section: Section) -> Iterator[tuple[str, str]]:
    if section.heading != HEADINGS[section.name]:
        yield (
            f"Programs may not know the heading `{section.heading}`.",
            f"The usual one is `{HEADINGS[section.name]}`; keep yours for other languages.",
        )
    for entry in section.entries:
        if section.name in _DATED:
            if not (entry.start or entry.end):
                yield f"`{entry.title}` has no dates.", "Add `startDate` and `endDate`: 2025-03."
            elif any(len(day) == 4 for day in (entry.start, entry.end)):
                yield (
                    f"`{entry.title}` has a date without a month; programs take January or refuse it.",
                    "Write the month, too: 2025-03.",
                )
        if section.name == "work" and not (entry.bullets or entry.summary):
            yield f"`{entry.title}` does not say what you did.", "Add `highlights`."
        for bullet in entry.bullets:
            if len(bullet) > _LONG_BULLET:
                yield (
                    f"A line of `{entry.title}` has {len(bullet)} characters.",
                    "Say one thing a line, in at most two printed lines.",
                )
