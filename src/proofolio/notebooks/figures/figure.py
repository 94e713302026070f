"""What every figure is made of, whichever library draws it."""

import re
from dataclasses import dataclass
from typing import Any, Final

from proofolio.content import frames, sanitize

MAX_BYTES: Final = 5_000_000
"""Of the JSON of one figure: a visitor's phone reads it all."""

_TAG: Final = re.compile(r"<[^<>]*>")


class UnfitError(Exception):
    """A figure that a frame cannot draw; the message says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure on its way into a frame."""

    job: str
    """JSON as `vendor/draw.js` reads it."""
    library: str
    """As people call it: 'Plotly'."""
    scripts: tuple[str, ...]
    """Files of `vendor/`, in the order in which they run."""
    styles: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Files of `vendor/` that what is drawn asks for itself."""
    title: str = ""
    """As the figure itself has it, in plain words; may be empty."""
    height: int = 450
    """CSS pixels, until the frame knows better."""
    code: frames.Code = "none"
    notice: str = ""
    """A sentence about what is not shown; may be empty."""

    max_bytes: int = MAX_BYTES

    def __post_init__(self) -> None:
        if len(self.job) > self.max_bytes:
            size = len(self.job) / 1_000_000
            reason = f"its data ({size:.1f} MB) are too large for a page"
            raise UnfitError(reason)


def title(value: Any) -> str:
    """Return a figure's title as plain words: libraries allow markup, objects and lists there."""
    if isinstance(value, dict):
        value = value.get("text")
    if isinstance(value, list):
        value = " ".join(part for part in value if isinstance(part, str))
    return sanitize.text(_TAG.sub(" ", value[:1000]), 120) if isinstance(value, str) else ""


def height(value: Any, default: int) -> int:
    """Return a height that a figure asks for, within reason."""
    fits = isinstance(value, int | float) and 40 <= value <= 1600
    return int(value) if fits else default
