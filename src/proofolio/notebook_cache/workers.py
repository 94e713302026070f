"""Runs jobs on all cores; a job that takes its process down is the only one lost."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self, TypeVar

from proofolio.language import speak, spoken

Job = TypeVar("Job")
Result = TypeVar("Result")

WORTH_A_PROCESS: Final = 2_000_000
"""Bytes of work from which a second process gains more than it costs."""


class Workers:
    """Processes that live as long as this is open; what one of them has loaded serves its next job, too."""

    def __init__(self) -> None:
        """Begin none yet."""
        self._pool: ProcessPoolExecutor | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(
        self,
        do: Callable[[Job], Result],
        jobs: Sequence[Job],
        *,
        size: Callable[[Job], int],
        on_done: Callable[[int, int], None] = lambda _done, _total: None,
        on_job: Callable[[Job], None] = lambda _job: None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> list[Result | None]:
        """Do every job; returns the results in the jobs' order, None for one whose process died.

        Args:
            do: a function of a module; its argument and result can be pickled.
            jobs: what to do.
            size: the bytes that a job reads; the largest are begun first.
            on_done: told how many jobs are done, and of how many.
            on_job: told of each job that is done, in any order.
            meanwhile: called here while other processes work, if they do.
        """

        def report_done(index: int, done: int) -> None:
            on_job(jobs[index])
            on_done(done, len(jobs))

        sizes = [size(job) for job in jobs]
        count = min(os.cpu_count() or 1, len(jobs), sum(sizes) // WORTH_A_PROCESS)
        if count < 2:
            return _here(do, jobs, report_done)
        results: dict[int, Result | None] = {}
        order = sorted(range(len(jobs)), key=lambda index: -sizes[index])
        if not self._together(do, jobs, order, count, results, report_done, meanwhile):
            for index in order:
                if index not in results:
                    results[index] = _alone(do, jobs[index])
                    report_done(index, len(results))
        return [results[index] for index in range(len(jobs))]

    def _together(
        self,
        do: Callable[[Job], Result],
        jobs: Sequence[Job],
        order: Sequence[int],
        count: int,
        results: dict[int, Result | None],
        report_done: Callable[[int, int], None],
        meanwhile: Callable[[], None],
    ) -> bool:
        """Fill `results`; returns whether all came, which they do unless a process died."""
        is_whole = False
        try:
            with _unstopped():
                pool = self._of(count)
                futures: dict[Future[Result], int] = {pool.submit(do, jobs[i]): i for i in order}
            meanwhile()
            for future in as_completed(futures):
                results[futures[future]] = future.result()
                report_done(futures[future], len(results))
            is_whole = True
        except BrokenProcessPool:
            return False
        finally:
            if not is_whole:
                self._end()
        return True

    def _of(self, count: int) -> ProcessPoolExecutor:
        """So many processes at least; those that are there already know what they were told before."""
        if self._pool is None or self._count < count:
            self._end()
            self._pool, self._count = _pool(count), count
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None


def run(
    do: Callable[[Job], Result],
    jobs: Sequence[Job],
    *,
    size: Callable[[Job], int],
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
    on_job: Callable[[Job], None] = lambda _job: None,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Result | None]:
    """Do every job as `Workers.run` does, in processes that end with the last one."""
    with Workers() as workers:
        return workers.run(do, jobs, size=size, on_done=on_done, on_job=on_job, meanwhile=meanwhile)


def _here(
    do: Callable[[Job], Result], jobs: Sequence[Job], report_done: Callable[[int, int], None]
) -> list[Result | None]:
    results: list[Result | None] = []
    for index, job in enumerate(jobs):
        results.append(do(job))
        report_done(index, len(results))
    return results


def _alone(do: Callable[[Job], Result], job: Job) -> Result | None:
    """Do one job in a process of its own, so that nobody else is hurt."""
    with _pool(1) as pool:
        try:
            with _unstopped():
                future = pool.submit(do, job)
            return future.result()
        except BrokenProcessPool:
            return None


def _pool(count: int) -> ProcessPoolExecutor:
    # Forking costs nothing, and is safe as long as there is no other thread.
    forks = sys.platform == "linux" and _threads() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    return ProcessPoolExecutor(
        count,
        mp_context=context,
        initializer=_begin,
        initargs=(spoken(),),
    )


def _threads() -> int:
    """Count the threads of this process, those of a library in another language among them: Python knows only its own."""
    try:
        return sum(1 for _ in Path("/proc/self/task").iterdir())
    except OSError:
        return threading.active_count() + 1


@contextmanager
def _unstopped() -> Iterator[None]:
    """Keep Ctrl-C waiting while processes are begun, which take this over until they are ready."""
    if sys.platform == "win32":
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _begin(language: str) -> None:
    """Make a process ready: Ctrl-C reaches the whole group, and one is enough to answer it."""
    # What was there before lives as long as the process does: it need not be looked through again.
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    speak(language)
