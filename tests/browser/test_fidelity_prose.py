"""Markdown cells as a visitor sees them: formulas, lists, tables, alerts, footnotes, images."""

import re
import shutil
from pathlib import Path

import material
import pytest

from tests.chromium import NEEDS_CHROMIUM
from tests.notebooks.building import BlobStore, code, converted, page, png, prose, result

pytestmark = NEEDS_CHROMIUM
ASSETS = Path(__file__).parents[2] / "src/proofolio/assets"
MATERIAL = Path(material.__file__).parent / "templates/assets/stylesheets"


def lay_out(folder, *cells, scheme="default"):
    """Writes the page of a notebook as the site has it: Material's style sheets and ours."""
    store = BlobStore()
    doc = converted(*cells, store=store)
    for asset in doc.assets:
        (folder / asset.path).write_bytes(store[asset.blob])
    shutil.copytree(ASSETS, folder / "assets", dirs_exist_ok=True)
    sheets = []
    for sheet in sorted(MATERIAL.glob("*.css")):
        shutil.copy(sheet, folder / sheet.name)
        sheets.append(f'<link rel="stylesheet" href="{sheet.name}">')
    html = (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width,initial-scale=1">'
        f'{"".join(sheets)}<link rel="stylesheet" href="assets/portfolio.css"></head>'
        f'<body data-md-color-scheme="{scheme}" data-md-color-primary="custom" data-md-color-accent="custom">'
        '<div class="md-container"><main class="md-main"><div class="md-main__inner md-grid">'
        '<div class="md-content"><div class="md-content__inner"><div class="pf-page pf-notebook">'
        '<div class="pf-sec pf-sec--contents"><div class="pf-nb">'
        f"{page(doc).replace('pf-asset:', '')}</div></div></div></div></div></div></main></div></body></html>"
    )
    (folder / "index.html").write_text(html, "utf-8")
    return (folder / "index.html").as_uri()


@pytest.fixture
def show(looking, tmp_path):
    """Opens the page of a notebook made of these cells."""

    def opening(*cells, width=1440, scheme="default"):
        tab = looking(lay_out(tmp_path, *cells, scheme=scheme), width=width)
        tab.evaluate("document.fonts.ready")
        return tab

    return opening


def box(tab, selector):
    return tab.locator(selector).first.bounding_box()


def fits(tab, width):
    return tab.evaluate("document.documentElement.scrollWidth") <= width


LONG = " + ".join(f"a_{{{number}}}" for number in range(60))


def test_formulas_are_drawn_with_the_sites_own_font(show):
    tab = show(
        prose("Plain $x$ and $\\frac{\\sqrt{a}}{b}$ in a line.\n\n$$\\sum_{i=1}^{n} x_i$$"),
        code("f", result(text_latex="$\\displaystyle \\frac{1}{x}$")),
    )
    simple, fraction = tab.locator("p > math").nth(0), tab.locator("p > math").nth(1)
    assert simple.bounding_box()["width"] > 4
    assert fraction.bounding_box()["height"] > 1.5 * simple.bounding_box()["height"]
    top, bottom = (tab.locator("mfrac > *").nth(index).bounding_box() for index in (0, 1))
    assert top["y"] + top["height"] <= bottom["y"] + 1, "the one stands above the other"
    over, under = box(tab, "munderover > :nth-child(3)"), box(tab, "munderover > :nth-child(2)")
    assert over["y"] < box(tab, "munderover > mo")["y"] < under["y"]
    assert "frac" not in tab.locator("body").inner_text()
    assert tab.locator(".pf-out math").bounding_box()["height"] > 20
    loaded = "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    assert any("Maths" in family for family in tab.evaluate(loaded))


def test_a_page_without_formulas_does_not_load_their_font(show):
    tab = show(prose("Words alone."))
    loaded = "[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    assert not any("Maths" in family for family in tab.evaluate(loaded))


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_a_formula_has_the_colour_of_the_text_around_it(show, scheme):
    tab = show(prose("Words $\\frac{a}{b}$"), scheme=scheme)
    colour = "e => getComputedStyle(e).color"
    assert tab.locator("math mi").first.evaluate(colour) == tab.locator(".pf-prose p").evaluate(
        colour
    )


def test_a_long_formula_scrolls_in_its_own_box_on_a_phone(show):
    tab = show(prose(f"$$\n{LONG}\n$$\n\nAnd in a line ${LONG}$ too."), width=390)
    assert fits(tab, 390)
    for selector in (".pf-equation", ".pf-formula"):
        wide = tab.locator(selector).first
        assert wide.evaluate("e => e.scrollWidth > e.clientWidth")
        wide.evaluate("e => e.scrollLeft = 50")
        assert wide.evaluate("e => e.scrollLeft") == 50
        first = tab.locator(f"{selector} math > *").first
        wide.evaluate("e => e.scrollLeft = 0")
        assert first.bounding_box()["x"] >= wide.bounding_box()["x"] - 1, (
            "its beginning is in reach"
        )


def test_a_number_leads_to_its_equation(show):
    tab = show(
        prose("$$\\begin{equation}\\label{eq:a}x = 1\\end{equation}$$"), prose("See \\eqref{eq:a}.")
    )
    link = tab.get_by_role("link", name="(1)")
    link.click()
    assert tab.evaluate("document.querySelector(':target').textContent") == "(1)"


def test_what_could_not_be_drawn_is_shown_as_code(show):
    tab = show(prose("$\\nosuch{x}$"))
    assert tab.locator("code.pf-tex").inner_text() == "\\nosuch{x}"


