"""Code cells and their outputs as a visitor sees them, on a portfolio that was built for it."""

import base64
import functools
import io
import math
import struct
import wave

import pytest

from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from proofolio.usecases.sync import sync
from tests.chromium import NEEDS_CHROMIUM, serving
from tests.conftest import TODAY
from tests.notebooks.building import code, error, notebook, png, prose, raw, result, stream

pytestmark = NEEDS_CHROMIUM

COLUMNS = [f"measurement {number}" for number in range(14)]
FRAME = (
    '<div><style scoped>.dataframe tbody tr th{vertical-align:top}</style><table border="1" class="dataframe">'
    '<thead><tr style="text-align: right;"><th></th>' + "".join(f"<th>{name}</th>" for name in COLUMNS)
    + "</tr></thead><tbody>"
    + "".join(
        f"<tr><th>{row}</th>" + "".join(f"<td>{row * 7.25 + n:.2f}</td>" for n in range(14)) + "</tr>"
        for row in range(5)
    )
    + "</tbody></table><p>5 rows × 14 columns</p></div>"
)  # fmt: skip
STYLER = (
    '<style type="text/css">\n#T_ab1_row0_col0, #T_ab1_row1_col1 {\n  background-color: #08306b;\n  color: #f1f1f1;\n}\n'
    "#T_ab1_row0_col1 {\n  background-color: #fff5eb;\n  color: #000000;\n}\n"
    "#T_ab1_row1_col0 {\n  width: 10em;\n  background: linear-gradient(90deg, #d65f5f 60.0%, transparent 60.0%);\n}\n"
    "#T_ab1_row2_col0 {\n  color: red;\n}\n#T_ab1_row2_col1 {\n  font-weight: bold; background: url(https://a.example/x);\n}\n</style>"
    '<table id="T_ab1"><thead><tr><th class="blank level0">&nbsp;</th><th>loss</th><th>score</th></tr></thead><tbody>'
    + "".join(
        f'<tr><th id="T_ab1_level0_row{row}">{row}</th>'
        + "".join(f'<td id="T_ab1_row{row}_col{col}" class="data row{row} col{col}" >{row}.{col}5</td>' for col in (0, 1))
        + "</tr>"
        for row in (0, 1, 2)
    )
    + "</tbody></table>"
)  # fmt: skip
COLOURS = "".join(
    f"\x1b[{code}mword {code}\x1b[0m " for code in (*range(30, 38), *range(90, 98), *range(40, 48), 7, 2)
) + "".join(f"\x1b[38;5;{n}mn{n}\x1b[0m " for n in (16, 94, 120, 208, 226, 240, 255)) + (
    "\x1b[38;2;255;200;0mgold\x1b[0m \x1b[48;2;0;0;90mnavy\x1b[0m \x1b[1;4mboth\x1b[0m"
)  # fmt: skip
TRACE = [
    "\x1b[0;31m" + "-" * 75 + "\x1b[0m",
    "\x1b[0;31mZeroDivisionError\x1b[0m                         Traceback (most recent call last)",
    *(
        f"\x1b[0;32m/usr/lib/python3/site-packages/a{n}.py\x1b[0m in \x1b[0;36mstep\x1b[0;34m(x)\x1b[0m\n"
        f"\x1b[1;32m      {n} \x1b[0;31m    \x1b[0m\x1b[43mcall\x1b[49m\x1b[0;34m(\x1b[0mx\x1b[0;34m)\x1b[0m\n"
        for n in range(30)
    ),
    "\x1b[0;31mZeroDivisionError\x1b[0m: division by zero",
]


