"""Links to other sites that lead nowhere any more."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from proofolio.model.finding import Finding, Spot
from proofolio.publish.links import Link, Links
from proofolio.publish.pages import site_files
from proofolio.publish.raw_findings import RawFinding, gather
from proofolio.sources.http.outside import dead_among


def dead_links(
    site: Path, *, address: str, memory: Path, now: datetime, on_done: Callable[[int, int], None]
) -> tuple[Finding, ...]:
    """Ask for everything that the site links to.

    Args:
        site: the folder.
        address: of the site; may be empty.
        memory: a file that remembers the answers.
        now: UTC.
        on_done: told how many of how many were asked for.
    """
    links = Links(address)
    for file in site_files(site):
        if file.is_page:
            links.add(file)
    outside = [(page, link) for page, link in links.outside() if link.tag == "a"]
    lost = {
        one.url: one.reason
        for one in dead_among(
            (_whole(link) for _, link in outside), memory=memory, now=now, on_done=on_done
        )
    }
    return gather(_raw_findings(outside, lost))


def _raw_findings(outside: list[tuple[str, Link]], lost: dict[str, str]) -> Iterator[RawFinding]:
    for page, link in outside:
        url = _whole(link).partition("#")[0]
        if url in lost:
            yield RawFinding(
                rule="stale-link",
                key=url,
                severity="suggestion",
                message=f"{url[:200]} is not there any more: {lost[url]}.",
                hint="Mend it where it stands, or lead to a copy: https://web.archive.org.",
                spot=Spot(path=f"site/{page}"),
            )


def _whole(link: Link) -> str:
    return f"https:{link.url}" if link.url.startswith("//") else link.url
