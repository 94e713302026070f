"""`proofolio check`: everything worth knowing before strangers look."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from proofolio.cli import messages
from proofolio.cli.messages import count, plain
from proofolio.cli.place import portfolio_folder, today
from proofolio.cli.trust import settle_trust, trust_option
from proofolio.errors import ExitCode
from proofolio.model.finding import Finding, Grade, Severity

if TYPE_CHECKING:
    from proofolio.usecases.check import Checkup

_HEADS: Final[dict[Severity, tuple[str, str, str]]] = {
    "blocker": ("Blockers", "red", "nothing is published while there are any"),
    "leak": ("Public elsewhere", "magenta", "not on your site, but anybody can read it"),
    "remark": (
        "Remarks",
        "blue",
        "public where they come from, or probably harmless; they stop nothing",
    ),
    "suggestion": ("Suggestions", "yellow", "what would make it stronger"),
}
_MOST_SPOTS: Final = 4
_MOST_SUGGESTIONS: Final = 8


@click.command(
    epilog="\b\nExamples:\n"
    "  proofolio check                        your whole portfolio\n"
    "  proofolio check notebooks/ a.ipynb     notebooks, before you push them\n"
    "  proofolio check --history              is there a secret in an old commit?\n"
    "  proofolio check --notebooks            would those that were pulled run for others?\n"
    '  proofolio check --accept 3f9a1c2b --reason "revoked on 3 May"\n'
    "  proofolio check --accept 'email:posts/*' --reason \"the club's public address\""
)
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--notebooks", is_flag=True, help="Only whether the notebooks would run in a fresh Colab."
)
@click.option(
    "--accept",
    metavar="ID|RULE:PATH",
    multiple=True,
    help="A finding may stay, or all of a rule in some places (`email:posts/*`); needs --reason. "
    "May be given several times. Kept in accepted.yml.",
)
@click.option("--reason", default="", metavar="TEXT", help="Why they may stay.")
@click.option(
    "--links", is_flag=True, help="Ask the sites that you link to whether they are still there."
)
@click.option(
    "--history",
    is_flag=True,
    help="Search the whole history of your public repositories for secrets, too.",
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
    base: Path | None, paths: tuple[Path, ...], notebooks: bool, accept: tuple[str, ...], reason: str,
    links: bool, history: bool, show_all: bool, strict: bool, form: str, as_json: bool, trust: bool,
) -> ExitCode:  # fmt: skip
    """Say what strangers would see and should not: secrets, private work, broken links.

    Looks at the finished pages, at your own words and at what was pulled. Blockers come first, then
    secrets that are public elsewhere, then e-mail addresses and home folders that are public where they
    come from, then what would make the portfolio stronger, with a grade for each project. Exit code 7
    when there are blockers, 6 when a secret is public elsewhere.

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
    if history:
        from proofolio.cli.history import with_history

        found = with_history(root, found, is_told=form == "text" and not accept)
    if accept:
        return _accept(root, found, accept, reason)
    _print(found, form, root, show_all=show_all)
    if found.blockers:
        return ExitCode.REFUSED
    return (
        ExitCode.INCOMPLETE
        if found.leaks or (strict and _suggested(found.findings))
        else ExitCode.OK
    )


def look_at(root: Path, *, links: bool = False, advise: bool = True) -> "Checkup":
    """Check a portfolio, and say meanwhile how far it is."""
    from proofolio.usecases.check import check as look_through

    progress = messages.Progress()
    try:
        return look_through(
            root, today=today(), report=progress, on_done=print_progress, advise=advise, links=links
        )
    finally:
        progress.end()
        end_progress()


def print_findings(findings: Sequence[Finding], *, show_all: bool = False) -> None:
    """Print findings, the worst first, each with its places and what to do."""
    for severity, (head, colour, meaning) in _HEADS.items():
        shown = [one for one in findings if one.severity == severity and not one.accepted]
        if not shown:
            continue
        click.echo(f"\n{click.style(f'{head} ({len(shown)})', fg=colour, bold=True)}: {meaning}")
        is_light = severity in {"remark", "suggestion"} and not show_all
        most = _MOST_SUGGESTIONS if is_light else len(shown)
        before = ""
        for finding in shown[:most]:
            # Remarks give one advice; it is said once.
            is_said = severity == "remark" and finding.hint == before
            _print_one(replace(finding, hint="") if is_said else finding, show_all=show_all)
            before = finding.hint
        if len(shown) > most:
            click.echo(f"  … and {len(shown) - most} more: `proofolio check --all`.")


