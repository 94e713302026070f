"""`proofolio sync`: how a sync goes, for people and for programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proofolio.cli import messages
from proofolio.cli.place import portfolio_folder
from proofolio.errors import ExitCode, ProofolioError

if TYPE_CHECKING:
    from proofolio.usecases.synced import Synced


@click.command()
@click.option("--fresh", is_flag=True, help="Read everything again, even what has not changed.")
@click.option(
    "--wait",
    "wait_minutes",
    type=click.FloatRange(0, 24 * 60),
    default=1.0,
    show_default=True,
    metavar="MINUTES",
    help="How long to wait, in all, for a server that asks to slow down.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print events and the summary as JSON, one object per line.",
)
@click.option(
    "-v",
    "--verbose",
    count=True,
    help="Say what is asked of which server; -vv says more. A token is never shown.",
)
@click.pass_obj
def sync(
    base: Path | None, fresh: bool, wait_minutes: float, as_json: bool, verbose: int
) -> ExitCode:
    """Pull your work from GitHub, Colab, folders, and whatever plug-ins add.

    Needs no token. With one (GITHUB_TOKEN, GH_TOKEN, or the GitHub CLI signed in) it is quicker,
    and knows what you pinned.
    """
    from proofolio.usecases.sync import sync as pull

    root = portfolio_folder(base)
    if verbose:
        from proofolio.cli.log import log_to_stderr

        log_to_stderr(verbose)
    if as_json:
        return _sync_json(root, fresh=fresh, wait_s=60 * wait_minutes)
    progress = messages.Progress()
    try:
        done = pull(root, progress, fresh=fresh, wait_s=60 * wait_minutes)
    finally:
        progress.end()
    print_synced(done)
    click.echo("\nNext: proofolio build, or proofolio serve")
    return ExitCode.INCOMPLETE if done.snapshot.failures else ExitCode.OK


def _sync_json(root: Path, *, fresh: bool, wait_s: float) -> ExitCode:
    import json

    from proofolio.cli import report
    from proofolio.usecases.sync import sync as pull

    def line(value: dict[str, Any]) -> None:
        click.echo(json.dumps(value, ensure_ascii=False))

    try:
        done = pull(root, lambda event: line(report.event_json(event)), fresh=fresh, wait_s=wait_s)
    except ProofolioError as error:
        for entry in report.error_json(error):
            line(entry)
        raise
    line(report.synced_json(done))
    return ExitCode.INCOMPLETE if done.snapshot.failures else ExitCode.OK


def print_synced(done: "Synced") -> None:
    """Say what a sync brought."""
    from proofolio.cli import report

    click.echo("")
    for line in report.synced_lines(done):
        click.echo(line)
