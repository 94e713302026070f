import gzip
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from proofolio.errors import SystemProblemError
from proofolio.model import portfolio as portfolio_model
from proofolio.model import records, snapshot
from proofolio.sources.github.older import from_state
from proofolio.sources.github.web import addresses_of
from proofolio.store import ObjectStore, SnapshotStore
from proofolio.store.cache import keep_used
from proofolio.store.files import TEMPORARY
from proofolio.store.serialise import dump, load
from tests.builders import a_repo, a_snapshot

RECORDS = [
    value
    for module in (records, snapshot, portfolio_model)
    for value in vars(module).values()
    if isinstance(value, type)
    and hasattr(value, "__dataclass_fields__")
    and value.__module__ == module.__name__
]


def _register() -> None:
    """Times as a manifest holds them, texts and numbers as JSON can hold them."""
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    st.register_type_strategy(str, text)
    st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
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
    @hypothesis_settings(
        max_examples=8 if kind.__name__ == "Portfolio" else 25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
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
    "damage",
    [
        b"",
        b"{",
        b"[]\n{}",
        b'{"schema_version": 1}\n{"synced_at": 3}',
        b'{"schema_version": 2}\n{"synced_at": 3}',
        b"\xff\xfe\n",
    ],
)
def test_a_damaged_manifest_is_named_with_a_way_out(tmp_path, damage):
    (tmp_path / "manifest.json").write_bytes(damage)
    with pytest.raises(SystemProblemError) as caught:
        SnapshotStore(tmp_path).read()
    (problem,) = caught.value.problems
    assert "damaged" in problem.message
    assert "sync --fresh" in problem.hint


def test_a_snapshot_of_the_first_schema_is_split_by_what_each_source_brought(tmp_path):
    """`manifest_1.json.gz` was written by the last version of Proofolio that wrote such."""
    old = gzip.decompress((Path(__file__).parent / "data/manifest_1.json.gz").read_bytes())
    (tmp_path / "manifest.json").write_bytes(old)
    store = SnapshotStore(tmp_path)
    found = store.read()
    github, colab, folders = found.sources
    assert [part.name for part in found.sources] == ["github", "colab", "folders"]
    assert {repo.name for repo in github.repos} == {"project-01", "project-03"}
    assert github.profile.readme.name == "sample-learner"
    assert [one.full_name for one in github.withdrawn] == ["sample-learner/project-02"]
    assert from_state(github.state).total == 102
    assert [(part.notebooks[0].key.partition(":")[0], part.notebooks[0].is_public) for part in (colab, folders)] == [
        ("gist", True), ("local", False),
    ]  # fmt: skip
    for part, failed in ((github, 0), (colab, 1), (folders, 1)):
        assert len(part.failures) == failed
        assert part.synced_at == found.synced_at
    assert len(github.omissions) == len(found.omissions) == 100
    told = json.loads(old[old.index(b"\n") :])
    assert [repo.full_name for repo in found.repos] == [
        f"{r['owner']}/{r['name']}" for r in told["repos"]
    ]
    assert [item.key for item in found.notebooks] == [item["key"] for item in told["notebooks"]]
    repo = found.repos[0]
    assert repo.addresses == addresses_of(repo.url, is_private=False)
    for blob in found.blobs:
        store.objects.path(blob).parent.mkdir(parents=True, exist_ok=True)
    store.write(found)
    assert store.read() == found
    assert json.loads((tmp_path / "manifest.json").read_bytes().partition(b"\n")[0]) == {
        "schema_version": 2
    }


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


def test_objects_go_when_neither_this_snapshot_nor_the_one_before_names_them(tmp_path):
    store = SnapshotStore(tmp_path)
    first, second, third = (
        a_snapshot(a_repo("iris", store.objects, {"a": data})) for data in (b"1", b"2", b"3")
    )
    readme = a_repo("me", store.objects, {"README.md": b"4"})
    profile = records.ProfileRecord(
        login="me", name="", bio="", location="", website="", url="", is_organisation=False,
        readme=readme,
    )  # fmt: skip
    third = a_snapshot(*third.repos, profile=profile)

    assert store.collect(None, third) == 2
    with pytest.raises(SystemProblemError):
        store.objects.get(first.repos[0].files[0].blob)
    second = a_snapshot(a_repo("iris", store.objects, {"a": b"2"}))
    assert store.collect(second, third) == 0
    assert store.objects.get(second.repos[0].files[0].blob) == b"2"
    assert store.collect(third, third) == 1
    assert store.objects.get(readme.files[0].blob) == b"4"


