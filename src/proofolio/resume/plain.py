"""A résumé as plain text, for forms that take nothing else."""

import textwrap
from collections.abc import Iterator

from proofolio.language import gettext as _
from proofolio.language import speaking
from proofolio.model.resume import Entry, Resume, Section
from proofolio.model.site import Site
from proofolio.resume.join import contact
from proofolio.resume.printed import paragraphs
from proofolio.resume.skills import grouped
from proofolio.resume.words import below, counted, period, title

_WIDTH = 78


def write(resume: Resume) -> str:
    """Return the file's text: lines of at most 78 characters where words allow it."""
    with speaking(resume.language):
        return _written(resume)


def _written(resume: Resume) -> str:
    lines = [resume.name, resume.label, *(link.label for link in contact(resume))]
    parts = ["\n".join(line for line in lines if line)]
    parts += ["\n".join(_section(section, resume)).rstrip() for section in resume.sections]
    return "\n\n".join(parts) + "\n"


def _section(section: Section, resume: Resume) -> Iterator[str]:
    yield _(section.heading).upper()
    if section.text:
        for number, part in enumerate(paragraphs(section.text)):
            yield from ["", *_wrapped(part)] if number else _wrapped(part)
    for group, proofs in grouped(section.proofs):
        names = []
        for proof in proofs:
            shown = counted(proof)
            names.append(f"{_(proof.name)} ({shown})" if shown else _(proof.name))
        yield from _wrapped(f"{_(group)}: {'; '.join(names)}")
    for label, text in section.lines:
        yield from _wrapped(f"{label}: {text}" if text else label)
    for entry in section.entries:
        yield from _entry(entry, section, resume)
        yield ""


def _entry(entry: Entry, section: Section, resume: Resume) -> Iterator[str]:
    yield title(entry, section.name)
    for line in (below(entry), period(entry, resume.language), ", ".join(entry.roles)):
        if line:
            yield line
    for text in (entry.summary, entry.score):
        if text:
            yield from _wrapped(text)
    for bullet in entry.bullets:
        yield from _wrapped(bullet, first="- ")
    if entry.words:
        yield from _wrapped(", ".join(map(_, entry.words)))
    address = resume.absolute(entry.url) or entry.away
    if address:
        yield address


def _wrapped(text: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def output(site: Site) -> dict[str, bytes]:
    """Return it for the résumé and for each variant."""
    return {f"{it.path}resume.txt": write(it).encode("utf-8") for it in site.resumes}
