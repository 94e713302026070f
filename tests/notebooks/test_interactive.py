"""Which outputs become frames, from what, and what stands in their place when they do not.

The bundles in `figures/` are what the libraries wrote for small figures of our own.
"""

import base64
import json
import re
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.notebooks.building import BlobStore, code, converted, page, png, result

FIGURES = {
    path.stem: json.loads(path.read_text())
    for path in sorted(Path(__file__).parent.glob("figures/*.json"))
}
PLOTLY = "application/vnd.plotly.v1+json"
MAP = "<script>var map_1 = L.map('map_1', {});L.tileLayer('https://tile.example/{z}.png').addTo(map_1);</script>"
LEAFLET = '<script src="https://cdn.jsdelivr.net/npm/leaflet@1.9.3/dist/leaflet.js"></script>'


def output(bundle):
    return {"output_type": "display_data", "data": bundle, "metadata": {}}


def shown(*bundles, store=None):
    return converted(code("show()", *(output(bundle) for bundle in bundles)), store=store)


def frames(doc, store):
    return [
        store[asset.blob].decode()
        for asset in doc.assets
        if asset.path.startswith("assets/frames/")
    ]


def jobs(doc, store):
    found = (re.search(r'id="pf-job">(.*)</script>', frame) for frame in frames(doc, store))
    return [json.loads(match[1]) for match in found]


def libraries(doc):
    return {
        asset.path.removeprefix("assets/vendor/") for asset in doc.assets if "vendor" in asset.path
    }


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_becomes_a_frame_that_names_only_files_of_ours(name):
    store = BlobStore()
    doc = shown(FIGURES[name], store=store)
    (frame,) = frames(doc, store)
    assert page(doc).count("<iframe") == 1
    assert {
        path.removeprefix("../vendor/") for path in re.findall(r'<script src="([^"]*)"', frame)
    } <= libraries(doc)
    assert {
        path.removeprefix("../vendor/")
        for path in re.findall(r'<link rel="stylesheet" href="([^"]*)"', frame)
    } <= libraries(doc)
    assert "<script" not in re.search(r'id="pf-job">(.*)', frame)[1].removesuffix("</script>")


@pytest.mark.parametrize(
    "name", [name for name in FIGURES if name.startswith(("plotly", "altair"))]
)
def test_a_figure_of_data_runs_no_code_of_its_author(name):
    store = BlobStore()
    (frame,) = frames(shown(FIGURES[name], store=store), store)
    assert "script-src &#x27;self&#x27;;" in frame


def test_the_library_inside_an_output_is_left_behind():
    library = (
        "<script>/* plotly.js */" + "function Plotly_(){};Plotly.newPlot=1;" * 40_000 + "</script>"
    )
    html = FIGURES["plotly-4-colab"]["text/html"]
    store = BlobStore()
    doc = shown({"text/html": library + html}, store=store)
    assert max(map(len, frames(doc, store))) < 20_000
    assert [trace["name"] for trace in jobs(doc, store)[0]["figure"]["data"][:1]] == ["loss"]


def test_frames_of_an_animation_come_along():
    store = BlobStore()
    doc = shown(FIGURES["plotly-4-steps"], store=store)
    assert len(jobs(doc, store)[0]["figure"]["frames"]) == 2


def test_two_figures_of_one_library_share_it_and_equal_ones_their_frame():
    doc = shown(FIGURES["plotly-4-media-type"], FIGURES["plotly-7-wide"], FIGURES["plotly-7-wide"])
    names = [asset.path for asset in doc.assets]
    assert len(names) == len(set(names))
    assert sum(name.startswith("assets/frames/") for name in names) == 2
    assert sum("plotly-3" in name for name in names) == 1


def test_a_frame_says_what_it_is_to_those_who_cannot_see_it():
    html = page(
        shown(
            {
                PLOTLY: {
                    "data": [{"y": [1, 2]}],
                    "layout": {"title": {"text": 'Loss <b>&</b> "gain"'}},
                }
            }
        )
    )
    assert 'title="Interactive figure of cell 1: Loss &amp; &quot;gain&quot;"' in html


def test_the_image_of_a_figure_stands_beside_it_for_print():
    html = page(shown(FIGURES["plotly-4-media-type"] | {"image/png": png()}))
    assert re.search(
        r'<iframe[^>]*></iframe><div class="pf-still"><img src="pf-asset:[0-9a-f]+\.png"', html
    )


@pytest.mark.parametrize(
    ("bundle", "reason"),
    [
        ({PLOTLY: {"data": [{"y": "x" * 5_100_000}]}}, "its data (5.1 MB) are too large for a page"),
        ({PLOTLY: {"data": [{"type": "choropleth"}], "layout": {"geo": {"scope": "asia"}}}}, "the outlines of its map"),
        ({PLOTLY: {"data": [{"type": "heatmapgl"}]}}, "an older Plotly"),
        ({"application/vnd.vegalite.v5+json": {"mark": "bar", "data": {"url": "https://x.example/cars.json"}}}, "its data lie on another host"),
        ({"text/html": 'docs_json = {"a":{"version":"1.4.0"}}; render_items = [{"docid":"a","roots":{"1":"b"}}];'}, "another Bokeh"),
        ({"text/html": 'docs_json = {"a":{"version":"3.4.0","roots":[{"name":"panel.models.X"}]}}; render_items = [{"docid":"a","roots":{"1":"b"}}];'}, "parts of Bokeh"),
        ({"text/html": f'<iframe srcdoc="{escape(LEAFLET)}&lt;script src=https://cdn.example/leaflet-ant-path.js&gt;&lt;/script&gt;{escape(MAP)}"></iframe>'}, "leaflet-ant-path.js"),
    ],
    ids=["large", "outlines", "old plotly", "data elsewhere", "old bokeh", "panel", "plugin"],
)  # fmt: skip
def test_what_a_frame_cannot_draw_is_its_image_or_a_line_that_says_why(bundle, reason):
    alone = page(shown(bundle))
    assert reason in alone
    assert "pf-note" in alone
    pictured = page(shown(bundle | {"image/png": png()}))
    assert "<img" in pictured
    assert "<iframe" not in alone + pictured
    assert reason not in pictured


