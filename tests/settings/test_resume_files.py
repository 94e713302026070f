"""`resume.yml`, `resume.json` and `resumes/*.yml`: what is wrong is told with its line."""

import json

import pytest
from PIL import Image

from proofolio import settings
from proofolio.errors import InputError
from proofolio.settings.job_text import read_job
from proofolio.settings.resume_file import ResumeFile
from proofolio.settings.resume_import import import_resume
from proofolio.settings.yaml_file import check, parse


def load(root, **files):
    (root / "portfolio.yml").write_text("github: sample-learner\n", encoding="utf-8")
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return settings.load(root)


def problems(root, **files):
    found = load(root, **files).problems
    return [f"{problem.where}: {problem.message}" for problem in found]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("basics:\n  name: A\n  nmae: B\n", "resume.yml:3: `nmae` is not a setting."),
        ("work:\n  - name: A\n    startDate: 2026-13\n", "resume.yml:3: `work.0.startDate`: a date that exists is expected"),
        ("work:\n  - name: A\n    startDate: 2026-02-30\n", "resume.yml:3: `2026-02-30` cannot be read"),
        ("work:\n  - name: A\n    startDate: '2026-02-30'\n", "resume.yml:3: `work.0.startDate`: a date that exists"),
        ("work:\n  - name: A\n    startDate: last year\n", "resume.yml:3: `work.0.startDate`: a date that exists"),
        ("work:\n  - name: A\n    startDate: 2025-06\n    endDate: 2025-05\n", "resume.yml:4: `work.0.endDate`: the end lies before the start, 2025-06"),
        ("education:\n  - area: A\n    startDate: 2025\n    endDate: 2024-05-01\n", "resume.yml:4: `education.0.endDate`: the end lies before"),
        ("projects:\n  - description: A\n", "resume.yml:2: `projects.0.name` is missing."),
        ("work:\n  name: A\n", "resume.yml:1: `work`: a list is expected"),
        ("work:\n  - name: A\n    url: example\n", "resume.yml:3: `work.0.url`: a web address"),
        ("basics:\n  email: nobody\n", "resume.yml:2: `basics.email`: an e-mail address is expected"),
        ("basics:\n  image: me.jpg\n", "resume.yml:2: `basics.image`: `me.jpg` does not lie in the folder `images`."),
        ("basics:\n  image: ../../etc/passwd\n", "resume.yml:2: `basics.image`: `../../etc/passwd` does not lie"),
        ("basics:\n  name: A\n  image: images/me.jpg\n", "resume.yml:3: `basics.image`: there is no `images/me.jpg`."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path, text, said):
    [problem] = problems(tmp_path, resume_yml=text)

    assert problem.startswith(said)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nrest", b"<svg/>", b"text"])
def test_a_photo_that_is_not_an_image_is_told_with_its_line(tmp_path, data):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "me.jpg").write_bytes(data)

    [problem] = problems(tmp_path, resume_yml="basics:\n  name: A\n  image: images/me.jpg\n")

    assert problem.startswith("resume.yml:3: `basics.image`: `images/me.jpg` is not an image")


def test_a_photo_that_is_one_is_taken(tmp_path):
    (tmp_path / "images").mkdir()
    Image.new("RGB", (9, 9)).save(tmp_path / "images" / "me.jpg")

    assert load(tmp_path, resume_yml="basics:\n  image: images/me.jpg\n").basics.image


