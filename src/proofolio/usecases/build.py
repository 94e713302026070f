"""Build: make the site of the last good snapshot and of what its author wrote."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from proofolio.boundary import check_kept
from proofolio.errors import InputError, Problem
from proofolio.model.records import Report
from proofolio.usecases.built import Built
from proofolio.usecases.context import BuildContext, OnStage, opened
from proofolio.usecases.workspace import Folders

T = TypeVar("T")


def build(
    root: Path,
    *,
    today: date,
    strict: bool = False,
    preview: bool = False,
    report: Report = lambda _: None,
    on_stage: OnStage = lambda _name, _seconds: None,
) -> Built:
    """Build the site from the last good snapshot. Touches no network and runs no notebook.

    Args:
        root: the portfolio's folder.
        today: posts of a later date are left out.
        strict: the engine's warnings are errors.
        preview: build what `serve` shows, with drafts and posts of a later date, in a folder of its own.
        report: called at each step.
        on_stage: called with the name of each stage and the seconds that it took.

    Raises:
        ProofolioError: the settings need an edit, there is no snapshot, or the engine refuses.
    """
    from proofolio.site import engine_config, trust
    from proofolio.usecases import build_receipt

    folders = Folders(root, preview=preview)
    check_kept(root)
    engine_config.check(folders.config)
    trust.require(folders.config)
    with folders.build_alone():
        inputs = build_receipt.inputs(folders, today=today)
        last = build_receipt.read(folders, inputs)
        if last and not (strict and last.problems):
            return last
        folders.check()
        with opened(root, today=today, preview=preview, strict=strict, report=report) as context:
            built = _build_without_faulty_posts(context, on_stage)
        build_receipt.write(folders, inputs, built)
    return built


def _build_without_faulty_posts(context: BuildContext, on_stage: OnStage) -> Built:
    """Build again without the posts that the engine could not take; they are named."""
    from proofolio.usecases.parts import faulty_posts

    root = context.root
    found: list[Problem] = []
    without: frozenset[str] = frozenset()
    while True:
        try:
            built = _build(context, on_stage, without)
        except InputError as error:
            paths = (path.relative_to(root) for path in root.glob("posts/**/*"))
            faulty = faulty_posts(error, (path.as_posix() for path in paths)) - without
            if context.strict or not faulty:
                raise
            found.extend(error.problems)
            without |= faulty
        else:
            return replace(built, problems=(*found, *built.problems))


def _build(context: BuildContext, on_stage: OnStage, without: frozenset[str]) -> Built:
    from proofolio.publish.suggestions import merits
    from proofolio.usecases.build_state import State
    from proofolio.usecases.draft import make_draft
    from proofolio.usecases.parts import Parts
    from proofolio.usecases.stages import STAGES

    context.folders.sweep()
    draft = _timed(
        "portfolio",
        lambda: make_draft(context, meanwhile=_load_engine, without=without),
        on_stage,
    )
    state = State(draft=draft, parts=Parts(), merits=tuple(map(merits, draft.portfolio.projects)))
    for stage in STAGES:
        try:
            state = _timed(stage.name, partial(stage.run, context, state), on_stage)
        except InputError as error:
            if not (context.strict and state.parts.problems):
                raise
            # What failed before is why: a page that is not there, say, is one that its plug-in failed at.
            raise InputError(problems=(*state.parts.problems, *error.problems)) from error
    portfolio = state.draft.portfolio
    return Built(
        site=context.folders.site,
        projects=len(portfolio.projects),
        pages=len(state.pages) + len(portfolio.posts),
        converted=draft.converted,
        is_unchanged=False,
        # What failed comes before what follows from it: a link of the menu to a page that is not there.
        problems=(*draft.problems, *state.parts.problems, *state.problems),
        advice=draft.advice,
        on_portfolio=portfolio.advice,
        scheduled=draft.scheduled,
        merits=state.merits,
    )


def _timed(name: str, run: Callable[[], T], on_stage: OnStage) -> T:
    began = time.perf_counter()
    made = run()
    on_stage(name, time.perf_counter() - began)
    return made


def _load_engine() -> None:
    import proofolio.site.engine_run  # noqa: F401  takes a third of a second