def test_lists_stand_as_they_were_written(show):
    tab = show(prose("Text right before\n- one\n  - two\n    - three\n- four\n1. five\n   - six"))
    lists = tab.evaluate(
        "[...document.querySelectorAll('.pf-prose li')].map(li => [li.firstChild.textContent.trim(),"
        " [...(function*(e) { while (e = e.parentElement.closest('li')) yield e })(li)].length])"
    )
    assert lists == [["one", 0], ["two", 1], ["three", 2], ["four", 0], ["five", 0], ["six", 1]]
    indents = [tab.locator("li").nth(index).bounding_box()["x"] for index in range(3)]
    assert indents[0] < indents[1] < indents[2]
    assert tab.locator("li").first.evaluate("e => getComputedStyle(e).listStyleType") == "disc"


def test_a_wide_table_scrolls_in_its_own_box(show):
    columns = 30
    row = "|".join(f" column {number} " for number in range(columns))
    tab = show(prose(f"|{row}|\n|{'---|' * columns}\n|{row}|"), width=390)
    assert fits(tab, 390)
    assert tab.locator(".pf-prose table").evaluate("e => e.scrollWidth > e.clientWidth")


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_an_alert_stands_out(show, scheme):
    tab = show(prose("Words.\n\n> [!WARNING]\n> Mind the gap."), scheme=scheme)
    alert = tab.locator(".admonition")
    style = alert.evaluate(
        "e => (s => [s.backgroundColor, s.borderLeftWidth])(getComputedStyle(e))"
    )
    paper = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert style[0] not in {paper, "rgba(0, 0, 0, 0)"}
    assert style[1] != "0px"
    assert alert.inner_text().split() == ["Warning", "Mind", "the", "gap."]
    assert int(alert.locator("p").first.evaluate("e => getComputedStyle(e).fontWeight")) >= 600


def test_footnotes_of_several_cells_jump_to_their_own_notes(show):
    filler = prose("\n\n".join(["A line."] * 60))
    tab = show(
        prose("First[^1].\n\n[^1]: Note of the first."),
        filler,
        prose("Second[^1].\n\n[^1]: Note of the second."),
        filler,
    )
    for number, words in enumerate(("first", "second")):
        tab.locator(".footnote-ref a").nth(number).click()
        target = tab.evaluate("document.querySelector(':target').textContent")
        assert f"Note of the {words}." in target
        assert tab.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 900
        tab.locator(".footnote-backref").nth(number).click()
        assert re.search(
            words,
            tab.evaluate("document.querySelector(':target').closest('p').textContent"),
            re.IGNORECASE,
        )


IMAGE = png(1200, 300, 90)
ATTACHED = {
    "plain.png": "![a](attachment:plain.png)",
    "with space.png": "![a](attachment:with%20space.png)",
    "bare space.png": "![a](attachment:bare space.png)",
    "(1).png": "![a](attachment:(1).png)",
    "quoted(2).png": "![a](attachment:quoted%282%29.png)",
    "bild-ü.png": "![a](attachment:bild-%C3%BC.png)",
    "図.png": "![a](attachment:図.png)",
    "tag.png": '<img src="attachment:tag.png" alt="a">',
    "single.png": "<img src='attachment:single.png' width=\"600\" alt=a>",
    "half.png": '<p align="center"><img src="attachment:half.png" width="50%" alt="a"></p>',
    "angle brackets.png": "![a](<attachment:angle brackets.png>)",
    "titled.png": '![a](attachment:titled.png "A title")',
}


@pytest.mark.parametrize("width", [390, 1440])
def test_attached_images_are_shown_in_every_spelling(show, width):
    tab = show(
        *(
            prose(source, attachments={name: {"image/png": IMAGE}})
            for name, source in ATTACHED.items()
        ),
        prose(f"![a](data:image/png;base64,{png(900, 450)})\n\nWords after it."),
        width=width,
    )
    images = tab.locator(".pf-prose img")
    assert images.count() == len(ATTACHED) + 1
    for index in range(images.count()):
        image = images.nth(index)
        image.scroll_into_view_if_needed()
        image.evaluate("e => e.decode()")
        assert image.evaluate("e => e.naturalWidth") in {1200, 900}
        shown = image.bounding_box()
        natural = image.evaluate("e => e.naturalWidth / e.naturalHeight")
        assert shown["width"] / shown["height"] == pytest.approx(natural, rel=0.02)
        assert image.get_attribute("alt") == "a"
        assert image.get_attribute("loading") == "lazy"
    assert fits(tab, width)
    if width == 1440:
        single = tab.locator("img[width='600']")
        assert single.get_attribute("height") == "150"
        assert single.bounding_box()["width"] == 600
    half = tab.locator("img[width='50%']").bounding_box()
    assert half["width"] == pytest.approx(box(tab, "p[align]")["width"] / 2, abs=2)


def test_a_link_of_colabs_contents_leads_to_its_cell(show):
    tab = show(
        prose("[to the part](#scrollTo=abc123) [to the code](#scrollTo=def456)"),
        prose("\n\n".join(["A line."] * 60)),
        {**prose("## The part"), "metadata": {"id": "abc123"}},
        code("x = 1", count=7, id="def456"),
    )
    tab.get_by_role("link", name="to the part").click()
    assert tab.evaluate("document.querySelector(':target').textContent") == "The part"
    tab.get_by_role("link", name="to the code").click()
    assert tab.evaluate("document.querySelector(':target').id") == "cell-7"


def test_nothing_unclosed_swallows_the_next_cell(show):
    tab = show(
        prose("<div><b><table><tr><td>\n\nopen"),
        prose("```python\nopen"),
        prose("<!-- open"),
        prose("> quote\n<script>"),
        prose("## The last"),
    )
    last = tab.get_by_role("heading", name="The last")
    assert last.is_visible()
    assert last.evaluate("e => e.closest('table, pre, blockquote, b')") is None
