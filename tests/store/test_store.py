import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from proofolio.errors import SystemProblemError
from proofolio.model import portfolio as portfolio_model
from proofolio.model import records
from proofolio.store import ObjectStore, SnapshotStore
from proofolio.store.serialise import dump, load
from tests.builders import a_repo, a_snapshot

RECORDS = [
    value
    for module in (records, portfolio_model)
    for value in vars(module).values()
    if isinstance(value, type)
    and hasattr(value, "__dataclass_fields__")
    and value.__module__ == module.__name__
]


def _register() -> None:
    """Times as a manifest holds them, and texts as JSON can hold them."""
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    st.register_type_strategy(str, text)
    st.register_type_strategy(
        datetime,
        st.datetimes(
            timezones=st.just(UTC), min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1)
        ),
    )


_register()


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_type_is_read_back_as_it_was_written(kind):
    @given(value=st.from_type(kind))
    @hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    def round_trip(value):
        assert load(kind, dump(value)) == value

    round_trip()


def test_there_are_records_to_test():
    assert {kind.__name__ for kind in RECORDS} >= {
        "Snapshot",
        "RepoRecord",
        "NotebookRecord",
        "NotebookDoc",
        "Portfolio",
    }


def test_a_snapshot_is_read_back(tmp_path):
    store = SnapshotStore(tmp_path)
    assert store.read() is None
    store.write(a_snapshot())
    assert store.read() == a_snapshot()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["manifest.json"], (
        "nothing is left over"
    )


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]\n{}", b'{"schema_version": 1}\n{"synced_at": 3}', b"\xff\xfe\n"]
)
def test_a_damaged_manifest_is_named_with_a_way_out(tmp_path, damage):
    (tmp_path / "manifest.json").write_bytes(damage)
    with pytest.raises(SystemProblemError) as caught:
        SnapshotStore(tmp_path).read()
    (problem,) = caught.value.problems
    assert "damaged" in problem.message
    assert "sync --fresh" in problem.hint


def test_a_manifest_of_another_version_is_told_apart_from_a_damaged_one(tmp_path):
    (tmp_path / "manifest.json").write_bytes(json.dumps({"schema_version": 99}).encode() + b"\n{}")
    with pytest.raises(SystemProblemError, match="another version"):
        SnapshotStore(tmp_path).read()


def test_an_object_that_is_not_what_its_address_says_is_never_returned(tmp_path):
    store = ObjectStore(tmp_path)
    blob = store.put(b"true")
    next(tmp_path.glob("*/*")).write_bytes(b"false")
    with pytest.raises(SystemProblemError, match="not what it was"):
        store.get(blob)
    store.put(b"true")
    assert store.get(blob) == b"true", "pulling it again repairs the store"


def test_a_write_that_fails_leaves_the_last_good_snapshot(tmp_path, monkeypatch):
    store = SnapshotStore(tmp_path)
    store.write(a_snapshot())

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.write(a_snapshot(failures=(records.Failure(subject="a", message="b", hint="c"),)))
    assert store.read() == a_snapshot()
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_two_syncs_do_not_meet(tmp_path):
    with SnapshotStore(tmp_path).lock():
        code = (
            "import pathlib, sys\nfrom proofolio.store import SnapshotStore\n"
            "with SnapshotStore(pathlib.Path(sys.argv[1])).lock(): pass"
        )
        other = subprocess.run(
            [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False
        )
    assert "Another sync of this portfolio is running" in other.stderr
    with SnapshotStore(tmp_path).lock():
        pass


def test_a_record_whose_files_are_gone_is_read_again(tmp_path):
    store = SnapshotStore(tmp_path)
    kept = a_repo("kept", store.objects, {"a": b"1"})
    lost = a_repo("lost", store.objects, {"b": b"2"})
    store.write(a_snapshot(kept, lost))
    blob = lost.files[0].blob
    (tmp_path / "objects" / blob[:2] / blob[2:]).unlink()
    whole = store.read_whole()
    assert whole is not None
    assert whole.repos == (kept,)
    (tmp_path / "manifest.json").write_text("{")
    assert store.read_whole(tolerant=True) is None
