"""Notebooks that were named by a Colab link (or by Drive's, GitHub's or a gist's own)."""

from collections.abc import Sequence

from proofolio.errors import Problem, SourceError
from proofolio.model.records import Event, Failure, NotebookRecord, Put, Report
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import SyncRequest
from proofolio.sources.colab.links import (
    Address,
    DriveAddress,
    GistAddress,
    GitHubAddress,
    parse,
)
from proofolio.sources.colab.reading import Reading
from proofolio.sources.http.patience import Patience
from proofolio.sources.previous_notebooks import PreviousNotebooks
from proofolio.sources.unreadable import size_in_words


def pull_notebooks(
    named: Sequence[str],
    request: SyncRequest,
    *,
    previous: SourceSnapshot | None,
    put: Put,
    report: Report,
) -> SourceResult:
    """Pull the notebooks that links lead to; see `contract.Source.pull`.

    A link that cannot be read fails on its own; what it led to before is kept, marked as stale.
    """
    kept = PreviousNotebooks.of(previous)
    links = {link: _parsed(link) for link in named}
    report(Event(kind="found", subject="Colab", total=len(links)))
    patience = Patience(subject="Colab", report=report, left_s=request.wait_s)
    reading = Reading.of(
        request, PreviousNotebooks.of(None) if request.fresh else kept, put, report, patience
    )
    results = reading.read([one for one in links.values() if not isinstance(one, SourceError)])
    notebooks: dict[str, NotebookRecord] = {}
    failures: list[Failure] = []
    for link, address in links.items():
        result = address if isinstance(address, SourceError) else results[address]
        if not isinstance(result, SourceError):
            for notebook in result:
                if notebook.key not in notebooks or notebooks[notebook.key].stale:
                    notebooks[notebook.key] = notebook
                detail = f"{notebook.name}, {size_in_words(notebook.size_bytes)}"
                report(
                    Event(
                        kind=kept.compare(notebook),
                        subject=link,
                        detail=detail,
                        size_bytes=notebook.size_bytes,
                    )
                )
            continue
        problem = result.problems[0]
        failures.append(_failure(link, address, problem))
        report(Event(kind="failed", subject=link, detail=problem.message))
        for key, before in _before(kept, address, problem.message).items():
            notebooks.setdefault(key, before)
    return SourceResult(
        notebooks=tuple(notebooks.values()),
        failures=tuple(failures),
        requests=reading.requests,
        waited_s=patience.waited_s,
    )


def _parsed(link: str) -> Address | SourceError:
    try:
        return parse(link)
    except SourceError as error:
        return error


def _before(
    kept: PreviousNotebooks, address: Address | SourceError, reason: str
) -> dict[str, NotebookRecord]:
    match address:
        case DriveAddress():
            return kept.exactly(f"drive:{address.file_id}", reason)
        case GistAddress():
            return kept.beginning_with(f"gist:{address.gist_id}/{address.file or ''}", reason)
        case GitHubAddress():
            return kept.opened_by(address.colab_url, reason)
    return {}


def _failure(link: str, address: Address | SourceError, problem: Problem) -> Failure:
    if isinstance(address, SourceError):
        return Failure(subject=link, message=problem.message, hint=problem.hint)
    message = f"The notebook at {link} could not be read: {problem.message}."
    return Failure(subject=link, message=message, hint=problem.hint)
