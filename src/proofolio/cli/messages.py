"""What people read in the terminal."""

import sys
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import click

from proofolio.errors import Problem
from proofolio.model.records import Event, Quota

_STYLES = {
    "new": "green",
    "changed": "cyan",
    "unchanged": "bright_black",
    "skipped": "bright_black",
    "failed": "red",
    "waiting": "yellow",
}


_QUIET = ("unchanged", "skipped")
"""What the summary tells, too: not a line each for whoever reads it in a file."""


class Progress:
    """A line for each thing that arrives; on a terminal a last line says what is going on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._total = 0
        self._done = 0
        self._size_bytes = 0
        self._live = sys.stderr.isatty()

    def __call__(self, event: Event) -> None:
        """Tell of one event; safe from several threads."""
        with self._lock:
            self._count(event)
            if event.kind == "found":
                self._line("found", event.subject, event.detail or f"{event.total or 0} to read")
            elif event.kind in _STYLES and (self._live or event.kind not in _QUIET):
                self._line(event.kind, event.subject, event.detail + until_words(event))
            self._status(event)

    def stage(self, name: str, seconds: float) -> None:
        """Tell how long a stage took."""
        with self._lock:
            self._line(f"{seconds:.2f} s", name)

    def end(self) -> None:
        """Take the last line away."""
        with self._lock:
            self._clear()

    def _count(self, event: Event) -> None:
        if event.kind == "found":
            self._total += event.total or 0
        elif event.kind in _STYLES and event.kind != "waiting":
            self._done += 1
            self._size_bytes += event.size_bytes or 0

    def _line(self, word: str, subject: str, detail: str = "") -> None:
        self._clear()
        label = click.style(f"{word:>9}", fg=_STYLES.get(word)) if word else " " * 9
        tail = click.style(f"  {detail}", fg="bright_black") if detail else ""
        click.echo(f"{label}  {plain(subject)}{plain(tail, styled=True)}", err=True)

    def _status(self, event: Event) -> None:
        if self._live and event.kind in ("start", "reading", "waiting"):
            word = "waiting" if event.kind == "waiting" else "reading"
            done = f" ({self._done} of {self._total} done" if self._total else ""
            done += f", {self._size_bytes / 1e6:.1f} MB" if done and self._size_bytes else ""
            done += ")" if done else ""
            self._clear()
            click.echo(
                f"  {word}  {plain(event.subject)[:60]}{until_words(event)}{done}",
                nl=False,
                err=True,
            )

    def _clear(self) -> None:
        if self._live:
            click.echo("\r\x1b[2K", nl=False, err=True)


def until_words(event: Event) -> str:
    """Return `; goes on at 14:05`, by this computer's clock, for a wait."""
    return f"; goes on at {event.until.astimezone():%H:%M:%S}" if event.until else ""


def print_problem(problem: Problem, *, kind: str = "Error") -> None:
    """Print what is wrong, where, and what to do next."""
    colour = "red" if kind == "Error" else "yellow"
    place = f"{problem.where}: " if problem.where else ""
    click.echo(
        f"{click.style(kind, fg=colour, bold=True)}  {plain(place + problem.message)}", err=True
    )
    if problem.hint:
        click.echo(f"{' ' * len(kind)}  {plain(problem.hint)}", err=True)


def print_problems(problems: Sequence[Problem], *, limit: int = 20, kind: str = "Note") -> None:
    """Print what was left out or wants attention; a long list is cut, and says so."""
    for problem in problems[:limit]:
        print_problem(problem, kind=kind)
    if len(problems) > limit:
        click.echo(
            f"      … and {len(problems) - limit} more: `proofolio status` lists all.", err=True
        )


def count(number: int, thing: str, things: str = "") -> str:
    """Return `1 page`, `3 pages`."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def listed(names: Iterable[str], *, limit: int = 6) -> str:
    """Return names joined by commas, cut after a few."""
    found = [plain(name) for name in names]
    rest = f" and {len(found) - limit} more" if len(found) > limit else ""
    return ", ".join(found[:limit]) + rest


def quota_words(quota: Quota) -> str:
    """Say what is left of the API's budget, and when it is whole again (local time)."""
    resets = quota.resets_at.astimezone()
    return f"{quota.remaining} of {quota.limit} API requests left until {resets:%H:%M}"


def age_words(then: datetime, now: datetime) -> str:
    """Return `just now`, `5 minutes ago`, `3 days ago`."""
    minutes = int((now - then.astimezone(UTC)).total_seconds() // 60)
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{count(minutes, 'minute')} ago"
    if minutes < 48 * 60:
        return f"{count(minutes // 60, 'hour')} ago"
    return f"{count(minutes // (24 * 60), 'day')} ago"


def plain(text: str, *, styled: bool = False) -> str:
    r"""Return text with what a terminal would act on made visible: names that were pulled are not trusted.

    Control characters, those that turn the direction of writing, and half characters are written as
    `\u202e`.
    """
    kept = "\x1b\n\t" if styled else "\n\t"
    return "".join(
        char if char in kept or not _is_hidden(char) else char.encode("unicode_escape").decode()
        for char in text
    )


def _is_hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in _TURNING


_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters."""
