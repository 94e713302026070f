import json

import pytest

from proofolio.errors import NotebookError
from proofolio.notebooks.convert import convert
from tests.content.harmless import dangers
from tests.content.vectors import HTML, MARKDOWN
from tests.notebooks.building import (
    BlobStore,
    code,
    converted,
    error,
    notebook,
    page,
    png,
    prose,
    raw,
    result,
    stream,
)

TABLE = '<table border="1" class="dataframe"><tbody><tr><th>0</th><td>1</td></tr></tbody></table>'
CASES = {
    "plain": [
        prose("# Iris\n\nWhat petals tell about the kind of iris they grow on.\n- one\n- two"),
        code("import pandas as pd\n\n\ndf = pd.read_csv('iris.csv')", count=3),
        code("print(df)", stream("a\n\n\tb\n"), stream("c"), stream("warn", "stderr"), count=4),
        prose("## Results"),
        code("df", result(text_html=f"<style>body{{color:red}}</style><div>{TABLE}</div>"), count=4),
        code("", count=None),
        code("y = 1", count=None),
    ],
    "colab": [
        prose('<a href="https://colab.research.google.com/github/x"><img src="https://colab.'
              'research.google.com/assets/colab-badge.svg" alt="Open In Colab"/></a>'),
        code('#@title Licensed under MIT { display-mode: "form" }\n# text', count=None),
        code("!pip install -q torch torchvision -r more.txt", stream("Collecting torch\n"), count=1),
        code(
            "df",
            result(
                text_html=f'<div id="df-1" class="colab-df-container"><div>{TABLE}</div>'
                "<button onclick='x'>go</button><script>google.colab</script></div>",
                **{"application_vnd.google.colaboratory.intrinsic__json": {"type": "dataframe"}},
            ),
            count=2,
        ),
        code("bar", result(**{"application_vnd.jupyter.widget-view__json": {"model_id": "1"}}), count=3),
    ],
    "terminal": [
        code("train()", stream("\r  0%|   |\r 50%|#  |\r100%|###|\ndone\n", "stderr")),
        code("!pip", stream("Get \x1b[K\x1b[32mok\x1b[0m\b\b!!\nline\x1b[1A\x1b[2K\rnew\n")),
        code("1/0", error("\x1b[0;31mZeroDivisionError\x1b[0m: x", "  <b> at \x1b[1;32m1\x1b[0m")),
    ],
    "magics": [
        code("%%bash\nls -l | wc -l"),
        code("%%html\n<b>x</b>"),
        code("%%sql sqlite://\nSELECT 1"),
        code("%%writefile app.py\nimport os"),
        code("%%time\nx = {'a': 1}"),
    ],
    "rich": [
        code("a", result(text_latex="$\\frac{1}{2}$", text_plain="1/2")),
        code("b", result(text_markdown="# *b*", text_plain="b")),
        code("c", result(application_json={"a": [1]}, text_plain="c")),
        code("d", result(**{"application_vnd.plotly.v1__json": {}, "text_plain": "Figure"})),
        code("e", result(text_html='<iframe src="https://www.youtube.com/embed/x"></iframe>')),
        code("f", result(text_html="<div class='sk-top-container'>…</div>", text_plain="Tree()")),
        code("g", result(text_html='<script src="https://cdn.plot.ly/p.js"></script><div></div>')),
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_cases(case, golden):
    doc = converted(*CASES[case])
    lines = [f"title: {doc.title}", f"description: {doc.description}", *map(str, doc.headings)]
    pieces = [f"--- {piece.kind}\n{piece.html}" for piece in doc.pieces]
    golden(f"{case}.txt", "\n".join([*lines, *pieces]) + "\n")


@pytest.mark.parametrize("vector", [*HTML, *MARKDOWN])
def test_nothing_in_a_notebook_can_act(vector):
    doc = converted(
        prose(vector),
        prose(f"# {vector}"),
        code(vector, stream(vector), result(text_html=vector, text_plain=vector)),
        code("x", result(text_markdown=vector), error(vector, name=vector, value=vector)),
        code("x", result(text_latex=vector), result(text_plain=vector)),
        code(f"#@title {vector}\nx", result(image_png=vector), tags=[vector]),
        language_info={"name": vector},
    )
    html = page(doc).replace('class="pf-', 'class="').replace('id="cell-', 'id="u-cell-')
    html = html.replace("pf-ansi", "ansi").replace(" pf-stderr", "")
    frame = 'sandbox="allow-scripts" loading="lazy" referrerpolicy="no-referrer" src="pf-asset:'
    ours = ("iframe sandbox", "iframe referrerpolicy")
    found = [what for what in dangers(html) if what not in ours and "pf-asset:" not in what]
    assert [what for what in found if what != "iframe" or frame not in html] == []


def test_out_of_order_and_repeated_counts_still_give_every_cell_its_own_address():
    html = page(converted(code(count=5), code(count=2), code(count=5), code(count=None)))
    for anchor in ("cell-5", "cell-2", "cell-5-2", "cell-c4"):
        assert html.count(f'id="{anchor}"') == 1
        assert f'href="#{anchor}"' in html


def test_a_long_output_is_folded_and_an_endless_one_cut():
    html = page(converted(code("x", stream("a\n\n" * 150))))
    assert '<details class="pf-long"><summary>299 lines of output</summary>' in html
    html = page(converted(code("x", stream("\x1b[31ma\x1b[0m\n" * 9000))))
    assert html.count("pf-ansi-red") == 5000
    assert "left out here" in html
    assert dangers(html.replace("pf-", "").replace('"cell', '"u-cell')) == []


def test_an_output_picture_becomes_a_file_with_its_size_and_the_last_good_one_the_cover():
    store = BlobStore()
    doc = converted(
        code("a", result(image_png=png(800, 600), text_plain="<Figure>"), count=1),
        code("b", result(image_png=png(640, 480, shade=9)), count=2),
        code("c", result(image_png=png(16, 16)), count=3),
        store=store,
    )
    assert 'width="640" height="480" loading="lazy"' in page(doc)
    assert doc.cover.path in {asset.path for asset in doc.assets}
    assert (doc.cover.width, doc.cover.alt) == (640, "Figure from cell 2")
    assert len(doc.assets) == 3
    assert all(asset.blob in store for asset in doc.assets)


def test_a_damaged_or_huge_picture_is_left_out_and_named():
    bomb = png(12_000, 12_000)
    doc = converted(code("x", result(image_png="AAAA"), result(image_png=bomb), count=7))
    assert doc.assets == ()
    assert [notice for notice in doc.notices if "cell 7" in notice] == list(doc.notices)
    assert "12000 by 12000 pixels" in doc.notices[1]


def test_attachments_in_every_spelling_show():
    picture = {"image/png": png(20, 10)}
    doc = converted(
        prose(
            "![a](attachment:my plot.png) ![b](attachment:my%20plot.png) "
            "<img src='attachment:my plot.png'> ![d](attachment:../../etc/passwd)".replace(
                "(attachment:my plot.png)", "(<attachment:my plot.png>)"
            ),
            attachments={"my plot.png": picture},
        )
    )
    assert page(doc).count('src="pf-asset:') == 3
    assert page(doc).count('width="20" height="10"') == 3
    assert "passwd" not in page(doc)


def test_an_interactive_output_that_brings_its_library_lives_in_a_frame_file():
    store = BlobStore()
    html = '<div id="p" style="height:525px"></div><script>draw(document.all.p)</script>'
    doc = converted(code("fig.show()", result(text_html=html), count=9), store=store)
    assert 'sandbox="allow-scripts"' in page(doc)
    assert 'height="525"' in page(doc)
    assert "draw(" not in page(doc)
    assert doc.assets[0].path.endswith(".html")
    assert b"draw(" in store[doc.assets[0].blob]


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ([raw("---\ntitle: From YAML\ndescription: Said so.\n---"), prose("# Other")], "From YAML"),
        ([prose("---\ntitle: From YAML\n---\n\n# Other")], "From YAML"),
        ([prose("## Part\n"), prose("# *Late* title")], "Late title"),
        ([prose("no heading")], ""),
        ([prose("---\n- [broken\n---\n# Title")], "Title"),
    ],
)
def test_the_title_is_what_the_author_says_first(cells, title):
    assert converted(*cells).title == title


