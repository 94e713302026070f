"""Notebooks that mean harm, or came to harm: each becomes a page or a line in the report."""

import base64
import contextlib
import json
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofolio.content import markdown, svg
from proofolio.errors import NotebookError
from proofolio.notebooks import read
from proofolio.notebooks.convert import convert
from tests.content.harmless import dangers
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
)  # fmt: skip

OURS = ("u-", "cell-", "pf-eq-")


def shown(*cells, **metadata):
    return page(converted(*cells, **metadata))


def refusal(data):
    with pytest.raises(NotebookError) as caught:
        convert(data, name="a.ipynb", put=BlobStore().put)
    (problem,) = caught.value.problems
    assert problem.where.path == "a.ipynb"
    return problem.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b" " * (read.MAX_BYTES + 1), "50 MB"),
        (b"[" * 100_000 + b"]" * 100_000, "too deep"),
        (b'{"cells":' + b"[" * 100_000, "too deep"),
        (b'{"cells": [], "a":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, "too deep"),
        (b'{"cells": [' + b"{}," * 10_000 + b"{}]}", "10001 cells"),
        (b'{"cells": [' + b"{}," * 1_000_000 + b"{}]}", "parts"),
        (b'{"cells": [{"execution_count": ' + b"9" * 5_000 + b"}]}", "too long"),
        (b'{"cells": 3}', "no cells"),
        (b"null", "not a notebook"),
        (b"\xff\xfe{}", "UTF-8"),
        (b"", "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_become_a_page_is_refused_in_a_line(data, words):
    assert words in refusal(data)


def test_a_notebook_that_holds_deep_outputs_is_refused_or_shown():
    deep = json.loads("[" * 400 + "]" * 400)
    assert "lines of JSON" in shown(code("x", result(application_json=deep)))


def test_values_that_json_does_not_know_are_shown_all_the_same():
    cells = '[{"cell_type": "code", "source": "x", "execution_count": NaN, "outputs": [], "metadata": {"a": -Infinity, "b": 1e999}}]'
    doc = convert(b'{"cells": %s}' % cells.encode(), name="a", put=(store := BlobStore()).put)
    assert "cell-c1" in page(doc)
    assert json.loads(store[doc.download], parse_constant=pytest.fail)["cells"]


def test_of_two_entries_of_one_name_the_last_holds():
    doc = convert(b'{"cells": [], "cells": [{"source": "kept"}]}', name="a", put=BlobStore().put)
    assert doc.cell_count == 1


def test_lone_surrogates_are_replaced_wherever_they_stand():
    lone = "a\ud800b"
    doc = converted(
        prose(f"# {lone}\n\n{lone} $x{lone}$"),
        code(
            lone,
            stream(lone),
            error(lone, name=lone),
            result(text_html=f"<b title='{lone}'>{lone}"),
        ),
        code("x", result(text_plain=lone), result(application_json={lone: lone}), **{lone: lone}),
        kernelspec={"language": lone, "name": lone},
    )
    page(doc).encode()
    doc.title.encode()


CODES = {
    "carriage returns": "\r" * 2_000_000,
    "backspaces": "\b" * 2_000_000,
    "escapes": "\x1b[" * 1_000_000,
    "colours": "\x1b[31ma" * 200_000,
    "positions": "\x1b[9999;9999Ha" * 500_000,
    "digits": "\x1b[" + "1" * 1_000_000,
    "titles": "\x1b]0;" * 1_000_000,
    "rows": "\n" * 1_000_000,
    "spaces before a word": " " * 1_000_000 + "x",
    "lines before a word": "\n" * 1_000_000 + "x",
    "down": "\x1b[99999B" * 20_000 + "x",
    "right": "\x1b[99999Cx" * 20_000,
    "up and on": "ab\x1b[A\x1b[K" * 20_000,
    "one line": "x" * 2_000_000,
    "bars": ("\r" + "#" * 50) * 40_000,
}


@pytest.mark.parametrize("text", CODES.values(), ids=CODES)
def test_a_flood_on_the_terminal_is_cut_and_said_to_be(text):
    html = shown(code("x", stream(text)))
    assert len(html) < 30_000_000
    assert dangers_outside_ours(html) == []


def test_more_outputs_than_anybody_reads_are_cut_and_said_to_be():
    plain = result(text_plain="x")
    html = shown(code("x", *[plain] * 100_000))
    assert "99000 more outputs were left out here" in html
    shredded = shown(code("x", *[stream("word\n")] * 100_000))
    assert shredded.count("pf-stream") == 1


HTML = {
    "a million cells of a table": "<table>" + "<tr>" + "<td>1" * 1_000_000,
    "script tags without end": "<script" * 400_000,
    "scripts without end": "<script>" * 300_000,
    "ends before beginnings": "</script>" * 100_000 + "<script>" * 200_000,
    "frames without end": "<iframe src=" * 200_000,
    "frames": "<iframe src='http://[x'></iframe>" * 1_000,
    "tables of Colab's without end": "colab-df</table>" + "<table" * 400_000,
    "styles": "<style>" + "#T_a{" * 400_000,
    "style rules": "<style>" + "#T_a td{color:red}" * 30_000 + "</style><table id=T_a><td>1",
    "comments": "<!--" * 500_000,
    "one tag": "<p " + "a=1 " * 500_000 + ">x",
    "entities": "&" * 200_000,
    "anchors": "<a id=x>" * 300_000,
    "images": "<img src='data:image/png;base64,AAAA'>" * 20_000,
    "nested": "<div><span><b>" * 50_000,
    "heights": "<script>1</script>" + "height" * 300_000,
    "opening brackets": "<" * 1_000_000,
    "rules": f"<style>{','.join(f'#T_a .c{n}' for n in range(2500))}{{{'a:b;' * 250_000}}}"
    "</style><table id=T_a><tr><td>1</table>",
    "one long rule": f"<style>#T_a td{{{'a:b;' * 250_000}}}</style><table id=T_a>{'<td>1' * 600}</table>",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML)
def test_a_flood_of_html_is_shown_or_cut(html):
    out = shown(code("x", result(text_html=html)))
    assert dangers_outside_ours(out) == []


MARKDOWN = {
    "brackets": "[" * 50_000,
    "pictures": "![" * 50_000,
    "links": "[a](" * 25_000,
    "pointed links": "[a](<b" * 20_000,
    "addresses": "a <http:b " * 20_000,
    "stars": "*a **b " * 20_000,
    "underscores": "_a" * 50_000,
    "ticks": "".join("`" * n + " " for n in range(1, 500)),
    "quotes": "> " * 50_000 + "a",
    "lists": "- " * 50_000 + "a",
    "references": "[a]: /x\n\n" + "[a]" * 50_000,
    "footnotes": "[^1]\n\n[^1]: " + "[^1]" * 25_000,
    "wide table": "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n",
    "formulas": "$a " * 50_000,
    "environments": "\\begin{align}\n" * 10_000,
    "headings of one name": "# a\n\n" * 10_000,
    "badges": "[![" * 30_000 + "colab-badge",
    "badge links": "<a colab.research.google.com>" * 5_000 + "colab-badge",
    "brackets of an address": "http://a.b/" + ")" * 100_000,
    "html": "<b><p>" * 10_000,
    "attachments": "![](attachment:" * 20_000,
    "dollars that are none": "<div>\n" + "\\$" * 100_000 + "\n</div>",
    "foreign code": "```cpp\n" + "\n " * 10_000 + "\n```",
}


@pytest.mark.parametrize("text", MARKDOWN.values(), ids=MARKDOWN)
def test_a_flood_of_marks_is_read_or_left_as_it_is(text):
    assert dangers_outside_ours(shown(prose(text))) == []


TERMINAL = {
    "erasures": "x" * 500_000 + "\x1b[1K" * 6_000,
    "numbers of a pen": "\x1b[" + "1;" * 400_000 + "mx",
    "far columns": "\x1b[2000Cx\n" * 20_000,
}


@pytest.mark.parametrize("text", TERMINAL.values(), ids=TERMINAL)
def test_a_flood_of_cursors_is_drawn_or_left_as_it_is(text):
    assert "x" in shown(code("x", {"output_type": "stream", "name": "stdout", "text": text}))


def test_references_in_front_matter_are_not_followed():
    levels = [f"a{n}: &a{n} [{','.join([f'*a{n - 1}' if n else 'x'] * 10)}]" for n in range(9)]
    front = "\n".join(["---", *levels, "title: Mine", "draft: *a8", "---"])
    doc = converted(raw(front), prose("# Kept"))
    assert doc.title == "Kept"


def test_a_title_that_is_an_endless_number_is_none():
    doc = converted(raw(f"---\ntitle: 0x{'F' * 5_000}\n---"), prose("# Kept"))
    assert doc.title == "Kept"


@pytest.mark.parametrize("kind", [prose, lambda html: code("x", result(text_html=html))])
def test_a_style_is_found_behind_a_title_that_looks_like_one(kind):
    style = "background:url(https://evil.example/x.png);border-top:9999px solid red"
    html = shown(kind(f'<p title="a style=" dir="ltr" style="{style}">x</p>'))
    assert 'title="a style=" dir="ltr">x</p>' in html


def test_an_id_is_found_behind_a_title_that_looks_like_one():
    doc = converted(prose('<h2 title="a id=" dir="zz">Hello</h2>'))
    assert doc.headings[0].anchor == "u-hello"
    assert '<h2 id="u-hello"' in page(doc)


def test_a_heading_within_the_title_leaves_no_end_tags_behind():
    html = shown(prose("# <div><div> <h1>Drop me</h1> </div> a</div>"), prose("Kept."))
    assert html.index("</div>") > html.index("<div")


def test_headings_of_forms_take_no_id_of_the_text():
    doc = converted(prose("## Setup"), *[code("#@markdown ## Setup\nx = 1")] * 2)
    assert page(doc).count('id="u-setup"') == 1


def test_a_long_paragraph_is_still_markdown_when_a_person_wrote_it():
    text = "A [link](x), *stress* and `code`. " * 300
    assert markdown.to_html(text).count("<em>stress</em>") == 300


def bomb():
    """A PNG that says 50,000 by 50,000 and would unpack to gigabytes."""
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(10_000_000))), (b"IEND", b"")]
    parts = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    ]
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode()


