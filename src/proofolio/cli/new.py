"""`proofolio new`: begin a page or a post."""

from pathlib import Path

import click

from proofolio.cli import messages
from proofolio.cli.place import portfolio_folder, today
from proofolio.errors import Place, SystemProblemError


@click.group()
def new() -> None:
    """Begin a project's page in your own words, a post, or a page for one employer."""


@new.command("project", epilog="\b\nExample:\n  proofolio new project tide-forecast")
@click.argument("name")
@click.pass_obj
def new_project(base: Path | None, name: str) -> None:
    """Write `projects/NAME.md`. NAME is a repository's name, or that of any other work."""
    from proofolio.usecases import scaffold
    from proofolio.usecases.workspace import Folders

    root = portfolio_folder(base)
    path = scaffold.start_project(root, name)
    snapshot = Folders(root).snapshot.read()
    known = (
        {part.lower() for repo in snapshot.repos for part in (repo.name, repo.full_name)}
        if snapshot
        else set()
    )
    if snapshot and name.lower() not in known:
        names = messages.listed(repo.name for repo in snapshot.repos)
        click.echo(
            f"  {name} is none of the repositories that were pulled ({names}); the page will have your words alone."
        )
    _print_started(path)


@new.command(
    "post",
    epilog='\b\nExamples:\n  proofolio new post "What broke when ten people used my model"\n  proofolio new post --from-notebook notebooks/why.ipynb\n  proofolio new post --weekly',
)
@click.argument("title", required=False)
@click.option(
    "--from-notebook",
    "notebook",
    metavar="URL|PATH",
    help="Let a notebook be the post: a file, or a Colab, Drive, GitHub or gist link.",
)
@click.option(
    "--weekly", is_flag=True, help="Begin with what you worked on this week, or else last week."
)
@click.pass_obj
def new_post(base: Path | None, title: str | None, notebook: str | None, weekly: bool) -> None:
    """Write `posts/DATE-TITLE.md`, a draft until you take its `draft` line out.

    Nothing that exists is overwritten, and nothing is published by itself.
    """
    from proofolio.usecases import new_posts, scaffold
    from proofolio.usecases.status import status

    if (title is None and not notebook and not weekly) or (weekly and (notebook or title)):
        raise click.UsageError("Give a title, or --from-notebook, or --weekly alone.")
    root = portfolio_folder(base)
    if notebook:
        progress = messages.Progress()
        try:
            path = new_posts.start_from_notebook(root, title or "", notebook, today(), progress)
        finally:
            progress.end()
    elif weekly:
        found = status(root, today=today())
        if found.snapshot is None or found.portfolio is None:
            raise SystemProblemError(
                "Nothing has been pulled yet.", "Run `proofolio sync` first.", Place(path=str(root))
            )
        path = new_posts.start_weekly(root, found.snapshot, found.portfolio, today())
    else:
        path = scaffold.start_post(root, title or "", today())
    _print_started(path)


@new.command(
    "share",
    epilog='\b\nExample:\n  proofolio new share example-company --for "Example Company"',
)
@click.argument("name")
@click.option("--for", "reader", default="", help="Whom it is for, as the page says it.")
@click.pass_obj
def new_share(base: Path | None, name: str, reader: str) -> None:
    """Write `shares/NAME.yml`: a page that nothing leads to, at an address that nobody can guess.

    To a file that has no `key` one is added. The file is a secret as the address is: who can read the
    repository that it is in can read the page.
    """
    from proofolio.usecases import new_shares

    root = portfolio_folder(base)
    path = new_shares.start_share(root, name, reader, today())
    _print_started(path)
    click.echo("`proofolio status` shows its address. Keep the file out of public repositories.")
    in_git = new_shares.exposure(root, path)
    if in_git == "not ignored":
        click.echo(
            "git would take it with `git add .`: write a line `shares/` into .gitignore first.",
            err=True,
        )
    elif in_git:
        click.echo(
            f"git has this file already: write a line `shares/` into .gitignore, then `git rm --cached -r shares`. "
            f"If it was pushed, delete its line `key`, and `proofolio new share {path.stem}` gives it another address.",
            err=True,
        )


def _print_started(path: Path) -> None:
    click.echo(
        f"  {click.style('written', fg='green')}  {path}\nOpen it in your editor; `proofolio serve` shows it as you write."
    )
