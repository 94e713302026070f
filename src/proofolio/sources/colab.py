"""Notebooks that were named by a Colab link (or by Drive's, GitHub's or a gist's own)."""

import os
from collections.abc import Iterable

from proofolio.errors import Problem, SourceError
from proofolio.model.records import (
    Event,
    Failure,
    Harvest,
    Keep,
    NotebookRecord,
    Put,
    Report,
    Snapshot,
)
from proofolio.model.wanted import Wanted
from proofolio.sources.colab_links import (
    Address,
    DriveAddress,
    GistAddress,
    GitHubAddress,
    parse,
)
from proofolio.sources.colab_read import NotebookReader
from proofolio.sources.endpoints import Endpoints, find_token
from proofolio.sources.git import Limits
from proofolio.sources.kept import Kept
from proofolio.sources.unreadable import size_in_words

Result = tuple[NotebookRecord, ...] | SourceError


def pull_colab(
    wanted: Wanted, *, previous: Snapshot | None, put: Put, report: Report, keep: Keep
) -> Harvest:
    """Pull the notebooks in `wanted.colab`; see `contract.Pull`.

    A link that cannot be read fails on its own; what it led to before is kept, marked as stale.
    """
    del keep
    if not wanted.colab:
        return Harvest()
    kept = Kept.of(previous)
    links = {link: _parsed(link) for link in wanted.colab}
    reader = _reader(wanted, put)
    report(Event(kind="found", subject="Colab", total=len(links)))
    repositories = _read_repositories(reader, links.values(), report)
    notebooks: dict[str, NotebookRecord] = {}
    failures: list[Failure] = []
    for link, address in links.items():
        result = _read(reader, address, repositories)
        if not isinstance(result, SourceError):
            for notebook in result:
                if notebook.key not in notebooks or notebooks[notebook.key].stale:
                    notebooks[notebook.key] = notebook
                detail = f"{notebook.name}, {size_in_words(notebook.size_bytes)}"
                report(Event(kind=kept.compare(notebook), subject=link, detail=detail))
            continue
        problem = result.problems[0]
        failures.append(_failure(link, address, problem))
        report(Event(kind="failed", subject=link, detail=problem.message))
        for key, before in _before(kept, address, problem.message).items():
            notebooks.setdefault(key, before)
    return Harvest(
        notebooks=tuple(notebooks.values()),
        failures=tuple(failures),
        requests=sum(isinstance(address, GistAddress) for address in links.values()),
    )


def _reader(wanted: Wanted, put: Put) -> NotebookReader:
    endpoints = Endpoints.from_environment(os.environ)
    return NotebookReader(
        endpoints=endpoints,
        token=find_token(os.environ, endpoints),
        limits=Limits(
            max_file_bytes=wanted.max_file_bytes,
            max_repo_bytes=wanted.max_repo_bytes,
            scratch=wanted.scratch,
        ),
        put=put,
    )


def _parsed(link: str) -> Address | SourceError:
    try:
        return parse(link)
    except SourceError as error:
        return error


def _read_repositories(
    reader: NotebookReader, addresses: Iterable[Address | SourceError], report: Report
) -> dict[GitHubAddress, Result]:
    """Links into the same repository are read together."""
    by_repository: dict[tuple[str, str], list[GitHubAddress]] = {}
    for address in addresses:
        if isinstance(address, GitHubAddress):
            name = (address.owner.casefold(), address.repo.casefold())
            by_repository.setdefault(name, []).append(address)
    results: dict[GitHubAddress, Result] = {}
    for group in by_repository.values():
        report(Event(kind="reading", subject=f"{group[0].owner}/{group[0].repo}"))
        results |= reader.from_github(group)
    return results


def _read(
    reader: NotebookReader,
    address: Address | SourceError,
    repositories: dict[GitHubAddress, Result],
) -> Result:
    if isinstance(address, SourceError):
        return address
    if isinstance(address, GitHubAddress):
        return repositories[address]
    try:
        if isinstance(address, DriveAddress):
            return reader.from_drive(address)
        return reader.from_gist(address)
    except SourceError as error:
        return error


def _before(kept: Kept, address: Address | SourceError, reason: str) -> dict[str, NotebookRecord]:
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