@pytest.mark.parametrize(
    ("bundle", "words"),
    [
        ({"image/png": bomb()}, "has 50000 by 50000 pixels"),
        ({"image/png": "!!!!"}, "is damaged"),
        ({"image/png": "AAAA"}, "is damaged"),
        ({"image/png": ["A", "\u00e9"]}, "is damaged"),
        ({"image/jpeg": base64.b64encode(b"\xff\xd8\xff" * 9).decode()}, "is damaged"),
        ({"image/svg+xml": "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>"}, "not a well-formed"),
        ({"image/svg+xml": "<!DOCTYPE" * 400_000}, "not a well-formed"),
        ({"image/svg+xml": "<svg>" + "<g>" * 100_000 + "</g>" * 100_000 + "</svg>"}, "not a well"),
        ({"image/svg+xml": "<svg>" + "<g/>" * 1_000_000 + "</svg>"}, "not a well-formed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_picture_that_must_not_be_served_is_named(bundle, words):
    output = {"output_type": "display_data", "data": bundle, "metadata": {}}
    doc = converted(prose("# Kept"), code("x", output))
    assert "<img" not in page(doc)
    assert any(words in notice for notice in doc.notices)


@pytest.mark.parametrize(
    "attribute", ["width='1" + " " * 1_000_000 + "x'", "fill='url(" + " " * 1_000_000 + "#a)'"]
)
def test_white_space_in_an_svg_is_walked_through_once(attribute):
    assert svg.clean(
        f"<svg xmlns='http://www.w3.org/2000/svg' {attribute}/>".encode(), embedded=str
    )


def test_an_attachment_is_looked_for_in_its_cell_and_nowhere_else():
    cell = prose(
        "![](attachment:../../secret.png) ![](attachment:/etc/passwd) ![](attachment:a.png)",
        attachments={"a.png": {"image/png": png()}, "../b": {"image/png": 3}, "": {}, "c": []},
    )
    html = shown(cell)
    assert html.count("pf-asset:") == 1
    assert "secret.png" not in html.replace("attachment:../../secret.png", "")


def test_ids_of_cells_can_be_anything_and_stay_apart():
    hostile = ["<script>", "__config", "a" * 100_000, 3, None, ["x"]]
    cells = [code("x", count=5, id=name) | {"id": name} for name in hostile * 3]
    html = shown(*cells)
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids)) == len(cells)
    assert all(name.startswith(OURS) for name in ids)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from([
        "code", "markdown", "raw", "stream", "error", "display_data", "execute_result", "python",
        "<img src=x onerror=alert(1)>", "# <b id=__config>x", "\x1b[31m", "attachment:a", "![a](attachment:a)",
        "---\ntitle: !!int ''\n---", "---\ntitle: [a\n---", "#@title x {", "#| echo: false", "%%html", "!pip install x",
        "<script>1</script>", "<table id=T_x class=dataframe><td>1", "$x_{1}$", "\\begin{align}a",
    ]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.text(max_size=6) | st.sampled_from([
            "cells", "metadata", "cell_type", "source", "outputs", "data", "text", "name", "attachments", "a",
            "output_type", "text/html", "text/plain", "image/png", "image/svg+xml", "application/json", "text/latex",
            "text/markdown", "traceback", "ename", "evalue", "execution_count", "tags", "jupyter", "colab", "id",
            "language_info", "kernelspec", "language", "application/vnd.plotly.v1+json", "worksheets", "cellView",
            "application/vnd.jupyter.widget-view+json", "form", "nbformat", "display_name", "slideshow", "executionInfo",
        ]),
        inner, max_size=5,
    ),
    max_leaves=25,
)  # fmt: skip
CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | ANY_JSON,
        "source": ANY_JSON,
        "metadata": ANY_JSON,
        "execution_count": ANY_JSON,
        "attachments": ANY_JSON,
        "outputs": ANY_JSON
        | st.lists(
            st.fixed_dictionaries(
                {"output_type": st.sampled_from(["stream", "error", "display_data"])},
                optional={
                    "data": ANY_JSON
                    | st.dictionaries(
                        st.sampled_from(
                            ["text/html", "text/markdown", "text/latex", "text/plain", "image/png",
                             "image/svg+xml", "application/json", "application/vnd.plotly.v1+json",
                             "application/vnd.vegalite.v4+json", "application/javascript"]
                        ),
                        ANY_JSON,
                        max_size=3,
                    ),
                    "text": ANY_JSON,
                    "name": ANY_JSON,
                    "traceback": ANY_JSON,
                    "ename": ANY_JSON,
                    "metadata": ANY_JSON,
                },
            ),
            max_size=3,
        ),
    },
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(CELL | ANY_JSON, max_size=4), ANY_JSON, ANY_JSON)
def test_any_json_at_any_place_becomes_a_harmless_page_or_a_line_in_the_report(
    cells, metadata, version
):
    data = json.dumps({"cells": cells, "metadata": metadata, "nbformat": version}).encode()
    try:
        doc = convert(data, name="a.ipynb", put=BlobStore().put)
    except NotebookError:
        return
    else:
        assert dangers_outside_ours(page(doc)) == []
        assert "<" not in "".join(heading.anchor for heading in doc.headings)


