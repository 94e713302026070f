"""Pages at old addresses that lead to the new ones: GitHub Pages knows no redirects of its own."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Final

from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Asset
from proofolio.model.records import BlobId

_PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{address}">
</head>
<body><p><a href="{target}">{title}</a></p></body>
</html>
"""


def redirect_page(title: str, *, target: str, address: str, language: str) -> bytes:
    """Return a page that leads on at once, without a script, and is listed nowhere.

    Args:
        title: of the page that it leads to.
        target: to that page, relative to this one, or absolute.
        address: the same, absolute.
        language: of the title.
    """
    return _PAGE.format(
        language=escape(language),
        title=escape(title),
        target=escape(target),
        address=escape(address),
    ).encode("utf-8", "replace")


def redirects(
    wanted: Mapping[str, str],
    *,
    taken: Iterable[str],
    address: str,
    language: str,
    where: Place,
    put: Callable[[bytes], BlobId],
) -> tuple[tuple[Asset, ...], tuple[Problem, ...]]:
    """Return the pages at old addresses, and what cannot be led anywhere.

    Args:
        wanted: old path → new path, both from the site's root, or a web address.
        taken: paths that have a page of their own.
        address: of the site, ending in `/`; may be empty.
        language: of the site.
        where: the place that names them.
        put: keeps bytes, returns their address.
    """
    pages = frozenset(taken)
    made, problems = [], []
    for old, new in wanted.items():
        if old in pages:
            problems.append(
                Problem(
                    message=f"`{old}` has a page of its own, so nothing leads on from there.",
                    hint="Delete this line.",
                    where=where,
                )
            )
            continue
        is_outside = new.startswith(("http://", "https://"))
        target = new if is_outside else "../" * old.count("/") + new or "./"
        page = redirect_page(
            new, target=target, address=new if is_outside else address + new, language=language
        )
        made.append(Asset(path=f"{old}index.html", blob=put(page)))
    return tuple(made), tuple(problems)
