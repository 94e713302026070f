"""Markdown cells: what they share, their images, what their author is told."""

import base64
import io
import random
import re

import pytest
from PIL import Image

from tests.notebooks.building import BlobStore, code, converted, page, png, prose, raw, result


def test_commands_and_numbers_hold_from_cell_to_cell():
    doc = converted(
        prose("$$\\newcommand{\\w}{\\mathbf{w}}$$"),
        prose("$$\\begin{equation}\\label{a}\\w\\end{equation}$$"),
        prose("By \\eqref{a}, $\\w = 0$."),
    )
    assert page(doc).count("𝐰") == 2
    assert '<a href="#pf-eq-a">(1)</a>' in page(doc)
    assert doc.notices == ()


def test_the_author_is_told_which_formula_is_shown_as_tex_but_not_a_hundred_times():
    doc = converted(prose("# A"), *(prose(f"$\\nosuch {number}$") for number in range(50)))
    assert doc.notices[0] == 'Cell 2: A formula is shown as TeX: Unknown command "\\nosuch".'
    assert len(doc.notices) == 10


def test_a_formula_among_the_outputs_is_drawn():
    html = page(converted(code("f", result(text_latex="$\\displaystyle \\frac{1}{x}$"))))
    assert "<mfrac>" in html
    assert "displaystyle \\frac" in re.search('alttext="([^"]*)"', html)[1].replace("&#123;", "{")


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("![a](attachment:i.png)", 'width="640" height="480"'),
        ('<img src="attachment:i.png" width="320">', 'width="320" height="240"'),
        ('<img src="attachment:i.png" width="50%">', 'width="50%"'),
        ('<img src="attachment:i.png" width=10 height=20>', 'width="10" height="20"'),
        ('<img src="attachment:i.png" width="-3">', 'width="-3"'),
    ],
)
def test_an_image_has_the_size_that_its_author_gave_or_its_own(written, size):
    html = page(converted(prose(written, attachments={"i.png": {"image/png": png()}})))
    image = re.search("<img[^>]*>", html)[0]
    assert set(size.split()) <= set(image[:-1].split())
    assert image.count("height=") == size.count("height=")
    assert 'src="pf-asset:' in image


@pytest.mark.parametrize(
    "written",
    [
        'It is <span style="color:#c00">red</span>.',
        'It is <font color="#c00">red</font>.',
        "It is <FONT size=4 color=#c00 face=Arial>red</FONT>.",
    ],
)
def test_the_colours_of_words_are_kept(written):
    html = page(converted(prose("# A"), prose(written)))
    assert re.search(r'It is <span style="color:[^"]+">red</span>\.', html)


def test_a_row_of_buttons_of_tensorflow_is_left_out():
    cell = "<a href='https://www.tensorflow.org/guide/gpu'>View on TensorFlow.org</a>"
    table = f'<table class="tfo-notebook-buttons" align="left">\n  <td>{cell}</td>\n</table>'
    html = page(converted(prose(f"# Use a GPU\n\n{table}\n\nWords."), prose(table)))
    assert "View on" not in html
    assert "Words." in html


def test_a_large_image_in_the_text_does_not_cut_the_text():
    noise = random.Random(1).randbytes(3 * 900 * 700)
    buffer = io.BytesIO()
    Image.frombytes("RGB", (900, 700), noise).save(buffer, "PNG")
    inside = base64.b64encode(buffer.getvalue()).decode()
    assert len(inside) > 1_500_000
    doc = converted(prose(f"![a][i]\n\nThe end.\n\n[i]: <data:image/png;base64,{inside}>"))
    assert "The end." in page(doc)
    assert re.search('<img src="pf-asset:[^"]+" alt="a"[^>]* width="900" height="700">', page(doc))
    assert len(doc.assets) == 1


def test_a_missing_attachment_is_told():
    doc = converted(prose("![a](attachment:gone%20away.png) and words"))
    assert doc.notices == ("An image of cell 1 is missing: gone away.png.",)
    assert "pf-attachment" not in page(doc)


def test_a_name_that_begins_as_another_is_not_mistaken_for_it():
    attachments = {
        "a.png": {"image/png": png(100, 100)},
        "a.png.png": {"image/png": png(200, 100)},
    }
    html = page(
        converted(prose("![](attachment:a.png.png) ![](attachment:a.png)", attachments=attachments))
    )
    assert re.findall(r'width="(\d+)"', html) == ["200", "100"]


@pytest.mark.parametrize(
    "link",
    [
        "#scrollTo=abc_12-3",
        "https://colab.research.google.com/drive/1a2b?hl=en#scrollTo=abc_12-3&line=2",
    ],
)
def test_colabs_links_to_a_cell_lead_to_it(link):
    doc = converted(prose(f"[go]({link})"), code("x", count=3, id="abc_12-3"))
    assert '<a href="#cell-3"' in page(doc)


def test_colabs_links_to_prose_lead_to_its_part():
    doc = converted(
        prose("[go](#scrollTo=t2) [no](#scrollTo=nowhere)"),
        prose("## Part"),
        {**prose("Text."), "metadata": {"id": "t2"}},
    )
    assert '<a href="#u-part"' in page(doc)
    assert '<a rel="noopener">no</a>' in page(doc)


def test_front_matter_may_stand_behind_a_badge():
    badge = "[![Open](https://colab.research.google.com/assets/colab-badge.svg)](https://x.example)"
    doc = converted(
        prose(badge), raw("---\ntitle: Said so\ndescription: In short\n---\n"), prose("# A")
    )
    assert (doc.title, doc.description) == ("Said so", "In short")


def test_the_same_cells_give_the_same_page():
    cells = [
        prose("$x$ :rocket: ![](attachment:é.png)", attachments={"é.png": {"image/png": png()}})
    ]
    assert converted(*cells, store=BlobStore()) == converted(*cells, store=BlobStore())
