"""Read what links to notebooks lead to, a few at a time, each host only as long as it answers."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Event as Flag
from threading import Lock
from typing import Self

from proofolio.errors import SourceError
from proofolio.model.records import Event, NotebookRecord, Put, Report
from proofolio.model.sync_request import SyncRequest
from proofolio.sources.breaker import Breaker
from proofolio.sources.colab.drive import DriveReader
from proofolio.sources.colab.gist import GistReader
from proofolio.sources.colab.links import Address, DriveAddress, GistAddress, GitHubAddress
from proofolio.sources.colab.repositories import NotebookReader
from proofolio.sources.git.fetch import Limits
from proofolio.sources.git.repositories import AT_ONCE, one_at_a_time
from proofolio.sources.github.endpoints import Endpoints, find_token
from proofolio.sources.http.patience import Patience
from proofolio.sources.previous_notebooks import PreviousNotebooks

Result = tuple[NotebookRecord, ...] | SourceError
Results = dict[Address, Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The readers of one sync."""

    drive: DriveReader
    gist: GistReader
    github: NotebookReader
    patience: Patience
    report: Report
    stop: Flag
    sent: list[GistAddress]
    """What the API was asked for."""

    @classmethod
    def of(
        cls,
        request: SyncRequest,
        kept: PreviousNotebooks,
        put: Put,
        report: Report,
        patience: Patience,
    ) -> Self:
        """Make them.

        Args:
            request: the limits.
            kept: what was read last time, and is not sent again when it has not changed.
            put: keeps the bytes of a file.
            report: told of each step.
            patience: how long the servers may make us wait.
        """
        endpoints = Endpoints.from_environment(os.environ)
        token = find_token(os.environ, endpoints)
        limits = Limits(
            max_file_bytes=request.max_file_bytes,
            max_repo_bytes=request.max_repo_bytes,
            scratch=request.scratch,
        )
        put = one_at_a_time(put)
        return cls(
            drive=DriveReader(
                endpoints=endpoints, limits=limits, patience=patience, kept=kept, put=put
            ),
            gist=GistReader(
                endpoints=endpoints,
                token=token,
                limits=limits,
                patience=patience,
                kept=kept,
                put=put,
            ),
            github=NotebookReader(endpoints=endpoints, limits=limits, put=put, stop=patience.stop),
            patience=patience,
            report=report,
            stop=patience.stop,
            sent=[],
        )

    @property
    def requests(self) -> int:
        """How many were sent to GitHub's API."""
        return len(self.sent)

    def read(self, addresses: Sequence[Address]) -> Results:
        """What each address leads to, or why it cannot be read.

        Raises:
            SystemProblemError: this computer got in the way.
        """
        pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="notebook")
        try:
            work = [pool.submit(job) for job in self._jobs(list(dict.fromkeys(addresses)))]
            return _joined(work)
        except BaseException:
            self.stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _jobs(self, addresses: Sequence[Address]) -> Iterable[Callable[[], Results]]:
        """Links into the same repository are read together; the API is asked for one gist a time."""
        api, drive, in_turn = Breaker(), Breaker(), Lock()
        by_repository: dict[tuple[str, str], list[GitHubAddress]] = {}
        for address in addresses:
            match address:
                case GitHubAddress():
                    name = (address.owner.casefold(), address.repo.casefold())
                    by_repository.setdefault(name, []).append(address)
                case GistAddress():
                    yield partial(self._gist, address, api, in_turn)
                case DriveAddress():
                    yield partial(self._drive, address, drive)
        for group in by_repository.values():
            yield partial(self._repository, group)

    def _gist(self, address: GistAddress, breaker: Breaker, in_turn: Lock) -> Results:
        try:
            with in_turn, breaker.watch():
                self.report(Event(kind="reading", subject=f"gist {address.gist_id}"))
                self.sent.append(address)
                return {address: self.gist.read(address)}
        except SourceError as error:
            return {address: error}

    def _drive(self, address: DriveAddress, breaker: Breaker) -> Results:
        try:
            with breaker.watch():
                self.report(Event(kind="reading", subject=f"Drive file {address.file_id}"))
                return {address: (self.drive.read(address),)}
        except SourceError as error:
            return {address: error}

    def _repository(self, addresses: list[GitHubAddress]) -> Results:
        first = addresses[0]
        self.report(Event(kind="reading", subject=f"{first.owner}/{first.repo}"))
        return self.github.read(addresses)


def _joined(work: Iterable[Future[Results]]) -> Results:
    results: Results = {}
    for done in work:
        results |= done.result()
    return results
