from pathlib import Path

import pytest

from proofolio.errors import InputError
from proofolio.site import engine_config
from proofolio.site.engine_config import check

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


@pytest.mark.parametrize(
    ("old", "new", "said", "at"),
    [
        ("        icon: material/weather-night\n", "", "no icon", "      toggle:"),
        ("material/weather-night", "material/nope", "no icon `material/nope`", "material/nope"),
        (
            "  name: material\n",
            "  name: material\n  language: xx\n",
            "language `xx`",
            "language: xx",
        ),
        ("site_name: ", "site_url: 'http://[bad'\nsite_name: ", "`site_url`", "site_url: 'http"),
        (
            "  features:\n    - content.code.copy",
            "  features: 3",
            "`theme.features`",
            "features: 3",
        ),
        ("site_name: ", "extra:\n  social: 4\nsite_name: ", "`extra.social`", "social: 4"),
        ("docs_dir:", "site_name: B\ndocs_dir:", "twice (first on line 5)", "site_name: B"),
    ],
)
def test_a_setting_the_theme_would_stumble_over_is_said_with_its_line(tmp_path, old, new, said, at):
    text = GOOD.replace(old, new, 1)
    (problem,) = _problems(tmp_path, text)
    assert said in problem.message
    assert problem.where.line == text[: text.index(at)].count("\n") + 1


def test_hints_name_the_section_and_are_valid_yaml(tmp_path):
    (problem,) = _problems(tmp_path, GOOD.replace("  name: material\n", ""))
    assert problem.hint == "Add below `theme`:\n  name: material"
    (problem,) = _problems(tmp_path, GOOD.replace("      blog_dir: log\n", ""))
    assert problem.hint == "Add below `blog`:\n      blog_dir: log"
    (problem,) = _problems(tmp_path, GOOD.replace("site_name: Sample Learner\n", ""))
    assert problem.hint == "Add:\nsite_name: Your Name"
    (problem,) = _problems(tmp_path, GOOD.replace("plugins:", "plugins: 3\nx:"))
    assert problem.hint.startswith("Change this line to:\nplugins:\n  - search\n  - blog:\n")


def test_own_style_sheets_scripts_and_pictures_are_found_beside_the_file(tmp_path):
    for path in ("stylesheets/extra.css", "own.js", "logo.svg", ".hidden/x.css", "secret.css"):
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text("x")
    root = tmp_path / "site"
    (tmp_path / "outside.css").write_text("x")
    (root / "link.css").symlink_to(tmp_path / "outside.css")
    config = root / "mkdocs.yml"
    lines = "".join(
        f"\n  - {path}"
        for path in (
            "stylesheets/extra.css",
            "link.css",
            "../outside.css",
            ".hidden/x.css",
            "gone.css",
            "https://a.example/secret.css",
        )
    )
    config.write_text(
        f"theme:\n  logo: logo.svg\nextra_css:{lines}\nextra_javascript:\n  - path: own.js\n"
    )
    assert engine_config.own_assets(config) == {
        path: root / path for path in ("stylesheets/extra.css", "own.js", "logo.svg")
    }


def test_the_folder_of_own_templates_is_known_whatever_its_name(tmp_path):
    config = tmp_path / "mkdocs.yml"
    config.write_text("theme:\n  custom_dir: mine\n")
    assert engine_config.custom_dir(config) == tmp_path / "mine"
    config.write_text("site_name: A\n")
    assert engine_config.custom_dir(config) is None
