"""Which findings may stay, and how that is written down with its reason."""

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from proofolio.errors import InputError, Place
from proofolio.model.finding import ACCEPTED_FILE, Finding
from proofolio.settings.accepted_file import (
    BY_ID_ONLY,
    AcceptedFile,
    AcceptedLine,
    read_accepted,
)
from proofolio.settings.yaml_file import check, parse
from proofolio.store.files import write_atomically

_HEAD: Final = """\
# Findings of `proofolio check` that are meant to be as they are. Each says why.
# Delete a line and the finding counts again.
accepted:
"""
_ID: Final = re.compile("[0-9a-f]{8}")
_PATTERN: Final = re.compile("([a-z][a-z-]*):(.+)")


def reason(finding: Finding, accepted: Sequence[AcceptedLine]) -> str:
    """Return why a finding may stay; empty when no line says so."""
    return next((line.reason for line in accepted if _covers(line, finding)), "")


def accept(
    root: Path, *, wanted: Iterable[str], findings: Sequence[Finding], reason: str
) -> tuple[Finding, ...]:
    """Write down that findings may stay; what the file said before stays as it was.

    Args:
        root: the portfolio's folder.
        wanted: ids, or patterns `rule:path`, each as `proofolio check --accept` takes them.
        findings: what was found.
        reason: why they may stay.

    Returns:
        The findings that these words accept.

    Raises:
        InputError: the reason is empty, nothing was found that is meant, or the file cannot be read.
    """
    words = list(dict.fromkeys(wanted))
    if not reason.strip():
        raise InputError(
            "A finding is accepted with a reason, for whoever reviews it later.",
            f'proofolio check --accept {" --accept ".join(words)} --reason "why it may stay"',
            Place(path=ACCEPTED_FILE),
        )
    lines = [_line(word, reason.strip(), findings) for word in words]
    before = read_accepted(root)
    new = [line for line in lines if not any(_is_same(line, known) for known in before)]
    if new:
        file = root / ACCEPTED_FILE
        text = file.read_text("utf-8") if file.is_file() else _HEAD
        text += "" if text.endswith("\n") else "\n"
        text += "".join(map(_written, new))
        check(parse(text, ACCEPTED_FILE), AcceptedFile)
        write_atomically(file, text.encode("utf-8"))
    return tuple(one for one in findings if any(_covers(line, one) for line in lines))


def _line(word: str, reason: str, findings: Sequence[Finding]) -> AcceptedLine:
    pattern = _PATTERN.fullmatch(word)
    if pattern and pattern[1] in BY_ID_ONLY:
        raise InputError(
            f"A `{pattern[1]}` is accepted by its id: a pattern would let the next one pass unseen.",
            "Name each: `proofolio check --accept ID --accept ID --reason TEXT`.",
            Place(path=ACCEPTED_FILE),
        )
    if pattern:
        line = AcceptedLine(rule=pattern[1], path=pattern[2], reason=reason)
    elif _ID.fullmatch(word):
        line = AcceptedLine(id=word, reason=reason)
    else:
        raise InputError(
            f"`{word}` is neither the id of a finding nor a pattern.",
            "An id has eight digits (`3f9a1c2b`); a pattern is a rule and a path (`email:posts/*`).",
            Place(path=ACCEPTED_FILE),
        )
    met = [one for one in findings if _covers(line, one)]
    if not met:
        raise InputError(
            f"There is no finding `{word}`.",
            "`proofolio check` lists them, each with its id; `--all` and `--json` with its rule and places.",
            Place(path=ACCEPTED_FILE),
        )
    return (
        line if pattern else line.model_copy(update={"finding": " ".join(met[0].message.split())})
    )


def _covers(line: AcceptedLine, finding: Finding) -> bool:
    """Whether a line means a finding; a pattern must fit every place where it was written."""
    if line.id:
        return line.id == finding.id
    if line.rule != finding.rule or finding.rule in BY_ID_ONLY:
        return False
    paths = [spot.path for spot in finding.spots]
    paths = [path for path in paths if not path.startswith("site/")] or paths
    return bool(paths) and all(_fits(path, line.path) for path in paths)


def _fits(path: str, pattern: str) -> bool:
    """Whether a pattern fits a path, with or without what names the repository or the site."""
    parts = path.split("/")
    return any(fnmatchcase("/".join(parts[start:]), pattern) for start in range(min(3, len(parts))))


def _is_same(one: AcceptedLine, other: AcceptedLine) -> bool:
    return (one.id, one.rule, one.path) == (other.id, other.rule, other.path)


def _written(line: AcceptedLine) -> str:
    fields = {"id": line.id, "rule": line.rule, "path": line.path, "finding": line.finding}
    entries = [f"{name}: {_quoted(text)}" for name, text in fields.items() if text]
    return "  - " + "\n    ".join((*entries, f"reason: {_quoted(line.reason)}")) + "\n"


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