@pytest.mark.parametrize("end", ["present", "", "Present", "2025", "2025-06", "2025-06-30"])
def test_an_end_may_be_open_or_less_exact_than_the_start(tmp_path, end):
    text = f"work:\n  - name: A\n    startDate: 2025-06-10\n    endDate: {end}\n"
    expected = "" if end.lower() == "present" else end

    assert load(tmp_path, resume_yml=text).resume.work[0].endDate == expected


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("resumes__data_yml", "design: fancy\n", "resumes/data.yml:1: `design`: input should be 'plain'"),
        ("resumes__data_yml", "pages: 3\n", "resumes/data.yml:1: `pages`: input should be less than"),
        ("resumes__data_yml", "\nprojcts: [a]\n", "resumes/data.yml:2: `projcts` is not a setting."),
        ("resumes__data_yml", "sections: [skils]\n", "resumes/data.yml:1: `sections.0`"),
        ("resumes__Data Engineer_yml", "", "resumes/Data Engineer.yml: `Data Engineer` cannot be a part"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_variant_is_told_with_its_line(tmp_path, name, text, said):
    [problem] = problems(tmp_path, **{name: text})

    assert problem.startswith(said)


def test_resume_json_is_read_as_it_is(tmp_path):
    text = '{\n\t"$schema": "x",\n\t"basics": {"name": "A", "phone": null, "mood": 3},\n\t"work": [{"name": "B", "endDate": ""}]\n}'

    read = load(tmp_path, resume_json=text).resume
    assert (read.basics.name, read.work[0].name) == ("A", "B")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n  "basics": {\n}', "resume.json:3: This is not valid JSON"),
        ('{\n\t"work": [\n\t\t{"name": "A", "startDate": "2020-14"}]}', "resume.json:3: `work.0.startDate`"),
        ("[]", "resume.json:1: A JSON object is expected"),
        ("[" * 100_000, "resume.json:1: This is not valid JSON"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_resume_json_is_told_with_its_line(tmp_path, text, said):
    [problem] = problems(tmp_path, resume_json=text)

    assert problem.startswith(said)


def test_two_resumes_are_one_too_many(tmp_path):
    [problem] = problems(tmp_path, resume_json="{}", resume_yml="")

    assert problem == "resume.json: There are two: resume.yml and resume.json."


def test_a_rendercv_file_is_taken_over():
    text = """
cv:
  name: Sample Learner
  headline: Engineer
  location: Lisbon, Portugal
  social_networks: [{network: LinkedIn, username: sample-learner}]
  sections:
    summary: [I measure.]
    experience:
      - {company: A warehouse, position: Planner, start_date: 2022-03, end_date: present, highlights: [Planned]}
    education: [{institution: School, area: Maths, degree: BSc, start_date: 2019-09, end_date: 2022-06}]
    skills: [{label: Tools, details: 'Git, SQL'}]
    projects: [{name: '[Iris](https://example.org)', date: 2025-03}]
design: {theme: classic}
"""
    read = check(parse(import_resume(text, "cv.yaml"), "resume.yml"), ResumeFile)

    assert (read.basics.name, read.basics.label) == ("Sample Learner", "Engineer")
    assert read.basics.summary == "I measure."
    assert read.basics.profiles[0].url == "https://www.linkedin.com/in/sample-learner"
    assert (read.work[0].position, read.work[0].endDate) == ("Planner", "")
    assert read.education[0].studyType == "BSc"
    assert read.skills[0].keywords == ("Git", "SQL")
    assert (read.projects[0].name, read.projects[0].endDate) == ("Iris", "2025-03")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n", "cv.yaml:1: cv.yaml is neither JSON Resume nor RenderCV"),
        ("{", "cv.yaml:1: This is not valid JSON"),
        ("work:\n  - name: A\n    startDate: 20-20\n", "cv.yaml:3: `work.0.startDate`"),
    ],
)
def test_what_cannot_be_taken_over_is_told(text, said):
    with pytest.raises(InputError) as caught:
        import_resume(text, "cv.yaml")

    assert f"{caught.value.problems[0].where}: {caught.value.problems[0].message}".startswith(said)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * 1_000_000, "job.txt has 1.0 MB"),
        (b"", "job.txt is empty."),
        (b"ok\n\xff\xfe", "job.txt is not UTF-8 text."),
        (b"a\0b", "job.txt is not text."),
    ],
)
def test_a_job_description_that_is_none_is_told(tmp_path, data, said):
    (tmp_path / "job.txt").write_bytes(data)

    with pytest.raises(InputError) as caught:
        read_job(tmp_path / "job.txt")
    assert caught.value.problems[0].message.startswith(said)


@pytest.mark.parametrize(
    "email",
    ["a@b.example?bcc=c@d.example", "a@b.example\nBcc: c", "a b@c.example", "a@b@c.example", "a@b"],
)
def test_an_address_that_would_say_more_than_to_whom_is_refused(tmp_path, email):
    [problem] = problems(tmp_path, resume_yml=f"basics: {{email: {json.dumps(email)}}}\n")
    assert "an e-mail address is expected" in problem


def test_an_account_without_its_address_is_found_where_the_network_is_known(tmp_path):
    profiles = [
        {"network": "GitHub", "username": "sample-learner"},
        {"network": "Hugging Face", "username": "@sample"},
        {"network": "A pub", "username": "sample"},
        {"network": "LinkedIn", "username": "../x"},
    ]
    (tmp_path / "resume.json").write_text(json.dumps({"basics": {"profiles": profiles}}))
    assert [p.address for p in load(tmp_path).basics.profiles] == [
        "https://github.com/sample-learner",
        "https://huggingface.co/sample",
        "",
        "",
    ]


def test_a_picture_that_other_tools_keep_elsewhere_stops_no_resume_json(tmp_path):
    basics = {"name": "A", "image": "data:image/png;base64,AAAA"}
    (tmp_path / "resume.json").write_text(json.dumps({"basics": basics}))
    assert (load(tmp_path).basics.name, load(tmp_path).basics.image) == ("A", "")
