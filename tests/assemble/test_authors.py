import pytest

from proofolio.assemble.authors import People, written_by
from proofolio.model.portfolio import Link
from proofolio.settings import read_words
from tests.builders import post_words

SAM = Link(label="Sam Sample", url="https://example.org/sam")
ME = Link(label="Sample Learner", url="")


def people(root):
    (root / "authors.yml").write_text(
        "authors:\n  sam:\n    name: Sam Sample\n    description: Teaches\n"
        "    avatar: https://example.org/sam.png\n    url: https://example.org/sam\n"
    )
    return People(name="Sample Learner", login="sample-learner", others=read_words(root).authors)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ([], ()),
        (["sample-learner"], ()),
        (["Sample Learner"], ()),
        (["sam"], (SAM,)),
        (["Sam Sample", "sam"], (SAM,)),
        (["sam", "sample-learner"], (SAM, ME)),
        (["Élise Autre", ""], (Link(label="Élise Autre", url=""),)),
    ],
)
def test_a_post_names_who_wrote_it_unless_that_is_the_learner_alone(tmp_path, written, named):
    found, problems = written_by(post_words("first", authors=written), people(tmp_path))
    assert found == named
    assert not problems


def test_nobody_is_told_with_a_guess(tmp_path):
    _, (problem,) = written_by(post_words("first", authors=["sma"]), people(tmp_path))
    assert "`sma`" in problem.message
    assert "`sam`" in problem.hint


@pytest.mark.parametrize(
    "written",
    ["author: Sam Sample", "authors: Sam Sample", "author:\n  - name: Sam Sample\n    orcid: 0"],
)
def test_other_spellings_of_the_line_are_read(tmp_path, written):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/2026-01-31-a.md").write_text(f"---\n{written}\n---\n\nText.\n")
    found = read_words(tmp_path)
    assert not found.problems
    assert found.posts[0].front.authors == ("Sam Sample",)


def test_a_wrong_file_of_authors_is_told_with_its_line(tmp_path):
    (tmp_path / "authors.yml").write_text("authors:\n  sam:\n    url: sam\n")
    told = [str(problem.where) for problem in read_words(tmp_path).problems]
    assert told == ["authors.yml:2", "authors.yml:3"]
