"""A résumé becomes a tagged PDF (PDF/UA-1), the same bytes for the same words."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from proofolio.errors import InputError, Place
from proofolio.model.resume import Resume
from proofolio.resume.legible import as_json, font_problems, set_legibly
from proofolio.resume.printed import breakable, printed, without_blanks
from proofolio.resume.typesetting import FOLDER, own_fonts, typeset, version
from proofolio.store.files import write_atomically

_SCALES: Final = ("1.0", "0.96", "0.92", "0.88")
"""How large the words are; the largest that saves a page is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A résumé that was set."""

    data: bytes
    pages: int
    kept: Path
    """Its file in the cache."""
    missing: frozenset[str] = frozenset()
    """Characters that no font has, which it was set without."""


def make_pdf(resume: Resume, *, cache: Path, fonts: Path, photo: tuple[bytes, str] | None) -> Pdf:
    """Set a résumé, or return what was set of the same words before.

    Args:
        resume: what it says and how it looks.
        cache: folder of what was set before.
        fonts: folder of the learner's own fonts; need not exist.
        photo: a picture and its extension; None for none.

    A character that no font has is left out, until fonts are installed.

    Raises:
        InputError: without them not even a name is left, or the words cannot be set.
    """
    words = breakable(printed(resume, photo=f"photo.{photo[1]}" if photo else ""))
    data = as_json(words)
    own = own_fonts(fonts)
    kept = cache / f"{_recipe(data, resume.pages, photo, own)}.pdf"
    if not kept.is_file():

        def attempt(values: Mapping[str, Any]) -> bytes:
            if not values["name"]:
                raise _nameless(resume)
            data = as_json(without_blanks(values))
            return _compiled({"data": data, "scale": _SCALES[0]}, photo, own)

        found, as_set, missing = set_legibly(words, attempt)
        if missing:
            return _lessened(resume, as_set, missing, photo, own, kept)
        if _pages(found) > 1:
            found = _fitting(data, resume.pages, photo, own)
        cache.mkdir(parents=True, exist_ok=True)
        write_atomically(kept, found, durable=False)
    found = kept.read_bytes()
    return Pdf(data=found, pages=_pages(found), kept=kept)


def _nameless(resume: Resume) -> InputError:
    letters = (letter for letter in resume.name if not letter.isspace())
    return InputError(
        f"No font on this computer can write the name {resume.name!r}: there is no PDF.",
        next(font_problems(letters, where=lambda _: None, what="the PDF")).hint,
        Place(path="resume.yml"),
    )


def _lessened(
    resume: Resume,
    words: Mapping[str, Any],
    missing: frozenset[str],
    photo: tuple[bytes, str] | None,
    own: list[Path],
    kept: Path,
) -> Pdf:
    """Set what is left; not kept, since a font that is installed must be seen by the next build."""
    found = _fitting(as_json(without_blanks(words)), resume.pages, photo, own)
    return Pdf(data=found, pages=_pages(found), kept=kept, missing=missing)


def _recipe(data: str, pages: int, photo: tuple[bytes, str] | None, own: list[Path]) -> str:
    parts = [
        version(),
        (FOLDER / "resume.typ").read_text("utf-8"),
        data,
        str(pages),
        hashlib.sha256(photo[0]).hexdigest() if photo else "",
        *(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in own),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _fitting(data: str, pages: int, photo: tuple[bytes, str] | None, own: list[Path]) -> bytes:
    """Set it on as few pages as it can be read on; too long, and at the smallest size, when nothing fits."""
    tried = []
    for scale in _SCALES:
        found = _compiled({"data": data, "scale": scale}, photo, own)
        tried.append((_pages(found), found))
        if tried[-1][0] == 1:
            break
    fewest = min(length for length, _ in tried)
    fitting = (found for length, found in tried if length == fewest <= pages)
    return next(fitting, tried[-1][1])


def _compiled(inputs: dict[str, str], photo: tuple[bytes, str] | None, own: list[Path]) -> bytes:
    files = {f"photo.{photo[1]}": photo[0]} if photo else {}
    return typeset("resume.typ", inputs, files=files, own=own)


def _pages(data: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(data)).pages)
