"""R Markdown, Quarto and scripts with cells become notebooks."""

from datetime import date

import pytest

from proofolio.errors import NotebookError
from proofolio.notebooks.convert import convert
from proofolio.notebooks.text_formats import as_ipynb, is_paired, is_script_of_cells
from tests.notebooks.building import BlobStore

RMD = b"""---
title: "Fuel and weight"
date: 2025-03-02
---

```{r setup, include=FALSE}
library(secretly)
```

# Cars {.tabset}

Heavier cars need more. See /home/jane/cars.

::: {.callout-note}
In a box.
:::

```{r, echo=FALSE}
plot(mtcars$wt)
```

```{r fit, eval=FALSE}
lm(mpg ~ wt, data = mtcars)
```
"""


def shown(data: bytes, suffix: str) -> str:
    doc = convert(data, name=f"a{suffix}", put=BlobStore().put, suffix=suffix)
    return "".join(piece.html for piece in doc.pieces)


def test_r_markdown_has_its_title_day_and_cells_and_is_downloaded_as_it_is() -> None:
    store = BlobStore()
    doc = convert(RMD, name="a.Rmd", put=store.put, suffix=".rmd")

    assert (doc.title, doc.date, doc.language) == ("Fuel and weight", date(2025, 3, 2), "r")
    assert store[doc.download] == RMD.replace(b"/home/jane", b"~")


def test_options_of_chunks_say_what_is_shown() -> None:
    html = shown(RMD, ".rmd")

    assert "secretly" not in html
    assert "tabset" not in html
    assert ":::" not in html
    assert "In a box." in html
    hidden, open_code = html.index("<details"), html.index("mpg ~ wt")
    assert hidden < html.index("mtcars$wt") < html.index("</details>") < open_code


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("---\ntitle: A\nexecute:\n  echo: false\n---\n\n```{python}\nx = 1\n```\n", ".qmd"),
        ("```{python}\n#| echo: false\nx = 1\n```\n", ".qmd"),
        ("```{r}\nknitr::opts_chunk$set(echo = FALSE)\n```\n", ".rmd"),
        ("#' # A\n#+ echo=FALSE\nx <- 1\n", ".r"),
    ],
)
def test_hidden_code_is_folded_and_not_lost(text: str, suffix: str) -> None:
    html = shown(text.encode(), suffix)

    assert "<details" in html
    assert "echo:" not in html


def test_a_script_with_two_cells_is_a_notebook_and_one_mark_makes_none() -> None:
    script = b"# %% [markdown]\n# # Tides\n# Words.\n# %%\nprint(1)\n"

    assert is_script_of_cells("a.py", script)
    assert not is_script_of_cells("a.py", b"# %% only one\nprint(1)\n")
    assert not is_script_of_cells("a.py", b"'# %%'\nx = '%% # %%'\n")
    assert not is_script_of_cells("a.R", b"#' @param x a number\n#' @export\nf <- function(x) x\n")
    doc = convert(script, name="a.py", put=BlobStore().put, suffix=".py")
    assert (doc.title, doc.language, doc.cell_count) == ("Tides", "python", 2)


def test_a_header_that_says_less_than_jupytext_wants_stops_nothing() -> None:
    script = b"#!/usr/bin/env python\n# ---\n# title: Said so\n# jupyter:\n#   kernelspec: {name: python3}\n# ---\n# %%\nx = 1\n# %%\ny = 2\n"
    doc = convert(script, name="a.py", put=BlobStore().put, suffix=".py")

    assert (doc.title, doc.cell_count) == ("Said so", 3)


def test_the_copy_that_jupytext_keeps_of_a_notebook_is_no_second_one() -> None:
    script = b"# %%\nx = 1\n# %%\ny = 2\n"

    assert is_paired("work/a.py", script, {"work/a.py", "work/a.ipynb"})
    assert not is_paired("work/a.py", script, {"work/a.py", "a.ipynb"})
    assert not is_paired("a.Rmd", RMD, {"a.ipynb"})
    assert is_paired(
        "a.Rmd", b"---\njupyter:\n  jupytext:\n    formats: ipynb,Rmd\n---\n", {"a.ipynb"}
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"# A\n\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n", "merge conflict"),
        (b" \n", "empty"),
        (b"a\0b", "not text"),
        (b"x" * 2_000_001, "limit"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, said: str) -> None:
    with pytest.raises(NotebookError, match=said):
        as_ipynb(data, ".rmd", name="a.Rmd")


def test_a_conflict_in_the_first_line_of_a_notebook_is_told_as_what_it_is() -> None:
    with pytest.raises(NotebookError, match="merge conflict"):
        convert(b"<<<<<<< HEAD\n{}\n", name="a.ipynb", put=BlobStore().put)
