from datetime import date

import pytest

from proofolio.errors import InputError
from proofolio.settings import load, read_words


def test_a_profile_address_is_taken_for_the_name(tmp_path):
    (tmp_path / "portfolio.yml").write_text(
        "github: https://github.com/sample-learner\npin: [a, null]\n"
    )
    assert load(tmp_path).portfolio.github == "sample-learner"
    assert load(tmp_path).portfolio.pin == ("a",)


def problems_of(tmp_path, portfolio="", resume=""):
    (tmp_path / "portfolio.yml").write_text(portfolio, encoding="utf-8")
    (tmp_path / "resume.yml").write_text(resume, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    return [(str(p.where), p.message, p.hint) for p in caught.value.problems]


def test_what_is_written_is_what_is_read(tmp_path):
    (tmp_path / "portfolio.yml").write_text(
        "github: sample-learner\ncolab: https://colab.research.google.com/drive/x\npin: [a, b]\nfolders:\n"
    )
    (tmp_path / "resume.yml").write_text("basics:\n  name: Sample Learner\n  phone: 12345\n")
    found = load(tmp_path)
    assert found.portfolio.github == "sample-learner"
    assert found.portfolio.colab == ("https://colab.research.google.com/drive/x",), (
        "one value is a list of one"
    )
    assert found.portfolio.folders == (), "a key without a value is nothing"
    assert found.basics.phone == "12345"


def test_every_error_is_told_at_once_with_its_line(tmp_path):
    found = problems_of(
        tmp_path,
        "github: x\npinn: [a]\nlimits:\n  file_md: 3\n  repository_mb: -1\n",
        "basics:\n  nme: A\n  profiles:\n    - network: LinkedIn\n      url: foo\nwrok: []\n",
    )
    assert [(where, hint) for where, _, hint in found if "Did you mean" in hint] == [
        ("portfolio.yml:2", "Did you mean `pin`?"),
        ("portfolio.yml:4", "Did you mean `file_mb`?"),
        ("resume.yml:2", "Did you mean `name`?"),
        ("resume.yml:6", "Did you mean `work`?"),
    ]
    assert (found[2][0], found[4][0]) == ("portfolio.yml:5", "resume.yml:5")
    assert "greater than 0" in found[2][1]
    assert "https://" in found[4][1]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("github: a: b", 1, "not valid YAML"),
        ("- a", 1, "`key: value`"),
        ("github: x\n\ncolab: [\n", 4, "not valid YAML"),
        ("github: a\ngithub: b\n", 2, "twice"),
        ("github:\n\t- a", 2, "not valid YAML"),
        ("github: [a]\n", 1, "`github`"),
        ("pin: [[a]]\n", 1, "`pin.0`"),
        ("github: a b\n", 1, "user name is expected"),
        ("github: a\nlimits: 3\n", 2, "`key: value`"),
        ("github: a\ncolab: 3\n", 2, "a list is expected"),
        ("github: a\nheadline: 2026-13-45\n", 2, "2026-13-45"),
        ("? [a]\n: b\n", 1, "A key here"),
        ("", 1, "Nothing says where your work is"),
    ],
)
def test_malformed_yaml_is_named_with_its_line(tmp_path, text, line, message):
    ((where, said, hint),) = problems_of(tmp_path, text)
    assert where == f"portfolio.yml:{line}"
    assert message in said
    assert hint


def test_a_missing_portfolio_file_says_how_to_begin(tmp_path):
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    assert "proofolio init" in caught.value.problems[0].hint


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    (tmp_path / "portfolio.yml").write_bytes(b"github: caf\xe9\n")
    with pytest.raises(InputError, match="not UTF-8"):
        load(tmp_path)


def test_own_words_are_read_and_a_bad_file_does_not_stop_the_rest(tmp_path):
    for name, text in {
        "projects/iris.md": "---\ntitle: Iris\ndemo: https://example.org\n---\nMy words.\n",
        "projects/broken.md": "---\ntitel: Iris\n---\n",
        "projects/README.md": "Not a project.",
        "posts/2026-01-02-hello-world.md": "# Hello, *world*\n\nText.",
        "posts/undated.md": "Text.",
        "posts/2026-02-30-leap.md": "Text.",
        "posts/kind.md": "---\ntitle: T\ndate: 2026-01-01\nkind: sung\n---\n",
        "posts/open.md": "---\ntitle: T\n",
        "posts/2025/deep.md": "---\ntitel: D\ndate: {created: 2025-02-03}\n---\nText.",
        "posts/windows.md": "---\r\ntitle: W\r\ndate: 2026-05-06\r\n---\r\nText.\r\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    found = read_words(tmp_path)
    assert [(p.slug, p.front.title, p.text) for p in found.projects] == [
        ("iris", "Iris", "My words.\n")
    ]
    assert [(p.name, p.title, p.date) for p in found.posts] == [
        ("deep", "Deep", date(2025, 2, 3)),
        ("hello-world", "Hello, *world*", date(2026, 1, 2)),
        ("windows", "W", date(2026, 5, 6)),
    ]
    told = {str(p.where): p.message + p.hint for p in found.problems}
    assert told.keys() == {
        "projects/broken.md:2",
        "posts/kind.md:4",
        "posts/open.md:1",
        "posts/undated.md:1",
        "posts/2026-02-30-leap.md",
        "posts/2025/deep.md:2",
    }
    assert "Did you mean `title`?" in told["projects/broken.md:2"]
    assert "no date" in told["posts/undated.md:1"]
    assert "`2026-02-30`" in told["posts/2026-02-30-leap.md"]


def test_a_post_that_says_no_date_is_asked_for_by_its_path(tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/plain.md").write_text("# A title\n\nText.")
    asked = {"posts/plain.md": date(2026, 3, 4)}
    (post,) = read_words(tmp_path, day_of=asked.__getitem__).posts
    assert (post.title, post.date) == ("A title", date(2026, 3, 4))
