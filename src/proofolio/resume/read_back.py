"""What an applicant tracking system reads from a PDF, held against what the résumé says."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal

from proofolio.model.resume import Resume
from proofolio.resume.printed import printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that the résumé says, and whether it is read."""

    label: str
    """`name`, `Experience, title`."""
    text: str
    state: Literal["read", "out of order", "lost"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What a program reads from a PDF."""

    text: str
    """As extracted, page by page."""
    pages: int
    title: str
    language: str
    is_tagged: bool
    email: str
    """What looks like one in the text; may be empty."""
    phone: str
    links: tuple[str, ...]
    fields: tuple[Field, ...]


_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
"""Say in which direction to read; extraction puts some in."""
_PHONE = re.compile(r"\+?\(?\d[\d ().-]{6,18}\d")


def read_back(data: bytes, resume: Resume) -> ReadBack:
    """Extract the text of a résumé's PDF and look for each field in the order in which it is printed."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(data))
    text = "\n".join(page.extract_text() for page in reader.pages)
    catalog: Any = reader.trailer["/Root"]
    email, phone = _EMAIL.search(text), _PHONE.search(_head(text))
    return ReadBack(
        text=text,
        pages=len(reader.pages),
        title=str((reader.metadata and reader.metadata.title) or ""),
        language=str(catalog.get("/Lang", "")),
        is_tagged=bool(catalog.get("/MarkInfo", {}).get("/Marked")),
        email=email[0] if email else "",
        phone=phone[0] if phone else "",
        links=tuple(_links(reader)),
        fields=tuple(_fields(text, resume)),
    )


def _head(text: str) -> str:
    """Return where a parser looks for how to reach somebody."""
    return "\n".join(text.splitlines()[:8])


def _links(reader: Any) -> Iterator[str]:
    seen: set[str] = set()
    for page in reader.pages:
        for reference in page.get("/Annots") or ():
            address = str(reference.get_object().get("/A", {}).get("/URI", ""))
            if address and address not in seen:
                seen.add(address)
                yield address


def _fields(text: str, resume: Resume) -> Iterator[Field]:
    """Return every field; what wraps over lines, or over a page's footer, counts as read."""
    squeezed = squeeze(text, resume)
    place = 0
    for label, said in texts_in_order(resume):
        wanted = squeeze(said, None)
        found = squeezed.find(wanted, place)
        if found < 0 and _is_right_to_left(said):
            wanted = squeeze(" ".join(reversed(said.split())), None)
            found = squeezed.find(wanted, place)
        if found >= 0:
            place = found + len(wanted)
            yield Field(label=label, text=said, state="read")
        else:
            state: Literal["out of order", "lost"] = (
                "out of order" if wanted in squeezed else "lost"
            )
            yield Field(label=label, text=said, state=state)


def squeeze(text: str, resume: Resume | None) -> str:
    """Return a text without white space and footers: extraction breaks lines where the paper ends."""
    if resume is not None:
        footer = re.compile(rf"{re.escape(resume.name)} · \d / \d")
        text = "\n".join(line for line in text.splitlines() if not footer.fullmatch(line.strip()))
    return "".join(_MARKS.sub("", text).split())


def _is_right_to_left(text: str) -> bool:
    """Tell Arabic and Hebrew: some programs read their words in the order of the paper."""
    return any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text)


def texts_in_order(resume: Resume) -> Iterator[tuple[str, str]]:
    """Return what is printed, piece by piece: what to call it, and the words."""
    words = printed(resume)
    yield "name", words["name"]
    if words["label"]:
        yield "label", words["label"]
    for item in words["contact"]:
        yield "contact", item["label"]
    for section in words["sections"]:
        heading = section["heading"]
        yield "heading", heading
        for part in section["paragraphs"]:
            yield heading, part
        for group in section["groups"]:
            yield f"{heading}, group", group["label"]
            for item in group["items"]:
                yield f"{heading}, {group['label']}", item["name"]
        for label, told in section["lines"]:
            yield heading, f"{label}: {told}" if told else label
        for entry in section["entries"]:
            yield from _entry(heading, entry)


def _entry(heading: str, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for part, name in (("title", "title"), ("below", "where"), ("period", "dates")):
        if entry[part]:
            yield f"{heading}, {name}", entry[part]
    if entry["shown"]:
        yield f"{heading}, link", entry["shown"]
    for text in (*entry["told"], *entry["bullets"]):
        yield f"{heading}, text", text
    if entry["words"]:
        yield f"{heading}, keywords", entry["words"]
