"""Findings for programs: JSON, SARIF and GitHub's annotations."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from proofolio import __version__
from proofolio.model.finding import Finding, Grade, Severity, Spot

_LEVELS: Final[dict[Severity, str]] = {
    "blocker": "error",
    "leak": "warning",
    "remark": "note",
    "suggestion": "note",
}
_COMMANDS: Final[dict[Severity, str]] = {
    "blocker": "error",
    "leak": "warning",
    "remark": "notice",
    "suggestion": "notice",
}
_MOST_ANNOTATIONS: Final = 10
"""Of each kind that GitHub shows for a step
(https://github.com/orgs/community/discussions/26680)."""


def as_json(findings: Iterable[Finding], graded: Iterable[Grade]) -> str:
    """Return everything as one JSON object."""
    return json.dumps(
        {
            "findings": [asdict(finding) for finding in findings],
            "projects": [asdict(grade) for grade in graded],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_sarif(findings: Sequence[Finding], *, root: Path) -> str:
    """Return SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as GitHub's code scanning reads it.

    Args:
        findings: what was found.
        root: the portfolio's folder; what lies elsewhere is told in the message.
    """
    rules = sorted({finding.rule for finding in findings})
    return json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "Proofolio",
                            "version": __version__,
                            "rules": [{"id": rule, "name": rule} for rule in rules],
                        }
                    },
                    "results": [_result(finding, rules, root) for finding in findings],
                }
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_annotations(findings: Iterable[Finding]) -> Iterable[str]:
    """Yield workflow commands; what was accepted is left out.

    See https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
    """
    counts: dict[Severity, int] = {}
    for finding in findings:
        counts[finding.severity] = counts.get(finding.severity, 0) + 1
        if finding.accepted or counts[finding.severity] > _MOST_ANNOTATIONS:
            continue
        spot = finding.spots[0] if finding.spots else None
        title = f"{finding.rule} {finding.id}"
        where = f"{spot}: " if spot else ""
        yield f"::{_COMMANDS[finding.severity]} title={_property(title)}::{_data(f'{where}{finding.message} {finding.hint}')}"


def _result(finding: Finding, rules: list[str], root: Path) -> dict[str, Any]:
    places = "; ".join(str(spot) for spot in finding.spots[:5])
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} {finding.hint} ({places})"},
        "partialFingerprints": {"proofolio/v1": finding.id},
        "locations": [_location(spot, root) for spot in finding.spots[:1]],
    }
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "justification": finding.accepted}]
    return result


def _location(spot: Spot, root: Path) -> dict[str, Any]:
    # GitHub shows a result only in a file of this repository; what was pulled is in none.
    path = (
        spot.path
        if (root / spot.path).is_file() and not spot.path.startswith("site/")
        else "portfolio.yml"
    )
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": path},
            "region": {"startLine": (spot.line if path == spot.path else None) or 1},
        }
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
