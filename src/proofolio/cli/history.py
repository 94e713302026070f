"""`proofolio check --history`: secrets in old commits."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio.cli import messages
from proofolio.cli.check import end_progress, print_progress
from proofolio.cli.messages import count

if TYPE_CHECKING:
    from proofolio.usecases.publish import Checkup


def with_history(root: Path, found: "Checkup", *, is_told: bool) -> "Checkup":
    """Add what is in the history of the public repositories to what a check found.

    Args:
        root: the portfolio's folder.
        found: by the check.
        is_told: whether to say how much was searched.
    """
    from proofolio.usecases import check_history, publish

    progress = messages.Progress()
    try:
        done = check_history.search_histories(root, report=progress, on_done=print_progress)
    finally:
        progress.end()
        end_progress()
    if is_told:
        absent = f"; {count(done.count.absent, 'larger file')} not" if done.count.absent else ""
        click.echo(
            f"Searched the history of {count(done.repositories, 'repository', 'repositories')}: "
            f"{count(done.count.commits, 'commit')}, {count(done.count.files, 'version')} of files{absent}."
        )
    return publish.with_more(found, done.findings)
