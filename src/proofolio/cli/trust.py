"""`--trust`: what a portfolio that others wrote would run, asked for once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

trust_option: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--trust",
    is_flag=True,
    help="Agree to what this portfolio would run here: hooks, plugins, templates. Kept until it changes.",
)


def settle_trust(root: Path, *, agreed: bool) -> None:
    """Keep what was agreed to; else refuse a portfolio that would run something else.

    Raises:
        InputError: it would, or `mkdocs.yml` cannot be read.
    """
    from proofolio.site import trust
    from proofolio.usecases.workspace import Folders

    config = Folders(root).config
    if agreed:
        trust.remember(config)
    trust.require(config)
