"""The one place that knows Typst: words and a template become a PDF or a picture, without a network."""

import re
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any, Final, Literal

import typst

from proofolio.boundary import files_in

FOLDER: Final = Path(__file__).parent / "typst"
_EPOCH: Final = 0
"""Stands where a PDF says when it was made; a clock would change the bytes."""


_MISSING: Final = re.compile(
    r'(?:the text|disallowed codepoint) [`"]+(.{1,80}?)[`"]+(?: could not be displayed|\s|$)'
)
_MARKS: Final = frozenset({"Mn", "Me", "Mc", "Cf"})
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")


class NoFontError(Exception):
    """No font, neither ours nor the system's, has some characters."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        super().__init__("".join(sorted(characters)))


def version() -> str:
    """Return what tells one Typst with its fonts from another."""
    fonts = sorted((FOLDER / "fonts").iterdir())
    return "\n".join([version_of("typst"), *(f"{f.name} {f.stat().st_size}" for f in fonts)])


def own_fonts(folder: Path) -> list[Path]:
    """Return the learner's own fonts; none of a folder in which anything is not to be read, for Typst reads all of it.

    Args:
        folder: in the portfolio's folder; need not exist.
    """
    found = files_in(folder.parent, folder.name)
    if found.problems:
        return []
    return [
        path for path in found.files if path.parent == folder and path.suffix in {".ttf", ".otf"}
    ]


def typeset(
    template: str,
    inputs: Mapping[str, str],
    *,
    files: Mapping[str, bytes],
    own: Sequence[Path],
    form: Literal["pdf", "png"] = "pdf",
) -> bytes:
    """Set one document with the fonts that we carry, and with the system's when those lack a character.

    Args:
        template: name of a file beside the fonts.
        inputs: what the template reads of `sys.inputs`.
        files: name → bytes of pictures that the template shows.
        own: files of the learner's own fonts.
        form: a tagged PDF (PDF/UA-1), or a picture with a pixel per point.

    Raises:
        NoFontError: no font has a character.
        typst.TypstError: a picture is none, or the template is wrong.
    """
    stamped = tuple((str(path), path.stat().st_mtime_ns) for path in own)
    with tempfile.TemporaryDirectory(prefix="typeset-") as name:
        folder = Path(name)
        (folder / template).write_bytes((FOLDER / template).read_bytes())
        for picture, data in files.items():
            (folder / picture).write_bytes(data)
        try:
            return _set(folder / template, inputs, _fonts(stamped, system=False), form)
        except typst.TypstError as error:
            if not _missing(error):
                raise
        try:
            return _set(folder / template, inputs, _fonts(stamped, system=True), form)
        except typst.TypstError as error:
            if missing := _missing(error):
                raise NoFontError(missing) from error
            raise


def is_refusal(error: Exception) -> bool:
    """Tell whether Typst said no: to a picture, or to a template."""
    return isinstance(error, typst.TypstError)


def _set(file: Path, inputs: Mapping[str, str], fonts: typst.Fonts, form: str) -> bytes:
    compiler = typst.Compiler(
        file, root=file.parent, font_paths=fonts, sys_inputs={**inputs, "form": form}
    )
    # Only as PDF/UA does Typst refuse a character that no font has; in a picture it would be a blank.
    made: Any = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=_EPOCH)
    if form == "png":
        made = compiler.compile(format="png", ppi=72)
    return bytes(made)


@cache
def _fonts(own: tuple[tuple[str, int], ...], *, system: bool) -> typst.Fonts:
    folders = [str(FOLDER / "fonts"), *sorted({str(Path(path).parent) for path, _ in own})]
    return typst.Fonts(
        include_system_fonts=system, include_embedded_fonts=False, font_paths=folders
    )


def _missing(error: typst.TypstError) -> frozenset[str]:
    """Return the characters that no font has; none when the error is another."""
    message = f"{error.message}\n{getattr(error, 'diagnostic', '')}"
    texts = (
        _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        for text in _MISSING.findall(message)
    )
    return frozenset(character for text in texts for character in _blamed(text))


def _blamed(cluster: str) -> str:
    """Return what of a letter with its marks is missing: the marks first, since the letter alone may be there."""
    marks = "".join(one for one in cluster if unicodedata.category(one) in _MARKS)
    return marks if marks and marks != cluster else cluster
