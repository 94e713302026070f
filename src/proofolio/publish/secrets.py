"""Keys and passwords: on the site, and in what is public already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from proofolio.leaks import FoundLeak, find_in_file, find_leaks
from proofolio.model.finding import Spot
from proofolio.model.leak import Leak
from proofolio.model.records import Get, Snapshot
from proofolio.publish.pages import SiteFile
from proofolio.publish.sighting import Sighting

_OWN: Final = ""
"""Stands for the portfolio itself where a repository's name would stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where a secret was written."""

    leak: Leak
    owner: str
    """The repository's full name, the notebook's, or `_OWN`."""
    spot: Spot


@dataclass(slots=True)
class Secrets:
    """Every secret that was written somewhere, by its fingerprint."""

    _sources: dict[str, list[_Source]] = field(default_factory=dict)
    _on_site: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, snapshot: Snapshot, get: Get, own: Mapping[str, str]) -> "Secrets":
        """Look for secrets in all that was pulled and in own words.

        Args:
            snapshot: what was pulled.
            get: returns the bytes of a blob.
            own: path → text of the author's own files.
        """
        found = cls()
        readme = snapshot.profile.readme if snapshot.profile else None
        for repo in (*snapshot.repos, *([readme] if readme else [])):
            for file in repo.files:
                for leak in find_in_file(file.path, get(file.blob)):
                    found._add(
                        leak, repo.full_name, f"{repo.full_name}/{file.path}", repo.head_commit
                    )
        for notebook in snapshot.notebooks:
            for leak in find_in_file(notebook.name, get(notebook.blob)):
                found._add(leak, notebook.name, notebook.key)
        for path, text in own.items():
            for leak in find_in_file(path, text.encode()):
                found._add(leak, _OWN, path)
        return found

    def _add(self, found: FoundLeak, owner: str, path: str, commit: str = "") -> None:
        spot = Spot(path=path, line=found.line, cell=found.cell, commit=commit)
        source = _Source(leak=found.leak, owner=owner, spot=spot)
        self._sources.setdefault(found.leak.fingerprint, []).append(source)

    def on_site(self, file: SiteFile) -> Iterator[Sighting]:
        """Yield each secret that a file of the site shows, there and where it comes from."""
        if file.is_of_the_theme:
            return
        leaks = {leak.fingerprint: leak for text in file.texts for leak in find_leaks(text)}
        for fingerprint, leak in leaks.items():
            is_new = fingerprint not in self._on_site
            self._on_site.add(fingerprint)
            yield _shown(leak, Spot(path=f"site/{file.path}"))
            for source in self._sources.get(fingerprint, ()) if is_new else ():
                yield _shown(leak, source.spot)

    def elsewhere(self) -> Iterator[Sighting]:
        """Yield what no page shows and is public all the same; call it when the whole site was looked at."""
        for fingerprint, sources in self._sources.items():
            for source in sources if fingerprint not in self._on_site else ():
                yield _public(source)


def _shown(leak: Leak, spot: Spot) -> Sighting:
    return Sighting(
        rule="secret",
        key=leak.fingerprint,
        severity="blocker",
        message=f"{leak.name} `{leak.masked}` stands on the site.",
        hint=f"Revoke it first{_where(leak)}: whoever saw it has it. Then take it out where it was written, push, and run `proofolio sync`.",
        spot=spot,
        url=leak.revoke,
    )


def _public(source: _Source) -> Sighting:
    leak, spot = source.leak, source.spot
    where = (
        "in your portfolio's own folder, and is public as soon as you push it"
        if source.owner == _OWN
        else f"still public in {source.owner}"
        + (f" at commit {spot.commit[:7]}" if spot.commit else "")
    )
    return Sighting(
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
