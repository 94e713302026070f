"""`proofolio share`: what to send, and how it says itself in each place."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio.cli.messages import plain
from proofolio.cli.place import portfolio_folder, today

if TYPE_CHECKING:
    from proofolio.usecases.share_kit import ShareKit


@click.command(
    epilog="\b\nExamples:\n  proofolio share                          the portfolio\n  proofolio share tide-forecast            a project, or a post\n  proofolio share tide-forecast --qr poster.svg"
)
@click.argument("name", required=False, default="", metavar="[PROJECT|POST]")
@click.option(
    "--qr",
    "code",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.svg",
    help="Write the address as a QR code, too.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON object.")
@click.pass_obj
def share(base: Path | None, name: str, code: Path | None, as_json: bool) -> None:
    """Print a page's address, and words to share it with.

    For LinkedIn, X, Bluesky, Mastodon and e-mail, each as long as it may be there. They are made of
    your title, summary, figures and skills. Nothing is sent. Needs `site_url` in mkdocs.yml.
    """
    from proofolio.usecases import share_kit

    root = portfolio_folder(base)
    found = share_kit.share(root, name, today=today())
    if code:
        share_kit.write_code(code, found.address, root)
    click.echo(_json(found, code) if as_json else _lines(found, code), nl=as_json)


def _lines(found: "ShareKit", code: Path | None) -> str:
    texts = found.texts
    parts = [f"{found.address}\n{found.short}   (short)"]
    for place, text in (
        ("LinkedIn", texts.linkedin),
        ("X", texts.x),
        ("Bluesky", texts.bluesky),
        ("Mastodon", texts.mastodon),
        ("E-mail", f"{texts.mail.subject}\n\n{texts.mail.body}\n\n{texts.mail.link}"),
    ):
        parts.append(f"{click.style(place, bold=True)}\n{plain(text)}")
    drawn = [("QR code", code or found.code), ("Picture", found.card)]
    there = [f"{label:<9}{path}" for label, path in drawn if path.exists()]
    parts.append("\n".join(there) or "Its QR code and picture are made by `proofolio build`.")
    return "\n\n".join(parts) + "\n"


def _json(found: "ShareKit", code: Path | None) -> str:
    texts = found.texts
    files = {"qr": code or found.code, "picture": found.card}
    return json.dumps(
        {
            "title": found.title,
            "address": found.address,
            "short": found.short,
            "linkedin": texts.linkedin,
            "x": texts.x,
            "bluesky": texts.bluesky,
            "mastodon": texts.mastodon,
            "email": {
                "subject": texts.mail.subject,
                "body": texts.mail.body,
                "link": texts.mail.link,
            },
            **{name: str(path) if path.exists() else None for name, path in files.items()},
        },
        ensure_ascii=False,
        indent=2,
    )
