"""`proofolio build` and `serve`."""

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from proofolio import interrupts
from proofolio.cli import messages
from proofolio.cli.place import portfolio_folder, today
from proofolio.cli.trust import settle_trust, trust_option
from proofolio.errors import ExitCode, ProofolioError

if TYPE_CHECKING:
    from proofolio.usecases.built import Built


@click.command()
@click.option(
    "--strict", is_flag=True, help="Anything that is left out or wants attention is an error."
)
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Say how long each stage takes, and where a plug-in failed.",
)
@trust_option
@click.pass_obj
def build(base: Path | None, strict: bool, verbose: bool, trust: bool) -> ExitCode:
    """Build the site in `site/` from what was pulled. Needs no network."""
    root = portfolio_folder(base)
    settle_trust(root, agreed=trust)
    if verbose:
        from proofolio.cli.log import log_to_stderr

        log_to_stderr(1)
    done = build_site(root, strict=strict, verbose=verbose)
    return ExitCode.INCOMPLETE if strict and done.problems else ExitCode.OK


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on.",
)
@trust_option
@click.pass_obj
def serve(base: Path | None, host: str, port: int, trust: bool) -> None:
    """Show the site in your browser; it follows your edits.

    Drafts and posts of a day to come are shown, too, and marked; `build` leaves them out.
    """
    from proofolio.site.engine_serve import open_to
    from proofolio.usecases.serve import serve as run

    root = portfolio_folder(base)
    settle_trust(root, agreed=trust)

    def rebuild() -> None:
        try:
            # Whoever edits while it runs need not be asked at each edit.
            settle_trust(root, agreed=True)
            build_site(root, preview=True)
        except ProofolioError as error:
            for problem in error.problems:
                messages.print_problem(problem)

    def print_address(url: str) -> None:
        click.echo(f"\nOpen {url}   (Ctrl-C stops)")
        if others := open_to(host):
            parts = urlsplit(url)
            there = f"http://{others}:{parts.port}{parts.path}"
            warning = "Everybody in your network can read this, drafts too, at"
            click.echo(
                f"{click.style('Note', fg='yellow', bold=True)}  {warning} {there}", err=True
            )

    run(
        root,
        host=host,
        port=port,
        on_ready=print_address,
        on_change=rebuild,
        prepare=partial(build_site, root, preview=True),
    )
    interrupts.expected()


def build_site(
    root: Path, *, strict: bool = False, preview: bool = False, verbose: bool = False
) -> "Built":
    """Build the site, and say how it went."""
    from proofolio.usecases.build import build as run

    progress = messages.Progress()
    try:
        done = run(
            root,
            today=today(),
            strict=strict,
            preview=preview,
            report=progress,
            on_stage=progress.stage if verbose else lambda _name, _seconds: None,
        )
    finally:
        progress.end()
    _print_built(done, root)
    return done


def _print_built(done: "Built", root: Path) -> None:
    messages.print_problems(done.problems)
    messages.print_problems(done.advice, kind="Advice")
    place = os.path.relpath(done.site, Path.cwd()) if root == Path.cwd() else str(done.site)
    pages = messages.count(done.pages, "page")
    projects = messages.count(done.projects, "project")
    verb = "Nothing changed:" if done.is_unchanged else "Built"
    click.echo(f"{verb} {pages} about {projects} in {messages.plain(place)}{os.sep}")
