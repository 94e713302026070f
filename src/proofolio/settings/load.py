"""The settings files, read together so that every error is told at once."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from proofolio.boundary import check_no_pipe, check_readable
from proofolio.errors import InputError, Place, Problem
from proofolio.settings.curriculum_file import CurriculumFile
from proofolio.settings.files import PortfolioFile
from proofolio.settings.layout_file import VariantFile
from proofolio.settings.named_files import named_files
from proofolio.settings.plugin_options import given_to_plugins, with_plugins
from proofolio.settings.resume_file import Basics, ResumeFile
from proofolio.settings.share_file import ShareWords, read_shares
from proofolio.settings.yaml_file import Loc, check, check_parts, parse

PORTFOLIO_FILE = "portfolio.yml"
RESUME_FILE = "resume.yml"
CURRICULUM_FILE = "curriculum.yml"
RESUME_JSON = "resume.json"
VARIANTS = "resumes"

M = TypeVar("M", bound=BaseModel)

MAX_WORDS_BYTES = 5_000_000
"""No hand-written file is larger; anything that is was put here by accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A résumé for a role: `resumes/<slug>.yml`."""

    slug: str
    path: str
    """From the portfolio's folder."""
    file: VariantFile
    lines: Mapping[Loc, int] = field(default_factory=dict)
    """Of everything in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the learner asked for."""

    root: Path
    """The portfolio's folder."""
    portfolio: PortfolioFile
    resume: ResumeFile
    variants: tuple[Variant, ...] = ()
    """By name."""
    shares: tuple[ShareWords, ...] = ()
    """Pages for one employer each, by name."""
    curriculum: CurriculumFile = field(default_factory=CurriculumFile)
    """Empty without the file."""
    lines: Mapping[Loc, int] = field(default_factory=dict)
    """Of everything in `portfolio.yml`."""
    curriculum_lines: Mapping[Loc, int] = field(default_factory=dict)
    """The same of `curriculum.yml`."""
    source_options: Mapping[str, Any] = field(default_factory=dict)
    """What `portfolio.yml` says to sources that plug-ins add, by the source's name."""
    problems: tuple[Problem, ...] = ()
    """Of all files but `portfolio.yml`: what they are about is left out."""

    def place(self, *loc: str | int) -> Place:
        """Return where a setting stands in `portfolio.yml`: `place("skills", "hide", 0)`."""
        return Place(path=PORTFOLIO_FILE, line=self.lines.get(loc))

    def curriculum_place(self, *loc: str | int) -> Place:
        """Return where something stands in `curriculum.yml`: what has no line of its own is where its parent is."""
        while loc and loc not in self.curriculum_lines:
            loc = loc[:-1]
        return Place(path=CURRICULUM_FILE, line=self.curriculum_lines.get(loc))

    @property
    def basics(self) -> Basics:
        """Who the portfolio is about."""
        return self.resume.basics


def load(root: Path) -> Settings:
    """Read the settings files in `root`; `portfolio.yml` alone is needed.

    What is wrong in another file costs that part of it, and is named in `problems`.

    Raises:
        InputError: something is wrong in `portfolio.yml`; every problem of all files, each with its line.
    """
    problems: list[Problem] = []
    fatal: tuple[Problem, ...] = ()
    portfolio = PortfolioFile()
    lines: Mapping[Loc, int] = {}
    source_options: Mapping[str, Any] = {}
    try:
        portfolio, lines, source_options = _portfolio(root / PORTFOLIO_FILE)
    except InputError as error:
        fatal = error.problems
    resume = _resume(root, problems)
    variants = tuple(_variants(root, problems))
    shares = tuple(read_shares(root, read_text, problems))
    curriculum, curriculum_lines = _read(root / CURRICULUM_FILE, CurriculumFile, problems)
    if fatal:
        raise InputError(problems=(*fatal, *problems))
    return Settings(
        root=root,
        portfolio=portfolio,
        resume=resume,
        variants=variants,
        shares=shares,
        curriculum=curriculum,
        lines=lines,
        source_options=source_options,
        curriculum_lines=curriculum_lines,
        problems=tuple(problems),
    )


def read_text(path: Path, shown: str, root: Path | None = None) -> str:
    """Read a hand-written file; a byte-order mark and Windows line ends are taken as they come.

    Args:
        path: the file.
        shown: what to call it.
        root: the portfolio's folder, out of which no link is followed; None for a file that somebody
            named on the command line.

    Raises:
        InputError: it is missing, a folder, a pipe, not UTF-8, far too large for what it is, or a link
            leads out of the portfolio.
    """
    if root:
        check_readable(root, path)
    else:
        check_no_pipe(path, shown)
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


def _portfolio(
    path: Path,
) -> tuple[PortfolioFile, Mapping[Loc, int], Mapping[str, Any]]:
    document = parse(read_text(path, path.name, path.parent), path.name)
    found = check(document, with_plugins(document.value))
    source_options = given_to_plugins(found)
    if not (found.github or found.colab or found.folders or source_options):
        raise InputError(
            "Nothing says where your work is.",
            "Add a line `github: YOUR-NAME`, or links below `colab:`.",
            Place(path=PORTFOLIO_FILE, line=1),
        )
    return found, document.lines, source_options


def _read(path: Path, kind: type[M], problems: list[Problem]) -> tuple[M, Mapping[Loc, int]]:
    if not os.path.lexists(path):
        return kind(), {}
    try:
        document = parse(read_text(path, path.name, path.parent), path.name)
        return check_parts(document, kind, problems), document.lines
    except InputError as error:
        problems.extend(error.problems)
        return kind(), {}


def _resume(root: Path, problems: list[Problem]) -> ResumeFile:
    if not (root / RESUME_JSON).exists():
        resume, _ = _read(root / RESUME_FILE, ResumeFile, problems)
        shown = RESUME_FILE
    elif (root / RESUME_FILE).exists():
        problems.append(
            Problem(
                message=f"There are two: {RESUME_FILE} and {RESUME_JSON}.",
                hint=f"Keep the one that you edit, and move the other away; {RESUME_FILE} is taken until then.",
                where=Place(path=RESUME_JSON),
            )
        )
        resume, _ = _read(root / RESUME_FILE, ResumeFile, problems)
        shown = RESUME_FILE
    else:
        from proofolio.settings.resume_json import read_json

        shown = RESUME_JSON
        try:
            resume = read_json(read_text(root / RESUME_JSON, RESUME_JSON, root), RESUME_JSON)
        except InputError as error:
            problems.extend(error.problems)
            return ResumeFile()
    if resume.basics.image:
        from proofolio.settings.photo import check_photo

        try:
            check_photo(root, resume.basics.image, shown)
        except InputError as error:
            # Other tools keep the picture elsewhere, or in the file itself; theirs is read as it is.
            if shown == RESUME_FILE:
                problems.extend(error.problems)
            basics = resume.basics.model_copy(update={"image": ""})
            resume = resume.model_copy(update={"basics": basics})
    return resume


def _variants(root: Path, problems: list[Problem]) -> Iterator[Variant]:
    for slug, path, shown in named_files(root, VARIANTS, problems):
        try:
            document = parse(read_text(path, shown), shown)
            file = check(document, VariantFile)
        except InputError as error:
            problems.extend(error.problems)
            continue
        yield Variant(slug=slug, path=shown, file=file, lines=document.lines)
