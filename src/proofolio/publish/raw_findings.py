"""What a look at one file turns up, before the same thing in many files becomes one finding."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proofolio.model.finding import SEVERITIES, Finding, Severity, Spot
from proofolio.model.leak import Leak

if TYPE_CHECKING:
    from proofolio.settings.accepted_file import AcceptedLine

MOST_SPOTS = 50
"""Places of one finding that are kept: nobody reads more, and a header is on every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFinding:
    """One thing at one place."""

    rule: str
    key: str
    """What is the same wherever this very thing is seen; it is hashed, never shown."""
    severity: Severity
    message: str
    hint: str
    spot: Spot
    url: str = ""


def doubtful(leak: Leak, spot: Spot) -> RawFinding:
    """What looks like a secret and probably is none: it is said, and stops nothing."""
    return RawFinding(
        rule="secret",
        key=leak.fingerprint,
        severity="remark",
        message=f"{leak.name} `{leak.masked}` is probably no secret: {leak.doubt}.",
        hint="Look at it once. If it opens something, take it out and revoke it where you got it; else leave it.",
        spot=spot,
    )


def gather(raw_findings: Iterable[RawFinding]) -> tuple[Finding, ...]:
    """Make one finding of all raw_findings of the same thing, the worst first."""
    groups: dict[tuple[str, str], list[RawFinding]] = {}
    for raw in raw_findings:
        groups.setdefault((raw.rule, raw.key), []).append(raw)
    found = [_finding(group) for group in groups.values()]
    return tuple(
        sorted(found, key=lambda f: (SEVERITIES.index(f.severity), _urgency(f.rule), f.id))
    )


def _finding(group: list[RawFinding]) -> Finding:
    first = min(group, key=lambda raw: SEVERITIES.index(raw.severity))
    # Where it was written comes before where it is shown: there it is mended.
    spots = sorted(
        dict.fromkeys(raw.spot for raw in group),
        key=lambda spot: spot.path.startswith("site/"),
    )
    return Finding(
        id=hashlib.sha256(f"{first.rule}\n{first.key}".encode()).hexdigest()[:8],
        rule=first.rule,
        severity=first.severity,
        message=first.message,
        hint=first.hint,
        spots=tuple(spots[:MOST_SPOTS]),
        url=first.url,
    )


_FIRST = (
    "secret", "not-searched", "private-work", "live-script", "identity", "home-path", "email", "personal-details", "broken-link", "too-large",
    "no-story", "no-try", "no-runnable", "no-results", "no-cover", "no-summary", "no-licence", "notebook-stops",
)  # fmt: skip


def _urgency(rule: str) -> int:
    return _FIRST.index(rule) if rule in _FIRST else len(_FIRST)


def with_accepted(
    findings: Iterable[Finding], accepted: "Sequence[AcceptedLine]"
) -> tuple[Finding, ...]:
    """Note on each finding why it may stay, if a line of `accepted.yml` says so."""
    if not accepted:
        return tuple(findings)
    from proofolio.publish.accepted import reason  # noqa: PLC0415  reads YAML, which most need not

    return tuple(replace(one, accepted=reason(one, accepted)) for one in findings)
