"""The PDF of each résumé."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio.content import images
from proofolio.errors import InputError, Place, Problem
from proofolio.language import catalogue_of
from proofolio.model.portfolio import Asset
from proofolio.model.records import BlobId
from proofolio.model.resume import Resume

if TYPE_CHECKING:
    from proofolio.resume.pdf import Pdf


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What was written."""

    assets: tuple[Asset, ...]
    """As the site serves them."""
    cached: frozenset[Path]
    """Files of the cache that they are made of."""
    problems: tuple[Problem, ...]
    """What the author should know of them."""
    missing: frozenset[str]
    """Characters that no font has, which PDFs were set without."""
    without_pdf: frozenset[str]
    """Paths of résumés that could not be set."""


def make_files(
    resumes: Iterable[Resume], *, root: Path, cache: Path, put: Callable[[bytes], BlobId]
) -> Files:
    """Set every résumé as a PDF.

    Args:
        resumes: what they say.
        root: the portfolio's folder, where a photo and fonts may be.
        cache: folder of what was made before.
        put: keeps bytes and returns their address.

    What is wrong with one, such as its photo, costs its PDF and is named.
    """
    missing: set[str] = set()
    without_pdf: set[str] = set()
    assets: list[Asset] = []
    cached: list[Path] = []
    problems: list[Problem] = []
    for resume in resumes:
        try:
            made, as_set = make_pdf_of(resume, root=root, cache=cache)
        except InputError as error:
            problems.extend(error.problems)
            without_pdf.add(resume.path)
            continue
        missing |= made.missing
        if as_set.language != resume.language:
            problems.append(_in_english(resume))
        cached.append(made.kept)
        assets.append(Asset(path=f"{resume.path}resume.pdf", blob=put(made.data)))
        if made.pages > resume.pages:
            problems.append(_too_long(resume, made.pages))
    return Files(
        assets=tuple(assets),
        cached=frozenset(cached),
        problems=tuple(dict.fromkeys(problems)),
        missing=frozenset(missing),
        without_pdf=frozenset(without_pdf),
    )


def make_pdf_of(resume: Resume, *, root: Path, cache: Path) -> tuple["Pdf", Resume]:
    """Set a résumé; take it from the cache when its words are as they were.

    Returns it with the résumé as it was set: with English headings when no font has those of its
    language, but all that the learner wrote.

    Raises:
        InputError: a photo is none, no font has the name, or Typst refuses.
    """
    try:
        made = _set(resume, root, cache)
    except InputError:
        if catalogue_of(resume.language) == "en":
            raise
        in_english = replace(resume, language="en")
        return _set(in_english, root, cache), in_english
    if made.missing and catalogue_of(resume.language) != "en":
        in_english = replace(resume, language="en")
        other = _set(in_english, root, cache)
        if len(other.missing) < len(made.missing):
            return other, in_english
    return made, resume


def _set(resume: Resume, root: Path, cache: Path) -> "Pdf":
    from proofolio.resume import pdf, typesetting

    shown: tuple[bytes, str] | None = None
    if resume.shows_photo and "://" not in resume.image:
        shown = _photo(root, resume.image)
    try:
        return pdf.make_pdf(
            resume,
            cache=cache / "resume",
            fonts=root / "fonts",
            photo=shown,
        )
    except Exception as error:
        if not isinstance(error, typesetting.NoFontError) and not typesetting.is_refusal(error):
            raise
        path = f"resumes/{resume.slug}.yml" if resume.slug else "resume.yml"
        raise InputError(
            f"{resume.path}resume.pdf could not be set: {' '.join(str(error).split())[:200]}",
            "Take out what is unusual in it; the page and the other files are there.",
            Place(path=path),
        ) from error


def _photo(root: Path, image: str) -> tuple[bytes, str]:
    from proofolio.settings.photo import photo

    try:
        found = images.prepare(*photo(root, image, "resume.yml"))
    except images.UnfitError as error:
        raise InputError(
            f"`basics.image`: the picture {error}.",
            "Save the photo anew as JPEG or PNG.",
            Place(path="resume.yml"),
        ) from error
    return found.data, found.extension


def _in_english(resume: Resume) -> Problem:
    return Problem(
        message=f"The headings of {resume.path}resume.pdf are in English: no font on this computer has those of `{resume.language}`.",
        hint="Install one (Debian and Ubuntu: `sudo apt install fonts-noto-cjk`), or put its .ttf or .otf file into a folder `fonts` beside resume.yml; then build again.",
    )


def _too_long(resume: Resume, pages: int) -> Problem:
    path = f"resumes/{resume.slug}.yml" if resume.slug else "resume.yml"
    return Problem(
        message=f"The résumé in {resume.path}resume.pdf has {pages} pages; {resume.pages} were asked for.",
        hint="Hide something (`hide`, `most_projects`, `most_skills`), or use the `compact` design.",
        where=Place(path=path),
    )
