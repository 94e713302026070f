"""The two settings files, read together so that every error is told at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from proofolio.errors import InputError, Place, Problem
from proofolio.settings.files import Basics, PortfolioFile, ResumeFile
from proofolio.settings.yaml_file import check, parse

PORTFOLIO_FILE = "portfolio.yml"
RESUME_FILE = "resume.yml"

M = TypeVar("M", bound=BaseModel)

MAX_WORDS_BYTES = 5_000_000
"""No hand-written file is larger; anything that is was put here by accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the learner asked for."""

    root: Path
    """The portfolio's folder."""
    portfolio: PortfolioFile
    resume: ResumeFile

    @property
    def basics(self) -> Basics:
        """Who the portfolio is about."""
        return self.resume.basics


def load(root: Path) -> Settings:
    """Read `portfolio.yml` (needed) and `resume.yml` (optional) of the portfolio in `root`.

    Raises:
        InputError: every problem in both files, each with its line.
    """
    problems: list[Problem] = []
    portfolio = _read(root / PORTFOLIO_FILE, PortfolioFile, problems, needed=True)
    resume = _read(root / RESUME_FILE, ResumeFile, problems, needed=False)
    if not problems and not (portfolio.github or portfolio.colab or portfolio.folders):
        problems.append(
            Problem(
                message="Nothing says where your work is.",
                hint="Add a line `github: YOUR-NAME`, or links below `colab:`.",
                where=Place(path=PORTFOLIO_FILE, line=1),
            )
        )
    if problems:
        raise InputError(problems=tuple(problems))
    return Settings(root=root, portfolio=portfolio, resume=resume)


def read_text(path: Path, shown: str) -> str:
    """Read a hand-written file; a byte-order mark and Windows line ends are taken as they come.

    Raises:
        InputError: it is missing, a folder, not UTF-8, or far too large for what it is.
    """
    try:
        if path.stat().st_size > MAX_WORDS_BYTES:
            raise InputError(
                f"{shown} is larger than {MAX_WORDS_BYTES // 1_000_000} MB.",
                "Text files are small: is this the right file?",
                Place(path=shown),
            )
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise InputError(
            f"{shown} is missing.",
            "Run `proofolio init` here to write it (it overwrites nothing), or change to your portfolio's folder.",
            Place(path=shown),
        ) from error
    except IsADirectoryError as error:
        raise InputError(
            f"{shown} is a folder.", "A file is expected here.", Place(path=shown)
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{shown} is not UTF-8 text (byte {error.start}).",
            "Save it as UTF-8 in your editor.",
            Place(path=shown),
        ) from error


def _read(path: Path, kind: type[M], problems: list[Problem], *, needed: bool) -> M:
    if not needed and not path.exists():
        return kind()
    try:
        return check(parse(read_text(path, path.name), path.name), kind)
    except InputError as error:
        problems.extend(error.problems)
        return kind()
