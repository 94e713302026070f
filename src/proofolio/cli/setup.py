"""`proofolio publish --setup`: the workflow, and step by step what is left to do by hand."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio import __version__
from proofolio.cli.messages import plain

if TYPE_CHECKING:
    from proofolio.usecases.publish_setup import SetUp


def setup_publishing(root: Path, *, install: str = "") -> None:
    """Write the workflow that publishes a portfolio, and say what is left to do.

    Args:
        root: the portfolio's folder.
        install: what pip installs there; empty for this very version of Proofolio.

    Raises:
        InputError: `portfolio.yml` cannot be read, or something cannot stand in a workflow.
    """
    from proofolio.publish.workflow import REQUIREMENTS
    from proofolio.usecases.publish_setup import set_up

    done = set_up(root, install=install)
    colour = "bright_black" if done.status == "kept" else "green"
    click.echo(f"  {click.style(f'{done.status:>7}', fg=colour)}  {plain(_shown(done.path))}")
    if done.status != "kept":
        beside = plain(_shown(done.path.with_name(Path(REQUIREMENTS).name)))
        click.echo(f"  {click.style(f'{done.list_status:>7}', fg='green')}  {beside}")
    if done.leaves_shares:
        click.echo(
            "\nThe pages in shares/ are for one reader each, and git would take them: write a line `shares/` "
            "into .gitignore. The commands below leave them out."
        )
    if done.status == "kept":
        click.echo(
            "\nThis file is not as Proofolio wrote it, so it stays. To have it written anew, remove it."
        )
    if done.folder:
        top = plain(str(done.path.parents[2]))
        click.echo(
            f"\nYour portfolio is a folder of the repository in {top}, so the workflow is there. If it "
            "is to have a repository of its own: remove that file, `git init` here, and try again."
        )
    if done.is_release_wanted and done.status != "kept":
        click.echo(
            f"\nGitHub will install proofolio=={__version__} from PyPI, while yours comes from this "
            "computer. Where that is not the same, lay a wheel of yours into the portfolio, "
            "and name it: --install ./NAME.whl"
        )
    click.echo(
        f"\nGitHub builds, checks and publishes your portfolio with it: at each push to `{done.branch}`, "
        f"every day at {done.time} UTC, and when you press 'Run workflow'.\n\nWhat is left to you:"
    )
    for number, step in enumerate(_steps(done), 1):
        click.echo(f"  {number}. " + step.replace("\n", "\n     "))


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _steps(done: "SetUp") -> list[str]:
    page = plain(done.page)
    name = done.account or "YOUR-NAME"
    settings = f"{page}/settings/pages" if page else "your repository's Settings → Pages"
    runs = f"{page}/actions/workflows/portfolio.yml" if page else "your repository's tab Actions"
    switch = f"Switch Pages on, once: open {settings}\nand choose Source: GitHub Actions."
    see = f"See it run: {runs}\nIt takes a few minutes; then your site's address stands there."
    add = "git add . :/.github" if done.folder else "git add ."
    add += " ':!shares'" if done.leaves_shares else ""
    if page:
        return [
            switch,
            f"Send it:\n  {add}\n  git commit -m 'Let GitHub publish my portfolio'\n  git push -u origin {done.branch}",
            see,
        ]
    begin = "" if done.is_repository else f"\n  git init -b {done.branch}"
    send = (
        "Make an empty public repository: https://github.com/new?name=portfolio\n"
        f"and send your portfolio there:{begin}\n  {add}\n  git commit -m 'My portfolio'\n"
        f"  git remote add origin https://github.com/{name}/portfolio.git\n"
        f"  git push -u origin {done.branch}"
    )
    again = (
        "The first run began with your push, before Pages was on, and stopped: open the tab Actions,\n"
        "choose Portfolio, and press 'Run workflow'."
    )
    return [send, switch, again, see]
