"""`proofolio init` and `demo`: a portfolio of your own, or one to look at."""

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio.cli import messages
from proofolio.cli.site import build_site
from proofolio.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from proofolio.usecases.scaffold import CurriculumTemplate, FileStatus


@click.command(
    epilog="\b\nExamples:\n  proofolio init --github YOUR-NAME\n  proofolio init portfolio --github YOUR-NAME --colab https://colab.research.google.com/drive/…\n  proofolio init --path beginner\n  proofolio init portfolio --empty"
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
    "curriculum",
    type=click.Choice(["beginner", "advanced"]),
    help="Begin a curriculum.yml: what to learn from, for the page of your path. Also later, in a portfolio.",
)
@click.option(
    "--empty",
    is_flag=True,
    help="Ask for no account: portfolio.yml will name a folder, or a source that a plug-in adds.",
)
@click.pass_obj
def init(
    base: Path | None,
    folder: Path | None,
    github: str | None,
    colab: tuple[str, ...],
    curriculum: "CurriculumTemplate | None",
    empty: bool,
) -> None:
    """Write a portfolio's files. Nothing that exists is overwritten."""
    from proofolio.usecases import scaffold

    root = ((base or Path()) / (folder or Path())).resolve()
    is_later = curriculum is not None and (root / "portfolio.yml").exists()
    if not (github or colab or is_later or empty):
        if not sys.stdin.isatty():
            raise click.UsageError(
                "Say whose work to show: `proofolio init --github YOUR-NAME`, or `--empty`."
            )
        github = click.prompt("Your GitHub user name", default="", show_default=False).strip()
        link = click.prompt("A Colab link (Enter for none)", default="", show_default=False).strip()
        colab = (link,) if link else ()
    login = scaffold.github_login(github) if github else ""
    before = scaffold.shown_login(root) if login else ""
    root.mkdir(parents=True, exist_ok=True)
    begun = dict(_told(scaffold.write_portfolio(root, github=login, colab=colab, path=curriculum)))
    if begun.get("mkdocs.yml") == "written":
        _begun_here(root)
    if begun["portfolio.yml"] == "kept" and (login.lower() != before.lower() or colab):
        _print_kept(login, before, is_changed=set(begun.values()) != {"kept"})
    _print_in_use(root)
    there = "" if root == Path.cwd() else f"cd {shlex.quote(str(root))} && "
    named = "" if github or colab or is_later else "name your source in portfolio.yml, then: "
    click.echo(f"\nNext: {named}{there}proofolio {'serve' if is_later else 'sync'}")


def _told(begun: "Iterator[tuple[str, FileStatus]]") -> "Iterator[tuple[str, FileStatus]]":
    for name, status in begun:
        styled = click.style(f"{status:^8}", fg="bright_black" if status == "kept" else "green")
        click.echo(f"  {styled}  {messages.plain(name)}")
        yield name, status


def _print_kept(login: str, before: str, *, is_changed: bool) -> None:
    """Say that settings which are there were not changed to what was asked for."""
    whose = f"It shows the work of {before}" if before else "It is as it was"
    nothing = "" if is_changed else "Nothing was changed. "
    messages.print_problem(
        Problem(
            message=f"{nothing}portfolio.yml is there already. {whose}.",
            hint=f"To show {f'the work of {login}' if login else 'more'}, edit portfolio.yml, or begin in another folder: `proofolio init DIR`.",
            where=Place(path="portfolio.yml"),
        ),
        kind="Note",
    )


def _print_in_use(root: Path) -> None:
    """Say that the folder of the site is in use, before the first build refuses it."""
    from proofolio.usecases.workspace import Folders

    try:
        Folders(root).check()
    except InputError as error:
        for problem in error.problems:
            messages.print_problem(problem, kind="Note")


def _begun_here(root: Path) -> None:
    from proofolio.site import trust
    from proofolio.usecases.workspace import Folders

    trust.remember(Folders(root).config, begun=True)


@click.command()
@click.argument(
    "folder", type=click.Path(path_type=Path), metavar="[DIR]", default="proofolio-demo"
)
@click.pass_obj
def demo(base: Path | None, folder: Path) -> None:
    """Make a sample learner's portfolio in DIR (by default `proofolio-demo`).

    Their work comes with Proofolio, as it was pulled, so this needs no network; what follows is what
    happens with yours.
    """
    from proofolio.usecases.demo import make_sample

    place = (base or Path()) / folder
    if place.is_symlink():
        raise InputError(
            f"{messages.plain(str(folder))} is a link, and is not followed.",
            "Name a folder, or one that is not there yet.",
            Place(path=str(folder)),
        )
    root = place.resolve()
    pulled = make_sample(root)
    click.echo(
        f"The sample learner's work: {len(pulled.repos)} repositories, {len(pulled.notebooks)} notebooks by link."
    )
    build_site(root)
    click.echo(
        f"\nLook at it:  proofolio -C {folder} serve\nYour own:    proofolio init --github YOUR-NAME"
    )
