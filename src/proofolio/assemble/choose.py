"""What a project's page says first: title, summary, picture, where to try it."""

import re
from html import unescape
from typing import Final

from proofolio.assemble.addresses import inside, is_web
from proofolio.assemble.headlines import is_vague
from proofolio.assemble.introduction import is_about_a_person
from proofolio.assemble.members import member_name
from proofolio.assemble.pictures import Gallery
from proofolio.assemble.project_names import as_words
from proofolio.assemble.projects import Plan
from proofolio.assemble.readme import Article
from proofolio.assemble.summary import only_sentence
from proofolio.assemble.summary_shape import sentences, without_label
from proofolio.assemble.text_blocks import BLOCK, TAG
from proofolio.content.sanitize import text
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Notebook, Picture

_SHORT = 40
"""Characters of a description that a fuller sentence is better than."""
_MUCH_MORE = 20
_LINK = re.compile(r"<a\b[^<>]*>(.*?)</a>", re.DOTALL)
_LEAST_SAID = 20
_LONGEST = 220
_CATEGORY = re.compile(
    r"\W*(?:(?:exploratory |statistical )?data (?:analysis|analytics|science|cleaning|wrangling|visuali[sz]ation|engineering|mining)|eda|machine learning|deep learning|nlp|computer vision"
    r"|an[aá]lisis(?: exploratorio)?(?: de (?:los )?datos)?|limpieza(?: y transformaci[oó]n)? de datos|visualizaci[oó]n de datos|(?:ciencia|ingenier[ií]a) de datos"
    r"|an[aá]lise(?: explorat[oó]ria)?(?: de dados)?|limpeza de dados|ci[eê]ncia de dados|analyse (?:exploratoire )?(?:de|des) donn[ée]es|datenanalyse)(?:\s*\([^()]*\))?\W*",
    re.IGNORECASE,
)
"""A title that says of what kind a work is, and not which."""
_OF_PORTFOLIO = re.compile(
    r"\b(?:forma parte de mi|faz parte do meu|fait partie de mon|(?:is|as) (?:a )?part of (?:my|a|the)|ist teil meines) (?:\w+ )?(?:portf\w+|portaf\w+)\b",
    re.IGNORECASE,
)
"""A line that says where a work stands, and not what it is."""
_ASIDE = re.compile(
    r"\b(?:badge|one-click|click|deploy|clone|install|download|this (?:folder|directory))\b",
    re.IGNORECASE,
)
"""What a README says of how to begin with it, and not of what it is."""


def title(item: Plan, story: Article, told: Article, books: tuple[Notebook, ...]) -> str:
    """Own words first, then the README's heading, then the name."""
    if item.words and item.words.front.title:
        return item.words.front.title
    if item.member:
        own = "" if _CATEGORY.fullmatch(told.title) and item.member.title else told.title
        named = story.title or own or item.member.title
        only = books[0].title if len(books) == 1 and not is_vague(books[0].title) else ""
        return named or only or readable(member_name(item.member.path))
    if item.repo:
        # A README that speaks of its author names them, and not the work.
        is_theirs = is_about_a_person(told.whole, told.title)
        return story.title or ("" if is_theirs else told.title) or readable(item.repo.name)
    if len(books) == 1:
        return books[0].title
    return story.title or readable(item.notebooks[0].folder if item.notebooks else item.slug)


def summary(item: Plan, told: Article, books: tuple[Notebook, ...]) -> str:
    """Return one sentence, or nothing: own words, the description on GitHub, the README's, the only notebook's."""
    if item.words and item.words.front.summary:
        return item.words.front.summary
    if item.member:
        alone = books[0].description if len(books) == 1 else ""
        has_other = bool(item.member.line or item.member.section)
        is_aside = _ASIDE.search(told.line) or _OF_PORTFOLIO.search(told.line)
        own = "" if is_aside and has_other else told.line
        said = only_sentence(item.member.line, item.member.title) or only_sentence(alone)
        return own or said or _first_said(item.member.section)
    if item.repo:
        return described(item.repo.description, told) or _of_only(books)
    return books[0].description if len(books) == 1 else ""


def _first_said(section: str) -> str:
    """Return the first sentence of a section, whatever it says: its author chose it."""
    for block in BLOCK.finditer(section):
        plain = " ".join(unescape(TAG.sub("", block["inner"])).split())
        linked = "".join(_LINK.findall(block["inner"]))
        if len(unescape(TAG.sub("", linked))) > len(plain) / 2:
            continue
        for said in sentences(plain) if block["tag"] in {"p", "li"} else ():
            bare = without_label(said)
            if len(bare) >= _LEAST_SAID and bare[0] not in "([" and not _ASIDE.search(bare):
                return text(bare[:1].upper() + bare[1:], _LONGEST)
    return ""


def described(description: str, told: Article) -> str:
    """Return what a repository says it is: its description on GitHub, unless that says nothing, else its README.

    Args:
        description: as the account gives it; may be empty.
        told: its README.
    """
    said = only_sentence(description, told.title)
    is_more = len(told.line) > len(said) + _MUCH_MORE
    return told.line if told.line and len(said) < _SHORT and is_more else said or told.line


def _of_only(books: tuple[Notebook, ...]) -> str:
    """Return what the only notebook says first."""
    return only_sentence(books[0].description, books[0].title) if len(books) == 1 else ""


def source_url(item: Plan) -> str | None:
    """Return where the work lives, for people."""
    if item.repo and item.member and item.member.is_told:
        return item.repo.url if is_web(item.repo.url) else None
    if item.repo and item.member:
        return inside(item.repo, item.member.path, is_folder=item.member.folder == item.member.path)
    if item.repo:
        return item.repo.url if is_web(item.repo.url) else None
    return item.notebooks[0].view_url if len(item.notebooks) == 1 else None


def cover(
    item: Plan, shown: Gallery, beside: Gallery, books: tuple[Notebook, ...]
) -> tuple[Picture | None, list[Problem]]:
    """Return the picture that the learner chose, else the best there is."""
    preferred = item.words.front.cover if item.words else ""
    if preferred and item.words:
        for found in (
            shown.pictures.get(preferred),
            beside.pictures.get(f"projects/{preferred}"),
            beside.pictures.get(preferred),
        ):
            if found:
                return found, []
        problem = Problem(
            message=f"The cover `{preferred}` is not a picture that was pulled or lies beside this file.",
            hint="Write the path of a PNG, JPEG, WebP, GIF or SVG file as it is in the repository.",
            where=Place(path=item.words.path, line=1),
        )
        return _best(shown, books), [problem]
    return _best(shown, books), []


def _best(shown: Gallery, books: tuple[Notebook, ...]) -> Picture | None:
    covers = [book.cover for book in books if book.cover]
    return shown.cover() or max(covers, key=lambda p: p.width * p.height, default=None)


_DATED: Final = re.compile(r"(?:19|20)\d\d[._-]\d{1,2}(?:[._-]\d{1,2})?[._ -]+(?=[^\W\d]{2})")
"""A date that a folder's name begins with, so that its list is in order: `2022.09-1.`."""


def readable(name: str) -> str:
    """Return a file's or repository's name as words: `tide-forecast_app` is `Tide forecast app`."""
    bare = _DATED.sub("", text(name).strip("-_. ").removesuffix(".git"))
    return as_words(bare, splits_pairs=True)
