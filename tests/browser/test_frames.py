"""Figures in their frames, as a visitor sees them on a portfolio that was built with them."""

import json
import re
from pathlib import Path

import pytest

from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from proofolio.usecases.sync import sync
from tests.chromium import NEEDS_CHROMIUM, serving
from tests.conftest import TODAY
from tests.notebooks.building import code, notebook, png, prose

pytestmark = NEEDS_CHROMIUM
FIGURES = {
    path.stem: json.loads(path.read_text())
    for path in sorted((Path(__file__).parents[1] / "notebooks/figures").glob("*.json"))
}
PICTURED = "plotly-4-media-type"
"""The one that comes with a static image as well."""
BROKEN = "broken"
SHOWN = [*FIGURES, BROKEN]

# What must be in the frame's document, its shadow trees included, for the figure to be drawn.
MARKS = {
    "plotly-7-colab": (".scatterlayer .point", 3),
    "plotly-4-notebook": (".scatterlayer .point", 3),
    "plotly-4-colab": (".barlayer .point", 3),
    "plotly-7-media-type": (".gtitle", 1),
    "plotly-4-media-type": (".gtitle", 1),
    "plotly-7-wide": (".heatmaplayer image", 1),
    "plotly-7-countries": (".choroplethlayer path", 3),
    "plotly-7-map": (".mapboxgl-map canvas", 1),
    "plotly-7-places": (".mapboxgl-map canvas", 1),
    "plotly-7-density": (".mapboxgl-map canvas", 1),
    "plotly-7-surface": (".gl-container", 1),
    "plotly-4-steps": (".slider-container", 1),
    "altair-6-colab": (".mark-rect path", 3),
    "altair-4-colab": (".mark-rect path", 3),
    "altair-6-media-type": (".mark-rect path", 3),
    "altair-4-selection": (".mark-symbol path", 3),
    "bokeh-3.9-slider": (".noUi-handle", 1),
    "folium-0.20-map": (".leaflet-interactive", 4),
    "folium-0.12-map": (".leaflet-interactive", 4),
    "folium-0.20-clusters": (".marker-cluster, .leaflet-heatmap-layer", 2),
    "folium-0.20-choropleth": ("path.leaflet-interactive", 1),
    "scikit-learn-1.9-pipeline": (".sk-estimator", 2),
    "matplotlib-3.11-film": (".animation img", 1),
    "hvplot-0.12-line": ("canvas", 1),
    "html-svg": ("svg rect", 1),
}
DEEP = """
(selector => {
  const within = root => [...root.querySelectorAll("*")].flatMap(e => [e, ...(e.shadowRoot ? within(e.shadowRoot) : [])]);
  return within(document).filter(element => element.matches(selector));
})
"""
COLOURED = f"""
() => {DEEP}("canvas").some(({{width, height, getContext}}, index, all) => {{
  const canvas = all[index];
  if (!width || !height) return false;
  const data = canvas.getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] > 200 && data[at] < 80 && data[at + 1] < 160 && data[at + 2] > 150) return true;
  return false;
}})
"""
"""Whether some canvas has Bokeh's blue on it."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("frames")
    (root / "work").mkdir()
    bundles = {name: dict(bundle) for name, bundle in FIGURES.items()}
    bundles[PICTURED]["image/png"] = png(700, 450, shade=90)
    bundles[BROKEN] = {
        "application/vnd.vegalite.v5+json": {"mark": "no such mark", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a"}}},
        "image/png": png(300, 200),
    }  # fmt: skip
    cells = [
        code(name, {"output_type": "display_data", "data": bundles[name], "metadata": {}}, count=number)
        for number, name in enumerate(SHOWN, 1)
    ]  # fmt: skip
    (root / "work/figures.ipynb").write_bytes(notebook(prose("# Figures"), *cells))
    (root / "work/plain.ipynb").write_bytes(notebook(prose("# Plain"), code("1 + 1")))
    list(scaffold.write_portfolio(root, github="", colab=()))
    settings = root / "portfolio.yml"
    settings.write_text(settings.read_text().replace("folders: []", 'folders: ["work"]'))
    sync(root, lambda _: None)
    assert not build(root, today=TODAY).problems
    return root


@pytest.fixture(scope="module")
def address(site):
    """A portfolio under a path, as a project's pages are served."""
    with serving(site) as url:
        yield f"{url}site/"


@pytest.fixture(scope="module")
def page_address(site, address):
    (page,) = (path.parent for path in (site / "site").rglob("figures/index.html"))
    return f"{address}{page.relative_to(site / 'site')}/"


@pytest.fixture(scope="module", params=[1280, 390], ids=["wide", "phone"])
def tab(request, browser, page_address):
    tab = browser.new_page(viewport={"width": request.param, "height": 900})
    tab.complaints = []
    tab.asked = []
    tab.on("request", lambda asked: tab.asked.append(asked.url))
    tab.on("pageerror", lambda error: tab.complaints.append(str(error)))
    tab.on("console", lambda line: line.type == "error" and tab.complaints.append(line.text))
    tab.goto(page_address)
    yield tab
    tab.close()


def element(tab, name):
    return tab.locator(f"#cell-{SHOWN.index(name) + 1} iframe.pf-frame")


def frame_of(tab, name):
    found = element(tab, name)
    found.scroll_into_view_if_needed()
    return found.element_handle().content_frame()


def await_drawing(frame, name):
    if name.startswith("bokeh") and name not in MARKS:
        frame.wait_for_function(COLOURED, polling=100)
    else:
        selector, least = MARKS[name]
        frame.wait_for_function(f"([selector, least]) => {DEEP}(selector).length >= least", arg=[selector, least], polling=100)  # fmt: skip


