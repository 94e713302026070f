"""Splitting into terms."""

import pytest

from stdlib_search.text import stem, terms


def test_names_are_split_where_people_see_words() -> None:
    assert terms("os.path.splitext") == ["os", "path", "splitext"]
    assert terms("read_file readFile HTTPServer") == [
        "read", "file", "read", "file", "http", "server",
    ]  # fmt: skip


def test_words_that_every_question_has_are_left_out() -> None:
    assert terms("How do I open a file?") == ["open", "file"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("files", "file"), ("running", "run"), ("parsed", "parse"), ("matches", "match"),
     ("calling", "calls"), ("compressed", "compressing")],
)  # fmt: skip
def test_endings_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)
