"""`proofolio resume`: take one over, look at it as a program does, hold it against a job."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from proofolio.cli.messages import count, plain, print_problem
from proofolio.cli.place import portfolio_folder, today
from proofolio.errors import ExitCode

if TYPE_CHECKING:
    from proofolio.resume.check import Checked
    from proofolio.resume.match import Asked, Match

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def resume() -> None:
    """Take over a résumé, check it, or hold it against a job description.

    `proofolio build` makes the résumé itself: a page, a PDF, JSON Resume, RenderCV and plain text.
    """


@resume.command("import", epilog="\b\nExample:\n  proofolio resume import resume.json")
@click.argument("file", type=_FILE)
@click.pass_obj
def import_file(base: Path | None, file: Path) -> None:
    """Write resume.yml from FILE: JSON Resume, or RenderCV's YAML.

    Only a resume.yml that is as `proofolio init` wrote it is replaced.
    """
    from proofolio.resume.check import write_new
    from proofolio.settings.load import RESUME_FILE, read_text
    from proofolio.settings.resume_import import import_resume
    from proofolio.store.files import write_atomically
    from proofolio.usecases import scaffold

    root = portfolio_folder(base)
    text = import_resume(read_text(file, str(file)), str(file))
    if scaffold.is_untouched(root / RESUME_FILE):
        write_atomically(root / RESUME_FILE, text.encode())
    else:
        hint = "Move it away first; what it says is not overwritten."
        write_new(root, RESUME_FILE, text, hint=hint)
    click.echo(f"  {click.style('written', fg='green')}  {root / RESUME_FILE}")
    if file.resolve() == (root / "resume.json").resolve():
        click.echo("  Move resume.json away: only one of the two is read.")


@resume.command(
    epilog="\b\nExamples:\n  proofolio resume check\n  proofolio resume check data-engineer     a variant: resumes/data-engineer.yml"
)
@click.argument("name", required=False, default="")
@click.option("--text", "as_text", is_flag=True, help="Print the extracted text as it is.")
@click.option("--strict", is_flag=True, help="Anything to mend is an error.")
@click.pass_obj
def check(base: Path | None, name: str, as_text: bool, strict: bool) -> ExitCode:
    """Show what an applicant tracking system reads from the PDF, and what to mend."""
    from proofolio.usecases.resume import check_resume

    done = check_resume(portfolio_folder(base), name, today=today())
    if as_text:
        click.echo(plain(done.read.text))
    else:
        for line in _read_lines(done):
            click.echo(plain(line))
        click.echo("")
        for problem in done.advice:
            print_problem(problem, kind="Note")
        if not done.advice:
            click.echo("Nothing to mend.")
    return ExitCode.INPUT if strict and done.advice else ExitCode.OK


def _read_lines(done: "Checked") -> Iterator[str]:
    read = done.read
    yield f"{done.resume.path}resume.pdf, {count(read.pages, 'page')}, {'tagged' if read.is_tagged else 'not tagged'}"
    yield f"  title     {read.title}"
    yield f"  language  {read.language}"
    yield f"  e-mail    {read.email or 'none found'}"
    yield f"  phone     {read.phone or 'none found'}"
    yield f"  links     {len(read.links)}"
    read_in_order = sum(field.state == "read" for field in read.fields)
    yield f"\nField by field, as a program meets them ({read_in_order} of {len(read.fields)} in order):"
    for field in read.fields:
        mark = " " if field.state == "read" else "!"
        suffix = "" if field.state == "read" else f"  ({field.state})"
        yield f"{mark} {field.label[:34]:<34}  {field.text[:90]}{suffix}"


@resume.command(
    epilog="\b\nExamples:\n  proofolio resume match job.txt\n  proofolio resume match job.txt --write data-engineer"
)
@click.argument("file", type=_FILE)
@click.option(
    "--write", "name", metavar="NAME", help="Write the proposed variant: resumes/NAME.yml."
)
@click.pass_obj
def match(base: Path | None, file: Path, name: str | None) -> None:
    """Say which skills FILE, a job description as text, asks for, and which of them you can show."""
    from proofolio.resume.match import variant_text
    from proofolio.usecases.resume import match_job

    root = portfolio_folder(base)
    if name is not None:
        _check_name(name)
    found = match_job(root, file, today=today())
    for line in _match_lines(found):
        click.echo(plain(line))
    if not found.asked:
        return
    text = variant_text(found, source=file.name)
    if name is None:
        click.echo(f"\nA variant for it, written by `--write NAME`:\n\n{plain(text)}", nl=False)
        return
    from proofolio.resume.check import write_new

    shown = f"resumes/{name}.yml"
    write_new(root, shown, text, hint="Edit it, or choose another name.")
    click.echo(
        f"\n  {click.style('written', fg='green')}  {shown}: proofolio build makes resume/{name}/"
    )


def _check_name(name: str) -> None:
    from proofolio.settings.named_files import is_slug

    if not is_slug(name):
        raise click.BadParameter(
            "small letters, digits and hyphens, as in data-engineer", param_hint="--write"
        )


def _match_lines(found: "Match") -> Iterator[str]:
    if not found.asked:
        yield "No skill that we know is named in it."
        return
    headings = {
        "shown": "Shown by your work",
        "claimed": "Only claimed or mentioned: nothing public shows them at work",
        "missing": "Missing",
    }
    for state, heading in headings.items():
        asked = found.of(state)
        if asked:
            yield f"{heading} ({len(asked)})"
            yield from (f"  {_asked_words(item)}" for item in asked)
    shown = len(found.of("shown"))
    yield f"\n{shown} of {len(found.asked)} asked skills are shown by your work."


def _asked_words(item: "Asked") -> str:
    times = (
        f"line {item.line}" if item.times == 1 else f"{item.times} times, first on line {item.line}"
    )
    proof = item.proof
    suffix = ""
    if proof is not None and not proof.is_claimed:
        counts = ((proof.projects, "project"), (proof.notebooks, "notebook"))
        parts = [count(number, noun) for number, noun in counts if number]
        suffix = f"  {', '.join(parts)}{'; ' + proof.evidence[0][0] if proof.evidence else ''}"
    elif proof is not None and proof.evidence:
        suffix = f"  mentioned in {proof.evidence[0][0]}"
    return f"{item.name[:32]:<32}  {times}{suffix}"
