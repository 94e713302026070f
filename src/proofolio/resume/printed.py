"""What is printed: the words of a résumé as the designs take them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from proofolio.language import gettext as _
from proofolio.language import speaking
from proofolio.model.resume import Entry, Resume, Section
from proofolio.resume.join import bare, contact
from proofolio.resume.legible import NOT_SHOWN, is_emoji
from proofolio.resume.skills import grouped
from proofolio.resume.words import below, counted, period, title

T = TypeVar("T")

_JOINERS: Final = "\u200c\u200d"
"""Part of how Persian and the scripts of India are written."""
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\n")
_LONG_WORD: Final = re.compile(r"\S{45,}")
_CUT: Final = re.compile(r"[_/.-](?=.)|[^_/.\u0590-\u08ff-]{15}(?=.)")
"""A long word may be cut after these, but not where letters join."""
_QUIET: Final = frozenset({"awards", "certificates", "publications"})
"""Sections whose entries take one line."""


def printed(resume: Resume, *, photo: str = "", on_site: bool = False) -> Mapping[str, Any]:
    """Return every word in the order in which it is printed.

    Args:
        resume: what it says.
        photo: the picture's name for the designs; empty for none.
        on_site: addresses in the site are paths from its root, not absolute.
    """
    with speaking(resume.language):
        return _printed(resume, photo, on_site=on_site)


def _printed(resume: Resume, photo: str, *, on_site: bool) -> Mapping[str, Any]:
    return {
        "design": resume.design,
        "paper": resume.paper,
        "language": resume.language.partition("-")[0],
        "title": _plain(f"{resume.name}, {resume.label}" if resume.label else resume.name),
        "name": _plain(resume.name),
        "label": _plain(resume.label),
        "photo": photo,
        "contact": [{"label": _plain(link.label), "url": link.url} for link in contact(resume)],
        "sections": [_section(part, resume, on_site) for part in resume.sections],
    }


def _plain(text: str) -> str:
    """Return a text on one line, without what no font has: control characters and emoji."""
    return " ".join("".join(map(_shown, text)).split())


def _shown(character: str) -> str:
    if character in _JOINERS:
        return character
    if is_emoji(character):
        return ""
    if unicodedata.category(character) == "Cf":
        return ""
    return character if character.isprintable() else " "


def _section(section: Section, resume: Resume, on_site: bool) -> Mapping[str, Any]:
    return {
        "heading": _plain(_(section.heading)),
        "text": _plain(section.text),
        "paragraphs": paragraphs(section.text),
        "quiet": section.name in _QUIET,
        "lines": [[_plain(label), _plain(text)] for label, text in section.lines],
        "groups": [
            {
                "label": _plain(_(group)),
                "noted": any(not proof.is_claimed for proof in proofs),
                "items": [
                    {
                        "name": _plain(_(proof.name)),
                        "note": counted(proof),
                        "url": proof.url if on_site else resume.absolute(proof.url),
                    }
                    for proof in proofs
                ],
            }
            for group, proofs in grouped(section.proofs)
        ],
        "entries": [_entry(entry, section, resume, on_site) for entry in section.entries],
    }


def paragraphs(text: str) -> list[str]:
    """Return the parts of a text between blank lines, each on one line."""
    return [plain for part in _BLANK_LINE.split(text) if (plain := _plain(part))]


def without_blanks(words: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return words without entries and headings that say nothing, as they may when no font has their letters."""
    return {
        **words,
        "contact": [link for link in words["contact"] if link["label"]],
        "sections": [
            {
                **section,
                "heading": section["heading"] or "\N{EN DASH}",
                "lines": [line for line in section["lines"] if any(line)],
                "groups": [
                    {**group, "items": items}
                    for group in section["groups"]
                    if (items := [item for item in group["items"] if item["name"]])
                ],
                "entries": [
                    {
                        **entry,
                        "title": entry["title"] or entry["below"],
                        "below": entry["below"] if entry["title"] else "",
                        "told": list(filter(None, entry["told"])),
                        "bullets": list(filter(None, entry["bullets"])),
                    }
                    for entry in section["entries"]
                    if entry["title"] or entry["below"]
                ],
            }
            for section in words["sections"]
        ],
    }


def breakable(words: T) -> T:
    """Return words in which long ones may be broken, so that none runs past the margin."""
    found: Any = words
    if isinstance(words, str):
        return _LONG_WORD.sub(lambda word: _CUT.sub("\\g<0>\u200b", word[0]), words)  # type: ignore[return-value]
    if isinstance(words, Mapping):
        found = {k: v if k in NOT_SHOWN else breakable(v) for k, v in words.items()}
    elif isinstance(words, list):
        found = [breakable(value) for value in words]
    return found  # type: ignore[no-any-return]


def _entry(entry: Entry, section: Section, resume: Resume, on_site: bool) -> Mapping[str, Any]:
    url = (entry.url if on_site else resume.absolute(entry.url)) or entry.away
    texts = (", ".join(entry.roles), entry.summary, entry.score)
    return {
        "title": _plain(title(entry, section.name)),
        "below": _plain(below(entry)),
        "period": period(entry, resume.language),
        "told": [_plain(text) for text in texts if text],
        "bullets": [_plain(text) for text in entry.bullets],
        "words": _plain(", ".join(map(_, entry.words))),
        "url": url,
        "shown": bare(url) if section.name == "projects" else "",
    }