def test_the_titles_own_heading_is_not_shown_twice():
    doc = converted(prose("# Iris\n\nText [top](#Iris).\n\n# Second"))
    assert '<h1 id="u-iris"' not in page(doc)
    assert [heading.title for heading in doc.headings] == ["Second"]


def test_cells_are_hidden_as_their_author_asked():
    html = page(
        converted(
            code("GONE = 1", tags=["remove-cell"]),
            code("NOCODE = 1", stream("seen"), tags=["remove-input"]),
            code("FOLDED = 1", tags=["hide-input"]),
            code("#| echo: false\nQUARTO = 1", stream("also seen")),
            code("#| hide\nNBDEV = 1", stream("not seen")),
            code("KEPT = 1", stream("silent"), tags=["remove-output"]),
        )
    )
    for word in ("GONE", "NOCODE", "QUARTO", "NBDEV", "not seen", "silent", "#|"):
        assert word not in html
    assert '<details class="pf-form"><summary>Code</summary>' in html
    assert "KEPT" in html
    assert "also seen" in html


def test_the_author_cannot_be_told_from_page_or_download():
    store = BlobStore()
    person = {
        "displayName": "Sample Learner",
        "userId": "0123456789",
        "photoUrl": "https://p.example",
    }
    doc = converted(
        prose("In /home/sam/work and C:\\Users\\Sam Ple\\data, see https://a.example/home/sam/x"),
        code(
            "open('/Users/sam/x.csv')\nf'/home/{user}/x'",
            stream("/home/sam/x\n/home/sam\n"),
            error('File \x1b[0;32m/home/sam/a.py\x1b[0m in "C:\\\\Users\\\\Sam Ple\\\\a.py"'),
            executionInfo={"user": person},
            outputId="0123456789-id",
        ),
        colab={"provenance": [{"file_id": "0123456789-id"}], "mount_file_id": "0123456789-id"},
        widgets={"application/vnd.jupyter.widget-state+json": {"0123456789-id": {}}},
        store=store,
    )
    download = store[doc.download].decode()
    for text in (page(doc), download):
        for word in ("0123456789", "p.example", "/sam/", "/sam\n", "home/sam<", "Sam Ple"):
            assert word not in text.replace("https://a.example/home/sam/x", "")
    assert "~/work" in page(doc)
    assert "~/x.csv" in download
    assert json.loads(download)["cells"][1]["source"].endswith("f'/home/{user}/x'")


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        (b"", "empty", 1),
        (b"<!doctype html><title>Sign in</title>", "web page", 1),
        (b'{\n "cells": [\n  oops', "not valid JSON", 3),
        (b'{\n<<<<<<< HEAD\n "a": 1', "merge conflict", 2),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS", None),
        (b'{"a": "\xff"}', "UTF-8", 1),
        (b"[1]", "not a notebook", None),
        (b'{"cells": 3}', "no cells", None),
        (b'{"cells": [], "nbformat": 4}', "no cells", None),
        (b'{"nbformat": 99, "items": []}', "of format 99, newer than Proofolio knows (4.5)", None),
        (b'{"nbformat": 99, "cells": {}}', "of format 99, newer than Proofolio knows (4.5)", None),
        (b'{"nbformat": 99, "cells": [{}]}', None, None),
        (b'{"cells": ' + b"[" * 100_000, "nested too deep", None),
        (b'{"cells": [{"metadata": ' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}]}", None, None),
        (b'{"cells": [{"x": ' + b"1" * 5000 + b"}]}", "number", None),
        (b" " * 50_000_001, "50 MB", None),
        (b'{"cells": [' + b"{}," * 10_001 + b"{}]}", "10002 cells", None),
    ],
)  # fmt: skip
def test_what_cannot_become_a_page_says_why_and_where(data, message, line):
    try:
        convert(data, name="work/a.ipynb", put=BlobStore().put)
    except NotebookError as caught:
        (problem,) = caught.problems
        assert message is not None
        assert message in problem.message
        assert (problem.where.path, problem.where.line) == ("work/a.ipynb", line)
    else:
        assert message is None


