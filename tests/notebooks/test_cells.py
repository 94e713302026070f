"""Code cells as their author saw them: forms, options, outputs of every kind."""

import base64
import re

import pytest

from proofolio.content.styles import declarations
from tests.notebooks.building import (
    BlobStore,
    code,
    converted,
    error,
    page,
    png,
    prose,
    raw,
    result,
    stream,
)

ROWS = "".join(f"<tr><th>{row}</th><td>{row}</td></tr>" for row in range(3))
TABLE = f'<table border="1" class="dataframe"><thead><tr><th></th><th>a</th></tr></thead><tbody>{ROWS}</tbody></table>'
CASES = {
    "forms": [
        code('#@title Settings { display-mode: "form" }\n#@markdown Choose **well**.\n'
             'n = 5 #@param {type:"slider", min:0, max:9}\nname = "a b" # @param ["a b", "c"] {allow-input: true}\n'
             'when = "2026-03-01" #@param {type:"date"}\non = True #@param {type:"boolean"}\n'
             'expr = n * 2 #@param {type:"raw"}\nkey = "" #@param {type:"string"}\nprint(n)', stream("5\n"), count=1),
        code("hidden = 1", count=2, cellView="form"),
        code("#@title\nx = 1", count=3),
        code("x = 1 #@param\n", count=4),
        code("# Copyright 2026\n# Licensed under the Apache License, Version 2.0\n# https://…", count=None),
    ],
    "boilerplate": [
        code("!pip install -q torch torchvision==0.1 \\\n  more -r x.txt > /dev/null\n%cd work", stream("…\n"), count=1),
        code("from google.colab import drive\ndrive.mount('/content/drive')", stream("Mounted at /content/drive\n"), count=2),
        code("!nvidia-smi", stream("Tesla T4\n"), count=3),
        code("%%capture\n%pip install a\n!apt-get -qq install b", count=4),
        code("from huggingface_hub import notebook_login\nnotebook_login()", count=5),
        code("import torch", count=6),
        code("!pip install x\nimport x", count=7),
    ],
    "tables": [
        code("df", result(text_html=f"<style scoped>.x{{}}</style><div>{TABLE}<p>3 rows × 1 columns</p></div>"), count=1),
        code("df", result(text_html=f'<div id="df-1" class="colab-df-container"><div><style>a{{}}</style>{TABLE}'
             "<p>3 rows × 1 columns</p></div><div class='colab-df-buttons'><button onclick='x'>go</button>"
             "<script>google.colab</script></div></div>"), count=2),
        code("pivot", result(text_html='<table class="dataframe"><tr><th rowspan="2">a</th><th colspan="2">b</th></tr>'
             "<tr><td>1</td><td>2</td></tr></table>"), count=3),
        code("style", result(text_html="<style type='text/css'>#T_1_row0_col0,#T_1_row0_col1{background-color:#00f;"
             "color:#fff}#T_1 th{text-align:left}#T_1 .col1{font-weight:bold}#T_1 td:hover{color:red}body{color:red}"
             '</style><table id="T_1"><tr><th id="T_1_level0_row0">0</th><td id="T_1_row0_col0" class="data col0" >1</td>'
             '<td id="T_1_row0_col1" class="data col1">2</td></tr></table>'), count=4),
    ],
    "streams": [
        code("nested", stream("Epoch 1:   0%|  |\x1b[A\router\n\rEpoch 1: 100%|##|\x1b[A\r", "stderr"), count=1),
        code("mixed", stream("\r 10%|#", "stderr"), stream("one\n"), stream("\r100%|##########\n", "stderr"),
             stream("two\n"), stream("thr"), stream("ee\n"), count=2),
        code("pip", stream("Collecting a\n\x1b[?25l     \x1b[90m━━━\x1b[0m 1/9 MB\r\x1b[2K     \x1b[90m━━━━━━\x1b[0m 9/9 MB\n\x1b[?25hDone\n"), count=3),
        code("loud", stream("UserWarning: x\n", "stderr"), count=4, tags=["remove-stderr"]),
        code("inverse", stream("\x1b[7mx\x1b[27m \x1b[31;7my\x1b[0m \x1b[38;5;208mo\x1b[0m \x1b[38;2;90;90;95mg\x1b[0m"), count=5),
        code("vscode", error("\x1b[31mKeyError\x1b[0m Traceback",
             "Cell <a href='vscode-notebook-cell:/home/sam/a.ipynb#X1?line=0'>In[1], line 1</a>", "KeyError: '<a>x</a>'"), count=6),
        code("colab", error("ModuleNotFoundError: No module named 'x'", "",
             "\x1b[0;31m" + "-" * 75 + "\x1b[0;32m\nNOTE: If your import is failing due to a missing package, you can\n…"), count=7),
        code("untold", error(name="OSError", value="gone"), count=8),
    ],
    "displays": [
        code("bar", result(**{"application_vnd.jupyter.widget-view__json": {"model_id": "1"}, "text_plain": "100%|####| 9/9"}), count=1),
        code("bar", result(**{"application_vnd.jupyter.widget-view__json": {"model_id": "1"}, "text_plain": "  0%|  | 0/9"}), count=2),
        code("two", result(image_png=png(40, 20)), result(image_png=png(40, 20, 9)), count=3),
        code("json", result(application_json={"a": [1, None, "x"]}), count=4),
        code("trainer", result(text_html="<div><progress value='9' max='9' style='width:300px'></progress> [9/9 00:01]</div>" + TABLE), count=5),
        code("ner", result(text_html='<mark class="entity" style="background: #7aecec; padding: 0.4em">Lisbon <span style="font-size: 0.8em; font-weight: bold">GPE</span></mark> <b style="color:red">!</b>'), count=6),
        code("latex", result(text_latex="$\\frac{1}{2}$", image_png=png(9, 9)), count=7),
    ],
    "raw": [
        raw("plain <b>\n  text"),
        {**raw("<h2>Heading</h2><script>x</script>"), "metadata": {"raw_mimetype": "text/html"}},
        {**raw("some *stress*"), "metadata": {"format": "text/markdown"}},
        {**raw("$x^2$"), "metadata": {"raw_mimetype": "text/latex"}},
        raw("  \n"),
    ],
    "magics_more": [
        code("# in a shell\n%%bash\necho it's", count=1),
        code("%%script python3\nprint(1)", count=2),
        code("%%writefile -a conf/app.yml\na: 1", count=3),
        code("x = 1\n!ls -l 'my file'\n%timeit sum([1])\nlen??\ny = '%s' % x", count=4),
        code("%%time\n!ls", count=5),
    ],
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_cases(case, golden):
    doc = converted(*CASES[case])
    golden(
        f"cells_{case}.txt", "".join(f"--- {piece.kind}\n{piece.html}\n" for piece in doc.pieces)
    )


def shown(*cells, **metadata):
    return page(converted(*cells, **metadata))


@pytest.mark.parametrize(
    "cell",
    [
        code("WORD = 1", tags=["remove-cell"]),
        code("WORD = 1", tags=["remove_cell"]),
        code("WORD = 1", nbsphinx="hidden"),
        code("#| hide\nWORD = 1", stream("WORD")),
        code("#hide\nWORD = 1", stream("WORD")),
        code("#| include: false\nWORD = 1", stream("WORD")),
        code("WORD = 1", tags=["Remove-Input"]),
        code("#| echo: false\nWORD = 1"),
        code("#hide_input\nWORD = 1"),
        code("//| echo: false\nint WORD;"),
        code("1", stream("WORD"), tags=["remove_output"]),
        code("#| output: false\n1", stream("WORD")),
        code("# hide_output\n1", stream("WORD")),
        code("#| warning: false\n1", stream("WORD", "stderr")),
        code("#| WORD: 1\n#|export\n1"),
        code("#| fig-cap:\n#|   - 'seen below'\n#| WORD: x\n1"),
        code("# default_exp WORD"),
        {**prose("WORD"), "metadata": {"tags": ["remove-cell"]}},
    ],
)
def test_what_the_author_took_away_is_not_shown(cell):
    assert "WORD" not in shown(cell)


@pytest.mark.parametrize(
    ("cell", "summary"),
    [
        (code("WORD = 1", tags=["hide-input"]), "Code"),
        (code("WORD = 1", tags=["hide_cell"]), "Code"),
        (code("WORD = 1", jupyter={"source_hidden": True}), "Code"),
        (code("WORD = 1", hide_input=True), "Code"),
        (code("WORD = 1", **{"_kg_hide-input": True}), "Code"),
        (code("#collapse-hide\nWORD = 1"), "Code"),
        (code("#| code-fold: true\n#| code-summary: 'How'\nWORD = 1"), "How"),
        (code("1", stream("WORD"), tags=["hide-output"]), "Output"),
        (code("1", stream("WORD"), tags=["hide-cell"]), "Output"),
        (code("1", stream("WORD"), collapsed=True), "Output"),
        (code("1", stream("WORD"), jupyter={"outputs_hidden": True}), "Output"),
        (code("#collapse_output\n1", stream("WORD")), "Output"),
    ],
)
def test_what_the_author_folded_can_be_unfolded(cell, summary):
    folded = re.findall(
        r"<details[^>]*><summary>(.*?)</summary>(.*?)</details>", shown(cell), re.DOTALL
    )
    assert (summary, True) in [(words, "WORD" in inner) for words, inner in folded]
    assert "#|" not in shown(cell)


@pytest.mark.parametrize(
    "cell",
    [
        code("KEPT = 1", tags=["scrolled"], scrolled=True, collapsed=False),
        code("#| label: x\nKEPT = 1", slideshow={"slide_type": "skip"}),
        code("#| code-fold: show\nKEPT = 1"),
        code("# hide the rest\nKEPT = 1"),
        code("# a note\n#| hide\nKEPT = 1"),
    ],
)
def test_nothing_else_is_hidden(cell):
    html = shown(cell)
    assert "KEPT" in html
    assert "<details" not in html


def test_a_caption_stands_beneath_what_it_is_of():
    html = shown(code('#| fig-cap: "Loss <b>falls</b>"\nplot()', result(image_png=png())))
    assert '<p class="pf-caption">Loss &lt;b&gt;falls&lt;/b&gt;</p>' in html


def test_a_display_that_was_updated_shows_its_last_state_in_its_first_place():
    def display(text, name):
        return {**result(text_plain=text), "transient": {"display_id": name}}

    html = shown(
        code(
            "x",
            display("early", "a"),
            stream("between"),
            {**display("late", "a"), "output_type": "update_display_data"},
        )
    )
    assert "early" not in html
    assert html.index("late") < html.index("between")


@pytest.mark.parametrize(
    ("metadata", "size"),
    [
        ({"image/png": {"width": 320, "height": 240}}, 'width="320" height="240"'),
        ({"image/png": {"width": 320}}, 'width="320" height="240"'),
        ({"width": 320}, 'width="320" height="240"'),
        ({"needs_background": "light"}, 'width="640" height="480"'),
        ({"image/png": {"width": -4, "height": "9"}}, 'width="640" height="480"'),
    ],
)
def test_a_picture_has_the_size_that_its_author_saw(metadata, size):
    assert size in shown(code("x", {**result(image_png=png()), "metadata": metadata}))


def recording(kind, media_type, data):
    content = base64.b64encode(data).decode()
    return result(
        text_html=f'<{kind} width="320" controls><source src="data:{media_type};base64,{content}"></{kind}>'
    )


@pytest.mark.parametrize(
    ("output", "name", "player"),
    [
        (recording("audio", "audio/wav", b"RIFF____WAVEfmt "), ".wav", "<audio controls"),
        (recording("audio", "audio/mpeg", b"ID3xxxx"), ".mp3", "<audio controls"),
        (
            recording("video", "video/mp4", b"\x00\x00\x00\x20ftypisom"),
            ".mp4",
            '<video controls preload="metadata"',
        ),
    ],
)
def test_a_recording_becomes_a_file_with_a_player(output, name, player):
    store = BlobStore()
    doc = converted(code("x", output), store=store)
    assert player in page(doc)
    assert [asset.path.endswith(name) for asset in doc.assets] == [True]
    assert store[doc.assets[0].blob].startswith((b"RIFF", b"ID3", b"\x00\x00"))


@pytest.mark.parametrize(
    "output",
    [
        recording("audio", "audio/wav", b"<script>alert(1)</script>"),
        recording("audio", "audio/wav", b"RIFF____WAVE" + bytes(10_000_001)),
        result(
            text_html="<img alt=\"<audio src='data:audio/wav;base64,AAAA'></audio>\" src=x.png>"
        ),
    ],
)
def test_what_only_says_that_it_is_a_recording_is_not_served(output):
    doc = converted(code("x", output))
    assert doc.assets == ()
    assert "<audio" not in page(doc)


def test_a_recording_is_never_put_into_an_attribute():
    data = base64.b64encode(b"RIFF____WAVEfmt ").decode()
    html = shown(
        code(
            "x",
            result(
                text_html=f"<p title=\"<audio src='data:audio/wav;base64,{data}'></audio>\">a</p>"
            ),
        )
    )
    assert "<audio" not in html


def test_a_long_table_and_a_long_json_are_folded():
    rows = "<tr><td>1</td></tr>" * 300
    html = shown(
        code(
            "x",
            result(text_html=f"<table>{rows}</table>"),
            result(application_json=list(range(500))),
        )
    )
    assert "A table of 300 rows" in html
    assert "502 lines of JSON" in html


def test_a_table_within_a_table_has_one_box():
    html = shown(
        code("x", result(text_html="<table><tr><td><table><tr><td>1</table></td></tr></table>"))
    )
    assert html.count('<div class="pf-table">') == 1


@pytest.mark.parametrize(
    ("css", "made"),
    [
        ("color: #000", "color:light-dark(#000,#e8ecf1)"),
        (
            "background-color: #fff5eb; color: #ddd",
            "background:#fff5eb;color:#000;color-scheme:light",
        ),
        ("background: rgb(0 0 0 / 50%)", "background:#808080;color:#11161d;color-scheme:light"),
        ("text-align:center;width:10em;font-weight:bold",
         "text-align:center;width:10em;font-weight:bold"),
        ("width: 10em; background: linear-gradient(90deg, #d65f5f 50%, transparent 50%)",
         "background:linear-gradient(90deg,light-dark(#d65f5f,#a44c4d) 50%,#0000 50%);width:10em"),
        ("border: 1px solid red; border-left: none", "border:1px solid #f00;border-left:none"),
        ("background:url(https://a.example/x)", ""),
        ("background: linear-gradient(90deg, red 1%, url(//a.example))", ""),
        ("position:fixed;top:0;z-index:9;width:100vw;behavior:url(x)", ""),
        ("color:expression(alert(1));width:calc(9px)", ""),
        ("color:var(--md-primary-fg-color);display:grid", ""),
        ("\\63olor:red;c/**/olor:red", ""),
    ],
)  # fmt: skip
def test_only_harmless_declarations_come_out_and_can_be_read(css, made):
    assert sorted(declarations(css).split(";")) == sorted(made.split(";"))


@pytest.mark.parametrize(
    ("metadata", "source", "language"),
    [
        ({"language_info": {"name": "R"}}, "x <- 1", "r"),
        ({"kernelspec": {"name": "julia-1.10"}}, "x = 1", "julia"),
        ({"language_info": {"name": "scala"}}, "val x = 1", "scala"),
        ({"language_info": {"name": "c++"}}, "int x;", "cpp"),
        ({"kernelspec": {"name": "xcpp17"}}, "int x;", "cpp"),
        ({"language_info": {"name": "sql"}}, "SELECT 1", "sql"),
    ],
)
def test_kernels_of_other_languages_have_their_colours(metadata, source, language):
    html = shown(code(source), **metadata)
    assert f'class="language-{language} highlight"' in html
    assert "<span" in html


FLOODS = {
    "f-strings within f-strings": 'f"{' * 5_000,
    "case and spaces": "case" + " " * 150_000 + "x",
    "one line of match": "match " * 30_000,
    "strings left open": "'''" + '"""\'' * 40_000,
    "lines of spaces": (" " * 1_000 + "\n") * 180 + "x",
    "brackets in an f-string": 'f"{' + "(" * 150_000,
}


@pytest.mark.parametrize("source", FLOODS.values(), ids=FLOODS)
def test_code_of_any_make_is_shown(source):
    html = shown(code(source))
    words = re.sub(r"<[^<>]*>|&#10;", "", html).replace("&#123;", "{").replace("&quot;", '"')
    assert len(words) > len(source) * 0.9


HOSTILE = {
    "recordings left open": "<audio" * 200_000,
    "a source and spaces": "<audio src=" + " " * 1_000_000 + "></audio>",
    "comments left open": "<style>" + "/*" * 300_000 + "</style><table id=T_a><td>1",
    "rules": "<style>" + "#T_a_b{color:red}" * 50_000 + "</style><table id=T_a><td id=T_a_b>1",
    "tables": "<table>" * 20_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_an_output_of_any_make_is_shown_or_left_out(html):
    assert 'id="cell-1"' in shown(code("x", result(text_html=html, text_plain="x")))


def test_a_traceback_of_dashes_is_walked_through_once():
    html = shown(code("x", error("-" * 900_000 + "\x1b[31m" * 10_000 + "ValueError: end")))
    assert "ValueError: end" in html


def test_pictures_that_lie_in_an_output_become_files():
    picture = f"data:image/png;base64,{png(300, 200)}"
    big = f"data:image/png;base64,{png(1600, 1600, 77)}"
    assert len(picture) < 1_000 < len(big)
    doc = converted(
        code(
            "x",
            result(
                text_html=f"<table><td><img src='{picture}'><a href='{big}'>a</a><img src='{big}'></table>"
            ),
        )
    )
    assert page(doc).count('<img src="pf-asset:') == 2
    assert len(doc.assets) == 2
    assert "pf-pictured" not in page(doc)
    assert "data:" not in page(doc)
