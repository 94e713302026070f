"""A character that no font has stops nothing: the words are set without it, and it is told once."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from proofolio.boundary import problem_of
from proofolio.errors import Place, Problem
from proofolio.resume.typesetting import NoFontError

T = TypeVar("T")

_TRIES: Final = 8
"""Each leaves out what the one before missed; what a letter is replaced by may be missing, too."""
NOT_SHOWN: Final = frozenset({"url", "photo", "design", "paper", "language"})
"""Keys of the words for the templates whose values nobody reads."""
_NOT_TOLD: Final = frozenset({"So", "Sk", "Mn", "Me", "Cf", "Cc", "Cn", "Co", "Cs"})
"""Symbols, marks and what is not seen: nobody looks for a font that has them."""
_NOTO: Final = "fonts-noto-core"
_CJK: Final = "fonts-noto-cjk"
PACKAGES: Final[Mapping[str, tuple[str, str]]] = {
    "ARABIC": ("Arabic", _NOTO),
    "ARMENIAN": ("Armenian", _NOTO),
    "BENGALI": ("Bengali", _NOTO),
    "BOPOMOFO": ("Bopomofo", _CJK),
    "CHEROKEE": ("Cherokee", _NOTO),
    "CJK": ("Chinese characters", _CJK),
    "CUNEIFORM": ("cuneiform", _NOTO),
    "CYRILLIC": ("Cyrillic", _NOTO),
    "DEVANAGARI": ("Devanagari", _NOTO),
    "ETHIOPIC": ("Ethiopic", _NOTO),
    "GEORGIAN": ("Georgian", _NOTO),
    "GREEK": ("Greek", _NOTO),
    "GUJARATI": ("Gujarati", _NOTO),
    "GURMUKHI": ("Gurmukhi", _NOTO),
    "HANGUL": ("Korean", _CJK),
    "HEBREW": ("Hebrew", _NOTO),
    "HIRAGANA": ("Japanese", _CJK),
    "KANNADA": ("Kannada", _NOTO),
    "KATAKANA": ("Japanese", _CJK),
    "KHMER": ("Khmer", _NOTO),
    "LAO": ("Lao", _NOTO),
    "MALAYALAM": ("Malayalam", _NOTO),
    "MONGOLIAN": ("Mongolian", _NOTO),
    "MYANMAR": ("Burmese", _NOTO),
    "ORIYA": ("Odia", _NOTO),
    "SINHALA": ("Sinhala", _NOTO),
    "SYRIAC": ("Syriac", _NOTO),
    "TAMIL": ("Tamil", _NOTO),
    "TELUGU": ("Telugu", _NOTO),
    "THAANA": ("Thaana", _NOTO),
    "THAI": ("Thai", _NOTO),
    "TIBETAN": ("Tibetan", _NOTO),
    "TIFINAGH": ("Tifinagh", _NOTO),
}
"""First word of a character's Unicode name → what people call the script, and a package of Debian and Ubuntu that has it."""


def set_legibly(words: T, typeset: Callable[[T], bytes]) -> tuple[bytes, T, frozenset[str]]:
    """Set words without what no font has.

    Args:
        words: texts in lists and mappings, as JSON has them.
        typeset: sets them, and raises `NoFontError`.

    Returns:
        What was set, the words as they were set, and the characters that no font has.

    Raises:
        NoFontError: what is left cannot be set either.
    """
    missing: frozenset[str] = frozenset()
    for _ in range(_TRIES):
        try:
            return typeset(words), words, missing
        except NoFontError as error:
            missing |= error.characters
            words = without(words, missing)
    return typeset(words), words, missing


def without(words: T, missing: frozenset[str]) -> T:
    """Return words in which a letter with a mark stands without it, and what has no other form is gone."""
    found: Any = words
    if isinstance(words, str):
        if missing.isdisjoint(words):
            return words
        found = " ".join("".join(_instead(one, missing) for one in words).split())
    elif isinstance(words, Mapping):
        found = {
            key: value if key in NOT_SHOWN else without(value, missing)
            for key, value in words.items()
        }
    elif isinstance(words, list | tuple):
        found = type(words)(without(value, missing) for value in words)
    return found  # type: ignore[no-any-return]


def _instead(character: str, missing: frozenset[str]) -> str:
    if character not in missing:
        return character
    plain = "".join(
        one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one)
    )
    return plain if plain != character and missing.isdisjoint(plain) else ""


def script_of(character: str) -> str:
    """Return the first word of a character's name; empty when it has none."""
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0]


def is_emoji(character: str) -> bool:
    """Tell whether a character is drawn as a picture, or only changes one; no font of a page of print has it."""
    code = ord(character)
    return (
        0x1F000 <= code <= 0x1FAFF
        or 0xE0000 <= code <= 0xE007F
        or character in "\u20e3\ufe0e\ufe0f"
    )


def font_problems(
    missing: Iterable[str], *, where: Callable[[str], Place | None], what: str
) -> Iterator[Problem]:
    """Yield one line for each package that would help, and one for all that none has.

    Args:
        missing: characters that no font has.
        where: tells where a character was written, if that is known.
        what: is made without them, after 'left out of'.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for character in sorted(missing):
        if is_emoji(character) or unicodedata.category(character) in _NOT_TOLD:
            continue
        script, package = PACKAGES.get(script_of(character), ("characters", ""))
        groups.setdefault(package, {}).setdefault(script, []).append(character)
    for package, scripts in groups.items():
        characters = [one for found in scripts.values() for one in found]
        names = ", ".join(scripts) if package else " ".join(characters[:10])
        install = f"Debian and Ubuntu: `sudo apt install {package}`" if package else ""
        yield Problem(
            message=f"No font on this computer has {names}: left out of {what}.",
            hint="Install a font that has "
            + ("it " if len(scripts) == 1 else "them ")
            + (f"({install}), " if install else "")
            + "or put its .ttf or .otf file into a folder `fonts` beside resume.yml; then build again.",
            where=next(filter(None, map(where, characters)), None),
        )


def written_in(root: Path, files: Sequence[str]) -> Callable[[str], Place | None]:
    """Return what tells in which of the learner's files, and on which line, a character stands first.

    Args:
        root: the portfolio's folder.
        files: patterns of paths in it, the likeliest first.
    """
    texts: list[tuple[str, list[str]]] = []
    for pattern in files:
        for path in sorted(root.glob(pattern)):
            if problem_of(root, path) or not path.is_file():
                continue
            try:
                lines = path.read_text("utf-8", "replace").splitlines()
            except OSError:
                continue
            texts.append((path.relative_to(root).as_posix(), lines))

    def where(character: str) -> Place | None:
        for path, lines in texts:
            for number, line in enumerate(lines, 1):
                if character in line:
                    return Place(path=path, line=number)
        return None

    return where


def as_json(words: Any) -> str:
    """Return words as the templates read them."""
    return json.dumps(words, ensure_ascii=False)
