"""Reads notebooks and tells what their bytes alone tell; executes nothing."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, TypeVar, cast

from proofolio.errors import NotebookError
from proofolio.model.runnable import Examination, Finding
from proofolio.model.usage import Usage
from proofolio.notebook_check import asked, names
from proofolio.notebook_check.cells import CodeCell, Content, content
from proofolio.notebook_check.colab import colab
from proofolio.notebook_check.draft import Draft, draft
from proofolio.notebook_check.other_languages import usage_of_cells
from proofolio.notebook_check.undefined import of_code

VERSION: Final = 13
"""Grows with every change to what comes out for the same bytes, so that caches can tell."""

Name = TypeVar("Name", bound=Hashable)

_NO_RUFF: Final = Finding(
    kind="not-examined",
    weight="note",
    cell=None,
    message="Undefined names were not looked for: ruff could not be run.",
    hint="Install Proofolio again; ruff comes with it.",
)


def examine(notebooks: Mapping[Name, bytes]) -> dict[Name, Examination]:
    """Examine notebooks; one that cannot be examined says so and stops no other.

    Args:
        notebooks: `.ipynb` files, by any name.

    Returns:
        What each tells, by the same names.
    """
    done: dict[Name, Examination] = {}
    drafts: dict[Name, Draft] = {}
    for name, data in notebooks.items():
        try:
            found = content(data, name=str(name))
        except NotebookError as error:
            problem = error.problems[0]
            done[name] = _unread(problem.message, problem.hint)
            continue
        except RecursionError:
            done[name] = _unread("The notebook is nested too deep.", "")
            continue
        if found.language == "python":
            drafts[name] = draft(found)
        else:
            done[name] = _unread(
                "Only Python is examined, and this is in another language.", "", found
            )
    codes = [code for made in drafts.values() for code in (made.code, *made.odd.values())]
    said = names.complaints(codes, python=colab().python)
    position = 0
    for name, made in drafts.items():
        after = position + 1 + len(made.odd)
        complaints = None if said is None else [said.get(i, ()) for i in range(position, after)]
        done[name] = _examination(made, complaints)
        position = after
    return {name: done[name] for name in notebooks}


def _examination(
    made: Draft, complaints: Sequence[Sequence[names.Complaint]] | None
) -> Examination:
    facts, found = made.facts, made.content
    told = [_NO_RUFF] if complaints is None else of_code(made, complaints)
    told += asked.of_facts(facts, found)
    told += asked.of_last_run(found.cells)
    return Examination(
        examined=True,
        findings=tuple(sorted(told, key=lambda finding: (finding.cell or 0, finding.message))),
        usage=replace(made.usage, marks=found.marks),
        imports=tuple(facts.imports.values()),
        reads=tuple(use for use in facts.reads.values() if asked.is_of_the_repository(use.path)),
        installs=tuple(facts.installs),
        installs_more=facts.installs_more,
        makes=tuple(sorted(facts.made)),
        needs_gpu=asked.needs_gpu(facts),
        accelerator=cast("Literal['', 'GPU', 'TPU']", found.accelerator),
        needs_secrets=tuple(facts.secrets),
        code_count=len(found.cells),
        executed_count=sum(cell.count is not None for cell in found.cells),
        executed_in_order=_in_order(found.cells),
    )


def _unread(message: str, hint: str, found: Content | None = None) -> Examination:
    finding = Finding(kind="not-examined", weight="note", cell=None, message=message, hint=hint)
    cells = found.cells if found else ()
    return Examination(
        examined=False,
        findings=(finding, *asked.of_last_run(cells)),
        usage=replace(usage_of_cells(found.language, cells, found.headings), marks=found.marks)
        if found
        else Usage(language="", uses=(), idle=()),
        imports=(),
        reads=(),
        installs=(),
        installs_more=False,
        makes=(),
        needs_gpu=False,
        accelerator="",
        needs_secrets=(),
        code_count=len(cells),
        executed_count=sum(cell.count is not None for cell in cells),
        executed_in_order=_in_order(cells),
    )


def _in_order(cells: Sequence[CodeCell]) -> bool | None:
    executed = any(cell.count is not None for cell in cells)
    return asked.out_of_order(cells) is None if executed else None
