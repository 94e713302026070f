"""The commands. Heavy rooms are imported where they are used: `--help` must be instant."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from proofolio import __version__
from proofolio.cli import messages
from proofolio.cli.place import portfolio_folder, today
from proofolio.cli.resume import resume
from proofolio.errors import ExitCode, Place, ProofolioError, SystemProblemError

if TYPE_CHECKING:
    from proofolio.cross_post import Service
    from proofolio.outcome import Built, Synced
    from proofolio.starters import Compass

_EXAMPLES = """\b
Start:
  proofolio init --github YOUR-NAME     write a portfolio's files here
  proofolio sync                        pull your work; no token needed
  proofolio serve                       look at it, and write beside it
  proofolio check                       would your notebooks run for others?
  proofolio resume check                what does a program read of your résumé?

\b
See it first:
  proofolio demo                        a sample learner's portfolio

\b
Exit codes: 0 done, 1 a defect of ours, 2 not a command, 3 a file needs an edit,
4 a source could not be read, 5 this computer got in the way, 6 done but incomplete.
"""


class _Examples(click.Group):
    """A group whose help ends with examples, as written."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        del ctx
        formatter.write_paragraph()
        for block in (self.epilog or "").split("\b\n"):
            if block.strip():
                formatter.write(block.rstrip() + "\n\n")


