"""A résumé becomes a tagged PDF (PDF/UA-1), the same bytes for the same words."""

import hashlib
import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from proofolio.errors import InputError, Place
from proofolio.model.resume import Resume
from proofolio.resume.printed import printed
from proofolio.resume.typesetting import FOLDER, NoFontError, own_fonts, typeset, version
from proofolio.store.files import write_atomically

_SCALES: Final = ("1.0", "0.96", "0.92", "0.88")
"""How large the words are; the largest that saves a page is taken."""
_FONTS_HINT: Final = (
    "Install a font that has it (Debian and Ubuntu: `sudo apt install fonts-noto-cjk fonts-dejavu-core`), "
    "or put its .ttf or .otf file into a folder `fonts` beside resume.yml; then build again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A résumé that was set."""

    data: bytes
    pages: int
    kept: Path
    """Its file in the cache."""


def make_pdf(resume: Resume, *, cache: Path, fonts: Path, photo: tuple[bytes, str] | None) -> Pdf:
    """Set a résumé, or return what was set of the same words before.

    Args:
        resume: what it says and how it looks.
        cache: folder of what was set before.
        fonts: folder of the learner's own fonts; need not exist.
        photo: a picture and its extension; None for none.

    Raises:
        InputError: no font has a character of it.
    """
    data = json.dumps(
        printed(resume, photo=f"photo.{photo[1]}" if photo else ""), ensure_ascii=False
    )
    own = own_fonts(fonts)
    kept = cache / f"{_recipe(data, resume.pages, photo, own)}.pdf"
    if kept.is_file():
        found = kept.read_bytes()
        return Pdf(data=found, pages=_pages(found), kept=kept)
    found = _fitting(data, resume.pages, photo, own)
    cache.mkdir(parents=True, exist_ok=True)
    write_atomically(kept, found, durable=False)
    return Pdf(data=found, pages=_pages(found), kept=kept)


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
    try:
        return typeset("resume.typ", inputs, files=files, own=own)
    except NoFontError as error:
        raise InputError(
            f"No font here has what the résumé says: {error}.",
            _FONTS_HINT,
            Place(path="resume.yml"),
        ) from error


def _pages(data: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(data)).pages)
