"""The list of notebooks on a project's page."""

from proofolio.pages.notebook_groups import notebook_groups
from tests.pages.factories import a_notebook


def books(*files, title=""):
    return [
        a_notebook(f"n{n}", file_name=file, title=title or f"Title {n}")
        for n, file in enumerate(files)
    ]


def test_notebooks_stand_by_folder_below_what_all_share():
    found = notebook_groups(books("nb/a/1.ipynb", "nb/a/2.ipynb", "nb/b/3.ipynb"))
    assert [(group.name, len(group.books), group.is_folded) for group in found] == [
        ("a", 2, False),
        ("b", 1, False),
    ]


def test_more_than_fit_beside_the_text_are_folded_but_for_the_first_folder():
    found = notebook_groups(books(*(f"week{n % 3}/{n}.ipynb" for n in range(15))))
    assert [group.is_folded for group in found] == [False, True, True]


def test_equal_titles_are_told_apart_by_their_files():
    (group,) = notebook_groups(books("Model_ridge.ipynb", "Model_lasso.ipynb", title="Model"))
    assert [(book.title, book.hint) for book in group.books] == [
        ("Model", "Model ridge"),
        ("Model", "Model lasso"),
    ]
    first, second = notebook_groups(books("a/x.ipynb", "b/x.ipynb", title="Model"))
    assert first.books[0].hint == second.books[0].hint == "", "their folders say it"


def test_numbers_are_those_that_cells_are_cited_by():
    (group,) = notebook_groups(books("07_train.ipynb", "09_test.ipynb"))
    assert [book.number for book in group.books] == [7, 9]
