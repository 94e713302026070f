"""Secrets in notebooks on this disk, before they are pushed anywhere."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from proofolio.leaks import find_in_file
from proofolio.model.finding import Finding, Spot
from proofolio.notebook_check.local import notebooks_in
from proofolio.publish.raw_findings import RawFinding, doubtful, gather


def secrets_in(paths: Sequence[Path]) -> tuple[Finding, ...]:
    """Look for secrets in notebooks by path; a folder stands for those in it.

    Raises:
        OSError: a file cannot be read.
    """
    return gather(_raw_findings(paths))


def _raw_findings(paths: Sequence[Path]) -> Iterator[RawFinding]:
    for path in dict.fromkeys(path for named in paths for path in notebooks_in(named)):
        for found in find_in_file(path.name, path.read_bytes()):
            leak = found.leak
            spot = Spot(path=str(path), line=found.line, cell=found.cell)
            if leak.doubt:
                yield doubtful(leak, spot)
                continue
            where = f" at {leak.revoke}" if leak.revoke else " where you got it"
            yield RawFinding(
                rule="secret",
                key=leak.fingerprint,
                severity="blocker",
                message=f"{leak.name} `{leak.masked}` is in a notebook.",
                hint=f"Do not push it. Take it out, from the output, too; in Colab keep it under Secrets. If it was pushed, revoke it{where}.",
                spot=spot,
                url=leak.revoke,
            )
