"""Notebook sources in the percent format: a Python file with a marker line before each cell.

    # notebook: {"path": "notebooks/01_explore.ipynb", "date": "2025-06-14T09:05:00Z"}
    # %% [markdown]
    # # A title
    # %% {"tags": ["raises-exception"]}
    # !pip install pandas
    1 / 0

The first line says where the notebook goes and what else is to know about it (see `Source`). What
follows a marker as JSON becomes the cell's metadata. Lines that begin with `# !` or `# %name` are
shell commands and magics: they lose the comment sign, so that the file itself stays Python.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HEADER = re.compile(r"^# notebook: (\{.*\})$")
MARKER = re.compile(r"^# %%(?P<markdown> \[markdown\])?(?: (?P<metadata>\{.*\}))?\s*$")
MAGIC = re.compile(r"^(\s*)# (![a-z]|%[a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """One cell before it ran."""

    is_markdown: bool
    metadata: dict[str, Any]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One notebook before it ran."""

    path: str
    """Where the notebook goes, relative to its repository, gist or Drive folder."""
    date: str
    """When it is said to have run, ISO 8601 in UTC: `2025-06-14T09:05:00Z`."""
    execute: bool = True
    accelerator: str = ""
    """What Colab is asked for: `GPU`, `TPU` or nothing."""
    user_tz: int = 0
    """Minutes to add to local time to reach UTC, as browsers count: -60 in Lisbon's summer."""
    cells: list[SourceCell] = field(default_factory=list)


def read(file: Path) -> Source:
    """Reads a source.

    Raises:
        ValueError: the first line is no header, or there is text before the first marker.
    """
    lines = file.read_text("utf-8").splitlines()
    header = HEADER.match(lines[0]) if lines else None
    if header is None:
        message = f'{file}: the first line must be `# notebook: {{"path": …, "date": …}}`.'
        raise ValueError(message)
    marks = [number for number, line in enumerate(lines) if MARKER.match(line)]
    if any(line.strip() for line in lines[1 : marks[0] if marks else None]):
        message = f"{file}: there is text before the first `# %%`."
        raise ValueError(message)
    ends = [*marks[1:], len(lines)]
    cells = [_cell(lines[start:end]) for start, end in zip(marks, ends, strict=True)]
    return Source(**json.loads(header[1]), cells=cells)


def _cell(lines: list[str]) -> SourceCell:
    marker = MARKER.match(lines[0])
    assert marker is not None
    strip = _uncomment if marker["markdown"] else _unmagic
    return SourceCell(
        is_markdown=bool(marker["markdown"]),
        metadata=json.loads(marker["metadata"] or "{}"),
        text="\n".join(strip(line) for line in lines[1:]).strip("\n"),
    )


def _uncomment(line: str) -> str:
    return re.sub(r"^# ?", "", line)


def _unmagic(line: str) -> str:
    return MAGIC.sub(r"\1\2", line)
