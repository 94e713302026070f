"""The commands. Heavy packages are imported where they are used: `--help` must be instant."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from proofolio import __version__
from proofolio.cli.begin import demo, init
from proofolio.cli.check import check
from proofolio.cli.export import export
from proofolio.cli.new import new
from proofolio.cli.place import portfolio_folder, today
from proofolio.cli.plugins import plugins
from proofolio.cli.publish import publish
from proofolio.cli.pull import sync
from proofolio.cli.resume import resume
from proofolio.cli.share import share
from proofolio.cli.site import build, serve
from proofolio.cli.upgrade import upgrade

_EXAMPLES = """\b
Start:
  proofolio init --github YOUR-NAME     write a portfolio's files here
  proofolio sync                        pull your work; no token needed
  proofolio serve                       look at it, and write beside it
  proofolio check                       what would strangers see and should not?
  proofolio publish                     bring it to GitHub Pages
  proofolio resume check                what does a program read of your résumé?
  proofolio share PROJECT               words and a code to send it with

\b
See it first:
  proofolio demo                        a sample learner's portfolio

\b
Exit codes: 0 done, 1 a defect of ours, 2 not a command, 3 a file needs an edit,
4 a source could not be read, 5 this computer got in the way, 6 done but incomplete,
7 not published: there is something that must not leave.
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


@proofolio.command()
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON object.")
@click.pass_obj
def status(base: Path | None, as_json: bool) -> None:
    """Say what was pulled, from when, and what is wrong."""
    from proofolio.cli import report
    from proofolio.usecases.status import status

    found = status(portfolio_folder(base), today=today())
    if as_json:
        click.echo(report.status_json(found))
    else:
        report.print_status(found, datetime.now(UTC))


for command in (
    init,
    sync,
    build,
    serve,
    check,
    resume,
    new,
    export,
    share,
    publish,
    upgrade,
    plugins,
    demo,
):
    proofolio.add_command(command)
