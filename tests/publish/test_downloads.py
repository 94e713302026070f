"""A download whose cells were searched where they were pulled: what differs is still searched."""

import json

import pytest

from proofolio.publish.search import search

KEY = "ghp_" + "R7kPq2XvT9mLw4ZcB8nHs3JdF6gYa1Ue5iKo"


def notebook(source: str, **metadata: str) -> bytes:
    cell = {"cell_type": "code", "source": source, "outputs": [], "metadata": {}}
    return json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4}).encode()


@pytest.mark.parametrize(
    "download",
    [
        notebook("a = 1", kernel=KEY),
        notebook(f"a = 1\nprint('{KEY}')"),
        notebook("a = 1")[:-1] + f', "more": "{KEY}"}}'.encode(),
    ],
    ids=["metadata", "cells", "beside"],
)
def test_a_secret_that_only_the_download_has_is_found(download):
    pulled = search("a.ipynb", notebook("a = 1", author="x"))
    assert pulled.cells
    assert search("a.ipynb", download, harmless={pulled.cells}).sights


def test_cells_with_a_secret_are_searched_wherever_they_are():
    pulled = search("a.ipynb", notebook(f"print('{KEY}')"))
    assert pulled.sights
    assert not pulled.cells


def test_a_secret_in_a_tag_is_found_on_every_page_and_beside_tags_that_were_searched_before():
    page = '<html><nav class="a">b</nav>{}</html>'
    hidden = page.format(f'<p data-a="{KEY}">')
    assert not search("a.html", page.format("<p>").encode()).sights
    assert search("b.html", hidden.encode()).sights
    assert search("c.html", hidden.encode()).sights
