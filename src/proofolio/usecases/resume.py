"""Résumé: what a program reads of it, and what a job asks for that the work shows."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio.usecases.context import opened

if TYPE_CHECKING:
    from proofolio.resume.check import Checked as CheckedResume
    from proofolio.resume.match import Match


def check_resume(root: Path, variant: str, *, today: date) -> "CheckedResume":
    """Set a résumé, and read it as an applicant tracking system would.

    Args:
        root: the portfolio's folder.
        variant: which; empty for the résumé itself.
        today: as `build`.

    Raises:
        ProofolioError: as `build`, or there is no such résumé.
    """
    from proofolio.resume import check
    from proofolio.usecases.draft import make_draft

    with opened(root, today=today) as context:
        draft = make_draft(context)
        return check.check(draft.resumes, variant=variant, root=root, cache=context.cache)


def match_job(root: Path, job: Path, *, today: date) -> "Match":
    """Hold a job description against the evidence.

    Args:
        root: the portfolio's folder.
        job: a text file.
        today: as `build`.

    Raises:
        ProofolioError: as `build`, or the text cannot be read.
    """
    from proofolio import settings as user_settings
    from proofolio.resume.match import match, read_names
    from proofolio.settings.job_text import read_job
    from proofolio.usecases.draft import make_draft

    text = read_job(job)
    settings = user_settings.load(root)
    with opened(root, today=today) as context:
        portfolio = make_draft(context).portfolio
        return match(text, portfolio, settings, names=read_names())
