"""A résumé on the desk: what the commands that look at one, and write files for it, need."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from proofolio.boundary import check_writable
from proofolio.errors import InputError, Place, Problem
from proofolio.model.resume import Resume
from proofolio.resume.advice import advise
from proofolio.resume.files import make_pdf_of
from proofolio.resume.read_back import ReadBack, read_back
from proofolio.store import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A résumé, what a program reads of it, and what to mend."""

    resume: Resume
    read: ReadBack
    advice: tuple[Problem, ...]


def check(resumes: Sequence[Resume], *, variant: str, root: Path, cache: Path) -> Checked:
    """Set a résumé and read it back.

    Args:
        resumes: the résumé and its variants.
        variant: which; empty for the résumé itself.
        root: the portfolio's folder.
        cache: folder of what was made before.

    Raises:
        InputError: there is none of that name, or it cannot be set.
    """
    resume = next((item for item in resumes if item.slug == variant), None)
    if resume is None:
        raise _none(resumes, variant)
    made, resume = make_pdf_of(resume, root=root, cache=cache)
    read = read_back(made.data, resume)
    path = f"resumes/{variant}.yml" if variant else "resume.yml"
    return Checked(resume=resume, read=read, advice=advise(resume, read, path=path))


def _none(resumes: Sequence[Resume], variant: str) -> InputError:
    if not resumes:
        return InputError(
            "There is no résumé yet: resume.yml says too little.",
            "Fill in `name` below `basics` and what you did, or run `proofolio resume import FILE`.",
            Place(path="resume.yml"),
        )
    names = ", ".join(item.slug for item in resumes if item.slug) or "none"
    return InputError(
        f"There is no resumes/{variant}.yml.",
        f"Those that there are: {names}. `proofolio resume match FILE --write {variant}` begins one.",
        Place(path="resumes"),
    )


def write_new(root: Path, shown: str, text: str, *, hint: str) -> None:
    """Write a file of the portfolio where there is none.

    Raises:
        InputError: something stands there, or a link is on the way.
    """
    path = root / shown
    check_writable(root, path)
    if not files.write_new(path, text.encode(), within=root):
        raise InputError(f"{shown} is there already.", hint, Place(path=shown))
