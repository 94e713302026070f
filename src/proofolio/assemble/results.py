"""Figures that the learner names, held against the cells that are said to have printed them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from proofolio.assemble.claims import claims
from proofolio.assemble.numbering import numbered
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Notebook, Result
from proofolio.model.records import Get
from proofolio.settings import ProjectWords
from proofolio.settings.files import ResultLine, UseLine

_CELL: Final = re.compile(r'<div class="pf-cell" id="(cell-[\w-]+)">')
_COUNTED: Final = re.compile(r'<div class="pf-cell" id="cell-(\d{1,6})">')
_MOST_BOOKS: Final = 12
"""Notebooks of a project in which a figure of its README is looked for."""
_OUTPUT: Final = '<div class="pf-out'
_PROSE: Final = '<section class="pf-prose"'
_TAG: Final = re.compile(r"<[^<>]*>")
_NUMBER: Final = re.compile(
    r"(?<![\w.])[-+\N{MINUS SIGN}]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?"
)
_NAMED: Final = re.compile(r"\s*\[?\s*(?:(?P<book>[^\[\]]+?)\s*:\s*)?(?P<cell>\d{1,6})\s*\]?\s*")
_SCALES: Final = {"%": 100.0, "ms": 1000.0}
"""What a cell may print as a fraction of: 0.794 is 79.4 %, 0.045 s are 45 ms."""
_MOST_CHARACTERS: Final = 400_000
"""Of a cell's outputs that are looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of one of a project's notebooks."""

    reference: str
    """`7:42`."""
    url: str
    printed: str
    """The text of its outputs."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a project's notebooks, read when they are asked for."""

    notebooks: Sequence[Notebook]
    get: Get
    _read: dict[str, str] = field(default_factory=dict)

    def find(self, named: str) -> Cell | None:
        """Return the cell that a text names: `7:42`, `02_train.ipynb:42`, `42` when there is one notebook."""
        match = _NAMED.fullmatch(named)
        if match is None:
            return None
        for number, book in numbered(self.notebooks):
            if self._is_meant(match["book"], number, book):
                return self._cell(book, number, match["cell"])
        return None

    def printing(self, value: str, label: str) -> Cell | None:
        """Return the last cell whose outputs name a measure and hold its value; None when no cell does."""
        found = None
        for number, book in numbered(self.notebooks[:_MOST_BOOKS]):
            for match in _COUNTED.finditer(self._text(book)):
                cell = self._cell(book, number, match[1])
                if (
                    cell
                    and label.casefold() in cell.printed.casefold()
                    and has_printed(value, cell.printed)
                ):
                    found = cell
        return found

    def _text(self, book: Notebook) -> str:
        if book.path not in self._read:
            self._read[book.path] = self.get(book.body.text).decode("utf-8", "replace")
        return self._read[book.path]

    def _is_meant(self, preferred: str | None, number: int, book: Notebook) -> bool:
        if preferred is None:
            return len(self.notebooks) == 1
        name = book.file_name.rpartition("/")[2]
        return preferred.lstrip("0") == str(number) or preferred in {
            book.file_name,
            name,
            book.slug,
        }

    def _cell(self, book: Notebook, number: int, count: str) -> Cell | None:
        html = self._text(book)
        found = [match for match in _CELL.finditer(html) if match[1] == f"cell-{int(count)}"]
        if not found:
            return None
        start = found[0].end()
        following = _CELL.search(html, start)
        block = html[start : following.start() if following else len(html)].split(_PROSE, 1)[0]
        _, _, outputs = block.partition(_OUTPUT)
        return Cell(
            reference=f"{number}:{int(count)}",
            url=f"{book.path}#cell-{int(count)}",
            printed=unescape(_TAG.sub(" ", outputs[:_MOST_CHARACTERS])),
        )


def has_printed(value: str, text: str) -> bool:
    """Tell whether a text holds the first number of a value, rounded as the value is.

    `79.4 %` is also 0.794 or 0.7938, `45 ms` also 0.045.
    """
    match = _NUMBER.search(value)
    if match is None:
        return value.strip().casefold() in text.casefold()
    wanted = _number(match[0])
    decimals = len(match[0].partition(".")[2].lower().partition("e")[0])
    near = 0.5 * 10.0**-decimals * (1 + 1e-9)
    scales = {1.0, *(scale for unit, scale in _SCALES.items() if unit in value[match.end() :])}
    return any(
        abs(abs(found) * scale - abs(wanted)) <= near
        for found in map(_number, _NUMBER.findall(text))
        for scale in scales
    )


def results(
    words: ProjectWords | None, cells: Cells
) -> tuple[dict[str, Result], tuple[Result, ...], list[Problem]]:
    """Return what a project came to: of its use (`answer`, `people`), its results, and what is wrong with them."""
    problems: list[Problem] = []
    if words is None:
        return {}, (), problems
    front = words.front
    made = []
    for index, line in enumerate(front.results):
        where = words.lines.place(("results", index, "cell"))
        made.append(_result(line.label, line, cells, where, problems))
    use = {
        name: _result(label, line, cells, words.lines.place(("use", name, "cell")), problems)
        for name, label, line in (
            ("answer", "One answer takes", front.use.answer),
            ("people", "Used by", front.use.people),
        )
        if line is not None
    }
    return use, tuple(made), problems


def claimed(html: str, cells: Cells) -> tuple[Result, ...]:
    """Return the figures that a README claims, each with the cell that printed it, where one did."""
    found = []
    for claim in claims(html):
        word = claim.label.partition("-")[2] or claim.label
        cell = cells.printing(claim.value, word) if _is_telling(claim.value) else None
        found.append(
            Result(
                label=claim.label,
                value=claim.value,
                note="",
                claim="",
                reference=cell.reference if cell else "",
                url=cell.url if cell else "",
                is_printed=cell is not None,
            )
        )
    return tuple(found)


def _is_telling(value: str) -> bool:
    """Whether a figure has digits enough not to be met by chance."""
    return len(re.sub(r"\D", "", value).lstrip("0")) > 1


def _result(
    label: str,
    line: ResultLine | UseLine,
    cells: Cells,
    where: Place,
    problems: list[Problem],
) -> Result:
    cell = cells.find(line.cell) if line.cell else None
    is_printed = cell is not None and has_printed(line.value, cell.printed)
    problems.extend(_doubts(line, cell, where, is_printed=is_printed))
    return Result(
        label=label,
        value=line.value,
        note=line.note,
        claim=line.claim if isinstance(line, ResultLine) else "",
        reference=cell.reference if cell else "",
        url=cell.url if cell else "",
        is_printed=is_printed,
    )


def _doubts(
    line: ResultLine | UseLine, cell: Cell | None, where: Place, *, is_printed: bool
) -> Iterator[Problem]:
    if line.cell and cell is None:
        yield Problem(
            message=f"There is no cell `{line.cell}` among the notebooks of this project.",
            hint="Write the notebook's number and the cell's count, as its page shows them: `2:15`.",
            where=where,
        )
    elif cell and not is_printed:
        yield Problem(
            message=f"Cell [{cell.reference}] does not print {line.value}.",
            hint="Name the cell that does, or correct the figure. Until then it is shown without a mark.",
            where=where,
        )


def _number(text: str) -> float:
    return float(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))
