"""`proofolio check`: everything worth knowing before strangers look."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from proofolio.cli import messages
from proofolio.cli.messages import count, plain
from proofolio.cli.place import portfolio_folder, today
from proofolio.cli.trust import settle_trust, trust_option
from proofolio.errors import ExitCode, InputError, Place
from proofolio.model.finding import Finding, Grade, Severity

if TYPE_CHECKING:
    from proofolio.publishing import Checkup

_HEADS: Final[dict[Severity, tuple[str, str, str]]] = {
    "blocker": ("Blockers", "red", "nothing is published while there are any"),
    "leak": ("Public elsewhere", "magenta", "not on your site, but anybody can read it"),
    "suggestion": ("Suggestions", "yellow", "what would make it stronger"),
}
_MOST_SPOTS: Final = 4
_MOST_SUGGESTIONS: Final = 8


@click.command(
    epilog="\b\nExamples:\n"
    "  proofolio check                        your whole portfolio\n"
    "  proofolio check notebooks/ a.ipynb     notebooks, before you push them\n"
    "  proofolio check --notebooks            would those that were pulled run for others?\n"
    '  proofolio check --accept 3f9a1c2b --reason "revoked on 3 May"'
)
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--notebooks", is_flag=True, help="Only whether the notebooks would run in a fresh Colab."
)
@click.option(
    "--accept", metavar="ID", help="A finding may stay; needs --reason. Kept in accepted.yml."
)
@click.option("--reason", default="", metavar="TEXT", help="Why it may stay.")
@click.option(
    "--links", is_flag=True, help="Ask the sites that you link to whether they are still there."
)
@click.option("--all", "show_all", is_flag=True, help="List every suggestion and every place.")
@click.option(
    "--strict",
    is_flag=True,
    help="A suggestion is an error, too; so is a notebook that would stop.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="sarif: for GitHub's code scanning; github: annotations of a workflow.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@trust_option
@click.pass_obj
def check(
    base: Path | None, paths: tuple[Path, ...], notebooks: bool, accept: str | None, reason: str,
    links: bool, show_all: bool, strict: bool, form: str, as_json: bool, trust: bool,
) -> ExitCode:  # fmt: skip
    """Say what strangers would see and should not: secrets, private work, broken links.

    Looks at the finished pages, at your own words and at what was pulled. Blockers come first, then
    secrets that are public elsewhere, then what would make the portfolio stronger, with a grade for each
    project. Exit code 7 when there are blockers, 6 when a secret is public elsewhere.

    PATH is a notebook or a folder of them and needs no portfolio: are there secrets in it, and would it
    run in a fresh Colab? Nothing is run. Grades go from A (should run as it is) to E (stops, and only you
    can mend it).
    """
    form = "json" if as_json else form
    if paths or notebooks:
        return _check_notebooks(base, paths, strict=strict, as_json=form == "json")
    root = portfolio_folder(base)
    settle_trust(root, agreed=trust)
    found = look_at(root, links=links)
    if accept:
        return _accept(root, found, accept, reason)
    _tell(found, form, root, show_all=show_all)
    if found.blockers:
        return ExitCode.REFUSED
    return ExitCode.INCOMPLETE if found.leaks or (strict and _open(found.findings)) else ExitCode.OK


def look_at(root: Path, *, links: bool = False, advise: bool = True) -> "Checkup":
    """Check a portfolio, and say meanwhile how far it is."""
    from proofolio import publishing

    progress = messages.Progress()
    try:
        return publishing.check(
            root, today=today(), report=progress, on_done=_progress, advise=advise, links=links
        )
    finally:
        progress.end()
        if sys.stderr.isatty():
            click.echo("\r\x1b[2K", nl=False, err=True)


def tell_findings(findings: Sequence[Finding], *, show_all: bool = False) -> None:
    """Print findings, the worst first, each with its places and what to do."""
    for severity, (head, colour, meaning) in _HEADS.items():
        shown = [one for one in findings if one.severity == severity and not one.accepted]
        if not shown:
            continue
        click.echo(f"\n{click.style(f'{head} ({len(shown)})', fg=colour, bold=True)}: {meaning}")
        most = len(shown) if show_all or severity != "suggestion" else _MOST_SUGGESTIONS
        for finding in shown[:most]:
            _tell_one(finding, show_all=show_all)
        if len(shown) > most:
            click.echo(f"  … and {len(shown) - most} more: `proofolio check --all`.")


def _tell_one(finding: Finding, *, show_all: bool) -> None:
    click.echo(f"  {click.style(finding.id, fg='bright_black')}  {plain(finding.message)}")
    most = len(finding.spots) if show_all else _MOST_SPOTS
    for spot in (
        finding.spots[:most]
        if finding.severity != "suggestion" or finding.rule == "notebook-stops"
        else ()
    ):
        click.echo(f"            {click.style(plain(str(spot)), fg='bright_black')}")
    if len(finding.spots) > most:
        click.echo(f"            … and {count(len(finding.spots) - most, 'more place')}")
    if finding.hint:
        click.echo(f"            {click.style(plain(finding.hint), fg='cyan')}")


def _tell(found: "Checkup", form: str, root: Path, *, show_all: bool) -> None:
    from proofolio.publish import formats

    if form == "json":
        click.echo(formats.as_json(found.findings, found.grades))
    elif form == "sarif":
        click.echo(formats.as_sarif(found.findings, root=root))
    elif form == "github":
        for line in formats.as_annotations(found.findings):
            click.echo(line)
    else:
        tell_findings(found.findings, show_all=show_all)
        _tell_grades(found.grades)
        _tell_verdict(found)


def _tell_grades(grades: Iterable[Grade]) -> None:
    colours = {"A": "green", "B": "green", "C": "yellow", "D": "red"}
    for number, grade in enumerate(grades):
        if number == 0:
            click.echo(f"\n{click.style('Projects', bold=True)}: what a visitor finds there")
        mark = click.style(grade.letter, fg=colours[grade.letter], bold=True)
        lack = f"  lacks: {', '.join(grade.lacks)}" if grade.lacks else ""
        click.echo(f"  {mark}  {plain(grade.title)}{click.style(lack, fg='bright_black')}")


def _tell_verdict(found: "Checkup") -> None:
    accepted = sum(bool(one.accepted) for one in found.findings)
    more = f" {count(accepted, 'finding')} accepted in accepted.yml." if accepted else ""
    pages = count(found.built.pages, "page")
    if found.blockers:
        click.echo(
            f"\n{count(len(found.blockers), 'blocker')} on {pages}: mend each, or accept it with `--accept ID --reason TEXT`.{more}"
        )
    else:
        click.echo(f"\nNothing on {pages} keeps you from publishing.{more}")


def _accept(root: Path, found: "Checkup", finding_id: str, reason: str) -> ExitCode:
    from proofolio.publish.accepted import accept

    finding = next((one for one in found.findings if one.id == finding_id), None)
    if finding is None:
        raise InputError(
            f"There is no finding `{finding_id}`.",
            "`proofolio check` lists them, each with its id.",
            Place(path="accepted.yml"),
        )
    file = accept(root, finding_id=finding.id, what=finding.message, reason=reason)
    click.echo(f"Accepted in {file.name}: {plain(finding.message)}")
    return ExitCode.OK


def _open(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.accepted]


def _check_notebooks(
    base: Path | None, paths: tuple[Path, ...], *, strict: bool, as_json: bool
) -> ExitCode:
    from proofolio.cli import runnable as report
    from proofolio.notebooks.runnable.colab import colab

    findings: tuple[Finding, ...] = ()
    if paths:
        from proofolio.notebooks.runnable.local import grade_paths
        from proofolio.publish.local import secrets_in

        checked = grade_paths(paths, on_done=report.tell_progress)
        findings = secrets_in(paths)
    else:
        from proofolio import pipeline

        checked = pipeline.check(portfolio_folder(base), on_done=report.tell_progress)
    if as_json:
        from proofolio.publish.formats import as_json as findings_json

        secrets = json.loads(findings_json(findings, ()))["findings"]
        click.echo(
            json.dumps(
                {"notebooks": json.loads(report.checked_json(checked)), "findings": secrets},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        report.tell_checked(checked, as_of=colab().as_of, python=colab().python)
        tell_findings(findings)
    if findings:
        return ExitCode.REFUSED
    return ExitCode.INPUT if strict and report.would_stop(checked) else ExitCode.OK


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and total > done:
        click.echo(f"\r\x1b[2K  looking  {done} of {total}", nl=False, err=True)