@pytest.mark.parametrize(
    "html",
    [
        f'<iframe srcdoc="{escape(LEAFLET + MAP)}"></iframe>',
        f"<iframe src='about:blank' data-html={quote(LEAFLET + MAP)} onload='x'></iframe>",
        f'<iframe src="about:blank" data-html={base64.b64encode((LEAFLET + MAP).encode()).decode()} onload=x></iframe>',
        f'<iframe src="data:text/html;charset=utf-8;base64,{base64.b64encode((LEAFLET + MAP).encode()).decode()}"></iframe>',
        f'<iframe src="data:text/html,{quote(LEAFLET + MAP)}"></iframe>',
        LEAFLET + MAP,
    ],
    ids=["srcdoc", "percent", "base64", "data url in base64", "data url", "plain"],
)
def test_a_map_is_found_however_it_is_wrapped_and_brings_no_address_of_a_library(html):
    store = BlobStore()
    doc = shown({"text/html": html}, store=store)
    (job,) = jobs(doc, store)
    assert "cdn.jsdelivr.net" not in job["html"]
    assert "L.map(" in job["html"]
    assert "leaflet-1.9.4.js" in libraries(doc)
    assert "Map tiles are not shown here." in page(doc)


@pytest.mark.parametrize(
    "bundle",
    [
        {"application/vnd.bokehjs_load.v0+json": "", "application/javascript": "x"},
        {"text/html": '<div><a class="bk-notebook-logo"></a><span>Loading BokehJS ...</span></div><script>load()</script>'},
        {"text/html": "<script>window.PlotlyConfig = {MathJaxConfig: 'local'};require(['plotly'])</script>"},
        {"text/html": "<script>window.PlotlyConfig = {};define('plotly', () => L.map(e=>e))</script>"},
    ],
    ids=["bokeh", "bokeh in colab", "plotly", "plotly in the output"],
)  # fmt: skip
def test_what_only_fetches_a_library_is_nothing_to_look_at(bundle):
    assert "pf-out" not in page(shown(bundle))


def test_numbers_that_json_does_not_have_are_gaps():
    store = BlobStore()
    doc = shown({PLOTLY: {"data": [{"y": [1.5, float("nan"), float("inf")]}]}}, store=store)
    assert jobs(doc, store)[0]["figure"]["data"][0]["y"] == [1.5, None, None]


def test_a_notebook_has_sixty_frames_at_most():
    doc = shown(*({PLOTLY: {"data": [{"y": [number]}]}} for number in range(62)))
    assert page(doc).count("<iframe") == 60
    assert "One interactive figure of more than 60" in page(doc)


def test_a_diagram_is_drawn_without_the_scripts_that_came_with_it():
    store = BlobStore()
    bundle = FIGURES["scikit-learn-1.9-pipeline"]
    doc = shown(bundle, store=store)
    (job,) = jobs(doc, store)
    assert "<script" in bundle["text/html"]
    assert "<script" not in job["html"]
    assert "onclick" not in job["html"]
    assert "StandardScaler" in job["html"]
    assert re.search(r'class="pf-still"><pre class="pf-text">Pipeline\(', page(doc))


def test_a_script_that_brings_all_it_needs_runs_and_one_that_fetches_does_not():
    own = "<div id=a></div><script>document.getElementById('a').textContent = 6 * 7</script>"
    store = BlobStore()
    (frame,) = frames(shown({"text/html": own}, store=store), store)
    assert "unsafe-inline" in frame
    fetching = page(
        shown({"text/html": '<div></div><script src="https://x.example/a.js"></script>'})
    )
    assert "<iframe" not in fetching
    assert "open the notebook in Colab" in fetching


def test_widgets_without_state_are_a_quiet_line():
    html = page(
        converted(
            code(
                "slider",
                result(text_plain="IntSlider()"),
                output({"application/vnd.jupyter.widget-view+json": {"model_id": "a"}}),
            )
        )
    )
    assert "works only while the notebook runs" in html


def test_a_page_that_lay_beside_the_notebook_is_a_quiet_line():
    html = page(shown({"text/html": '<iframe src="iframe_figures/figure_1.html"></iframe>'}))
    assert "An embedded page: open the notebook in Colab" in html


def test_what_only_sets_up_a_library_leaves_nothing_on_the_page():
    settings = '<script type="esms-options">{"shimMode": true}</script><style>* {margin: 0}</style>'
    helper = """<script type="application/javascript">var docs_json = {"a": {"version": "3.9.2", "roots":
        [{"type":"object","name":"panel.models.comm_manager.CommManager","id":"p1"}]}};</script>"""
    for html in (settings, helper):
        store = BlobStore()
        doc = shown({"text/html": html}, store=store)
        assert frames(doc, store) == []
        assert "pf-note" not in page(doc)