def tone():
    """A tenth of a second of sound."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(
            b"".join(struct.pack("<h", int(9000 * math.sin(n / 3))) for n in range(800))
        )
    return base64.b64encode(buffer.getvalue()).decode()


CELLS = [
    prose("# Faithful"),
    code(
        '#@title Training settings { display-mode: "form" }\n#@markdown How long, and **how** fast.\n'
        'epochs = 5 #@param {type:"slider", min:1, max:9}\nrate = 3e-4 #@param {type:"number"}\n'
        'optimiser = "Adam" #@param ["SGD", "Adam"]\naugment = True #@param {type:"boolean"}\nSECRET_CODE = 1',
        count=1,
        cellView="form",
    ),
    code("!pip install -q torch", stream("Collecting torch\n"), count=2),
    code("df.head()", result(text_html=FRAME, text_plain="df"), count=3),
    code("print(colours)", stream(COLOURS), count=4),
    code(
        "for batch in tqdm(loader):\n    step(batch)",
        stream("\r  0%|          | 0/9", "stderr"),
        stream("epoch 1\n"),
        stream("\r 50%|#####     | 4/9", "stderr"),
        stream("epoch 2\n"),
        stream("\r100%|##########| 9/9 [00:01<00:00]\n", "stderr"),
        count=5,
    ),
    code("train()", error(*TRACE), count=6),
    code(
        "HTML(x)",
        result(
            text_html="<style>body, .md-header { display: none !important; background: red }</style>"
            "<style>.pf-cell{position:fixed}</style><div class='pf-cell md-header' id='__config'>kept words"
            "<div><table><tr><td>unclosed"
        ),
        count=7,
    ),
    prose("```\nan unclosed fence"),
    code("after = 'the unclosed'", stream("this stands in a cell of its own"), count=8),
    code("df.style.background_gradient()", result(text_html=STYLER), count=9),
    code("print(*range(300), sep='\\n')", stream("\n".join(map(str, range(300)))), count=10),
    code('%%bash\nfor f in *.csv; do echo "$f"; done', count=11),
    code("Audio(wave)", result(text_html=f'<audio controls="controls" ><source src="data:audio/wav;base64,{tone()}" type="audio/wav" /></audio>'), count=12),
    code("plot()", {**result(image_png=png(1200, 800)), "metadata": {"image/png": {"width": 600, "height": 400}}}, count=13),
    code("print('x' * 5000)", stream("x" * 5000), count=14),
    code("1 / 0", error("\x1b[31mZeroDivisionError\x1b[0m: division by zero"), count=15),
    code("import warnings", stream("UserWarning: be careful\n", "stderr"), count=16),
    raw("raw text\n  as it was"),
    code("#| echo: false\n#| fig-cap: What the model saw\nSHY = 1", result(image_png=png(60, 40)), count=17),
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = tmp_path_factory.mktemp("cells")
    (root / "work").mkdir()
    (root / "work/faithful.ipynb").write_bytes(
        notebook(*CELLS, kernelspec={"language": "python", "name": "python3"})
    )
    list(scaffold.write_portfolio(root, github="", colab=()))
    settings = root / "portfolio.yml"
    settings.write_text(settings.read_text().replace("folders: []", 'folders: ["work"]'))
    sync(root, lambda _: None)
    built = build(root, today=TODAY)
    assert not built.problems
    with serving(root / "site") as url:
        (page,) = (path for path in (root / "site").rglob("faithful/index.html"))
        yield f"{url}{page.parent.relative_to(root / 'site')}/"


@pytest.fixture
def open_page(site, looking):
    return functools.partial(looking, site)


CONTRAST = """
element => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const parse = colour => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  let ground = null;
  for (let e = element; e && !ground; e = e.parentElement) {
    const colour = parse(getComputedStyle(e).backgroundColor);
    if (colour[3] === 255) ground = colour;
  }
  ground = ground || parse("#fff");
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const [low, high] = [light(parse(getComputedStyle(element).color)), light(ground)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
"""


def contrasts(tab, selector):
    """How well the words of each element stand out: (contrast, words)."""
    measured = tab.locator(selector).evaluate_all(
        f"elements => elements.map(element => [({CONTRAST})(element), element.innerText])"
    )
    found = [(contrast, words) for contrast, words in measured if words.strip()]
    assert found, selector
    return found


@pytest.fixture(scope="module", params=["light", "dark"])
def unfolded(request, site, browser):
    """The page in a scheme, everything unfolded; tests only look at it."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme=request.param)
    tab.goto(site)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    yield tab
    tab.close()


@pytest.mark.parametrize(
    "selector",
    [
        "#cell-3 :is(td, th, p)",
        "#cell-4 span",
        "#cell-6 pre.pf-error, #cell-6 pre.pf-error span",
        "#cell-9 :is(td, th)",
        ".highlight span",
        ".pf-cell summary",
        ".pf-fields :is(dt, dd)",
        ".pf-count",
        "pre:is(.pf-stream, .pf-text, .pf-error)",
    ],
)
def test_everything_can_be_read_on_both_schemes(unfolded, selector):
    assert [pair for pair in contrasts(unfolded, selector) if pair[0] < 4.5] == []


@pytest.mark.parametrize("width", [390, 1440])
def test_what_is_wide_scrolls_in_its_own_box_and_never_the_page(open_page, width):
    tab = open_page(width=width)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    for box in ("#cell-3 .pf-table", "#cell-14 pre.pf-stream"):
        assert tab.locator(box).evaluate("e => e.scrollWidth > e.clientWidth + 100")
        assert tab.locator(box).evaluate("e => (e.scrollLeft = 80, e.scrollLeft)") == 80


def test_a_data_frame_keeps_index_numbers_and_size(open_page):
    tab = open_page()
    cell = tab.locator("#cell-3")
    assert cell.locator("tbody th").first.inner_text() == "0"
    assert cell.locator("td").first.evaluate("e => getComputedStyle(e).textAlign") == "right"
    numeric = "e => getComputedStyle(e).fontVariantNumeric"
    assert "tabular-nums" in cell.locator("table").evaluate(numeric)
    assert cell.get_by_text("5 rows × 14 columns").is_visible()
    assert cell.locator("style").count() == 0


def test_a_form_shows_its_title_and_values_and_opens_its_code(open_page):
    cell = open_page().locator("#cell-1")
    assert cell.get_by_text("Training settings").first.is_visible()
    assert cell.locator("dl").inner_text().split("\n") == [
        "epochs", "5", "rate", "3e-4", "optimiser", "Adam", "augment", "True"
    ]  # fmt: skip
    assert cell.locator("strong").inner_text() == "how"
    hidden = cell.get_by_text("SECRET_CODE")
    assert not hidden.is_visible()
    cell.locator("summary").click()
    assert hidden.is_visible()


def test_a_progress_bar_between_other_lines_is_one_line(open_page):
    out = open_page().locator("#cell-5 .pf-out").inner_text()
    assert out.split("\n") == ["epoch 1", "epoch 2", "100%|##########| 9/9 [00:01<00:00]"]


def test_a_long_traceback_shows_its_error_and_folds_what_is_above(open_page):
    cell = open_page().locator("#cell-6")
    assert cell.get_by_text("ZeroDivisionError: division by zero").is_visible()
    assert not cell.get_by_text("Traceback (most recent call last)").is_visible()
    assert cell.locator(".pf-out").bounding_box()["height"] < 500
    cell.locator("summary").click()
    assert cell.get_by_text("Traceback (most recent call last)").is_visible()
    red = cell.locator(".pf-ansi-red").first.evaluate("e => getComputedStyle(e).color")
    assert red == "rgb(180, 35, 24)"


def test_a_style_in_an_output_leaves_the_page_alone(open_page):
    tab = open_page()
    assert tab.locator(".md-header").first.is_visible()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.get_by_text("kept words").is_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('.pf-cell')).position") == "static"
    assert tab.locator("#cell-7 .md-header, #cell-7 .pf-cell, #cell-7 #__config").count() == 0


