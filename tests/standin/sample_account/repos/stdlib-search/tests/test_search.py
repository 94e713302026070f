"""What a user of the search notices."""

from stdlib_search import Entry, Searcher, collect

ENTRIES = [
    Entry("math.gcd", "function", "Greatest Common Divisor."),
    Entry("shutil.copy", "function", "Copy data and mode bits. Return the file's destination."),
    Entry("logging.shutdown", "function", "Perform any cleanup actions in the logging system."),
]


def names(searcher: Searcher, question: str) -> list[str]:
    return [hit.entry.name for hit in searcher.search(question)]


def test_a_question_finds_the_docstring_that_answers_it() -> None:
    assert names(Searcher(ENTRIES), "greatest divisor of two numbers") == ["math.gcd"]


def test_a_name_is_found_even_if_the_docstring_does_not_say_it() -> None:
    assert names(Searcher(ENTRIES), "gcd") == ["math.gcd"]
    assert names(Searcher(ENTRIES, name_weight=0), "gcd") == []


def test_nothing_in_common_finds_nothing() -> None:
    assert names(Searcher(ENTRIES), "the quick brown fox") == []
    assert names(Searcher(ENTRIES), "") == []


def test_the_standard_library_is_collected_once() -> None:
    found = [entry.name for entry in collect()]

    assert {"math.gcd", "csv.writer", "os.path.join", "pathlib.Path.mkdir"} <= set(found)
    assert len(found) == len(set(found))
