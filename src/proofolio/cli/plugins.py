"""`proofolio plugins`: what there is to build with, and who brings it."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from proofolio.cli.messages import plain, print_problem
from proofolio.errors import ExitCode

if TYPE_CHECKING:
    from proofolio.usecases.plugins import Listed, Listing


@click.command(
    epilog="\b\nExamples:\n  proofolio plugins\n  pip install proofolio-example && proofolio plugins"
)
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON object.")
def plugins(as_json: bool) -> ExitCode:
    """List sources, page types, outputs, skill taxonomies and looks, and the packages they come from."""
    from proofolio.usecases.plugins import list_plugins

    found = list_plugins()
    if as_json:
        click.echo(_as_json(found))
    else:
        for line in _lines(found):
            click.echo(line)
    problems = [*found.problems, *(it for part in found.parts for it in part.problems)]
    for problem in problems if not as_json else ():
        print_problem(problem)
    return ExitCode.INCOMPLETE if problems else ExitCode.OK


def _lines(found: "Listing") -> Iterator[str]:
    kinds = dict.fromkeys(part.plugin.group for part in found.parts)
    width = max((len(part.plugin.name) for part in found.parts), default=0)
    for kind in kinds:
        parts = [part for part in found.parts if part.plugin.group == kind]
        yield click.style(kind.removeprefix("proofolio."), bold=True)
        yield from (f"  {plain(part.plugin.name):<{width}}  {_origin(part)}" for part in parts)


def _origin(part: "Listed") -> str:
    plugin = part.plugin
    if plugin.is_built_in:
        return click.style("built in", fg="bright_black")
    words = plain(f"{plugin.distribution} {plugin.version}")
    return f"{words}  {click.style('cannot be loaded', fg='red')}" if part.problems else words


def _as_json(found: "Listing") -> str:
    return json.dumps(
        {
            "plugins": [
                {
                    "kind": part.plugin.group.removeprefix("proofolio."),
                    "name": part.plugin.name,
                    "distribution": part.plugin.distribution,
                    "version": part.plugin.version,
                    "built_in": part.plugin.is_built_in,
                    "problems": [str(problem) for problem in part.problems],
                }
                for part in found.parts
            ],
            "problems": [str(problem) for problem in found.problems],
        },
        ensure_ascii=False,
        indent=2,
    )
