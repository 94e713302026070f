"""Work that the public may not see, and that the site would show."""

import re
from collections.abc import Iterator

from proofolio.model.finding import Spot
from proofolio.model.snapshot import Snapshot
from proofolio.publish.pages import SiteFile
from proofolio.publish.raw_findings import RawFinding


class Hidden:
    """Repositories that are private, or are not public any more."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Note which they are."""
        self._private = {
            repo.full_name.lower(): repo.full_name for repo in snapshot.repos if repo.is_private
        }
        self._gone = {one.full_name.lower(): one for one in snapshot.withdrawn}
        names = [*self._private, *self._gone]
        some = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        self._names = (
            re.compile(rf"(?<![\w-])({some})(?![\w-]|\.(?!git)\w)", re.IGNORECASE) if some else None
        )

    def shown(self, file: SiteFile) -> Iterator[RawFinding]:
        """Yield which of them a file of the site names."""
        if self._names is None or file.is_of_the_theme:
            return
        for name in dict.fromkeys(match[1].lower() for match in self._names.finditer(file.source)):
            yield self._raw_finding(name, Spot(path=f"site/{file.path}"))

    def _raw_finding(self, name: str, spot: Spot) -> RawFinding:
        if name in self._private:
            sentence = f"{self._private[name]} is private, and the site would show it to everybody."
            hint = "Take it out of `include` in portfolio.yml, and run `proofolio sync`; or accept it, if that is what you want. Links to it lead strangers to a page that is not found."
        else:
            gone = self._gone[name]
            why = "private now" if gone.reason == "private" else "not public any more"
            sentence = f"{gone.full_name} is {why} (seen {gone.since:%Y-%m-%d}), and the site still names it."
            hint = "Run `proofolio build`; where your own words name it, take it out."
        return RawFinding(
            rule="private-work",
            key=name,
            severity="blocker",
            message=sentence,
            hint=hint,
            spot=spot,
        )
