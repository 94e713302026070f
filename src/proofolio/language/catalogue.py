"""One catalogue for every word that we put on a page, a card, a feed, a résumé or a share text.

The English words stand in the code and in the templates, marked by `_` and `ngettext`; what they are in
another language stands in `<language>.po` beside this file, gettext's format. `scripts/words.py` keeps
those files complete. Which language is spoken holds for what runs inside `speaking`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache
from gettext import c2py
from importlib.resources import files
from pathlib import Path
from typing import Final

from proofolio.errors import Place, Problem

_FILES: Final[Mapping[str, str]] = {
    "de": "de",
    "es": "es",
    "fr": "fr",
    "pt": "pt",
    "zh": "zh_Hans",
}
"""Language of a site → our file; `zh-Hant` has none: its signs are others."""
LANGUAGES: Final = ("en", *_FILES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language with its words."""

    code: str = "en"
    """As the catalogue's file is called, in Babel's way: `zh_Hans`."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """English → the same in each plural form; of a plural by its singular."""
    form: Callable[[int], int] = field(default=lambda number: int(number != 1))
    """Which plural form a number takes."""


_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_PO_HINT: Final = "`msgfmt --check FILE` says what is wrong with it; or tell the plug-in's author."
_ENGLISH: Final = Language()
_spoken: ContextVar[Language] = ContextVar("language", default=_ENGLISH)


def gettext(text: str) -> str:
    """Return a text in the language that is spoken; in English while it is not translated."""
    found = _spoken.get().words.get(text)
    return found[0] if found and found[0] else text


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a text that a number takes; braces in it are left for `format`."""
    language = _spoken.get()
    found = language.words.get(singular)
    if not found:
        return singular if number == 1 else plural
    return found[min(language.form(number), len(found) - 1)]


def spoken() -> str:
    """Return the language that is spoken, in Babel's way: `en`, `es`, `zh_Hans`."""
    return _spoken.get().code


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in a language, given as `theme.language` of `mkdocs.yml` names it: `es`, `zh-Hans`, `pt-BR`.

    One that we have no words for is English.
    """
    token = _spoken.set(_language(catalogue_of(language)))
    try:
        yield
    finally:
        _spoken.reset(token)


def speak(language: str) -> None:
    """Say everything in a language from here on; for a process that knows no other."""
    _spoken.set(_language(catalogue_of(language)))


def catalogue_of(language: str) -> str:
    """Return the catalogue for a language; `en` when there is none."""
    name, _unused, rest = language.replace("_", "-").lower().partition("-")
    is_other_script = name == "zh" and rest in {"hant", "tw", "hk", "mo"}
    return "en" if is_other_script else _FILES.get(name, "en")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a plug-in, in the language that is spoken; what it does not translate, Proofolio may."""

    folder: Path
    """Holds a file for each language, called as Proofolio's own are: `es.po`, `zh_Hans.po`."""

    def gettext(self, text: str) -> str:
        """Return a text in the language that is spoken; in English while it is not translated."""
        found = self._language().words.get(text)
        return found[0] if found and found[0] else gettext(text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form of a text that a number takes; braces in it are left for `format`."""
        language = self._language()
        found = language.words.get(singular)
        if not found or not found[0]:
            return ngettext(singular, plural, number)
        return found[min(language.form(number), len(found) - 1)]

    def _language(self) -> Language:
        return _given(self.folder, spoken())[0]

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the file of the language that is spoken, which is left out of what is said."""
        return _given(self.folder, spoken())[1]


@cache
def _language(code: str) -> Language:
    if code == "en":
        return _ENGLISH
    return _read(Path(str(files("proofolio.language"))) / f"{code}.po", code)


@cache
def _given(folder: Path, code: str) -> tuple[Language, tuple[Problem, ...]]:
    """Read a plug-in's file of words: what is wrong with it costs the words, and is told with its line."""
    path = folder / f"{code}.po"
    shown = f"{folder.parent.name}/{folder.name}/{path.name}"
    try:
        language = _read(path, code, strict=True)
    except Exception as error:  # noqa: BLE001  whatever a reader of foreign bytes stumbles over
        # Babel counts from 0.
        line = getattr(error, "lineno", None)
        place = Place(path=shown, line=None if line is None else line + 1)
        said = f"These words cannot be read, and are said in English: {error}."
        return Language(code=code), (Problem(message=said, hint=_PO_HINT, where=place),)
    wrong = {
        text: forms
        for text, forms in language.words.items()
        if any(_PLACEHOLDER.findall(form) and not _fits(text, form) for form in forms)
    }
    problems = tuple(
        Problem(
            message=f"The translation of `{text}` has other placeholders, and is left out: `{forms[0]}`.",
            hint="Keep what stands in braces as it is.",
            where=Place(path=shown),
        )
        for text, forms in wrong.items()
    )
    kept = {text: forms for text, forms in language.words.items() if text not in wrong}
    return replace(language, words=kept), problems


def _fits(text: str, form: str) -> bool:
    return set(_PLACEHOLDER.findall(form)) <= set(_PLACEHOLDER.findall(text))


@cache
def _read(path: Path, code: str, *, strict: bool = False) -> Language:
    """Read a file of words; one that is not there holds none."""
    from babel.messages.pofile import read_po  # noqa: PLC0415  not needed for English

    if not path.is_file():
        return Language(code=code)
    with path.open("rb") as file:
        read = read_po(file, abort_invalid=strict)
    words = {
        (message.id if isinstance(message.id, str) else message.id[0]): (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        for message in read
        if message.id
    }
    return Language(code=code, words=words, form=c2py(read.plural_expr))
