"""Many notebooks at once: cached, on all cores, and none hurt by another."""

import json
import os

import pytest

from proofolio.model.portfolio import NotebookCard
from proofolio.notebook_cache import converted, workers
from proofolio.notebook_cache.cache import cache_objects
from proofolio.notebook_cache.converted import Wanted, convert_notebooks
from proofolio.store import ObjectStore
from tests.notebooks.building import code, notebook, png, prose, result, stream


@pytest.fixture
def objects(tmp_path):
    return ObjectStore(tmp_path / "objects")


@pytest.fixture
def convert_them(objects, tmp_path):
    def run(*contents, **more):
        wanted = [
            Wanted(
                key=f"sample/repo: {number}.ipynb", name=f"{number}.ipynb", blob=objects.put(data)
            )
            for number, data in enumerate(contents)
        ]
        return convert_notebooks(wanted, objects=objects, cache=tmp_path / "cache", **more)

    return run


def _text(tmp_path, card):
    return cache_objects(tmp_path / "cache").get(card.text).decode()


def _large(number):
    """Two of these are worth a second process."""
    return notebook(prose(f"# Number {number}"), code("x = 1", stream("y" * 2_000_000)))


def test_a_notebook_becomes_a_card_and_its_text_a_blob(convert_them, tmp_path):
    found = convert_them(
        notebook(
            prose(
                "# Iris\n\nPetals & *sepals*.\n\n[next](next.ipynb)\n\n## Train\n\nIt took $2$ hours."
            ),
            code("secret_code()", result(image_png=png())),
        )
    )
    card = found.cards["sample/repo: 0.ipynb"]
    assert (card.title, card.cell_count) == ("Iris", 2)
    assert "secret_code" in _text(tmp_path, card)
    assert ("href", "next.ipynb") in card.addresses
    assert ("src", f"pf-asset:{card.assets[0].path}") in card.addresses
    sections = json.loads(cache_objects(tmp_path / "cache").get(card.sections))
    assert [section["title"] for section in sections] == ["", "Train"]
    assert sections[0]["text"].startswith("Petals & sepals.")
    assert sections[1]["anchor"] == "u-train"
    assert "secret_code" not in str(sections)


def test_what_was_converted_once_is_not_converted_again(convert_them):
    first = notebook(prose("# One"))
    assert convert_them(first).converted == 1
    both = convert_them(first, notebook(prose("# Two")))
    assert (both.converted, len(both.cards)) == (1, 2)
    assert convert_them(first).converted == 0


def test_copies_are_converted_once(convert_them):
    same = notebook(prose("# Same"))
    found = convert_them(same, same, same)
    assert (found.converted, len(found.cards)) == (1, 3)


def test_a_notebook_is_examined_once(convert_them, tmp_path):
    found = convert_them(notebook(prose("# One"), code("import numpy\nnot_defined()")))
    examination = found.examinations["sample/repo: 0.ipynb"]
    assert [use.module for use in examination.imports] == ["numpy"]
    assert "not_defined" in examination.findings[0].message
    (kept,) = (tmp_path / "cache/examined").rglob("*.json")
    before = kept.stat().st_mtime_ns
    assert convert_them(notebook(prose("# One"), code("import numpy\nnot_defined()"))).examinations
    assert kept.stat().st_mtime_ns == before


def test_a_damaged_cache_is_made_good(convert_them, tmp_path):
    data = notebook(prose("# One"))
    convert_them(data)
    (card,) = (tmp_path / "cache/converted").rglob("*.json")
    card.write_text("{")
    assert convert_them(data).converted == 1
    for path in (tmp_path / "cache/objects").rglob("*"):
        if path.is_file():
            path.unlink()
    assert convert_them(data).converted == 1


def test_one_that_cannot_become_a_page_is_named_and_the_others_are_there(convert_them):
    found = convert_them(b"{", notebook(prose("# Good")))
    assert list(found.cards) == ["sample/repo: 1.ipynb"]
    assert found.problems[0].message.startswith("sample/repo: 0.ipynb, line 1: ")


def test_one_that_is_far_too_large_is_not_even_read(convert_them, monkeypatch):
    monkeypatch.setattr("proofolio.notebooks.read.MAX_BYTES", 1_000)
    monkeypatch.setattr(converted, "MAX_BYTES", 1_000)
    monkeypatch.setattr(ObjectStore, "get", lambda *_: pytest.fail("it was read"))
    (problem,) = convert_them(notebook(prose("x" * 2_000))).problems
    assert "the limit is" in problem.message


def test_many_cores_give_what_one_gives(convert_them, objects, tmp_path, monkeypatch):
    contents = [_large(number) for number in range(4)]
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    told = []
    many = convert_them(*contents, b"{", on_done=lambda done, total: told.append((done, total)))
    assert told == [(number, 6) for number in range(1, 7)], "five to convert, one look at all"
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    wanted = [
        Wanted(key=key, name="x.ipynb", blob=objects.put(data))
        for key, data in zip(many.cards, contents, strict=True)
    ]
    one = convert_notebooks(wanted, objects=objects, cache=tmp_path / "other")
    assert one.cards == many.cards
    assert one.examinations.items() <= many.examinations.items()


def _dies(job):
    if getattr(job, "name", "") == "1.ipynb":
        os._exit(9)
    return _do(job)


_do = converted._do


def test_a_notebook_that_takes_its_process_down_is_the_only_one_lost(convert_them, monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(converted, "_do", _dies)
    found = convert_them(*(_large(number) for number in range(4)))
    assert len(found.cards) == 3
    assert found.problems[0].message.startswith(
        "sample/repo: 1.ipynb: Converting the notebook ended"
    )


def _stumbles(*_args, **_kwargs):
    raise KeyError("oops")


def test_a_defect_of_ours_costs_one_notebook_and_says_where(convert_them, monkeypatch):
    monkeypatch.setattr(converted, "convert", _stumbles)
    (problem,) = convert_them(notebook(prose("# One"))).problems
    assert "KeyError in test_converted.py, line " in problem.message


def test_workers_keep_the_order_and_work_without_forking(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(workers, "_threads", lambda: 2)
    jobs = ["bb", "a", "cccc"]
    size = workers.WORTH_A_PROCESS
    meanwhile = []
    done = workers.run(
        len,
        jobs,
        size=lambda _: size,
        on_done=lambda *_: None,
        meanwhile=lambda: meanwhile.append("something else"),
    )
    assert done == [2, 1, 4]
    assert meanwhile == ["something else"]


def test_a_card_holds_no_text():
    assert "pieces" not in NotebookCard.__dataclass_fields__