@click.group(
    cls=_Examples, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(
    __version__, "-V", "--version", prog_name="proofolio", message="%(prog)s %(version)s"
)
@click.option(
    "-C",
    "--folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The portfolio's folder; by default the one that you are in.",
)
@click.pass_context
def proofolio(ctx: click.Context, folder: Path | None) -> None:
    """Turn GitHub repositories and Colab notebooks into a portfolio that proves skills by work."""
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    ctx.obj = folder


@proofolio.command(
    epilog="\b\nExamples:\n  proofolio init --github YOUR-NAME\n  proofolio init portfolio --github YOUR-NAME --colab https://colab.research.google.com/drive/…\n  proofolio init --path beginner"
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option("--github", metavar="USER", help="Your GitHub user name, or an organisation's.")
@click.option(
    "--colab",
    metavar="URL",
    multiple=True,
    help="A notebook's Colab, Drive or gist link; may be given several times.",
)
@click.option(
    "--path",
    "compass",
    type=click.Choice(["beginner", "advanced"]),
    help="Begin a curriculum.yml: what to learn from, for the page of your path. Also later, in a portfolio.",
)
@click.pass_obj
def init(
    base: Path | None,
    folder: Path | None,
    github: str | None,
    colab: tuple[str, ...],
    compass: "Compass | None",
) -> None:
    """Write a portfolio's files. Nothing that exists is overwritten."""
    from proofolio import starters

    root = (base or Path()) / (folder or Path())
    is_later = compass is not None and (root / "portfolio.yml").exists()
    if not github and not colab and not is_later:
        if not sys.stdin.isatty():
            raise click.UsageError("Say whose work to show: `proofolio init --github YOUR-NAME`.")
        github = click.prompt("Your GitHub user name", default="", show_default=False).strip()
        link = click.prompt("A Colab link (Enter for none)", default="", show_default=False).strip()
        colab = (link,) if link else ()
    login = starters.github_login(github) if github else ""
    begun = starters.write_portfolio(root, github=login, colab=colab, path=compass)
    for name, written in begun:
        word = (
            click.style("written", fg="green")
            if written
            else click.style(" kept  ", fg="bright_black")
        )
        click.echo(f"  {word}  {name}")
    there = "" if root.resolve() == Path.cwd() else f"cd {root} && "
    click.echo(f"\nNext: {there}proofolio {'serve' if is_later else 'sync'}")


@proofolio.command()
@click.option("--fresh", is_flag=True, help="Read everything again, even what has not changed.")
@click.option(
    "--wait",
    "wait_minutes",
    type=click.FloatRange(0, 24 * 60),
    default=1.0,
    show_default=True,
    metavar="MINUTES",
    help="How long to wait, in all, for a server that asks to slow down.",
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print events and the summary as JSON, one object per line.",
)
@click.option(
    "-v",
    "--verbose",
    count=True,
    help="Say what is asked of which server; -vv says more. A token is never shown.",
)
@click.pass_obj
def sync(
    base: Path | None, fresh: bool, wait_minutes: float, as_json: bool, verbose: int
) -> ExitCode:
    """Pull your work from GitHub, Colab and folders.

    Needs no token. With one (GITHUB_TOKEN, GH_TOKEN, or the GitHub CLI signed in) it is quicker,
    and knows what you pinned.
    """
    from proofolio import pipeline

    root = portfolio_folder(base)
    if verbose:
        from proofolio.cli.log import log_to_stderr

        log_to_stderr(verbose)
    if as_json:
        return _sync_json(root, fresh=fresh, wait_s=60 * wait_minutes)
    progress = messages.Progress()
    try:
        done = pipeline.sync(root, progress, fresh=fresh, wait_s=60 * wait_minutes)
    finally:
        progress.end()
    _tell_synced(done)
    click.echo("\nNext: proofolio build, or proofolio serve")
    return ExitCode.INCOMPLETE if done.snapshot.failures else ExitCode.OK


@proofolio.command()
@click.option(
    "--strict", is_flag=True, help="Anything that is left out or wants attention is an error."
)
@click.pass_obj
def build(base: Path | None, strict: bool) -> ExitCode:
    """Build the site in `site/` from what was pulled. Needs no network."""
    root = portfolio_folder(base)
    done = _build(root, strict=strict)
    return ExitCode.INCOMPLETE if strict and done.problems else ExitCode.OK


@proofolio.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on.",
)
@click.pass_obj
def serve(base: Path | None, host: str, port: int) -> None:
    """Show the site in your browser; it follows your edits.

    Drafts and posts of a day to come are shown, too, and marked; `build` leaves them out.
    """
    from proofolio import pipeline

    root = portfolio_folder(base)

    def rebuild() -> None:
        try:
            _build(root, preview=True)
        except ProofolioError as error:
            for problem in error.problems:
                messages.tell_problem(problem)

    _build(root, preview=True)
    pipeline.serve(
        root,
        host=host,
        port=port,
        on_ready=lambda url: click.echo(f"\nOpen {url}   (Ctrl-C stops)"),
        on_change=rebuild,
    )


@proofolio.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON object.")
@click.pass_obj
def status(base: Path | None, as_json: bool) -> None:
    """Say what was pulled, from when, and what is wrong."""
    from proofolio import pipeline
    from proofolio.cli import report

    found = pipeline.status(portfolio_folder(base), today=today())
    if as_json:
        click.echo(report.status_json(found))
    else:
        report.tell_status(found, datetime.now(UTC))


@proofolio.command(
    epilog="\b\nExamples:\n  proofolio check                  what was pulled last\n  proofolio check notebooks/       a folder, before you push it\n  proofolio check a.ipynb b.ipynb"
)
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path)
)
@click.option("--strict", is_flag=True, help="A notebook that would stop is an error.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def check(base: Path | None, paths: tuple[Path, ...], strict: bool, as_json: bool) -> ExitCode:
    """Say whether notebooks would run in a fresh Colab, and why not.

    Nothing is run: the notebooks are read. Each gets a grade from A (should run as it is) to E (stops,
    and only you can mend it), and every reason names its cell; text cells count too. PATH is a notebook
    or a folder of them and needs no portfolio; without one, what was pulled last is checked.
    """
    from proofolio.cli import check as report
    from proofolio.notebooks.runnable.colab import colab

    if paths:
        from proofolio.notebooks.runnable.local import grade_paths

        checked = grade_paths(paths, on_done=report.tell_progress)
    else:
        from proofolio import pipeline

        checked = pipeline.check(portfolio_folder(base), on_done=report.tell_progress)
    if as_json:
        click.echo(report.checked_json(checked))
    else:
        report.tell_checked(checked, as_of=colab().as_of, python=colab().python)
    return ExitCode.INPUT if strict and report.would_stop(checked) else ExitCode.OK


proofolio.add_command(resume)


@proofolio.group()
def new() -> None:
    """Begin a project's page in your own words, or a post."""


@new.command("project", epilog="\b\nExample:\n  proofolio new project tide-forecast")
@click.argument("name")
@click.pass_obj
def new_project(base: Path | None, name: str) -> None:
    """Write `projects/NAME.md`. NAME is a repository's name, or that of any other work."""
    from proofolio import starters
    from proofolio.workspace import Folders

    root = portfolio_folder(base)
    path = starters.start_project(root, name)
    snapshot = Folders(root).snapshot.read()
    known = (
        {part.lower() for repo in snapshot.repos for part in (repo.name, repo.full_name)}
        if snapshot
        else set()
    )
    if snapshot and name.lower() not in known:
        names = messages.listed(repo.name for repo in snapshot.repos)
        click.echo(
            f"  {name} is none of the repositories that were pulled ({names}); the page will have your words alone."
        )
    _tell_started(path)


@new.command(
    "post",
    epilog='\b\nExamples:\n  proofolio new post "What broke when ten people used my model"\n  proofolio new post --from-notebook notebooks/why.ipynb\n  proofolio new post --weekly',
)
@click.argument("title", required=False)
@click.option(
    "--from-notebook",
    "notebook",
    metavar="URL|PATH",
    help="Let a notebook be the post: a file, or a Colab, Drive, GitHub or gist link.",
)
@click.option(
    "--weekly", is_flag=True, help="Begin with what you worked on this week, or else last week."
)
@click.pass_obj
def new_post(base: Path | None, title: str | None, notebook: str | None, weekly: bool) -> None:
    """Write `posts/DATE-TITLE.md`, a draft until you take its `draft` line out.

    Nothing that exists is overwritten, and nothing is published by itself.
    """
    from proofolio import new_posts, pipeline, starters

    if (title is None and not notebook and not weekly) or (weekly and (notebook or title)):
        raise click.UsageError("Give a title, or --from-notebook, or --weekly alone.")
    root = portfolio_folder(base)
    if notebook:
        progress = messages.Progress()
        try:
            path = new_posts.start_from_notebook(root, title or "", notebook, today(), progress)
        finally:
            progress.end()
    elif weekly:
        found = pipeline.status(root, today=today())
        if found.snapshot is None or found.portfolio is None:
            raise SystemProblemError(
                "Nothing has been pulled yet.", "Run `proofolio sync` first.", Place(path=str(root))
            )
        path = new_posts.start_weekly(root, found.snapshot, found.portfolio, today())
    else:
        path = starters.start_post(root, title or "", today())
    _tell_started(path)


@proofolio.group()
def export() -> None:
    """Print what is yours in the form that another site takes."""


@export.command(
    "post", epilog="\b\nExample:\n  proofolio export post my-title --for dev.to > my-title.md"
)
@click.argument("name")
@click.option(
    "--for",
    "service",
    type=click.Choice(["dev.to", "medium", "hashnode"]),
    required=True,
    help="The site that it is for.",
)
@click.pass_obj
def export_post(base: Path | None, name: str, service: "Service") -> None:
    """Print a post as Markdown that says where it was posted first.

    NAME is its file, or the last part of its address. Links are absolute. Nothing is sent.
    """
    from proofolio import cross_post
    from proofolio.draft import make_draft
    from proofolio.site import engine_config
    from proofolio.workspace import Folders

    folders = Folders(portfolio_folder(base), preview=True)
    found = cross_post.Export(
        draft=make_draft(folders, today=today()), address=engine_config.address(folders.config)
    )
    click.echo(cross_post.export_post(found, name, service), nl=False)


@proofolio.command()
@click.argument(
    "folder", type=click.Path(path_type=Path), metavar="[DIR]", default="proofolio-demo"
)
@click.pass_obj
def demo(base: Path | None, folder: Path) -> None:
    """Make a sample learner's portfolio in DIR (by default `proofolio-demo`).

    It is pulled from a small GitHub on this computer, through the same code as yours will be.
    """
    from proofolio import pipeline, starters
    from proofolio.sample import SAMPLE_ACCOUNT
    from proofolio.sample.server import StandIn

    root = ((base or Path()) / folder).resolve()
    starters.copy_sample(root)
    click.echo("Pulling the sample learner's work …", err=True)
    pages = (
        "https://github.com"  # So that links and Colab buttons are as they will be for a learner.
    )
    with StandIn(SAMPLE_ACCOUNT, pages_url=pages) as github, _environment(github.environment()):
        progress = messages.Progress()
        try:
            done = pipeline.sync(root, progress)
        finally:
            progress.end()
    _tell_synced(done)
    _build(root)
    click.echo(
        f"\nLook at it:  proofolio -C {folder} serve\nYour own:    proofolio init --github YOUR-NAME"
    )


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """Let the sample's GitHub stand in for the real one; a real token has no business there."""
    before = dict(os.environ)
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        os.environ.pop(name, None)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _sync_json(root: Path, *, fresh: bool, wait_s: float) -> ExitCode:
    import json

    from proofolio import pipeline
    from proofolio.cli import report

    def line(value: dict[str, Any]) -> None:
        click.echo(json.dumps(value, ensure_ascii=False))

    try:
        done = pipeline.sync(
            root, lambda event: line(report.event_json(event)), fresh=fresh, wait_s=wait_s
        )
    except ProofolioError as error:
        for told in report.error_json(error):
            line(told)
        raise
    line(report.synced_json(done))
    return ExitCode.INCOMPLETE if done.snapshot.failures else ExitCode.OK


def _tell_synced(done: "Synced") -> None:
    from proofolio.cli import report

    click.echo("")
    for line in report.synced_lines(done):
        click.echo(line)


def _build(root: Path, *, strict: bool = False, preview: bool = False) -> "Built":
    """Build the site, and say how it went."""
    from proofolio import pipeline

    progress = messages.Progress()
    try:
        done = pipeline.build(root, today=today(), strict=strict, preview=preview, report=progress)
    finally:
        progress.end()
    _tell_built(done, root)
    return done


def _tell_built(done: "Built", root: Path) -> None:
    messages.tell_problems(done.problems)
    messages.tell_problems(done.advice, kind="Advice")
    place = os.path.relpath(done.site, Path.cwd()) if root == Path.cwd() else str(done.site)
    pages = messages.count(done.pages, "page")
    projects = messages.count(done.projects, "project")
    verb = "Nothing changed:" if done.is_unchanged else "Built"
    click.echo(f"{verb} {pages} about {projects} in {place}{os.sep}")


def _tell_started(path: Path) -> None:
    click.echo(
        f"  {click.style('written', fg='green')}  {path}\nOpen it in your editor; `proofolio serve` shows it as you write."
    )
