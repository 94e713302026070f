"""A figure carries the cell that printed it, and a mark only if that cell did."""

from dataclasses import replace

import pytest

from proofolio.assemble.brackets import with_brackets
from proofolio.assemble.results import Cells, has_printed, results
from proofolio.model.portfolio import SafeHtml
from proofolio.settings.files import ProjectFrontMatter
from proofolio.settings.words import ProjectWords
from proofolio.settings.yaml_file import check, parse
from tests.pages.factories import BLOBS, a_body, a_notebook

CELL = (
    '<div class="pf-cell" id="cell-{n}"><a class="pf-count" href="#cell-{n}">[{n}]</a>'
    '<div class="pf-body"><pre><code>print({code})</code></pre>'
    '<div class="pf-out"><pre class="pf-stream">{out}</pre></div></div></div>'
)


def notebook(name, *cells, prose=""):
    made = "".join(CELL.format(n=n, code=code, out=out) for n, code, out in cells)
    return a_notebook(name, file_name=f"notebooks/{name}.ipynb", body=a_body(f"{made}{prose}"))


def cells(*notebooks):
    return Cells(notebooks, BLOBS.__getitem__)


TWO = cells(
    notebook("01_explore", (1, "0.5", "569 rows"), (15, "x", "accuracy <b>0.7938</b>")),
    notebook("02_train", (15, "79.4", "loss 0.0893"), (16, "y", "3 of 4")),
)


@pytest.mark.parametrize(
    ("value", "text", "is_there"),
    [
        ("79.4 %", "0.7938", True),
        ("79.4 %", "79.41 per cent", True),
        ("79.4 %", "0.7948", False),
        ("79.4", "0.7938", False),
        ("0.372", "MRR 0.3716", True),
        ("45 ms", "took 0.0452 s", True),
        ("1,797 digits", "1797", True),
        ("-2.5 %", "skill \N{MINUS SIGN}0.0249", True),
        ("8.3", "8.36", False),
        ("8.3", "v8.3.1", False),
        ("5", "15", False),
        ("1.5e-3", "0.0015", True),
        ("all of them", "It found all of them.", True),
    ],
)
def test_a_figure_is_printed_when_its_number_is_there_rounded_alike(value, text, is_there):
    assert has_printed(value, text) == is_there


@pytest.mark.parametrize(
    ("named", "reference"),
    [
        ("1:15", "1:15"),
        ("[2:15]", "2:15"),
        ("02:16", "2:16"),
        ("02_train.ipynb:16", "2:16"),
        ("notebooks/01_explore.ipynb : 1", "1:1"),
        ("15", None),
        ("3:1", None),
        ("2:17", None),
        ("train", None),
    ],
)
def test_a_cell_is_named_by_number_or_file(named, reference):
    cell = TWO.find(named)
    assert (cell.reference if cell else None) == reference


def test_one_notebook_needs_no_number():
    one = cells(notebook("train", (3, "x", "0.5")))
    assert one.find("3").url == "projects/iris/train/#cell-3"


def test_code_and_text_beside_a_cell_are_nothing_that_it_printed():
    told = cells(notebook("a", (1, "0.5", "7"), prose='<section class="pf-prose">0.9</section>'))
    printed = told.find("1").printed
    assert has_printed("7", printed)
    assert not has_printed("0.5", printed)
    assert not has_printed("0.9", printed)


def words(text):
    document = parse(text, "projects/iris.md", first_line=2)
    return ProjectWords(
        slug="iris",
        path="projects/iris.md",
        front=check(document, ProjectFrontMatter),
        text="",
        lines=document,
    )


def test_results_lead_to_their_cells_and_what_is_wrong_has_its_line():
    use, found, problems = results(
        words(
            "results:\n"
            "  - {label: Accuracy, value: 79.4 %, cell: 1:15, claim: 81 %}\n"
            "  - label: Loss\n    value: 0.1\n    cell: 2:15\n"
            "  - {label: Other, value: 3, cell: 9:9}\n"
            "  - {label: Told, value: many}\n"
            "use:\n  answer: 45 ms\n  people: {value: 12 people, note: since June}\n"
        ),
        TWO,
    )
    assert [(one.value, one.reference, one.is_printed) for one in found] == [
        ("79.4 %", "1:15", True),
        ("0.1", "2:15", True),
        ("3", "", False),
        ("many", "", False),
    ]
    assert found[0].claim == "81 %"
    assert (use["answer"].value, use["people"].note) == ("45 ms", "since June")
    assert [str(problem) for problem in problems] == [
        "projects/iris.md:7: There is no cell `9:9` among the notebooks of this project."
    ]


def test_a_figure_that_its_cell_did_not_print_is_told_and_unmarked():
    _, (found,), (problem,) = results(
        words("results:\n  - label: A\n    value: 99 %\n    cell: 1:15\n"), TWO
    )
    assert not found.is_printed
    assert found.url == "projects/iris/01_explore/#cell-15", "the reader may look"
    assert str(problem) == "projects/iris.md:5: Cell [1:15] does not print 99 %."


def bracketed(html):
    return with_brackets(SafeHtml(html), TWO, "projects/iris/")


def test_a_bracket_leads_to_its_cell_and_marks_the_figure_that_it_printed():
    html, unknown = bracketed("<p>From 12 to 79.4&#32;%, 79.4 % [1:15] of them; 0.5 [1:1] not.</p>")
    assert unknown == ()
    link = '<a class="pf-cite" href="01_explore/#cell-{}">[1:{}]</a>'
    assert (
        f"<mark>79.4 %</mark> {link.format(15, 15)} of them; 0.5 {link.format(1, 1)} not." in html
    )


def test_brackets_in_code_and_links_are_left_alone_and_unknown_ones_are_named():
    html = "<pre>[1:15]</pre><p><code>[1:15]</code> <a href='x'>[1:15]</a> [7:1] a[1:15]b</p>"
    made, unknown = bracketed(html)
    assert made.count("pf-cite") == 1
    assert unknown == ("7:1",)


def test_a_time_in_yaml_is_no_number_of_sixtieths():
    document = parse("cell: 7:42\nother: 12\nratio: 1:30.5\n", "a.yml")
    assert document.value == {"cell": "7:42", "other": 12, "ratio": "1:30.5"}


def test_a_notebook_that_says_the_class_names_itself_cannot_forge_an_output():
    forged = replace(
        notebook("a", (1, "0.5", "7")),
        body=a_body(
            '<div class="pf-cell" id="cell-1"><pre><code>&lt;div class="pf-out"&gt;9</code></pre></div>'
        ),
    )
    assert cells(forged).find("1").printed == ""
