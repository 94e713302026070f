"""Read the files of many repositories, a few at a time; what has not changed is not read again."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from threading import Event as Flag
from threading import Lock
from typing import TypeVar

from proofolio.model.records import (
    BlobId,
    Checkpoint,
    Event,
    Failure,
    Omission,
    Put,
    RepoRecord,
    Report,
    SkippedFile,
    Stale,
)
from proofolio.model.sync_request import SyncRequest
from proofolio.sources.breaker import Breaker
from proofolio.sources.git.activity import Learner
from proofolio.sources.git.fetch import Checkout, Limits, Remote, fetch_files, locate
from proofolio.sources.git.files import choose_files
from proofolio.sources.git.host import GitHost
from proofolio.sources.git.listing import Listed
from proofolio.sources.git.pictures import WebPictures
from proofolio.sources.git.plots import plots
from proofolio.sources.git.renewed import describe, filled, kind_of, refreshed
from proofolio.sources.git.shown import Shown
from proofolio.sources.git.strangers import Strangers
from proofolio.sources.secrets import Token
from proofolio.sources.unreadable import UnreadableError, Why, size_in_words

MAX_COMMITS = 500
"""How far back a repository's history is read; trees of older commits cost bytes."""
AT_ONCE = 4
"""GitHub's secondary limits frown on more, and others are no more patient."""
EMPTIED = "it is empty now"

