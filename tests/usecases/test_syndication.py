import json
import shutil
from dataclasses import replace

import pytest
import yaml

from proofolio.errors import InputError
from proofolio.notebooks.as_markdown import as_markdown
from proofolio.usecases.context import opened
from proofolio.usecases.draft import make_draft
from proofolio.usecases.syndication import absolute, exported
from tests.conftest import TODAY

ADDRESS = "https://sample.example/portfolio/"
PAGE = f"{ADDRESS}log/2026/forty-questions/"


@pytest.fixture(scope="module")
def draft(sample, tmp_path_factory):
    root = tmp_path_factory.mktemp("export") / "portfolio"
    shutil.copytree(sample[0], root, ignore=shutil.ignore_patterns("site"))
    with opened(root, today=TODAY) as context:
        return replace(context, address=ADDRESS), make_draft(context)


@pytest.mark.parametrize(
    ("service", "key"),
    [("dev.to", "canonical_url"), ("medium", "canonicalUrl"), ("hashnode", "canonical")],
)
def test_each_site_is_told_where_the_post_was_first(draft, service, key):
    text = exported(*draft, "forty-questions", service)
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["title"] == "Forty questions before one more constant"
    assert front[key] == PAGE
    assert f"[the figures]({ADDRESS}projects/stdlib-search/)" in text
    assert "Next time I write the questions first." in text


def test_dev_to_gets_a_draft_with_tags_that_it_takes(draft):
    path = "posts/2026-05-24-forty-questions.md"
    text = exported(*draft, path, "dev.to")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["published"] is False
    assert front["tags"] == "informationretrieval, evaluation"
    assert front["series"] == "Forty questions"


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [
        ("nothing", ADDRESS, "no post"),
        ("forty-questions", "", "site's address"),
    ],
)
def test_what_cannot_be_exported_is_said(draft, name, address, said):
    context, found = draft
    with pytest.raises(InputError, match=said):
        exported(replace(context, address=address), found, name, "medium")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[a](../projects/iris.md#why)", f"[a]({ADDRESS}projects/iris/#why)"),
        ("![a](plot.png)", f"![a]({ADDRESS}log/plot.png)"),
        ("[a](https://example.org) [b](#c)", "[a](https://example.org) [b](#c)"),
        ("```\n[a](b.md)\n```", "```\n[a](b.md)\n```"),
    ],
)
def test_links_become_absolute_outside_of_code(written, expected):
    own = {"projects/iris.md": "projects/iris/"}
    assert absolute(written, "posts/x.md", ADDRESS, own) == expected


def test_a_notebook_goes_with_its_text_code_and_what_it_printed(draft):
    text = exported(*draft, "are-forty-questions-enough", "medium")
    _, front, body = text.split("---\n", 2)
    assert yaml.safe_load(front)["title"] == "Are forty questions enough?"
    assert body.count("# Are forty questions enough?") == 1
    assert "```python\n" in body
    assert "```text\n" in body
    assert "kind: " not in body


def test_a_notebook_exports_what_its_page_shows():
    def code(source, *outputs, tags=()):
        return {"cell_type": "code", "metadata": {"tags": list(tags)}, "source": source,
                "execution_count": 1, "outputs": list(outputs)}  # fmt: skip

    def shown(data):
        return {"output_type": "display_data", "data": data, "metadata": {}}

    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": "See [b](b.md), ![p](attachment:p.png)."},
        code("secret = 1", tags=["remove-cell"]),
        code("print('```')", {"output_type": "stream", "name": "stdout", "text": "0%\r\x1b[31m```\x1b[0m\n"}),
        code("plot()", shown({"image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "text/plain": "<Figure size 1x1>"})),
        code("df", shown({"text/html": "<table></table>", "text/plain": "  a\n0 1"})),
        code("for i in x: print(i)", {"output_type": "stream", "name": "stdout", "text": "1\n" * 500}),
        code("1 / 0", {"output_type": "error", "ename": "ZeroDivisionError", "evalue": "by zero", "traceback": []}),
    ]  # fmt: skip
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {"language_info": {"name": "python"}}, "cells": cells}  # fmt: skip
    text = as_markdown(
        json.dumps(notebook).encode(),
        name="a",
        page=PAGE,
        resolve_links=lambda said: said.replace("b.md", "B"),
    )
    assert text.startswith(f"See [b](B), [p: see it in the notebook]({PAGE}).")
    assert "secret" not in text
    assert "````text\n```\n````" in text, "a fence within needs a longer one around"
    assert f"[Figure: see it in the notebook]({PAGE})" in text
    assert "<Figure" not in text
    assert "```text\n  a\n0 1\n```" in text
    assert "… 440 more lines" in text
    assert "ZeroDivisionError: by zero" in text