def test_what_is_left_open_does_not_swallow_the_next_cell(open_page):
    tab = open_page()
    for cell in ("#cell-7", "#cell-8", "#cell-9"):
        assert tab.locator(cell).evaluate("e => e.parentElement.className") == "pf-nb"
    assert tab.locator("#cell-8 .highlight .s").inner_text() == "'the unclosed'"
    assert (
        tab.get_by_text("this stands in a cell").evaluate("e => e.closest('.pf-cell').id")
        == "cell-8"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_styled_table_has_the_colours_that_its_author_chose(open_page, scheme):
    tab = open_page(scheme=scheme)
    ground = "e => getComputedStyle(e).backgroundColor"
    cells = tab.locator("#cell-9 td")
    assert cells.nth(0).evaluate(ground) == "rgb(8, 48, 107)"
    assert cells.nth(1).evaluate(ground) == "rgb(255, 245, 235)"
    bar = cells.nth(2).evaluate("e => getComputedStyle(e).backgroundImage")
    assert bar.startswith("linear-gradient(90deg, rgb(")
    red, green, blue = (
        int(part)
        for part in cells.nth(4).evaluate("e => getComputedStyle(e).color")[4:-1].split(",")
    )
    assert red > 200
    assert max(green, blue) < 60
    assert cells.nth(5).evaluate("e => getComputedStyle(e).fontWeight") == "700"
    assert cells.nth(5).evaluate("e => getComputedStyle(e).backgroundImage") == "none"


def test_a_long_output_is_folded_and_opens(open_page):
    cell = open_page().locator("#cell-10")
    assert cell.bounding_box()["height"] < 200
    cell.get_by_text("300 lines of output").click()
    assert cell.locator("pre.pf-stream").inner_text().split("\n")[-1] == "299"


def test_a_cell_magic_has_the_colours_of_its_own_language(open_page):
    cell = open_page().locator("#cell-11")
    keywords = cell.locator(".language-bash .k").all_inner_texts()
    assert [word.strip() for word in keywords][:2] == ["%%bash", "for"]
    colour = "e => getComputedStyle(e).color"
    assert cell.locator(".k").first.evaluate(colour) != cell.locator("code").evaluate(colour)


def test_sound_plays_from_the_site(open_page):
    tab = open_page()
    player = tab.locator("#cell-12 audio")
    assert player.get_attribute("src").endswith(".wav")
    tab.wait_for_function("document.querySelector('#cell-12 audio').readyState >= 1")
    assert player.evaluate("e => e.duration") == pytest.approx(0.1)
    assert player.bounding_box()["width"] <= 420


def test_a_picture_has_the_size_its_author_saw(open_page):
    tab = open_page()
    tab.locator("#cell-13 img").scroll_into_view_if_needed()
    tab.wait_for_function("document.querySelector('#cell-13 img').naturalWidth == 1200")
    assert tab.locator("#cell-13 img").bounding_box()["width"] == 600
    phone = open_page(width=390).locator("#cell-13 img").bounding_box()
    assert phone["width"] < 390
    assert phone["width"] / phone["height"] == pytest.approx(1.5, rel=0.02)


def test_code_can_be_copied_as_it_was_written(open_page):
    tab = open_page()
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell = tab.locator("#cell-5")
    cell.locator(".highlight").hover()
    cell.locator("button.md-clipboard, [data-clipboard-target], .md-code__button").first.click()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied == "for batch in tqdm(loader):\n    step(batch)"


def test_a_cells_count_leads_to_the_cell(open_page):
    tab = open_page()
    link = tab.locator("#cell-11 .pf-count")
    assert link.inner_text() == "[11]"
    link.click()
    assert tab.evaluate("location.hash") == "#cell-11"
    assert 0 <= tab.locator("#cell-11").bounding_box()["y"] < 60
