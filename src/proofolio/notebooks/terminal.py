r"""What a terminal would show: `\r`, `\b`, cursor and colour codes resolved into HTML."""

import re
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby
from typing import Final

from proofolio.content.escape import armour, printable
from proofolio.model.portfolio import SafeHtml
from proofolio.notebooks import ansi_styles

MAX_ROWS: Final = 20_000
MAX_CELLS: Final = 2_000_000
"""That cursors may skip or blank in one text; what goes further is shown unmoved."""
MAX_PENS: Final = 64
"""Numbers of one colour code."""

# CSI, OSC (title, hyperlink), two-byte escapes, and the controls that move the cursor.
_CODE: Final = re.compile(
    r"\x1b\[([0-9;:?<=>]*)[ -/]*([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\r\n\b]"
)
_TAG: Final = re.compile(r"<[^<>]*>")
_NEEDS_SCREEN: Final = re.compile(r"[\r\b\x1b]")
_MOVES_UP: Final = re.compile(r"\x1b\[(?:[0-9]*[AFHJdf]|[0-9]+;[0-9]+H)")
_REDRAWN: Final = re.compile(r"(?<!\x08)\x08++\r")

Style = tuple[str, ...]
"""Class names, in a fixed order; empty for plain text."""


def to_html(text: str) -> SafeHtml:
    """Terminal text as HTML without blank lines at its end; colours as `<span class="pf-ansi-…">`."""
    text = text.rstrip("\n ").replace("\r\n", "\n").replace("\r\r", "\r")
    if not _NEEDS_SCREEN.search(text):
        return armour(escape(printable(text.rstrip()), quote=False))
    if not _MOVES_UP.search(text):
        text = _keep_last_drawing(text)
    screen = _Screen()
    screen.write(text)
    rows = [_row(row) for row in screen.rows]
    while rows and not rows[-1].strip():
        rows.pop()
    return armour("\n".join(rows))


def to_text(text: str) -> str:
    """Terminal text as it stood on the screen, without colours."""
    return unescape(_TAG.sub("", to_html(text)))


def _keep_last_drawing(text: str) -> str:
    """Without those states of a progress bar that later ones cover whole."""
    lines = _REDRAWN.sub("\r", text).split("\n")
    return "\n".join(_covering(line) if line.count("\r") > 1 else line for line in lines)


def _covering(line: str) -> str:
    kept: list[str] = []
    widest = 0
    for part in reversed(line.split("\r")):
        width = len(_CODE.sub("", part))
        if width > widest or (not kept and part):
            kept.append(part)
            widest = max(widest, width)
        if part.startswith(("\x1b[K", "\x1b[2K")):
            break
    return "\r".join(reversed(kept))


@dataclass(slots=True)
class _Screen:
    """Rows of characters with the style of each, and a cursor."""

    rows: list[tuple[list[str], list[Style]]] = field(default_factory=lambda: [([], [])])
    row: int = 0
    column: int = 0
    pen: dict[str, str] = field(default_factory=dict)
    style: Style = ()
    skipped: int = 0

    def write(self, text: str) -> None:
        position = 0
        for match in _CODE.finditer(text):
            if match.start() > position:
                self._put(text[position : match.start()])
            position = match.end()
            self._control(match)
        if position < len(text):
            self._put(text[position:])

    def _put(self, text: str) -> None:
        characters, styles = self.rows[self.row]
        if self.column > len(characters):
            gap = self._allowed(self.column - len(characters))
            self.column = len(characters) + gap
            characters.extend(" " * gap)
            styles.extend([()] * gap)
        end = self.column + len(text)
        characters[self.column : end] = text
        styles[self.column : end] = [self.style] * len(text)
        self.column = end

    def _control(self, match: re.Match[str]) -> None:
        code = match[0]
        if code == "\n":
            self._go(self.row + 1, 0)
        elif code == "\r":
            self.column = 0
        elif code == "\b":
            self.column = max(0, self.column - 1)
        elif match[2] == "m":
            self._colour(match[1])
        elif match[2]:
            self._move(match[2], match[1])

    def _go(self, row: int, column: int) -> None:
        self.row = max(0, min(row, MAX_ROWS))
        self.column = max(0, min(column, 2_000))
        while len(self.rows) <= self.row:
            self.rows.append(([], []))

    def _move(self, final: str, parameters: str) -> None:
        digits = parameters.split(";", 1)[0]
        count = min(int(digits), MAX_ROWS) if digits.isdecimal() and len(digits) < 7 else 0
        step = max(1, count)
        down = min(self.row + step, len(self.rows))
        targets = {
            "A": (self.row - step, self.column),
            "B": (down, self.column),
            "C": (self.row, self.column + step),
            "D": (self.row, self.column - step),
            "E": (down, 0),
            "F": (self.row - step, 0),
            "G": (self.row, step - 1),
        }
        if final in targets:
            self._go(*targets[final])
        elif final == "K":
            self._erase(count)
        elif final == "J" and count in {2, 3}:
            self.rows[:] = [([], [])]
            self._go(0, 0)
        elif final == "J":
            self._erase(0)
            del self.rows[self.row + 1 :]

    def _erase(self, part: int) -> None:
        """From the cursor to the end (0), up to the cursor (1), or the whole row (2)."""
        characters, styles = self.rows[self.row]
        if part == 1:
            end = self._allowed(min(self.column + 1, len(characters)))
            characters[:end] = " " * end
            styles[:end] = [()] * end
        else:
            start = 0 if part == 2 else self.column
            del characters[start:], styles[start:]

    def _allowed(self, cells: int) -> int:
        self.skipped += cells
        return cells if self.skipped <= MAX_CELLS else 0

    def _colour(self, parameters: str) -> None:
        codes = [
            int(code) if code.isdecimal() and len(code) < 4 else 0
            for code in re.split("[;:]", parameters, maxsplit=MAX_PENS)[:MAX_PENS]
        ]
        ansi_styles.apply(codes, self.pen)
        pen = ansi_styles.inverted(self.pen) if "inverse" in self.pen else self.pen
        self.style = tuple(pen[key] for key in sorted(pen))


def _row(row: tuple[list[str], list[Style]]) -> str:
    characters, styles = row
    if not any(styles):
        return escape(printable("".join(characters).rstrip()), quote=False)
    parts: list[str] = []
    for style, group in groupby(zip(styles, characters, strict=True), key=lambda pair: pair[0]):
        run = escape(printable("".join(character for _, character in group)), quote=False)
        parts.append(f'<span class="{" ".join(style)}">{run}</span>' if style else run)
    return "".join(parts)