@settings(max_examples=150, deadline=None)
@given(ANY_JSON)
def test_any_json_at_all_is_a_page_or_a_line_in_the_report(value):
    with contextlib.suppress(NotebookError):
        assert convert(json.dumps(value).encode(), name="a.ipynb", put=BlobStore().put).cell_count


PLOTLY = "application/vnd.plotly.v1+json"
VEGA = "application/vnd.vegalite.v5+json"
BOKEH = "<script>const docs_json = {docs}; const render_items = {items};</script>"


@pytest.mark.parametrize(
    "bundle",
    [
        {
            PLOTLY: {
                "data": [{"type": []}],
                "layout": {"geo": {"scope": []}, "title": [[]], "height": {}},
            }
        },
        {PLOTLY: {"data": {}, "layout": []}},
        {PLOTLY: []},
        {VEGA: {"mark": [], "title": {"text": {}}, "height": [], "$schema": {}, "usermeta": []}},
        {VEGA: {"data": {"url": []}, "layer": 3}},
        {
            "text/html": BOKEH.format(
                docs='{"a": {"version": []}}', items='[{"docid": [], "roots": {}}]'
            )
        },
        {"text/html": BOKEH.format(docs='{"a": 3}', items='[{"docid": "a", "roots": {"x": []}}]')},
        {"text/html": BOKEH.format(docs="[]", items="[[]]")},
        {"text/html": "<script>" + "\\u0001" * 5 + "\x01" * 6_000_000 + "</script>"},
        {"text/html": "<script>" + 'spec={"a":' * 20_000 + "</script>"},
        {"text/html": "<script>" + '{"vega":1,"spec":' * 20_000 + "</script>"},
        {"text/html": "<script>" + "Plotly.newPlot(a,[" * 20_000 + "</script>"},
        {"text/html": "<script>" + "docs_json = '" * 50_000 + "</script>"},
        {"text/html": '<iframe srcdoc="' * 50_000},
        {"text/html": "<div class=sk-top-container>" + "<style>" * 50_000, "text/plain": "Model()"},
    ],
    ids=range(15),
)
def test_a_figure_of_any_make_is_drawn_or_left_out(bundle):
    output = {"output_type": "display_data", "data": bundle, "metadata": {}}
    doc = converted(prose("# Kept"), code("x", output))
    assert doc.title == "Kept"
    assert dangers_outside_ours(page(doc)) == []


def test_an_old_notebook_of_any_make_is_a_page_or_a_line_in_the_report():
    for sheets in ([], [{}], [{"cells": [{"cell_type": "code"}]}], [3], {"cells": []}, None):
        data = json.dumps({"nbformat": 3, "worksheets": sheets, "metadata": []}).encode()
        assert refusal(data) or True


def dangers_outside_ours(html):
    """What harmless pages do not have, but for the parts that are made by us and not by the notebook."""
    return [
        found
        for found in dangers(html)
        if not found.startswith(
            ("iframe", "class=pf-", "id=cell-", "src=pf-asset:", "div tabindex", "pre tabindex")
        )
    ]


def test_raw_cells_and_prose_reach_nobody_as_they_are():
    html = shown(raw("<script>alert(1)</script>"), prose("<script>alert(1)</script>x"), code("x"))
    assert "alert(1)</script>" not in html
    assert notebook()
