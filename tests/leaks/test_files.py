"""Secrets in files: in which part, cell and line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.leaks import find_in_file, line_of
from tests.leaks.making import code, drawn, github, notebook


def told(found):
    return [(leak.kind, leak.cell, leak.line) for leak in found]


def test_the_cell_and_the_line_are_told():
    data = notebook(
        {"cell_type": "markdown", "metadata": {}, "source": ["# Work\n", "\n", f"`{github()}`"]},
        code(f"import os\ntoken = '{github(1)}'"),
        {"cell_type": "raw", "metadata": {}, "source": github(2)},
    )
    assert told(find_in_file("a.ipynb", data)) == [
        ("markdown", 1, 3), ("code", 2, 2), ("raw", 3, 1)
    ]  # fmt: skip


def test_what_was_printed_is_searched_without_its_colours_and_whole():
    secret = github()
    stream = {"output_type": "stream", "name": "stdout"}
    half = [{**stream, "text": f"key {secret[:9]}"}, {**stream, "text": secret[9:]}]
    coloured = {
        "output_type": "error", "ename": "E", "evalue": "",
        "traceback": [f"login(\x1b[0;34m'{secret}'\x1b[0m)"],
    }  # fmt: skip
    table = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": [f"<td>{secret}</td>"]},
    }
    answer = {
        "output_type": "execute_result", "metadata": {},
        "data": {"application/json": {"a": [{"said": f'"{secret}"'}]}},
    }  # fmt: skip
    data = notebook(code("", *half), code("", coloured), code("", table), code("", answer))
    assert told(find_in_file("a.ipynb", data)) == [
        ("output", 1, None), ("traceback", 2, None), ("output", 3, None), ("output", 4, None),
    ]  # fmt: skip


def test_pictures_are_not_searched():
    data = {"image/png": f" {github()} ", "text/plain": "<Figure>"}
    cell = code("", {"output_type": "display_data", "metadata": {}, "data": data})
    assert find_in_file("a.ipynb", notebook(cell)) == ()


def test_metadata_is_searched():
    data = notebook(code("1"), metadata={"colab": {"authors": [{"note": github()}]}})
    assert told(find_in_file("a.ipynb", data)) == [("metadata", None, None)]


def test_notebooks_from_before_2015_are_searched():
    cell = {
        "cell_type": "code", "input": [f"token = '{github()}'"], "language": "python",
        "outputs": [{"output_type": "pyout", "text": [github(1)]}, {"output_type": "pyerr", "traceback": [github(2)]}],
    }  # fmt: skip
    data = json.dumps({"nbformat": 3, "worksheets": [{"cells": [cell]}]}).encode()
    found = find_in_file("a.ipynb", data)
    assert sorted(told(found), key=str) == [
        ("code", 1, 1), ("output", 1, None), ("traceback", 1, None)
    ]  # fmt: skip


@pytest.mark.parametrize("cut", [b"", b"{", b"\n<<<<<<< HEAD\n"])
def test_a_broken_notebook_is_searched_as_text(cut):
    data = notebook(code(f"token = '{github()}'\n")).rstrip(b"}") + cut
    (found,) = find_in_file("a.ipynb", data)
    assert found.line == 1


def test_a_key_that_was_printed_is_known_by_the_line_that_printed_it():
    secret = drawn(40)
    shown = {"output_type": "stream", "name": "stdout", "text": f"{secret}\n"}
    assert told(find_in_file("a.ipynb", notebook(code("print(api_key)", shown)))) == [
        ("output", 1, None)
    ]
    assert find_in_file("a.ipynb", notebook(code("print(checksum)", shown))) == ()
    assert find_in_file("a.ipynb", notebook(code("tokens = split()\ntokens", shown))) == ()


def test_in_a_file_for_secrets_the_names_tell():
    password = "blue-Horse7"
    text = f"DEBUG=1\nDB_PASSWORD={password}\nNEXT_PUBLIC_KEY={drawn(20)}\nAPI_KEY=your-key-here\nSECRET=${{SECRET}}\n"
    for path in (".env", "api/.env.local", "prod.env", ".streamlit/secrets.toml"):
        assert told(find_in_file(path, text.encode())) == [(None, None, 2)]
    plain = "DEBUG=1\nDB_PASSWORD=BlueHorse\n"
    assert told(find_in_file("prod.env", plain.replace("Horse", "Horse7").encode()))
    assert find_in_file("notes.txt", plain.encode()) == ()


def test_files_that_are_no_text_are_passed_over_and_odd_ones_are_read():
    line = f"TOKEN={github()}\n"
    assert find_in_file("a.bin", b"\x89PNG\0" + line.encode()) == ()
    assert told(find_in_file("a.txt", line.encode("utf-16"))) == [(None, None, 1)]
    assert told(find_in_file("a.txt", b"\xff\n" + line.encode())) == [(None, None, 2)]
    assert told(find_in_file("a.txt", b"\xef\xbb\xbf" + line.encode())) == [(None, None, 1)]


def test_lines_are_counted_from_one():
    assert [line_of("a\nb\nc", offset) for offset in (0, 1, 2, 4)] == [1, 1, 2, 3]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "worksheets", "cell_type", "source", "outputs", "output_type", "data", "text",
                 "traceback", "metadata", "image/png", "name"]
            ),
            inner, max_size=6,
        ),
        max_leaves=30,
    )
)  # fmt: skip
def test_no_notebook_is_too_odd(value):
    for held in (value, {"cells": value}, {"cells": [value]}, {"worksheets": [{"cells": [value]}]}):
        assert find_in_file("a.ipynb", json.dumps(held).encode()) == ()


def test_a_notebook_that_is_nested_too_deep_is_searched_as_text():
    data = b'{"cells": ' + b"[" * 200_000 + github().encode()
    assert len(find_in_file("a.ipynb", data)) == 1
    deep = (
        b'{"cells": [], "metadata": '
        + b'{"a": [' * 300
        + b'"'
        + github().encode()
        + b'"'
        + b"]}" * 300
        + b"}"
    )
    assert len(find_in_file("a.ipynb", deep)) == 1
