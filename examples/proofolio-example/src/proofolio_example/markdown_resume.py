"""An output: each résumé as Markdown, in the résumé's own language: `resume/resume.md`."""

from collections.abc import Iterator
from pathlib import Path

from proofolio.api import Resume, Section, Site, Words, speaking

_ = Words(Path(__file__).parent / "words").gettext


def markdown_resumes(site: Site) -> dict[str, bytes]:
    """Return the résumé and each variant; `speaking` gives every word the language of the résumé."""
    made = {}
    for resume in site.resumes:
        with speaking(resume.language):
            text = "\n".join([f"# {resume.name}", "", resume.label, *_sections(resume)])
        made[f"{resume.path}resume.md"] = f"{text}\n".encode()
    return made


def _sections(resume: Resume) -> Iterator[str]:
    for section in resume.sections:
        yield from ("", f"## {_(section.heading)}", "")
        yield from filter(None, [section.text, *_lines(section, resume)])


def _lines(section: Section, resume: Resume) -> Iterator[str]:
    for proof in section.proofs:
        name, url = _(proof.name), resume.absolute(proof.url)
        shown = f"[{name}]({url})" if url else name
        yield f"- {shown} ({_('without public work')})" if proof.is_claimed else f"- {shown}"
    for label, text in section.lines:
        yield f"- {label}: {text}" if text else f"- {label}"
    for entry in section.entries:
        yield f"- **{entry.title}** {entry.where} {entry.start} {entry.summary}".rstrip()
        yield from (f"    - {bullet}" for bullet in entry.bullets)
