"""Who worked on which file, and when: from the history that git fetched with the trees."""

from collections.abc import Callable
from datetime import date

import pytest

from proofolio.sources.git.history import cut, read_history
from tests.sources.conftest import Syncer

SyncerAt = Callable[..., Syncer]
ME = "Sample Learner <sample-learner@users.noreply.github.com>"
OTHER = "Ann Other <ann@example.org>"


def test_odd_numbers_and_names_in_a_log_are_read() -> None:
    fields = ["a" * 40, "b" * 40, "12", "-9" * 30, "x@y", "Ann\nBob", "b" * 40, "", "", "7", "", ""]
    read = read_history(iter("\0".join(fields).encode().split(b"\0")), paths=(), depth=9)
    assert read.commit == "a" * 40
    assert [(who.at_s, who.name) for who in read.commits] == [(0, "Ann\nBob"), (7, "")]


def test_a_log_that_ends_in_the_middle_of_a_commit_is_read_up_to_it() -> None:
    assert read_history(iter([b"a" * 40, b"", b"12"]), paths=(), depth=9).commits == ()


@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_a_stream_is_cut_the_same_however_it_comes(size: int) -> None:
    class Slow:
        left = b"one\0\0two\0three"

        def read(self, _: int) -> bytes:
            piece, self.left = self.left[:size], self.left[size:]
            return piece

    assert list(cut(Slow())) == [b"one", b"", b"two", b"three"]  # type: ignore[arg-type]


def days_of(syncer: Syncer, path: str) -> tuple[date | None, date | None]:
    (repo,) = syncer.pull().repos
    (file,) = (file for file in repo.files if file.path == path)
    return file.first, file.last


def edit(syncer: Syncer, day: str, files: dict[str, bytes | None], author: str = ME) -> None:
    syncer.github.edit("project-01", files, date=f"{day}T10:00:00Z", author=author)


def test_a_file_is_dated_by_the_learners_own_commits(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(1)
    edit(syncer, "2026-02-02", {"app.py": b"1"}, OTHER)
    edit(syncer, "2026-02-03", {"app.py": b"2"})
    edit(syncer, "2026-02-07", {"app.py": b"3"})
    edit(syncer, "2026-02-09", {"app.py": b"4"}, OTHER)
    assert days_of(syncer, "app.py") == (date(2026, 2, 3), date(2026, 2, 7))


def test_what_others_wrote_alone_has_no_day(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(1)
    edit(syncer, "2026-02-02", {"app.py": b"1"}, OTHER)
    assert days_of(syncer, "app.py") == (None, None)


def test_a_file_keeps_its_days_when_it_is_moved(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(1)
    edit(syncer, "2026-02-02", {"old.py": b"print(1)", "gone.py": b"print(2)\n" * 50})
    edit(syncer, "2026-03-02", {"old.py": None, "new.py": b"print(1)"})
    # What was moved and changed at once is new: its contents are not there to be compared.
    edit(syncer, "2026-03-03", {"gone.py": None, "alike.py": b"print(2)\n" * 49})
    assert days_of(syncer, "new.py") == (date(2026, 2, 2), date(2026, 3, 2))
    assert days_of(syncer, "alike.py") == (date(2026, 3, 3), date(2026, 3, 3))


def test_where_the_history_that_was_read_ends_nobody_is_known(
    syncer_at: SyncerAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.sources.git.repositories.MAX_COMMITS", 2)
    syncer = syncer_at(1)
    edit(syncer, "2026-02-02", {"app.py": b"1"})
    edit(syncer, "2026-02-03", {"other.py": b"1"}, OTHER)
    edit(syncer, "2026-02-04", {"last.py": b"1"})
    assert days_of(syncer, "app.py") == (None, None)
    assert days_of(syncer, "last.py") == (date(2026, 2, 4), date(2026, 2, 4))