def _print_one(finding: Finding, *, show_all: bool) -> None:
    click.echo(f"  {click.style(finding.id, fg='bright_black')}  {plain(finding.message)}")
    has_places = finding.severity in {"blocker", "leak"} or finding.rule == "notebook-stops"
    spots = finding.spots if has_places or show_all else ()
    most = len(spots) if show_all else _MOST_SPOTS
    for spot in spots[:most]:
        click.echo(f"            {click.style(plain(str(spot)), fg='bright_black')}")
    if len(spots) > most:
        click.echo(f"            … and {count(len(spots) - most, 'more place')}")
    if finding.hint:
        click.echo(f"            {click.style(plain(finding.hint), fg='cyan')}")


def _print(found: "Checkup", form: str, root: Path, *, show_all: bool) -> None:
    from proofolio.publish import formats

    if form == "json":
        click.echo(formats.as_json(found.findings, found.grades))
    elif form == "sarif":
        click.echo(formats.as_sarif(found.findings, root=root))
    elif form == "github":
        for line in formats.as_annotations(found.findings):
            click.echo(line)
    else:
        print_findings(found.findings, show_all=show_all)
        _print_grades(found.grades)
        _print_verdict(found)


def _print_grades(grades: Iterable[Grade]) -> None:
    colours = {"A": "green", "B": "green", "C": "yellow", "D": "red"}
    for number, grade in enumerate(grades):
        if number == 0:
            click.echo(f"\n{click.style('Projects', bold=True)}: what a visitor finds there")
        mark = click.style(grade.letter, fg=colours[grade.letter], bold=True)
        lack = f"  lacks: {', '.join(grade.lacks)}" if grade.lacks else ""
        click.echo(f"  {mark}  {plain(grade.title)}{click.style(lack, fg='bright_black')}")


def _print_verdict(found: "Checkup") -> None:
    accepted = sum(bool(one.accepted) for one in found.findings)
    more = f" {count(accepted, 'finding')} accepted in accepted.yml." if accepted else ""
    pages = count(found.built.pages, "page")
    if found.blockers:
        click.echo(
            f"\n{count(len(found.blockers), 'blocker')} on {pages}: mend each, or accept it with `--accept ID --reason TEXT`.{more}"
        )
    else:
        click.echo(f"\nNothing on {pages} keeps you from publishing.{more}")


def _accept(root: Path, found: "Checkup", wanted: Sequence[str], reason: str) -> ExitCode:
    from proofolio.publish.accepted import accept

    words = [word for one in wanted for word in ([one] if ":" in one else one.split(","))]
    for finding in accept(root, wanted=words, findings=found.findings, reason=reason):
        click.echo(f"Accepted in accepted.yml: {plain(finding.message)}")
    return ExitCode.OK


def _suggested(findings: Iterable[Finding]) -> bool:
    return any(one.severity == "suggestion" and not one.accepted for one in findings)


def _check_notebooks(
    base: Path | None, paths: tuple[Path, ...], *, strict: bool, as_json: bool
) -> ExitCode:
    from proofolio.cli import runnable as report
    from proofolio.notebook_check.colab import colab

    findings: tuple[Finding, ...] = ()
    if paths:
        from proofolio.notebook_check.local import grade_paths
        from proofolio.publish.local import secrets_in

        checked = grade_paths(paths, on_done=report.print_progress)
        findings = secrets_in(paths)
    else:
        from proofolio.usecases.grade import grade_notebooks

        checked = grade_notebooks(portfolio_folder(base), on_done=report.print_progress)
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
        report.print_checked(checked, as_of=colab().as_of, python=colab().python)
        print_findings(findings)
    if any(one.severity == "blocker" for one in findings):
        return ExitCode.REFUSED
    return ExitCode.INPUT if strict and report.would_stop(checked) else ExitCode.OK


def print_progress(done: int, total: int) -> None:
    """Say how far a look is, where somebody watches."""
    if sys.stderr.isatty() and total > done:
        click.echo(f"\r\x1b[2K  looking  {done} of {total}", nl=False, err=True)


def end_progress() -> None:
    """Take the line of `print_progress` away."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[2K", nl=False, err=True)
