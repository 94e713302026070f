"""What `proofolio check` says of notebooks: the worst first, and for each reason what to do."""

import json
import sys
from collections.abc import Sequence

import click

from proofolio.cli.messages import count, plain
from proofolio.model.runnable import Checked, Finding

_MEANING = {
    "A": "should run as it is",
    "B": "should run once the reader gives something of their own",
    "C": "may stop",
    "D": "stops; the reader can mend it",
    "E": "stops; only you can mend it",
    None: "not examined",
}
_COLOURS = {"A": "green", "B": "green", "C": "yellow", "D": "red", "E": "red", None: "bright_black"}
_MOST = 10
"""Findings of a notebook that are shown."""


def would_stop(checked: Sequence[Checked]) -> int:
    """How many would not run."""
    return sum(item.runnability.grade in {"D", "E"} for item in checked)


def print_checked(checked: Sequence[Checked], *, as_of: str, python: str) -> None:
    """Print every notebook with its grade and the reasons.

    Args:
        checked: the notebooks.
        as_of: the day of the list of what Colab has, `2026-08-19`.
        python: the version that Colab runs.
    """
    if not checked:
        click.echo("No notebooks were found.")
        return
    for item in sorted(checked, key=_worst_first):
        grade = item.runnability.grade
        mark = click.style(grade or "-", fg=_COLOURS[grade], bold=True)
        click.echo(f"{mark}  {plain(item.name)}: {_MEANING[grade]}")
        for finding in item.runnability.findings[:_MOST]:
            _print(finding)
        more = len(item.runnability.findings) - _MOST
        if more > 0:
            click.echo(f"   {'':<9}… and {more} more; `--json` lists all.")
    grades = [item.runnability.grade for item in checked]
    parts = [f"{grades.count(grade)} {grade}" for grade in "ABCDE" if grade in grades]
    parts += [f"{grades.count(None)} not examined"] if None in grades else []
    stop = would_stop(checked)
    verdict = f"{stop} would stop in a fresh Colab" if stop else "none would stop in a fresh Colab"
    click.echo(
        f"\n{count(len(checked), 'notebook')}: {', '.join(parts)}; {verdict} "
        f"(Python {python}, packages of {as_of}). Nothing was run: this is what reading tells."
    )


def checked_json(checked: Sequence[Checked]) -> str:
    """The same as JSON."""
    return json.dumps(
        [
            {
                "notebook": item.name,
                "grade": item.runnability.grade,
                "needs_gpu": item.runnability.needs_gpu,
                "last_run_in_order": item.runnability.last_run_in_order,
                "findings": [
                    {
                        "kind": finding.kind,
                        "weight": finding.weight,
                        "cell": finding.cell,
                        "message": finding.message,
                        "hint": finding.hint,
                    }
                    for finding in item.runnability.findings
                ],
            }
            for item in sorted(checked, key=_worst_first)
        ],
        ensure_ascii=False,
        indent=1,
    )


def print_progress(done: int, total: int) -> None:
    """Say on a terminal how far it is, when it takes more than a moment."""
    if sys.stderr.isatty() and total > done:
        click.echo(f"\r  reading  {done} of {total} notebooks", nl=False, err=True)
    elif sys.stderr.isatty():
        click.echo("\r\x1b[2K", nl=False, err=True)


def _print(finding: Finding) -> None:
    where = f"cell {finding.cell}" if finding.cell else "all"
    is_grave = finding.weight in {"broken", "mend", "doubt"}
    message = plain(finding.message)
    click.echo(f"   {where:<9}{message if is_grave else click.style(message, fg='bright_black')}")
    if finding.hint and finding.weight != "note":
        click.echo(f"   {'':<9}{click.style(plain(finding.hint), fg='cyan')}")


def _worst_first(item: Checked) -> tuple[int, str]:
    return (-" ABCDE".find(item.runnability.grade or " "), item.name)
