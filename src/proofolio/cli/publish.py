"""`proofolio publish`: sync, build, gate, and out."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from proofolio.cli import messages
from proofolio.cli.check import end_progress, look_at, print_findings, print_progress
from proofolio.cli.messages import count, listed, plain
from proofolio.cli.place import portfolio_folder, today
from proofolio.cli.pull import print_synced
from proofolio.cli.trust import settle_trust, trust_option
from proofolio.errors import ExitCode, InputError, Place, SourceError

if TYPE_CHECKING:
    from proofolio.publish.receipt import Receipt
    from proofolio.usecases.push import Push

_MOST: Final = 12


@click.command(
    epilog="\b\nExamples:\n"
    "  proofolio publish --dry-run            what would be published? nothing leaves\n"
    "  proofolio publish --setup              let GitHub build and publish it\n"
    "  proofolio publish                      check it, and push it to GitHub\n"
    "  proofolio publish --branch             without a workflow: push the site itself to gh-pages\n"
    "  proofolio publish --to ../public       into a folder, for any other host\n"
    "  proofolio publish --branch --remove    take it down"
)
@click.option(
    "--dry-run", is_flag=True, help="Print what the site will expose; nothing leaves this computer."
)
@click.option(
    "--setup", is_flag=True, help="Write the workflow with which GitHub builds and publishes."
)
@click.option(
    "--branch",
    is_flag=False,
    flag_value="gh-pages",
    metavar="[NAME]",
    help="Push the site to a branch; gh-pages unless named.",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write the site into a folder.",
)
@click.option(
    "--remote",
    default="origin",
    show_default=True,
    metavar="NAME",
    help="The git remote to push to.",
)
@click.option(
    "--install",
    default="",
    metavar="SPEC",
    help="With --setup: what pip installs on GitHub; by default this very version.",
)
@click.option("--no-sync", is_flag=True, help="Publish what was pulled last.")
@click.option(
    "--replace",
    is_flag=True,
    help="With --branch: a site there that Proofolio did not publish may be lost.",
)
@click.option("--remove", is_flag=True, help="Take down what --branch or --to brought there.")
@trust_option
@click.pass_obj
def publish(
    base: Path | None, dry_run: bool, setup: bool, branch: str | None, folder: Path | None,
    remote: str, install: str, no_sync: bool, replace: bool, remove: bool, trust: bool,
) -> ExitCode:  # fmt: skip
    """Pull, build, check, and bring the site to GitHub Pages.

    Nothing leaves while `proofolio check` finds a blocker, or a commit that would be pushed holds a
    secret. Without an option the portfolio is pushed to GitHub, where the workflow that --setup writes
    builds and publishes it.
    """
    root = portfolio_folder(base)
    _check_asked(root, branch=branch, folder=None if remove else folder)
    if setup:
        from proofolio.cli.setup import setup_publishing

        setup_publishing(root, install=install)
        return ExitCode.OK
    if remove:
        _remove(root, remote=remote, branch=branch, folder=folder, replace=replace)
        return ExitCode.OK
    from proofolio.usecases import publish
    from proofolio.usecases.push import refuse_to_hide

    push = None
    if not folder:
        push = _look_at_push(root, remote=remote, branch=branch, replace=replace, is_dry=dry_run)
        if push.blockers and not dry_run:
            print_findings(push.findings)
            _refuse(len(push.blockers))
            return ExitCode.REFUSED
    settle_trust(root, agreed=trust)
    if not no_sync:
        _sync(root)
    found = look_at(root, advise=False)
    if push:
        found = publish.with_more(found, push.findings)
    print_findings(found.findings)
    target = _target(remote, branch, folder)
    exposed = publish.expose(root, found, target=target)
    _print_receipt(exposed, in_full=dry_run)
    if found.blockers:
        _refuse(len(found.blockers))
        return ExitCode.REFUSED
    refuse_to_hide(root, exposed, found.built, target=target, push=push, today=today())
    if dry_run:
        click.echo("\nNothing has left this computer. Next: the same without --dry-run.")
        return ExitCode.INCOMPLETE if found.leaks else ExitCode.OK
    was_public = _bring(root, exposed, push, folder or Path())
    return ExitCode.INCOMPLETE if found.leaks or was_public else ExitCode.OK


def _bring(root: Path, exposed: "Receipt", push: "Push | None", folder: Path) -> bool:
    """Bring the site to its place; tells whether a secret was public there until now."""
    from proofolio.usecases import publish
    from proofolio.usecases.push import to_branch

    if push is None:
        changes = publish.to_folder(root, exposed, folder)
        click.echo(
            f"\nPublished to {plain(str(folder))}: {len(changes.written)} written, {len(changes.removed)} removed, {changes.unchanged} unchanged."
        )
        return False
    if push.site is None:
        _push(root, exposed, push)
        return False
    was_public = [one for one in to_branch(root, exposed, push) if not one.accepted]
    _print_branch(root, exposed, push)
    print_findings(was_public)
    return bool(was_public)


def _target(remote: str, branch: str | None, folder: Path | None) -> str:
    from proofolio.publish import receipt

    if branch:
        return receipt.branch_target(remote, branch)
    return receipt.folder_target(folder) if folder else receipt.WORKFLOW_TARGET


def _look_at_push(
    root: Path, *, remote: str, branch: str | None, replace: bool, is_dry: bool
) -> "Push":
    from proofolio.usecases.push import before_push

    try:
        return before_push(
            root,
            remote=remote,
            branch=branch,
            replace=replace,
            is_dry=is_dry,
            on_done=print_progress,
        )
    finally:
        end_progress()


def _check_asked(root: Path, *, branch: str | None, folder: Path | None) -> None:
    """Refuse before anything is pulled or built what would be refused after it."""
    if branch and folder:
        raise click.UsageError("Choose one of --branch and --to.")
    if folder:
        from proofolio.usecases.publish import check_folder

        check_folder(root, folder)


def _sync(root: Path) -> None:
    """Pull what is new; when a source cannot be read, what was pulled last is published."""
    from proofolio.usecases.sync import sync
    from proofolio.usecases.workspace import Folders

    progress = messages.Progress()
    try:
        done = sync(root, progress)
    except SourceError as error:
        progress.end()
        if Folders(root).snapshot.read() is None:
            raise
        for problem in error.problems:
            messages.print_problem(problem, kind="Note")
        click.echo("Going on with what was pulled last.", err=True)
        return
    finally:
        progress.end()
    print_synced(done)


def _refuse(blockers: int) -> None:
    click.echo(
        f"\n{click.style('Not published.', fg='red', bold=True)} "
        f"{count(blockers, 'blocker')} above: mend each, or accept it with "
        "`proofolio check --accept ID --reason TEXT`."
    )


def _print_receipt(exposed: "Receipt", *, in_full: bool) -> None:
    click.echo(
        f"\n{count(exposed.pages, 'page')}, {count(len(exposed.files), 'file')}, {exposed.size_bytes / 1e6:.1f} MB"
        + (f", at {exposed.address}" if exposed.address else "")
    )
    for word, pages in (("new", exposed.new), ("changed", exposed.changed), ("gone", exposed.gone)):
        if pages:
            names = listed(pages, limit=_MOST if in_full else 4)
            click.echo(f"  {word} ({len(pages)}): {names}")
    if exposed.gone and in_full:
        click.echo("  Where an address was shared, lead it on: `redirects:` in portfolio.yml.")
    if not in_full:
        return
    _line("scripts", exposed.scripts)
    _line("frames", exposed.frames)
    _line("asked without a click", [f"{host} ({pages})" for host, pages in exposed.loads])
    _line("linked hosts", [f"{host} ({pages})" for host, pages in exposed.links])
    _line("repositories", exposed.repositories)
    _line("e-mail", exposed.emails)
    _line("downloads", exposed.downloads)


def _line(label: str, values: Iterable[str]) -> None:
    found = list(values)
    click.echo(f"  {label}: {len(found) or 'none'}")
    for value in found[:_MOST]:
        click.echo(f"    {plain(value)}")
    if len(found) > _MOST:
        click.echo(f"    … and {len(found) - _MOST} more")


def _print_branch(root: Path, exposed: "Receipt", push: "Push") -> None:
    from proofolio.site.repository import repository_of

    click.echo(f"\nPublished to the branch {push.branch} of {push.remote}, as one commit.")
    if push.site and push.site.commit:
        click.echo(
            f"What was there before ({push.site.commit[:7]}) is not on the branch any more; GitHub may keep it "
            "for a while, for whoever knows that number."
        )
    repository = repository_of(root)
    if exposed.address:
        click.echo(f"In a minute or two: {exposed.address}")
    if repository.page:
        click.echo(
            f"The first time: open {repository.page}/settings/pages, and choose Deploy from a branch, {push.branch}, / (root), Save."
        )


def _push(root: Path, exposed: "Receipt", push: "Push") -> None:
    """Push what is committed: GitHub does the rest."""
    from proofolio.site.repository import repository_of
    from proofolio.usecases.push import to_workflow

    branch = to_workflow(root, exposed, push)
    repository = repository_of(root)
    click.echo(f"\nPushed {branch} to {push.remote}; GitHub builds and publishes it now.")
    if repository.page:
        click.echo(f"See how it goes: {repository.page}/actions")
    if exposed.address:
        click.echo(f"In a few minutes: {exposed.address}")


def _remove(
    root: Path, *, remote: str, branch: str | None, folder: Path | None, replace: bool
) -> None:
    from proofolio.usecases import publish
    from proofolio.usecases.push import remove_from_branch

    if branch:
        remove_from_branch(root, remote=remote, branch=branch, replace=replace)
        click.echo(
            f"Taken down: the branch {branch} is gone from {remote}. What others have copied stays with them."
        )
    elif folder:
        changes = publish.remove_from_folder(root, folder)
        click.echo(
            f"Taken down: {count(len(changes.removed), 'file')} removed from {plain(str(folder))}."
        )
    else:
        raise InputError(
            "A site that a workflow publishes is taken down on GitHub.",
            "Open your repository's Settings, Pages, then Unpublish site; and delete .github/workflows/portfolio.yml, or it comes back with the next push.",
            Place(path=".github/workflows/portfolio.yml"),
        )
