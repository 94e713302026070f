"""The files: each says everything, in order, and is what it claims to be."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import jsonschema
import pytest
import yaml
from PIL import Image
from pypdf import PdfReader

from proofolio.errors import InputError
from proofolio.resume import json_resume, plain, rendercv
from proofolio.resume.files import make_files
from proofolio.resume.pdf import make_pdf
from proofolio.resume.read_back import read_back, squeeze, texts_in_order
from proofolio.settings.layout_file import Layout, VariantFile
from proofolio.settings.resume_json import read_json
from proofolio.store import ObjectStore
from tests.resume.factories import a_worked_portfolio, some_resumes

HERE = Path(__file__).parent
DESIGNS = ("plain", "ruled", "compact")
NAMES = {
    "Latin": "Ukázkový Žák Łűőß",
    "Vietnamese": "Người Học Mẫu",
    "Cyrillic": "Образцовый Ученик",
    "Greek": "Υποδειγματικός Μαθητής",
    "Chinese": "示例学习者",
    "Japanese": "サンプル学習者",
    "Korean": "샘플 학습자",
    "Arabic": "متعلم نموذجي",
}


def the_resume(design="plain", **layout):
    return some_resumes(layout=Layout(design=design, **layout)).resumes[0]


def a_variant():
    variant = VariantFile(label="Data engineer", projects=("moons", "iris"), pages=1)
    return some_resumes(data=variant).resumes[1]


def a_pdf(resume, tmp_path, fonts=Path("none"), photo=None):
    return make_pdf(resume, cache=tmp_path / "cache", fonts=fonts, photo=photo)


def named(name):
    portfolio = a_worked_portfolio()
    portfolio = replace(portfolio, person=replace(portfolio.person, name=name))
    return some_resumes(portfolio=portfolio).resumes[0]


def pdftotext(data: bytes, tmp_path: Path) -> str:
    (tmp_path / "resume.pdf").write_bytes(data)
    done = subprocess.run(
        ["pdftotext", tmp_path / "resume.pdf", "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


@pytest.mark.parametrize("resume", [*map(the_resume, DESIGNS), a_variant()], ids=[*DESIGNS, "variant"])  # fmt: skip
def test_every_field_is_read_from_the_pdf_in_order(resume, tmp_path):
    made = a_pdf(resume, tmp_path)
    read = read_back(made.data, resume)

    assert len(read.fields) > 30
    assert [field for field in read.fields if field.state != "read"] == []
    assert (read.email, read.phone) == ("sample-learner@example.org", "+351 210 000 000")
    assert read.is_tagged
    assert b"pdfuaid" in made.data


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler's pdftotext")
@pytest.mark.parametrize("design", DESIGNS)
def test_pdftotext_reads_every_field_in_order(design, tmp_path):
    resume = the_resume(design)
    text = squeeze(pdftotext(a_pdf(resume, tmp_path).data, tmp_path), resume)

    place = 0
    for label, said in texts_in_order(resume):
        found = text.find(squeeze(said, None), place)
        assert found >= 0, (label, said)
        place = found + len(squeeze(said, None))


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_is_read_as_it_is_written(script, tmp_path):
    resume = named(NAMES[script])
    made = a_pdf(resume, tmp_path, fonts=HERE / "fonts")

    name = read_back(made.data, resume).fields[0]
    assert (name.label, name.text, name.state) == ("name", NAMES[script], "read")
    if script != "Arabic" and shutil.which("pdftotext"):
        assert pdftotext(made.data, tmp_path).splitlines()[0] == NAMES[script]


def test_a_character_that_no_font_has_is_left_out_and_told(tmp_path):
    made = a_pdf(named("Sample \U00012000 \U0001f6d2 \u1e87o\u0364e"), tmp_path)

    assert made.missing >= {"\U00012000"}, "a sign of cuneiform"
    assert "\U0001f6d2" not in made.missing, "nobody misses an emoji in print"
    name = read_back(made.data, named("Sample \u1e87")).fields[0]
    assert name.state == "read"


def test_a_name_that_no_font_has_costs_the_pdf_alone(tmp_path):
    with pytest.raises(InputError) as caught:
        a_pdf(named("\U00012000\U00012001"), tmp_path)

    [problem] = caught.value.problems
    assert "there is no PDF" in problem.message
    assert "fonts-noto-core" in problem.hint


def test_a_control_character_in_a_name_does_not_stop_the_pdf(tmp_path):
    assert a_pdf(named("Sample\x07 Lear\u200bner"), tmp_path).pages >= 1


def test_a_pdf_has_the_same_bytes_twice(tmp_path):
    first = a_pdf(the_resume(), tmp_path / "a").data
    second = a_pdf(the_resume(), tmp_path / "b").data

    assert first == second
    assert re.findall(rb"/CreationDate ?\(D:(?!1970)", first) == []


def test_a_pdf_is_set_again_only_when_its_words_change(tmp_path):
    a_pdf(the_resume(), tmp_path)
    [kept] = (tmp_path / "cache").iterdir()
    changed = kept.stat().st_mtime_ns

    a_pdf(the_resume(), tmp_path)
    assert kept.stat().st_mtime_ns == changed
    a_pdf(the_resume("ruled"), tmp_path)
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_words_that_would_be_typst_stay_words(tmp_path):
    resume = named('#import "x.typ" $a$ *b* <c> @d `e`')

    read = read_back(a_pdf(resume, tmp_path).data, resume)
    assert read.fields[0].state == "read"


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_paper_is_the_one_asked_for(paper, tmp_path):
    page = PdfReader(BytesIO(a_pdf(the_resume(paper=paper), tmp_path).data)).pages[0]
    assert round(page.mediabox.width) == {"a4": 595, "us-letter": 612}[paper]


def test_links_are_live(tmp_path):
    resume = the_resume()
    links = read_back(a_pdf(resume, tmp_path).data, resume).links

    assert "mailto:sample-learner@example.org" in links
    assert "https://sample-learner.github.io/portfolio/skills/pytorch/" in links
    assert "https://sample-learner.github.io/portfolio/projects/iris/" in links


def test_resume_json_passes_the_published_schema_and_holds_the_evidence():
    schema = json.loads((HERE / "jsonresume.schema.json").read_text("utf-8"))
    value = json.loads(json_resume.write(the_resume()))

    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(value)
    assert set(schema["properties"]) == set(value)
    assert [item["name"] for item in value["skills"]][:2] == ["Image classification", "PyTorch"]
    first = value["skills"][1]
    assert first["x-evidence"]["places"][0] == {
        "label": "iris, 42: RandomForestClassifier",
        "url": "https://sample-learner.github.io/portfolio/projects/iris/explore/#cell-7",
    }
    claims = [item["name"] for item in value["skills"] if item["x-evidence"]["claimed"]]
    assert claims == ["Spark", "Spreadsheets", "Negotiation"]


def test_resume_json_is_read_back_as_it_was_written():
    read = read_json(json_resume.write(the_resume()), "resume.json")

    assert read.work[0].position == "Stock planner"
    assert read.education[0].courses == ("Sampling", "Regression")


def test_plain_text_says_every_field_in_order():
    text = squeeze(plain.write(the_resume()).upper(), None)
    place = 0
    for label, said in texts_in_order(the_resume()):
        if label.endswith("link"):
            continue
        found = text.find(squeeze(said.upper(), None), place)
        assert found >= 0, (label, said)
        place = found


def test_rendercv_gets_its_own_fields():
    cv = yaml.safe_load(rendercv.write(the_resume()))["cv"]

    assert cv["phone"] == "+351 210 000 000"
    assert cv["social_networks"] == [{"network": "GitHub", "username": "sample-learner"}]
    assert cv["sections"]["Experience"][0] == {
        "company": "A warehouse",
        "position": "Stock planner",
        "location": "Porto",
        "start_date": "2022-03",
        "end_date": "present",
        "summary": "Plans orders.",
        "highlights": ["Wrote a forecast", "https://example.org/w"],
    }
    assert cv["sections"]["Education"][0]["degree"] == "Course"


def test_a_resume_that_does_not_fit_is_told_with_its_pages(tmp_path):
    entry = "\n  - {name: A warehouse, position: Planner, startDate: 2022-03, highlights: [One, Two, Three]}"
    long = some_resumes("basics: {name: A}\nwork:" + entry * 40).resumes

    files = make_files(
        long, root=tmp_path, cache=tmp_path, put=ObjectStore(tmp_path / "objects").put
    )

    assert [asset.path for asset in files.assets] == ["resume/resume.pdf"]
    [problem] = files.problems
    assert re.search(r"has [3-9] pages; 2 were asked for", problem.message)


def test_a_short_resume_is_set_on_one_page_at_full_size(tmp_path):
    assert (
        a_pdf(some_resumes("basics: {name: A}\nskills: [{name: SQL}]").resumes[0], tmp_path).pages
        == 1
    )


def test_a_photo_stands_in_the_pdf_with_what_it_shows_said(tmp_path):
    picture = BytesIO()
    Image.new("RGB", (40, 40), "teal").save(picture, "PNG")
    resume = the_resume(photo=True)

    made = a_pdf(resume, tmp_path, photo=(picture.getvalue(), "png"))

    assert all(field.state == "read" for field in read_back(made.data, resume).fields)
    assert made.data != a_pdf(resume, tmp_path).data
