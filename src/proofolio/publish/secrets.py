"""Keys and passwords: on the site, and in what is public already; each with every place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from proofolio.model.finding import Spot
from proofolio.model.leak import Leak
from proofolio.publish.raw_findings import RawFinding, doubtful
from proofolio.publish.search import Searched, Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A secret at the place where it was written."""

    sight: Sight
    owner: str
    """The repository's full name, the notebook's; empty for the portfolio itself."""
    spot: Spot


def secrets(written: Iterable[Written], site: Mapping[str, Searched]) -> Iterator[RawFinding]:
    """Yield each secret where it was written, and where the site shows it.

    Args:
        written: what was found in what was pulled, and in the author's own files.
        site: path of each file of the site → what was found in it.
    """
    sources: dict[str, list[Written]] = {}
    for one in written:
        sources.setdefault(one.sight.found.leak.fingerprint, []).append(one)
    surest = {
        fingerprint: min((one.sight.found.leak for one in places), key=lambda leak: leak.doubt)
        for fingerprint, places in sources.items()
    }
    shown: dict[str, tuple[Leak, list[Spot]]] = {}
    for path, searched in site.items():
        for leak, inside in _of_file(searched, surest):
            spot = Spot(path=f"site/{path}/{inside}" if inside else f"site/{path}")
            shown.setdefault(leak.fingerprint, (leak, []))[1].append(spot)
    for fingerprint, (leak, spots) in shown.items():
        for spot in (*(source.spot for source in sources.get(fingerprint, ())), *spots):
            yield _shown(leak, spot)
    for fingerprint, places in sources.items():
        for source in places if fingerprint not in shown else ():
            yield _public(source, surest[fingerprint].doubt)


def _of_file(searched: Searched, surest: Mapping[str, Leak]) -> Iterator[tuple[Leak, str]]:
    """What a rule found in the file itself, and what is known from elsewhere.

    What a secret is told by where it was written is surer: a page shows less of what stands around it.
    """
    for sight in searched.sights:
        leak = sight.found.leak
        yield surest.get(leak.fingerprint, leak), sight.inside
    for fingerprint, inside in searched.known:
        if fingerprint in surest:
            yield surest[fingerprint], inside


def _shown(leak: Leak, spot: Spot) -> RawFinding:
    if leak.doubt:
        return doubtful(leak, spot)
    return RawFinding(
        rule="secret",
        key=leak.fingerprint,
        severity="blocker",
        message=f"{leak.name} `{leak.masked}` stands on the site.",
        hint=f"Revoke it first{_where(leak)}: whoever saw it has it. Then take it out where it was written, push, and run `proofolio sync`.",
        spot=spot,
        url=leak.revoke,
    )


def _public(source: Written, doubt: str) -> RawFinding:
    leak, spot = source.sight.found.leak, source.spot
    if doubt:
        return doubtful(leak, spot)
    where = (
        f"still public in {source.owner}" + (f" at commit {spot.commit[:7]}" if spot.commit else "")
        if source.owner
        else "in your portfolio's own folder, and is public as soon as you push it"
    )
    return RawFinding(
        rule="secret",
        key=leak.fingerprint,
        severity="leak",
        message=f"{leak.name} `{leak.masked}` is not on your site, but {where}.",
        hint=f"Revoke it now{_where(leak)}. Taking it out of the file is not enough: it stays in the history.",
        spot=spot,
        url=leak.revoke,
    )


def _where(leak: Leak) -> str:
    return f" at {leak.revoke}" if leak.revoke else " where you got it"