_NAME = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one repository."""

    record: RepoRecord | None = None
    failure: Failure | None = None
    omission: Omission | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reading needs besides the repository."""

    host: GitHost
    learner: Learner
    """Whose commits are counted."""
    request: SyncRequest
    before: Mapping[str, RepoRecord]
    """Host id → what the same source brought last."""
    before_at: datetime
    """When that was; the beginning of time when there is nothing."""
    known_empty: frozenset[str]
    """Full names of what was empty then."""
    put: Put
    checkpoint: Checkpoint
    report: Report
    pictures: WebPictures

    def read(self, listed: Sequence[Listed]) -> list[Outcome]:
        """Read all of them; the outcomes are in the same order.

        Raises:
            SystemProblemError: this computer got in the way. What failed on the host's side
                is an outcome.
        """
        return self._each(self._outcome, listed)

    def _each(
        self, do: Callable[[Subject, Put, Flag, Breaker], Outcome], subjects: Sequence[Subject]
    ) -> list[Outcome]:
        stop = Flag()
        put = one_at_a_time(self.put)
        breaker = Breaker()
        pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="repository")
        try:
            return list(pool.map(lambda one: do(one, put, stop, breaker), subjects))
        except BaseException:
            stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    @property
    def gone(self) -> str:
        """Say that a repository is not to be seen any more."""
        return f"no longer on {self.host.label}, or private now"

    @property
    def not_listed(self) -> str:
        """Say that a repository is there, and the list lacks it."""
        return f"{self.host.label} did not list it"

    def seek(self, unlisted: Sequence[RepoRecord], owner: str) -> list[Outcome]:
        """Find out what became of repositories that were read before and are not listed now.

        One that is not public any more becomes an outcome without a record: without a token a
        host does not tell a deleted repository from a private one, and a portfolio must not show what its
        owner hid. One that moved to another owner is read there.

        Args:
            unlisted: the records of before.
            owner: the account whose listing lacks them.
        """
        return self._each(partial(self._sought, owner=owner), unlisted)

    def _sought(
        self, before: RepoRecord, put: Put, stop: Flag, breaker: Breaker, *, owner: str
    ) -> Outcome:
        try:
            breaker.check()
            address, commit = locate(self._remote(before, stop), self._limits)
            breaker.note(None)
        except UnreadableError as error:
            breaker.note(error)
            if error.why is not Why.ABSENT:
                return self._failed(before.full_name, before, error)
            self.report(Event(kind="skipped", subject=before.full_name, detail=self.gone))
            return Outcome(omission=Omission(subject=before.full_name, reason=self.gone))
        place = _elsewhere(self.host.name_at(address, before), owner)
        if place is None:
            self.report(Event(kind="failed", subject=before.full_name, detail=self.not_listed))
            return Outcome(
                record=self.kept(before, self.not_listed),
                failure=Failure(
                    subject=before.full_name,
                    message=f"{before.full_name} is public, but {self.not_listed}; it is kept as it was.",
                    hint="Run `proofolio sync` again later.",
                ),
            )
        moved = replace(
            before, owner=place[0], name=place[1], url=address, head_commit=commit, stale=None
        )
        if self._is_unchanged(moved, before):
            return self._same(before, moved, put)
        return self._read(moved, before, put, stop, breaker)

    def _outcome(self, listed: Listed, put: Put, stop: Flag, breaker: Breaker) -> Outcome:
        name = listed.repo.full_name
        before = self.before.get(listed.repo.host_id)
        if before is not None and self._is_unchanged(listed.repo, before):
            return self._same(before, listed.repo, put)
        if self._is_known_empty(listed):
            return self._empty(name)
        return self._read(listed.repo, before, put, stop, breaker)

    def _same(self, before: RepoRecord, now: RepoRecord, put: Put) -> Outcome:
        record = refreshed(before, now)
        record = replace(record, web_pictures=self.pictures.again(record, put))
        kind = kind_of(before, record)
        detail = "" if kind == "unchanged" else "its files are the same"
        self.report(Event(kind=kind, subject=record.full_name, detail=detail))
        return Outcome(record=record)

    def _read(
        self, repo: RepoRecord, before: RepoRecord | None, put: Put, stop: Flag, breaker: Breaker
    ) -> Outcome:
        self.report(Event(kind="reading", subject=repo.full_name))
        try:
            breaker.check()
            shown = Shown(repo)
            checkout = self._fetch(repo, put, stop, shown)
            breaker.note(None)
        except UnreadableError as error:
            breaker.note(error)
            if error.why is not Why.NO_REF:
                return self._failed(repo.full_name, before, error)
            return self._empty(repo.full_name) if before is None else self.emptied(before)
        record = filled(repo, checkout, before, self.learner)
        there = {file.path for file in checkout.files}
        there |= {file.path for file in checkout.skipped}
        pictures = self.pictures.pull(
            shown.uploads(there), shown.elsewhere(), shown.missing(there), repo, before, put
        )
        record = replace(record, web_pictures=pictures)
        self.checkpoint(record)
        self.report(
            Event(
                kind=kind_of(before, record),
                subject=repo.full_name,
                detail=describe(record),
                size_bytes=sum(file.size_bytes for file in record.files),
            )
        )
        return Outcome(record=record)

    def _is_unchanged(self, repo: RepoRecord, before: RepoRecord) -> bool:
        if self.request.fresh or before.activity is None or before.web_pictures is None:
            return False
        too_large = f"larger than {size_in_words(self.request.max_file_bytes)}"
        if any(
            file.reason.startswith("larger than") and file.reason != too_large
            for file in before.skipped
        ):
            return False
        if repo.head_commit:
            return repo.head_commit == before.head_commit
        now = (repo.pushed_at, repo.default_branch)
        return now == (before.pushed_at, before.default_branch)

    def _is_known_empty(self, listed: Listed) -> bool:
        return (
            not self.request.fresh
            and listed.is_empty is None
            and listed.repo.full_name in self.known_empty
            and listed.repo.pushed_at <= self.before_at
        )

    def _fetch(self, repo: RepoRecord, put: Put, stop: Flag, shown: Shown) -> Checkout:
        left_out: dict[str, str] = {}

        def choose(paths: Collection[str]) -> tuple[str, ...]:
            left_out.update(Strangers(paths).folders)
            return choose_files(paths)

        checkout = fetch_files(
            self._remote(repo, stop, self.host.token if repo.is_private else None),
            choose=choose,
            follow=shown,
            spare=lambda paths: plots(paths, shown.illustrated()),
            put=put,
            limits=self._limits,
            max_commits=MAX_COMMITS,
        )
        others = (SkippedFile(path=folder, reason=words) for folder, words in left_out.items())
        return replace(checkout, skipped=(*others, *checkout.skipped))

    def _remote(self, repo: RepoRecord, stop: Flag, token: Token | None = None) -> Remote:
        return Remote(url=self.host.clone_url(repo), token=token, stop=stop)

    @property
    def _limits(self) -> Limits:
        return Limits(
            max_file_bytes=self.request.max_file_bytes,
            max_repo_bytes=self.request.max_repo_bytes,
            scratch=self.request.scratch,
        )

    def emptied(self, before: RepoRecord) -> Outcome:
        """What was read of a repository that is empty now is kept: it is still there, and still public."""
        self.report(Event(kind="failed", subject=before.full_name, detail=EMPTIED))
        return Outcome(
            record=self.kept(before, EMPTIED),
            failure=Failure(
                subject=before.full_name,
                message=f"{before.full_name} was not read: {EMPTIED}.",
                hint="Push to it again, or add it to `exclude` in portfolio.yml.",
            ),
        )

    def _empty(self, name: str) -> Outcome:
        self.report(Event(kind="skipped", subject=name, detail="empty"))
        return Outcome(omission=Omission(subject=name, reason="empty"))

    def _failed(self, name: str, before: RepoRecord | None, error: UnreadableError) -> Outcome:
        self.report(Event(kind="failed", subject=name, detail=error.message))
        return Outcome(
            record=None if before is None else self.kept(before, error.message),
            failure=Failure(
                subject=name,
                message=f"{name} could not be read: {error.message}.",
                hint=error.hint,
            ),
        )

    def kept(self, before: RepoRecord, reason: str) -> RepoRecord:
        """The record of the last good snapshot, marked with its date and the reason."""
        since = before.stale.since if before.stale else self.before_at
        return replace(before, stale=Stale(since=since, reason=reason))


def _elsewhere(place: tuple[str, str] | None, owner: str) -> tuple[str, str] | None:
    """Return where a repository is now, if that is another owner's, under a name that can be one."""
    if place is None or not all(map(_NAME.fullmatch, place)):
        return None
    return None if place[0].casefold() == owner.casefold() else place


def one_at_a_time(put: Put) -> Put:
    """Let several threads keep bytes, one after the other."""
    lock = Lock()

    def guarded(data: bytes) -> BlobId:
        with lock:
            return put(data)

    return guarded
