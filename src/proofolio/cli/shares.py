"""What `proofolio status` says of pages for one employer."""

from datetime import date
from typing import Any

import click

from proofolio.cli.messages import count, plain
from proofolio.model.share import Unlisted
from proofolio.usecases.status import Status


def print_shares(found: Status, today: date) -> None:
    """Print each page with its address and how long it will be there."""
    for share in found.shares:
        click.echo(
            f"For {plain(share.reader)}: {found.address or '/'}{share.path}  {_left(share, today)}"
        )


def share_json(share: Unlisted, address: str) -> dict[str, Any]:
    """Return a page as JSON; without the site's address, its path alone."""
    return {
        "name": share.slug,
        "for": share.reader,
        "address": address + share.path,
        "expires": share.expires.isoformat() if share.expires else None,
    }


def _left(share: Unlisted, today: date) -> str:
    if share.expires is None:
        return "does not expire"
    days = (share.expires - today).days
    return f"{count(days, 'day')} left" if days > 0 else "today is its last day"
