"""The benchmark of notebooks measures what it says: nothing is lost, nothing is counted twice."""

import json
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"


@pytest.fixture(autouse=True)
def _scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(SCRIPTS))


def notebook(*cells: tuple[str, str], **metadata) -> bytes:
    made = [
        {"cell_type": kind, "metadata": {}, "source": source}
        | ({"outputs": [], "execution_count": None} if kind == "code" else {})
        for kind, source in cells
    ]
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": made}
    ).encode()


def executed_by_colab(text: str) -> bytes:
    made = json.loads(notebook(("code", text), colab={}))
    made["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
    return json.dumps(made).encode()


def test_every_notebook_becomes_a_page_or_is_named_with_its_reason(tmp_path, capsys):
    from bench_notebooks import account, lay_out
    from portfolio import Portfolio

    folder = tmp_path / "corpus"
    (folder / "deeper").mkdir(parents=True)
    (folder / "good.ipynb").write_bytes(notebook(("markdown", "# Good"), ("code", "1 + 1")))
    (folder / "deeper/good.ipynb").write_bytes(notebook(("markdown", "# Good too")))
    (folder / "Broken one.ipynb").write_bytes(b"{")
    (tmp_path / "work").mkdir()
    corpus = lay_out(folder, tmp_path / "work")
    account(corpus.notebooks, Portfolio(tmp_path / "portfolio", corpus.untouched))
    printed = capsys.readouterr().out.splitlines()
    assert "notebooks.corpus.notebooks 3 notebooks" in printed
    assert "notebooks.converted 2 notebooks" in printed
    assert "notebooks.quarantined 1 notebooks" in printed
    assert "notebooks.failed 0 notebooks" in printed
    assert [line for line in printed if line.startswith("quarantined: Broken one.ipynb: ")]
    assert [line for line in printed if line.startswith("notebooks.proofolio.page.median ")]


def test_a_notebook_that_vanished_has_failed(tmp_path, capsys):
    from bench_notebooks import account, lay_out
    from portfolio import Portfolio

    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/lost.ipynb").write_bytes(notebook(("markdown", "# Lost")))
    (tmp_path / "corpus/kept.ipynb").write_bytes(notebook(("markdown", "# Kept")))
    (tmp_path / "work").mkdir()
    corpus = lay_out(tmp_path / "corpus", tmp_path / "work")
    portfolio = Portfolio(tmp_path / "portfolio", corpus.untouched)
    lost = next(one for one in corpus.notebooks if one.source.name == "lost.ipynb")
    (portfolio.notebooks / lost.path).unlink()
    account(corpus.notebooks, portfolio)
    printed = capsys.readouterr().out.splitlines()
    assert "notebooks.failed 1 notebooks" in printed
    assert "failed: lost.ipynb: neither a page nor a reason" in printed


def test_peers_get_the_notebooks_without_widgets(tmp_path):
    from staging import stage, strip_widgets

    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/a.ipynb").write_bytes(notebook(("code", "1"), widgets={"x": {}}))
    (tmp_path / "corpus/b.ipynb").write_bytes(notebook(("code", "2"), language_info={}))
    staged = stage(tmp_path / "corpus", tmp_path / "staged")
    assert strip_widgets(tmp_path / "staged", tmp_path / "stripped") == 1
    first, second = (json.loads((tmp_path / "stripped" / one.path).read_bytes()) for one in staged)
    assert first["metadata"] == {}
    assert first["cells"] == json.loads(notebook(("code", "1")))["cells"]
    assert second["metadata"] == {"language_info": {}}


def test_the_middle_sized_notebook_is_edited_and_no_other(tmp_path):
    from staging import edit_middle, stage

    (tmp_path / "corpus").mkdir()
    for name, size in (("small", 1), ("middle", 100), ("large", 1000)):
        cells = [("markdown", "# " + "x" * size), ("code", "1")]
        (tmp_path / f"corpus/{name}.ipynb").write_bytes(notebook(*cells))
    staged = stage(tmp_path / "corpus", tmp_path / "staged")
    before = {one.source.stem: (tmp_path / "staged" / one.path).read_bytes() for one in staged}
    edit_middle(staged, tmp_path / "staged")
    after = {one.source.stem: (tmp_path / "staged" / one.path).read_bytes() for one in staged}
    assert [name for name in before if before[name] != after[name]] == ["middle"]
    prose, code = (cell["source"] for cell in json.loads(after["middle"])["cells"])
    assert prose.endswith("\nA sentence was changed.")
    assert code == "1\n# Changed."


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_is_that_of_the_whole_tree_of_processes(tmp_path):
    from processes import memory_of

    holds = "held = b'x' * 60_000_000; sum(range(2 * 10**7))"
    starts = f"import subprocess, sys; held = b'x' * 60_000_000; subprocess.run([sys.executable, '-c', {holds!r}])"
    memory = memory_of([sys.executable, "-c", starts], folder=tmp_path)
    assert memory.tree_mib > 115
    assert 57 < memory.process_mib < 110


def test_a_run_counts_the_time_of_its_children(tmp_path):
    from processes import run

    burns = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(10**7))'])"
    done = run([sys.executable, "-c", f"{burns}; print('said')"], folder=tmp_path)
    alone = run([sys.executable, "-c", "print('said')"], folder=tmp_path)
    assert done.output == "said\n"
    assert done.exit_code == 0
    assert done.cpu_s > alone.cpu_s


def test_a_corpus_is_picked_by_the_bytes_alone(tmp_path):
    from corpus import find, pick

    for repository in ("one", "two", "three"):
        folder = tmp_path / "there" / repository
        folder.mkdir(parents=True)
        for number in range(4):
            text = f"{repository} {number}"
            (folder / f"{number} plain.ipynb").write_bytes(notebook(("code", text)))
            (folder / f"{number} colab.ipynb").write_bytes(executed_by_colab(text))
        (folder / "copy.ipynb").write_bytes(notebook(("code", "in all three")))
    found = find(tmp_path / "there")
    assert len(found) == 25
    picked = pick(found, count=9, colab=6)
    assert sum(one.from_colab for one in picked) == 6
    assert {one.group for one in picked if one.from_colab} == {"one", "two", "three"}
    assert len({one.name for one in picked}) == 9
    assert pick(reversed(found), count=9, colab=6) == picked
    size = sum(one.size_bytes for one in picked) / 1e6
    sized = pick(found, count=9, colab=6, megabytes=size)
    assert abs(sum(one.size_bytes for one in sized) / 1e6 - size) <= 0.02 * size
    with pytest.raises(ValueError, match="26 notebooks are wanted"):
        pick(found, count=26)
