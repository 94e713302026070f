"""The one place that knows Typst: a résumé becomes a tagged PDF (PDF/UA-1), the same bytes for the same words."""

import hashlib
import json
import re
import tempfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import typst

from proofolio.errors import InputError, Place
from proofolio.model.resume import Resume
from proofolio.resume.printed import printed
from proofolio.store.files import write_atomically

TYPST: Final = Path(__file__).parent / "typst"
_SCALES: Final = ("1.0", "0.96", "0.92", "0.88")
"""How large the words are; the largest that saves a page is taken."""
_EPOCH: Final = 0
"""Stands where a PDF says when it was made; a clock would change the bytes."""
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
    own = sorted(path for path in fonts.glob("*.[to]tf")) if fonts.is_dir() else []
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
        typst.__version__ if hasattr(typst, "__version__") else "",
        (TYPST / "resume.typ").read_text("utf-8"),
        *(f"{path.name} {path.stat().st_size}" for path in sorted((TYPST / "fonts").iterdir())),
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
    """Compile with the fonts that the résumé carries, and with the system's when those lack a character."""
    with tempfile.TemporaryDirectory(prefix="resume-") as name:
        folder = Path(name)
        (folder / "resume.typ").write_bytes((TYPST / "resume.typ").read_bytes())
        if photo:
            (folder / f"photo.{photo[1]}").write_bytes(photo[0])
        try:
            return _set(folder, inputs, _fonts(_stamped(own), system=False))
        except typst.TypstError as error:
            if not _missing(error):
                raise
        try:
            return _set(folder, inputs, _fonts(_stamped(own), system=True))
        except typst.TypstError as error:
            missing = _missing(error)
            if not missing:
                raise
            raise InputError(
                f"No font here has what the résumé says: {missing}.",
                _FONTS_HINT,
                Place(path="resume.yml"),
            ) from error


def _set(folder: Path, inputs: dict[str, str], fonts: typst.Fonts) -> bytes:
    made: Any = typst.Compiler(folder / "resume.typ", root=folder, font_paths=fonts).compile(
        format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=_EPOCH
    )
    return bytes(made)


def _stamped(own: list[Path]) -> tuple[tuple[str, int], ...]:
    """Files with what changes when they do."""
    return tuple((str(path), path.stat().st_mtime_ns) for path in own)


@cache
def _fonts(own: tuple[tuple[str, int], ...], *, system: bool) -> typst.Fonts:
    folders = [str(TYPST / "fonts"), *sorted({str(Path(path).parent) for path, _ in own})]
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=folders
    )


def _missing(error: typst.TypstError) -> str:
    """Return the text that no font has; empty when the error is another."""
    match = re.search(r"the text (.{1,80}?) (?:could not be displayed|is not)", str(error.message))
    return match[1] if match else ""


def _pages(data: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(BytesIO(data)).pages)
