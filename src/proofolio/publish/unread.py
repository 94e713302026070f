"""What the gate could not look into, told one by one: whoever knows what is in it may accept it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from proofolio.model.finding import Spot
from proofolio.publish.budget import Unread
from proofolio.publish.inventory import Source
from proofolio.publish.raw_findings import RawFinding
from proofolio.publish.records import SiteRecord, SourceRecord


def unread(
    looked: Mapping[str, SiteRecord], sources: Iterable[Source], found: Mapping[str, SourceRecord]
) -> Iterator[RawFinding]:
    """Yield each thing that could not be looked into, where it was written and where the site has it.

    Args:
        looked: the files of the site.
        sources: what was pulled, and what the author wrote.
        found: what was found in these.
    """
    origins: dict[str, list[Spot]] = {}
    for source in sources:
        origins.setdefault(source.file.digest, []).append(source.spot)
        if found[source.file.path].unread:
            part = Unread(inside="", why=found[source.file.path].unread)
            yield _not_searched(source.file.digest, part, source.spot)
    for path, record in looked.items():
        for part in record.searched.unread:
            for spot in (*origins.get(record.digest, ()), Spot(path=f"site/{path}")):
                yield _not_searched(record.digest, part, spot)


def _not_searched(digest: str, part: Unread, spot: Spot) -> RawFinding:
    name = f"{spot.path.rpartition('/')[2]}/{part.inside}".rstrip("/")
    return RawFinding(
        rule="not-searched",
        key=f"{digest}\n{part.inside}",
        severity="blocker",
        message=f"Not looked into: `{name}`, because {part.why}. It may hold what must not leave.",
        hint="Look into it yourself, and accept it; or leave it out.",
        spot=replace(spot, path=f"{spot.path}/{part.inside}".rstrip("/")),
    )
