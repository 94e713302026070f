"""`proofolio upgrade`: newer versions of the files that were written for you."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio.cli.messages import plain
from proofolio.cli.place import portfolio_folder

if TYPE_CHECKING:
    from proofolio.usecases.upgrade import FileStatus, Upgraded

_STYLES = {"updated": "green", "offered": "yellow", "refused": "red"}
_WORDS: dict["FileStatus", str] = {
    "current": "",
    "updated": "",
    "offered": "you changed it, so it stays; the new version is in {beside}",
    "yours": "you changed it, so it stays",
    "deleted": "you removed it, so it stays away",
    "refused": "a link or a folder is in the way, so nothing was written",
    "unknown": "this version of Proofolio does not write it",
}


@click.command(
    epilog="\b\nExamples:\n  proofolio upgrade --dry-run     what would change?\n  proofolio upgrade               bring it in; your edits stay"
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.pass_obj
def upgrade(base: Path | None, dry_run: bool) -> None:
    """Bring newer versions of the files that Proofolio wrote, never over your edits.

    A file that is as it was written is replaced. One that you changed stays as it is: the difference
    is shown, and the new version is written beside it.
    """
    from proofolio.usecases import upgrade

    done = upgrade.upgrade(portfolio_folder(base), dry_run=dry_run)
    for item in done:
        label = click.style(f"{item.status:>9}", fg=_STYLES.get(item.status, "bright_black"))
        words = _WORDS[item.status].format(beside=item.beside)
        click.echo(f"{label}  {plain(item.name)}{f'  ({words})' if words else ''}")
    for item in done:
        if item.difference:
            click.echo(f"\n{_coloured(item.difference)}")
    click.echo(f"\n{_next(done, dry_run=dry_run)}")


def _coloured(difference: str) -> str:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    return "\n".join(
        click.style(plain(line), fg=colours.get(line[:1])) for line in difference.split("\n")
    )


def _next(done: "tuple[Upgraded, ...]", *, dry_run: bool) -> str:
    statuses = {item.status for item in done}
    if dry_run and statuses & {"updated", "offered"}:
        return "Nothing was written. To do it: proofolio upgrade"
    if "offered" in statuses:
        beside = next(item.beside for item in done if item.beside)
        return (
            f"Next: take over what you like from {beside} (`+` lines are new, `-` lines are yours), "
            "then remove it. Your own file works as before."
        )
    if "updated" in statuses:
        return "Next: proofolio build, then commit what changed."
    return "Everything is as new as this version of Proofolio."
