"""`proofolio init` and `demo`: a portfolio of your own, or one to look at."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio.cli import messages
from proofolio.cli.pull import tell_synced
from proofolio.cli.site import build_site

if TYPE_CHECKING:
    from proofolio.starters import Compass


@click.command(
    epilog="\b\nExamples:\n  proofolio init --github YOUR-NAME\n  proofolio init portfolio --github YOUR-NAME --colab https://colab.research.google.com/drive/…\n  proofolio init --path beginner"
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option("--github", metavar="USER", help="Your GitHub user name, or an organisation's.")
@click.option(
    "--colab",
    metavar="URL",
    multiple=True,
    help="A notebook's Colab, Drive or gist link; may be given several times.",
)
@click.option(
    "--path",
    "compass",
    type=click.Choice(["beginner", "advanced"]),
    help="Begin a curriculum.yml: what to learn from, for the page of your path. Also later, in a portfolio.",
)
@click.pass_obj
def init(
    base: Path | None,
    folder: Path | None,
    github: str | None,
    colab: tuple[str, ...],
    compass: "Compass | None",
) -> None:
    """Write a portfolio's files. Nothing that exists is overwritten."""
    from proofolio import starters

    root = (base or Path()) / (folder or Path())
    is_later = compass is not None and (root / "portfolio.yml").exists()
    if not github and not colab and not is_later:
        if not sys.stdin.isatty():
            raise click.UsageError("Say whose work to show: `proofolio init --github YOUR-NAME`.")
        github = click.prompt("Your GitHub user name", default="", show_default=False).strip()
        link = click.prompt("A Colab link (Enter for none)", default="", show_default=False).strip()
        colab = (link,) if link else ()
    login = starters.github_login(github) if github else ""
    begun = tuple(starters.write_portfolio(root, github=login, colab=colab, path=compass))
    if ("mkdocs.yml", True) in begun:
        _begun_here(root)
    for name, written in begun:
        word = (
            click.style("written", fg="green")
            if written
            else click.style(" kept  ", fg="bright_black")
        )
        click.echo(f"  {word}  {messages.plain(name)}")
    there = "" if root.resolve() == Path.cwd() else f"cd {messages.plain(str(root))} && "
    click.echo(f"\nNext: {there}proofolio {'serve' if is_later else 'sync'}")


def _begun_here(root: Path) -> None:
    from proofolio.site import trust
    from proofolio.workspace import Folders

    trust.remember(Folders(root).config, begun=True)


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path), metavar="[DIR]", default="proofolio-demo"
)
@click.pass_obj
def demo(base: Path | None, folder: Path) -> None:
    """Make a sample learner's portfolio in DIR (by default `proofolio-demo`).

    It is pulled from a small GitHub on this computer, through the same code as yours will be.
    """
    from proofolio import pipeline, starters
    from proofolio.sample import SAMPLE_ACCOUNT
    from proofolio.sample.server import StandIn

    root = ((base or Path()) / folder).resolve()
    starters.copy_sample(root)
    click.echo("Pulling the sample learner's work …", err=True)
    pages = (
        "https://github.com"  # So that links and Colab buttons are as they will be for a learner.
    )
    with StandIn(SAMPLE_ACCOUNT, pages_url=pages) as github, _environment(github.environment()):
        progress = messages.Progress()
        try:
            done = pipeline.sync(root, progress)
        finally:
            progress.end()
    tell_synced(done)
    build_site(root)
    click.echo(
        f"\nLook at it:  proofolio -C {folder} serve\nYour own:    proofolio init --github YOUR-NAME"
    )


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Let the sample's GitHub stand in for the real one; a real token has no business there."""
    before = dict(os.environ)
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        os.environ.pop(name, None)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
