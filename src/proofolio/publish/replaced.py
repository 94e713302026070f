"""What a branch showed to everybody until now, and the site that takes its place does not."""

from collections.abc import Iterator
from pathlib import Path

from proofolio.model.finding import Finding, Spot
from proofolio.publish.git import reading
from proofolio.publish.look_into import look_into
from proofolio.publish.raw_findings import RawFinding, gather
from proofolio.publish.searched import MOST_BYTES
from proofolio.sources.git import objects as git_objects
from proofolio.sources.git.objects import Change


def replaced(root: Path, *, before: str, after: str) -> tuple[Finding, ...]:
    """Return the secrets of what was published before, in all commits of the branch, that are gone now.

    Args:
        root: the portfolio's folder.
        before: the commit that the branch held; may be empty.
        after: the commit that takes its place.
    """
    return gather(_raw_findings(root, before, after)) if before else ()


def _raw_findings(root: Path, before: str, after: str) -> Iterator[RawFinding]:
    git = reading(root)
    still = {change.blob for change in git_objects.changes(git, [after])}
    gone: dict[str, Change] = {}
    for change in git_objects.changes(git, git_objects.commits(git, [before])):
        if change.blob not in still:
            gone.setdefault(change.blob, change)
    sizes = git_objects.sizes(git, gone)
    small = [blob for blob, size in sizes.items() if size <= MOST_BYTES]
    for blob, data in git_objects.contents(git, small):
        change = gone[blob]
        for one in look_into(change.path, data).leaks:
            leak = one.leak
            if leak.doubt:
                continue
            where = f" at {leak.revoke}" if leak.revoke else " where you got it"
            yield RawFinding(
                rule="secret",
                key=leak.fingerprint,
                severity="leak",
                message=f"{leak.name} `{leak.masked}` was on the site that this one replaces: everybody could read it.",
                hint=f"Revoke it now{where}. GitHub may show the old commit to whoever knows its number, until it cleans up; copies, forks and caches of others stay.",
                spot=Spot(path=f"site/{change.path}", commit=change.commit),
                url=leak.revoke,
            )
