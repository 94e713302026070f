"""Read the files of many repositories, a few at a time; what has not changed is not read again."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Event as Flag
from threading import Lock
from typing import Literal
from urllib.parse import quote

from proofolio.model.records import (
    BlobId,
    Event,
    Failure,
    Keep,
    Omission,
    Put,
    RepoRecord,
    Report,
    Stale,
)
from proofolio.model.wanted import Wanted
from proofolio.sources.breaker import Breaker
from proofolio.sources.endpoints import Endpoints, Token
from proofolio.sources.files import choose_files, referred_images
from proofolio.sources.git import Checkout, Limits, Remote, fetch_files
from proofolio.sources.languages import languages_of
from proofolio.sources.listing import Listed
from proofolio.sources.unreadable import UnreadableError, Why, size_in_words

AT_ONCE = 4
"""GitHub's secondary limits frown on more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one repository."""

    record: RepoRecord | None = None
    failure: Failure | None = None
    omission: Omission | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reading needs besides the repository."""

    endpoints: Endpoints
    token: Token | None
    wanted: Wanted
    before: Mapping[str, RepoRecord]
    """Host id → the record of the last good snapshot."""
    before_at: datetime
    """When that snapshot was taken; the beginning of time when there is none."""
    known_empty: frozenset[str]
    """Full names of what was empty then."""
    put: Put
    keep: Keep
    report: Report

    def read(self, listed: Sequence[Listed]) -> list[Outcome]:
        """Read all of them; the outcomes are in the same order.

        Raises:
            SystemProblemError: this computer got in the way. What failed on GitHub's side is
                an outcome.
        """
        stop = Flag()
        put = _one_at_a_time(self.put)
        breaker = Breaker()
        pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="repository")
        try:
            return list(pool.map(lambda one: self._outcome(one, put, stop, breaker), listed))
        except BaseException:
            stop.set()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _outcome(self, listed: Listed, put: Put, stop: Flag, breaker: Breaker) -> Outcome:
        name = listed.repo.full_name
        before = self.before.get(listed.repo.host_id)
        if before is not None and self._is_unchanged(listed.repo, before):
            record = _refreshed(before, listed.repo)
            kind = _kind(before, record)
            detail = "" if kind == "unchanged" else "its files are the same"
            self.report(Event(kind=kind, subject=name, detail=detail))
            return Outcome(record=record)
        if self._is_known_empty(listed):
            return self._empty(name)
        self.report(Event(kind="reading", subject=name))
        try:
            breaker.check()
            checkout = self._fetch(listed.repo, put, stop)
            breaker.note(None)
        except UnreadableError as error:
            breaker.note(error)
            if error.why is Why.NO_REF and listed.is_empty is None:
                return self._empty(name)
            return self._failed(name, before, error)
        record = _filled(listed.repo, checkout)
        self.keep(record)
        self.report(Event(kind=_kind(before, record), subject=name, detail=describe(record)))
        return Outcome(record=record)

    def _is_unchanged(self, repo: RepoRecord, before: RepoRecord) -> bool:
        if self.wanted.fresh:
            return False
        too_large = f"larger than {size_in_words(self.wanted.max_file_bytes)}"
        if any(
            file.reason.startswith("larger than") and file.reason != too_large
            for file in before.skipped
        ):
            return False
        if repo.head_commit:
            return repo.head_commit == before.head_commit
        now = (repo.pushed_at, repo.default_branch, repo.full_name)
        return now == (before.pushed_at, before.default_branch, before.full_name)

    def _is_known_empty(self, listed: Listed) -> bool:
        return (
            not self.wanted.fresh
            and listed.is_empty is None
            and listed.repo.full_name in self.known_empty
            and listed.repo.pushed_at <= self.before_at
        )

    def _fetch(self, repo: RepoRecord, put: Put, stop: Flag) -> Checkout:
        return fetch_files(
            Remote(
                url=f"{self.endpoints.server}/{quote(repo.full_name)}.git",
                token=self.token if repo.is_private else None,
                stop=stop,
            ),
            choose=choose_files,
            follow=referred_images,
            put=put,
            limits=Limits(
                max_file_bytes=self.wanted.max_file_bytes,
                max_repo_bytes=self.wanted.max_repo_bytes,
                scratch=self.wanted.scratch,
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


def describe(record: RepoRecord) -> str:
    """`3 notebooks, 14 files, 1.2 MB`."""
    notebooks = sum(file.path.endswith(".ipynb") for file in record.files)
    size_bytes = sum(file.size_bytes for file in record.files)
    counts = [(notebooks, "notebook"), (len(record.files), "file")]
    words = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts]
    return ", ".join([*words, size_in_words(size_bytes)])


def _refreshed(before: RepoRecord, now: RepoRecord) -> RepoRecord:
    """The files of before with what the listing says now.

    Languages are measured by GitHub with a token and counted by us without one, so those of before
    stay as long as the files do.
    """
    return replace(
        now,
        head_commit=before.head_commit,
        committed_at=before.committed_at,
        languages=before.languages or now.languages,
        files=before.files,
        skipped=before.skipped,
    )


def _filled(repo: RepoRecord, checkout: Checkout) -> RepoRecord:
    return replace(
        repo,
        head_commit=checkout.commit,
        committed_at=checkout.committed_at,
        languages=repo.languages or languages_of(checkout.files),
        files=checkout.files,
        skipped=checkout.skipped,
    )


def _kind(before: RepoRecord | None, now: RepoRecord) -> Literal["new", "changed", "unchanged"]:
    if before is None:
        return "new"
    return "unchanged" if replace(before, stale=None) == now else "changed"


def _one_at_a_time(put: Put) -> Put:
    lock = Lock()

    def guarded(data: bytes) -> BlobId:
        with lock:
            return put(data)

    return guarded
