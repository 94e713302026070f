"""Résumé files that other tools or accidents damaged: told with their place, never a crash."""

import json
from pathlib import Path

import pytest

from proofolio.errors import InputError
from proofolio.settings.load import load
from proofolio.settings.resume_import import import_resume

DEEP = '{"basics": {"name": "A"}, "x": ' + "[" * 900 + "]" * 900 + "}"


def problems_of(root: Path, **files: str) -> list[tuple[str, str, int | None]]:
    (root / "portfolio.yml").write_text("github: sample-learner\n", "utf-8")
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    found = load(root).problems
    return [(p.message, p.where.path, p.where.line) for p in found if p.where]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r'{"basics": {"name": "A\ud800"}}', "text is expected"),
        (r'{"basics": {"name": "A\u0000"}}', "text is expected"),
        (DEEP, "nested too deeply"),
        ('{"basics": {"name": ' + "9" * 5000 + "}}", "a number in it is too long"),
        ("[]", "A JSON object is expected"),
    ],
    ids=["half-a-character", "zero-byte", "deep", "long-number", "list"],
)
def test_json_that_no_file_can_say_is_named(tmp_path: Path, text: str, said: str) -> None:
    [(message, path, line)] = problems_of(tmp_path, resume_json=text)
    assert said in message
    assert (path, line) == ("resume.json", 1)


def test_a_zero_byte_in_the_photos_name_is_named(tmp_path: Path) -> None:
    text = 'basics:\n  name: A\n  image: "images/a\\0b.png"\n'
    [(message, path, line)] = problems_of(tmp_path, resume_yml=text)
    assert "`basics.image`: text is expected" in message
    assert (path, line) == ("resume.yml", 3)


def test_two_files_for_one_variant_are_named(tmp_path: Path) -> None:
    found = problems_of(tmp_path, resumes__a_yml="label: A\n", resumes__a_yaml="label: B\n")
    [(message, path, _)] = found
    assert "There are two: resumes/a.yml and resumes/a.yaml" in message
    assert path == "resumes/a.yaml"


@pytest.mark.parametrize(
    "told",
    ["sections: [1]", "sections:\n    skills: 3", "social_networks: 4"],
)
def test_what_rendercv_would_refuse_is_passed_over(told: str) -> None:
    assert "name: Sample Learner" in import_resume(f"cv:\n  name: Sample Learner\n  {told}\n", "f")


def test_json_indented_with_tabs_is_taken_over() -> None:
    text = json.dumps({"basics": {"name": "Sample Learner"}}, indent="\t").replace(": ", ":\t")
    assert "name: Sample Learner" in import_resume(text, "resume.json")


def test_deep_json_is_not_taken_over() -> None:
    with pytest.raises(InputError, match="nested too deeply"):
        import_resume(DEEP, "resume.json")
