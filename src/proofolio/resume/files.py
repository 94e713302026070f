"""The files of each résumé: PDF, JSON Resume, RenderCV's YAML and plain text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Asset
from proofolio.model.records import BlobId
from proofolio.model.resume import Resume
from proofolio.resume import json_resume, plain, rendercv

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


def make_files(
    resumes: Iterable[Resume], *, root: Path, cache: Path, put: Callable[[bytes], BlobId]
) -> Files:
    """Write every résumé in every form.

    Args:
        resumes: what they say.
        root: the portfolio's folder, where a photo and fonts may be.
        cache: folder of what was made before.
        put: keeps bytes and returns their address.

    Raises:
        InputError: a photo is none, or no font has a character.
    """
    assets: list[Asset] = []
    cached: list[Path] = []
    problems: list[Problem] = []
    for resume in resumes:
        assets.extend(_texts(resume, put))
        made = make_pdf_of(resume, root=root, cache=cache)
        cached.append(made.kept)
        assets.append(Asset(path=f"{resume.path}resume.pdf", blob=put(made.data)))
        if made.pages > resume.pages:
            problems.append(_too_long(resume, made.pages))
    return Files(assets=tuple(assets), cached=frozenset(cached), problems=tuple(problems))


def make_pdf_of(resume: Resume, *, root: Path, cache: Path) -> "Pdf":
    """Set a résumé; take it from the cache when its words are as they were.

    Raises:
        InputError: as `make_files`.
    """
    from proofolio.resume import pdf
    from proofolio.settings.photo import photo

    is_own = resume.shows_photo and "://" not in resume.image
    return pdf.make_pdf(
        resume,
        cache=cache / "resume",
        fonts=root / "fonts",
        photo=photo(root, resume.image, "resume.yml") if is_own else None,
    )


def _texts(resume: Resume, put: Callable[[bytes], BlobId]) -> Iterator[Asset]:
    forms = {
        "resume.json": json_resume.write(resume),
        "resume.rendercv.yaml": rendercv.write(resume),
        "resume.txt": plain.write(resume),
    }
    for name, text in forms.items():
        yield Asset(path=resume.path + name, blob=put(text.encode("utf-8")))


def _too_long(resume: Resume, pages: int) -> Problem:
    path = f"resumes/{resume.slug}.yml" if resume.slug else "resume.yml"
    return Problem(
        message=f"The résumé in {resume.path}resume.pdf has {pages} pages; {resume.pages} were asked for.",
        hint="Hide something (`hide`, `most_projects`, `most_skills`), or use the `compact` design.",
        where=Place(path=path),
    )
