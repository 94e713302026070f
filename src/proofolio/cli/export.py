"""`proofolio export`: what is yours, for another site."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio.cli.place import portfolio_folder, today

if TYPE_CHECKING:
    from proofolio.usecases.syndication import Service


@click.group()
def export() -> None:
    """Print what is yours in the form that another site takes."""


@export.command(
    "post", epilog="\b\nExample:\n  proofolio export post my-title --for dev.to > my-title.md"
)
@click.argument("name")
@click.option(
    "--for",
    "service",
    type=click.Choice(["dev.to", "medium", "hashnode"]),
    required=True,
    help="The site that it is for.",
)
@click.pass_obj
def export_post(base: Path | None, name: str, service: "Service") -> None:
    """Print a post as Markdown that says where it was posted first.

    NAME is its file, or the last part of its address. Links are absolute. Nothing is sent.
    """
    from proofolio.usecases import syndication

    text = syndication.export_post(portfolio_folder(base), name, service, today=today())
    click.echo(text, nl=False)