# These open pages of their own, before the page stands open on which every figure is drawn.


def test_on_paper_the_picture_stands_for_the_figure(browser, page_address):
    tab = browser.new_page()
    tab.goto(page_address)
    tab.emulate_media(media="print")
    assert not element(tab, PICTURED).is_visible()
    picture = tab.locator(f"#cell-{SHOWN.index(PICTURED) + 1} .pf-still img")
    assert picture.is_visible()
    alone = tab.locator(f"#cell-{SHOWN.index('plotly-7-colab') + 1} .pf-still")
    assert "open the notebook in Colab" in alone.inner_text()
    tab.emulate_media(media="screen")
    assert not picture.is_visible()
    tab.close()


def test_a_slider_of_bokeh_moves_its_line(browser, page_address):
    tab = browser.new_page()
    tab.goto(page_address)
    frame = frame_of(tab, "bokeh-3.9-slider")
    await_drawing(frame, "bokeh-3.9-slider")
    heights = "() => Bokeh.documents[0].roots().flatMap(root => [...root.references()]).find(model => model.type === 'ColumnDataSource').data.y"
    before = list(frame.evaluate(heights))
    handle = frame.locator(".noUi-handle").bounding_box()
    tab.mouse.move(handle["x"] + 5, handle["y"] + 5)
    tab.mouse.down()
    tab.mouse.move(handle["x"] + 105, handle["y"] + 5, steps=4)
    tab.mouse.up()
    frame.wait_for_function(f"before => String(({heights})()) !== String(before)", arg=before)
    tab.close()


def test_frames_wait_until_they_are_near(browser, page_address):
    tab = browser.new_page(viewport={"width": 800, "height": 600})
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page_address)
    await_drawing(frame_of(tab, SHOWN[0]), SHOWN[0])
    last = element(tab, "scikit-learn-1.9-pipeline").get_attribute("src").rsplit("/", 1)[1]
    assert not any(url.endswith(last) for url in asked)
    with tab.expect_request(lambda request: request.url.endswith(last)):
        frame_of(tab, "scikit-learn-1.9-pipeline")
    tab.close()


def test_opened_by_itself_a_frame_draws_nothing(site, address, browser):
    files = sorted((site / "site/assets/frames").glob("*.html"))
    of_each_kind = {
        tuple(re.findall(r'<script src="([^"]+)"', path.read_text())): path for path in files
    }
    assert len(of_each_kind) >= 6
    tab = browser.new_page()
    for file in of_each_kind.values():
        tab.goto(f"{address}assets/frames/{file.name}")
        assert tab.locator("body").inner_text().strip() == (
            "This file is a part of a notebook's page and is shown there only."
        )
    tab.close()


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_drawn_and_takes_the_room_that_it_needs(tab, name):
    frame = frame_of(tab, name)
    await_drawing(frame, name)
    assert tab.complaints == []
    # The frame is as tall as what is in it: nothing is cut off, nothing scrolls inside.
    tab.wait_for_function(
        "element => element.style.height && Math.abs(parseInt(element.style.height) - element.clientHeight) <= 1",
        arg=element(tab, name).element_handle(),
    )
    frame.wait_for_function(
        "() => document.documentElement.scrollHeight <= innerHeight + 1", polling=100
    )
    assert frame.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_nothing_is_asked_of_any_other_host(tab, address):
    for name in FIGURES:
        await_drawing(frame_of(tab, name), name)
    assert [url for url in tab.asked if not url.startswith((address, "data:", "blob:"))] == []


@pytest.mark.parametrize("name", ["plotly-7-places", "plotly-7-density"])
def test_a_map_without_a_middle_shows_what_is_on_it(tab, name):
    frame = frame_of(tab, name)
    await_drawing(frame, name)
    # Lisbon and two places beside it, as their library wrote them: base64.
    shown = """places => {
      const {map} = document.querySelector(".js-plotly-plot")._fullLayout.mapbox._subplot;
      const {clientWidth, clientHeight} = map.getCanvas();
      const points = places.map(place => map.project(place));
      return { zoom: map.getZoom(), within: points.every(({x, y}) => x > 0 && y > 0 && x < clientWidth && y < clientHeight) };
    }"""
    seen = frame.evaluate(shown, [[-9.1, 38.7], [-9.2, 38.8], [-9.15, 38.75]])
    assert seen["within"]
    assert seen["zoom"] > 6


def test_a_title_of_an_old_figure_is_still_there(tab):
    frame = frame_of(tab, "plotly-4-media-type")
    await_drawing(frame, "plotly-4-media-type")
    assert frame.locator(".gtitle").text_content() == "Loss by epoch"
    assert frame.locator(".xtitle").text_content() == "epoch"


def test_a_figure_that_cannot_be_drawn_makes_room_for_its_picture(tab):
    cell = tab.locator(f"#cell-{SHOWN.index(BROKEN) + 1}")
    cell.scroll_into_view_if_needed()
    cell.locator("img").wait_for(state="visible")
    assert not cell.locator("iframe").is_visible()


def test_a_library_is_on_the_site_once_and_only_where_it_is_used(site):
    vendored = sorted(path.name for path in (site / "site").rglob("plotly-3.7.0.min.js"))
    assert vendored == ["plotly-3.7.0.min.js"]
    (plain,) = (path for path in (site / "site").rglob("plain/index.html"))
    assert "pf-frame" not in plain.read_text()
    assert "vendor/" not in plain.read_text()
