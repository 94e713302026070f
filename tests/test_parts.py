"""A fault in one part costs that part, a character costs itself, and both are named."""

from pathlib import Path

from proofolio.errors import InputError, Place
from proofolio.resume.legible import without
from proofolio.settings import load
from proofolio.usecases.parts import Parts, faulty_posts, without_font

RESUME = """\
basics:
  name: Sample Learner
  email: nonsense
experience: []
work:
  - position: Planner
    startDate: 2020
    endDate: sprng
  - position: Assistant
    highlights:
      - Result: saved 5 %
      - ""
      - Counted.
"""


def test_an_entry_that_is_wrong_is_left_out_and_the_rest_of_the_file_is_taken(tmp_path):
    (tmp_path / "portfolio.yml").write_text("github: sample-learner\n")
    (tmp_path / "resume.yml").write_text(RESUME)
    (tmp_path / "curriculum.yml").write_text("stages: [\n")

    found = load(tmp_path)

    assert [(item.position, item.highlights) for item in found.resume.work] == [
        ("Assistant", ("Counted.",))
    ]
    assert (found.basics.name, found.basics.email) == ("Sample Learner", "")
    assert found.curriculum.stages == ()
    told = {str(problem.where): problem.hint for problem in found.problems}
    assert set(told) == {
        *("resume.yml:3", "resume.yml:4", "resume.yml:8", "resume.yml:11"),
        "curriculum.yml:2",
    }
    assert told["resume.yml:4"] == "Did you mean `work`?"
    assert '`- "Result: saved 5 %"`' in told["resume.yml:11"]


def test_what_stands_in_the_place_of_a_part_that_cannot_be_made():
    parts = Parts()
    assert parts.make("the ones", lambda: [1 // 0], otherwise=[]) == []
    assert parts.make("the twos", lambda: [2], otherwise=[]) == [2]
    (told,) = parts.problems
    assert "the ones" in told.message


def test_files_that_some_computers_cannot_hold_are_named_and_the_others_taken():
    parts, root = Parts(), Path("/x")
    copies = {f"log/posts/{name}": root / "posts" / name for name in ("a.png", "A.png", "aux.png")}
    assert list(parts.that_fit(copies, root)) == ["log/posts/a.png"]
    assert [str(told.where) for told in parts.problems] == ["posts/A.png", "posts/aux.png"]


def test_the_post_that_the_engine_names_is_the_one_that_is_left_out():
    error = InputError("No.", "", Place(path="posts/bad.md"))
    assert faulty_posts(error, ["posts/bad.md", "posts/good.md"]) == {"posts/bad.md"}


def test_a_letter_keeps_its_place_without_its_mark_and_scripts_are_told_once(tmp_path):
    (tmp_path / "resume.yml").write_text("a: 1\nb: हिन्दी\n", encoding="utf-8")
    missing = frozenset("हिन्दी\u1e87漢\U0001f6d2")
    words = {"name": "A\u1e87a 漢", "url": "漢", "list": ["हिन्दी (native)"]}
    assert without(words, missing) == {"name": "Awa", "url": "漢", "list": ["(native)"]}

    told = without_font("हिन्दी", {"漢": "projects/x/", "\U0001f6d2": "projects/x/"}, tmp_path)
    assert len(told) == 2
    said = {str(one.where): one.hint for one in told}
    assert "`sudo apt install fonts-noto-core`" in said["resume.yml:2"]
    assert "`sudo apt install fonts-noto-cjk`" in said["projects/x/"]