def test_odd_but_readable_notebooks_are_shown():
    odd = {
        "cells": [
            7,
            {"cell_type": "code", "source": ["a", 1, "b"], "outputs": [None, {"output_type": "x"}]},
            {"cell_type": "code", "source": None, "outputs": {"a": 1}, "metadata": []},
            {"cell_type": "markdown", "source": "\ud800 text", "attachments": [1]},
            {"cell_type": "strange", "source": "s"},
            code(
                "x",
                {"output_type": "display_data", "data": {"text/html": None}},
                count=float("nan"),
            ),
            code("y", {"output_type": "error", "traceback": "no list", "ename": 3}),
        ],
        "metadata": None,
    }
    doc = convert(json.dumps(odd).encode(), name="a.ipynb", put=BlobStore().put)
    assert "ab" in page(doc)
    assert doc.language == "python"


def test_old_formats_are_upgraded():
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 1, "source": "Old", "metadata": {}},
                    {
                        "cell_type": "code",
                        "input": "print 1",
                        "prompt_number": 1,
                        "language": "python",
                        "metadata": {},
                        "outputs": [{"output_type": "stream", "stream": "stdout", "text": "1"}],
                    },
                ]
            }
        ],
    }
    doc = convert(json.dumps(old).encode(), name="a.ipynb", put=BlobStore().put)
    assert doc.title == "Old"
    assert 'class="pf-stream">1</pre>' in page(doc)
    assert doc.notices


def test_the_same_bytes_give_the_same_page_whatever_the_file_is_called():
    data = notebook(*CASES["plain"], *CASES["colab"])
    first = convert(data, name="a.ipynb", put=BlobStore().put)
    assert convert(data, name="b/c.ipynb", put=BlobStore().put) == first


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"language_info": {"name": "R"}}, "r"),
        ({"kernelspec": {"name": "julia-1.9"}}, "julia"),
        ({"kernelspec": {"name": "python3", "display_name": "x"}}, "python"),
        ({"language_info": {"name": "nosuch"}}, "text"),
        ({}, "python"),
    ],
)
def test_code_is_highlighted_as_the_kernels_language(metadata, language):
    doc = converted(code("x <- 1"), **metadata)
    assert doc.language == language
    assert f'class="language-{language} highlight"' in page(doc)
