from pathlib import Path

import pytest

from proofolio.errors import InputError
from proofolio.site import engine_config
from proofolio.site.engine import check

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "mkdocs.yml").read_text("utf-8")


def _problems(tmp_path, text):
    file = tmp_path / "mkdocs.yml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        check(file)
    return caught.value.problems


def test_the_sample_learners_own_is_good():
    check(ROOT / "mkdocs.yml")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("docs_dir: .proofolio/docs\n", "Add:\ndocs_dir: .proofolio/docs"),
        ("  name: material\n", "  name: material"),
        (
            "  font: false # the fonts come with your site, so no visitor is told to Google\n",
            "  font: false",
        ),
        ("  - search\n", "  - search"),
        ("      blog_dir: log\n", "      blog_dir: log"),
        ("      post_url_date_format: yyyy\n", "      post_url_date_format: yyyy"),
        ("  - assets/proofolio/portfolio.css\n", "  - assets/proofolio/portfolio.css"),
    ],
)
def test_a_lost_line_is_named_with_the_line_to_add(tmp_path, line, hint):
    assert line in GOOD
    (problem,) = _problems(tmp_path, GOOD.replace(line, ""))
    assert "is missing" in problem.message
    assert problem.hint.endswith(hint)
    assert problem.where.path == "mkdocs.yml"


def test_a_line_that_says_something_else_is_named_with_its_number(tmp_path):
    (problem,) = _problems(tmp_path, GOOD.replace("docs_dir: .proofolio/docs", "docs_dir: docs"))
    assert problem.where.line == GOOD[: GOOD.index("docs_dir:")].count("\n") + 1
    assert "must be as Proofolio needs it: `docs_dir: .proofolio/docs`" in problem.message


def test_everything_that_is_missing_is_said_at_once(tmp_path):
    problems = _problems(tmp_path, "site_name: Sample Learner\n")
    said = "\n".join(problem.hint for problem in problems)
    for line in (
        "docs_dir: .proofolio/docs",
        "theme:\n  name: material",
        "plugins:\n  - search",
        "plugins:\n  - blog:\n      blog_dir: log",
        "extra_css:\n  - assets/proofolio",
    ):
        assert line in said


def test_tags_of_mkdocs_are_left_alone(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(GOOD + "copyright: !ENV [C, none]\n", "utf-8")
    check(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("site_name: [a\nnav: x\n", "not valid YAML", 2),
        (GOOD.replace("  palette:", "  palette: 3\n  x:"), "palette", None),
        (GOOD + "use_directory_urls: false\n", "use_directory_urls", GOOD.count("\n") + 1),
    ],
)
def test_what_cannot_work_is_said_with_its_line(tmp_path, text, message, line):
    (problem,) = _problems(tmp_path, text)
    assert message in problem.message
    assert problem.hint
    assert line is None or problem.where.line == line


def test_a_missing_file_says_how_to_get_one(tmp_path):
    with pytest.raises(InputError, match=r"no mkdocs\.yml") as caught:
        check(tmp_path / "mkdocs.yml")
    assert "proofolio init" in caught.value.problems[0].hint


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("", "/"),
        ("site_url: https://a.example/", "/"),
        ("site_url: https://a.example/portfolio", "/portfolio/"),
        ("site_url: 'http://['", "/"),
    ],
)
def test_the_site_is_served_where_it_will_be(tmp_path, line, path):
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: A\n{line}\n")
    assert engine_config.mount_path(config) == path