def test_what_a_sync_that_died_left_over_goes_when_the_next_begins(tmp_path):
    store = SnapshotStore(tmp_path)
    kept = a_snapshot(a_repo("iris", store.objects, {"a": b"1"}))
    store.write(kept)
    clone = store.scratch / "proofolio-dead" / "repository"
    clone.mkdir(parents=True)
    (clone / "pack").write_bytes(b"half")
    (store.scratch / "notes.txt").write_bytes(b"somebody else's")
    (tmp_path / f"{TEMPORARY}manifest").write_bytes(b"half")
    (tmp_path / "objects" / f"{TEMPORARY}1").write_bytes(b"half")
    with store.lock():
        names = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    blob = kept.repos[0].files[0].blob
    assert names == {"manifest.json", "lock", blob[2:], "notes.txt"}
    assert store.read() == kept


def test_what_was_read_is_known_to_its_source_until_a_manifest_names_it(tmp_path):
    store = SnapshotStore(tmp_path)
    old, other = a_repo("iris", store.objects, {"a": b"1"}), a_repo("wine", store.objects)
    before = a_snapshot(old, other).sources[0]
    new = replace(a_repo("iris", store.objects, {"a": b"2"}), head_commit="d" * 40)
    store.checkpoints.keep("github", new)
    store.checkpoints.keep("github", a_repo("lost", files=None))
    store.checkpoints.keep("gitlab", a_repo("theirs", files=None))
    lost = replace(new, host_id="7", files=(replace(new.files[0], blob="0" * 64),))
    store.checkpoints.keep("github", lost)
    (store.checkpoints.folder / "half.json").write_bytes(b"{")

    known = store.checkpoints.over(before, "github", store.objects)
    assert known is not None
    assert {repo.name: repo.head_commit[0] for repo in known.repos} == {
        "iris": "d", "wine": "c", "lost": "c",
    }  # fmt: skip
    assert known.synced_at == before.synced_at
    first = store.checkpoints.over(None, "github", store.objects)
    assert first is not None
    assert {repo.name for repo in first.repos} == {"iris", "lost"}
    store.checkpoints.forget()
    assert store.checkpoints.over(before, "github", store.objects) == before
    assert store.checkpoints.over(None, "github", store.objects) is None


def test_names_reach_the_disk_before_the_manifest_does(tmp_path, monkeypatch):
    """A power cut may forget a rename whose folder was not synced: a manifest must not be first."""
    store = SnapshotStore(tmp_path)
    snapshot = a_snapshot(a_repo("iris", store.objects, {"a": b"1", "b": b"2"}))
    steps = []
    sync, rename = os.fsync, os.rename

    def fsync(handle):
        steps.append(os.path.realpath(f"/proc/self/fd/{handle}"))
        return sync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(
        Path, "replace", lambda old, new: (steps.append(f"{new} is there"), rename(old, new))
    )
    store.write(snapshot)
    there = steps.index(f"{tmp_path / 'manifest.json'} is there")
    parents = {str(store.objects.path(file.blob).parent) for file in snapshot.repos[0].files}
    assert parents <= set(steps[:there])
    assert steps[-1] == str(tmp_path)


def test_a_cache_keeps_what_the_last_two_builds_used(tmp_path):
    def files(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"12345")
            os.utime(path, (1, 1))

    def left():
        found = (path for path in tmp_path.rglob("*") if path.is_file())
        return {path.relative_to(tmp_path).as_posix() for path in found} - {"used.txt"}

    a, b, c, young = (f"converted/{letter * 64}" for letter in "abcd")
    files(a, b, f"objects/{TEMPORARY}dead", "converted/somebody-else")
    (tmp_path / young).write_bytes(b"another command's")
    assert keep_used(tmp_path, {tmp_path / a}) == 10
    always = {young, "converted/somebody-else"}
    assert left() == {a, *always}
    files(c)
    keep_used(tmp_path, {tmp_path / c})
    assert left() == {a, c, *always}
    keep_used(tmp_path, {tmp_path / c})
    assert left() == {c, *always}
