"""Status: what there is, from when, and what is wrong."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from proofolio.errors import InputError, Problem
from proofolio.model.portfolio import Portfolio
from proofolio.model.share import Unlisted
from proofolio.model.snapshot import Snapshot
from proofolio.usecases.context import opened
from proofolio.usecases.workspace import Folders


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What there is, from when, and what is wrong."""

    snapshot: Snapshot | None
    portfolio: Portfolio | None
    problems: tuple[Problem, ...]
    shares: tuple[Unlisted, ...] = ()
    """Pages for one employer each, which nothing leads to."""
    address: str = ""
    """Of the site, ending in `/`; empty when it is not known."""
    advice: tuple[Problem, ...] = ()
    """What the author may want to know, although nothing is wrong."""


def status(root: Path, *, today: date) -> Status:
    """Look at the snapshot and at what would become of it, without building.

    Raises:
        ProofolioError: the settings need an edit, or the snapshot is damaged.
    """
    from proofolio import settings as user_settings
    from proofolio.site import engine_config
    from proofolio.usecases.draft import make_draft

    user_settings.load(root)
    try:
        engine_config.check(Folders(root).config)
        engine_problems: tuple[Problem, ...] = ()
    except InputError as error:
        engine_problems = error.problems
    snapshot = Folders(root).snapshot.read()
    if snapshot is None:
        return Status(snapshot=None, portfolio=None, problems=engine_problems)
    with opened(root, today=today) as context:
        draft = make_draft(context)
    return Status(
        snapshot=snapshot,
        portfolio=draft.portfolio,
        shares=draft.shares,
        address=context.address,
        problems=(*engine_problems, *draft.problems, *draft.notices),
        advice=draft.advice,
    )
