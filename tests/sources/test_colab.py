"""Notebooks that are named by a link: every form of it, and every way in which it fails."""

from collections.abc import Callable

import pytest

from proofolio.errors import SourceError
from proofolio.model.records import NotebookRecord
from proofolio.sources.colab.links import DriveAddress, GistAddress, GitHubAddress, parse
from proofolio.sources.colab.repositories import split_ref
from proofolio.sources.colab.source import SOURCE as COLAB_SOURCE
from tests.conftest import NOTEBOOK
from tests.sources.conftest import SYNCED_AT, Desk
from tests.standin.server import Fault

DeskAt = Callable[..., Desk]
ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz-_0123"
COLAB = "https://colab.research.google.com"
GITHUB = GitHubAddress(owner="u", repo="r", ref_and_path="main/nb/a.ipynb")
GIST = GistAddress(gist_id="0123456789abcdef0123", owner="u")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        (f"{COLAB}/github/u/r/blob/main/nb/a.ipynb", GITHUB),
        (f"{COLAB}/github/u/r/blob/main/nb/a.ipynb#scrollTo=xYz", GITHUB),
        ("https://colab.sandbox.google.com/github/u/r/blob/main/nb/a.ipynb", GITHUB),
        ("https://githubtocolab.com/u/r/blob/main/nb/a.ipynb", GITHUB),
        ("https://github.com/u/r/blob/main/nb/a.ipynb?short_path=1", GITHUB),
        ("https://raw.githubusercontent.com/u/r/main/nb/a.ipynb", GITHUB),
        (f"{COLAB}/notebook#fileId=https%3A//github.com/u/r/blob/main/nb/a.ipynb", GITHUB),
        (f"{COLAB}/drive/{ID}", DriveAddress(file_id=ID)),
        (f"{COLAB}/drive/{ID}?usp=sharing", DriveAddress(file_id=ID)),
        (f"{COLAB}/drive/{ID}?authuser=1#scrollTo=AbC&uniqifier=2", DriveAddress(file_id=ID)),
        (f"colab.research.google.com/drive/{ID} ", DriveAddress(file_id=ID)),
        (f"https://colab.sandbox.google.com/drive/{ID}", DriveAddress(file_id=ID)),
        (f"{COLAB}/notebooks/drive/{ID}", DriveAddress(file_id=ID)),
        (f"{COLAB}/notebook#fileId={ID}&scrollTo=x", DriveAddress(file_id=ID)),
        (f"{COLAB}/notebooks/intro.ipynb#fileId={ID}", DriveAddress(file_id=ID)),
        (f"https://drive.google.com/file/d/{ID}/view?usp=sharing", DriveAddress(file_id=ID)),
        (f"https://drive.google.com/file/u/0/d/{ID}/edit", DriveAddress(file_id=ID)),
        (f"https://drive.google.com/open?id={ID}", DriveAddress(file_id=ID)),
        (f"https://drive.google.com/uc?export=download&id={ID}", DriveAddress(file_id=ID)),
        (
            f"https://drive.google.com/file/d/{ID}/view?resourcekey=0-abc",
            DriveAddress(file_id=ID, resource_key="0-abc"),
        ),
        (f"{COLAB}/gist/u/0123456789abcdef0123", GIST),
        (f"{COLAB}/gist/u/0123456789abcdef0123#scrollTo=x", GIST),
        ("https://gist.github.com/u/0123456789abcdef0123", GIST),
        ("https://gist.github.com/0123456789abcdef0123", GistAddress(gist_id=GIST.gist_id)),
        (
            f"{COLAB}/gist/u/0123456789abcdef0123/my%20work.ipynb",
            GistAddress(gist_id=GIST.gist_id, owner="u", file="my work.ipynb"),
        ),
        (
            f"{COLAB}/github/u/r/blob/feature/x/my%20work.ipynb",
            GitHubAddress(owner="u", repo="r", ref_and_path="feature/x/my work.ipynb"),
        ),
    ],
)
def test_every_form_of_address_is_understood(link: str, address: object) -> None:
    assert parse(link) == address


@pytest.mark.parametrize(
    "link",
    ["", "hello", "https://example.org/a.ipynb", f"{COLAB}/", f"{COLAB}/github/u/r",
     f"{COLAB}/drive/short", "https://github.com/u/r", "https://github.com/u/r/blob/main/a.py",
     "file:///etc/passwd", "https://[", f"{COLAB}/github/u/../blob/main/a.ipynb",
     f"{COLAB}/notebooks/intro.ipynb", "https://gist.github.com/u", "javascript:alert(1)",
     f"{COLAB}/notebook#fileId=https://colab.research.google.com/notebook"],
)  # fmt: skip
def test_what_is_no_link_to_a_notebook_is_refused_with_an_example(link: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(link)
    assert caught.value.problems[0].hint


def test_colab_links_are_kept_without_what_the_browser_added() -> None:
    assert parse(f"{COLAB}/drive/{ID}?usp=sharing#scrollTo=x").colab_url == f"{COLAB}/drive/{ID}"
    address = parse("https://github.com/u/r/blob/main/my%20work.ipynb?plain=1")
    assert address.colab_url == f"{COLAB}/github/u/r/blob/main/my%20work.ipynb"


def test_the_longest_branch_that_fits_is_meant() -> None:
    refs = ["feature", "feature/x", "main"]
    assert split_ref("feature/x/nb/a.ipynb", refs) == ("feature/x", "nb/a.ipynb")
    assert split_ref("feature/y/a.ipynb", refs) == ("feature", "y/a.ipynb")
    assert split_ref(f"{'a' * 40}/a.ipynb", refs) == ("a" * 40, "a.ipynb")
    assert split_ref("gone/a.ipynb", refs) == (None, "gone/a.ipynb")


def pull(desk: Desk, *links: str) -> tuple[NotebookRecord, ...]:
    return desk.pull(COLAB_SOURCE, colab=links).notebooks


def test_a_shared_drive_notebook_arrives_under_its_own_name(desk_at: DeskAt) -> None:
    desk = desk_at(0, drive={ID: {"name": "Größe & co.ipynb"}})
    (notebook,) = pull(desk, f"{COLAB}/drive/{ID}?usp=sharing")
    assert notebook.key == f"drive:{ID}"
    assert notebook.name == "Größe & co.ipynb"
    assert desk.blobs[notebook.blob].decode() == NOTEBOOK
    assert notebook.colab_url == f"{COLAB}/drive/{ID}"
    assert desk.told("new")
    pull(desk, f"{COLAB}/drive/{ID}")
    assert desk.told("unchanged")


@pytest.mark.parametrize(
    ("file", "message", "hint"),
    [
        ({"sharing": "restricted"}, "not shared", "Anyone with the link"),
        ({"sharing": "quota"}, "no more downloads", "tomorrow"),
        ({"data": b"%PDF-1.4"}, "not a notebook", "Check the link"),
        ({"data": b"<html>Hello</html>"}, "not shared", "Anyone with the link"),
        ({"data": b'{"cells": []}'}, "not a notebook", "Check the link"),
        ({"data": b'{"nbformat": 4, "cells": ['}, "not a notebook", "Check the link"),
    ],
)
def test_only_a_notebook_is_accepted_from_drive(
    desk_at: DeskAt, file: dict[str, object], message: str, hint: str
) -> None:
    desk = desk_at(0, drive={ID: file})
    result = desk.pull(COLAB_SOURCE, colab=(f"{COLAB}/drive/{ID}",))
    assert result.notebooks == ()
    assert message in result.failures[0].message
    assert hint in result.failures[0].hint
    assert desk.blobs == {}


def test_a_virus_scan_page_is_passed(desk_at: DeskAt) -> None:
    desk = desk_at(0, drive={ID: {"sharing": "virus-scan"}})
    assert len(pull(desk, f"{COLAB}/drive/{ID}")) == 1


def test_a_notebook_over_the_limit_is_refused_early(desk_at: DeskAt) -> None:
    desk = desk_at(0, drive={ID: {"data": b"0" * 300_000}})
    result = desk.pull(COLAB_SOURCE, colab=(f"{COLAB}/drive/{ID}",), max_file_bytes=100_000)
    assert "larger than 100 kB" in result.failures[0].message


@pytest.mark.parametrize("behaviour", ["reset", "short_body"])
def test_a_lost_connection_keeps_what_was_there(desk_at: DeskAt, behaviour: str) -> None:
    desk = desk_at(0, drive={ID: {}})
    (before,) = pull(desk, f"{COLAB}/drive/{ID}")
    desk.github.misbehave(Fault(kind="drive", behaviour=behaviour))
    result = desk.pull(COLAB_SOURCE, colab=(f"{COLAB}/drive/{ID}",), fresh=True)
    (after,) = result.notebooks
    assert after.blob == before.blob
    assert after.stale is not None
    assert after.stale.since == SYNCED_AT
    assert "could not be reached" in result.failures[0].message


def test_what_could_not_be_read_is_told_as_failed_and_keeps_its_place(desk_at: DeskAt) -> None:
    other = ID[::-1]
    desk = desk_at(0, drive={ID: {"name": "a.ipynb"}, other: {"name": "b.ipynb"}})
    links = (f"{COLAB}/drive/{ID}", f"{COLAB}/drive/{other}")
    first = pull(desk, *links)
    desk.github.misbehave(Fault(kind="drive", path=other, status=404))
    second = pull(desk, *links)
    told = [event.kind for event in desk.events if event.kind != "reading"]
    assert told == ["found", "unchanged", "failed"]
    assert [notebook.name for notebook in second] == ["a.ipynb", "b.ipynb"]
    assert second[0] == first[0]
    assert second[1].stale is not None


def test_the_notebooks_of_a_gist_arrive(desk_at: DeskAt) -> None:
    gist = "aa5a315d61ae9438b18d"
    desk = desk_at(0, gists={gist: {"b.ipynb": NOTEBOOK, "a.ipynb": NOTEBOOK, "notes.md": "x"}})
    links = (f"https://gist.github.com/{gist}", f"{COLAB}/gist/sample-learner/{gist}/a.ipynb")
    notebooks = pull(desk, *links)
    assert [notebook.key for notebook in notebooks] == [
        f"gist:{gist}/a.ipynb",
        f"gist:{gist}/b.ipynb",
    ]
    assert notebooks[0].colab_url == f"{COLAB}/gist/sample-learner/{gist}/a.ipynb"
    assert notebooks[0].view_url == f"https://gist.github.com/sample-learner/{gist}"


@pytest.mark.parametrize(
    ("files", "message"),
    [({"notes.md": "x"}, "no such notebook"), ({"a.ipynb": "oops"}, "is not a notebook")],
)
def test_a_gist_without_a_notebook_is_told(
    desk_at: DeskAt, files: dict[str, str], message: str
) -> None:
    gist = "aa5a315d61ae9438b18d"
    desk = desk_at(0, gists={gist: files})
    result = desk.pull(
        COLAB_SOURCE, colab=(f"https://gist.github.com/{gist}", "gist.github.com/00000")
    )
    assert message in result.failures[0].message
    assert "no such gist" in result.failures[1].message


def test_notebooks_of_a_repository_are_read_with_one_clone(desk_at: DeskAt) -> None:
    files = {"a.ipynb": NOTEBOOK, "nb/b.ipynb": NOTEBOOK, "bad.ipynb": "{"}
    desk = desk_at([{"name": "work", "files": files}])
    base = f"{COLAB}/github/sample-learner/work/blob"
    result = desk.pull(
        COLAB_SOURCE,
        colab=(f"{base}/main/a.ipynb", f"{base}/main/nb/b.ipynb", f"{base}/main/bad.ipynb",
               f"{base}/main/none.ipynb", f"{base}/gone/a.ipynb", "nonsense"),
    )  # fmt: skip
    assert [notebook.key for notebook in result.notebooks] == [
        "github:sample-learner/work/a.ipynb",
        "github:sample-learner/work/nb/b.ipynb",
    ]
    assert [
        failure.message.partition(": ")[2] or failure.message for failure in result.failures
    ] == [
        "it is not a notebook.",
        "none.ipynb is not on main.",
        "the repository has no such branch.",
        "'nonsense' is not a link to a notebook that can be read.",
    ]
    assert sum(one.path.endswith("git-upload-pack") for one in desk.github.requests) <= 7


def test_a_repository_that_is_gone_keeps_its_notebooks_as_they_were(desk_at: DeskAt) -> None:
    desk = desk_at([{"name": "work", "files": {"a.ipynb": NOTEBOOK}}])
    link = "https://github.com/sample-learner/work/blob/main/a.ipynb"
    (before,) = pull(desk, link)
    desk.github.account.repository("work").private = True
    result = desk.pull(COLAB_SOURCE, colab=(link,))
    assert result.notebooks[0].blob == before.blob
    assert result.notebooks[0].stale is not None
    assert "deleted, renamed or made private" in result.failures[0].message


def test_a_token_is_not_passed_on_to_another_host(desk_at: DeskAt) -> None:
    gist = "aa5a315d61ae9438b18d"
    desk = desk_at(0, gists={gist: {"a.ipynb": NOTEBOOK}})
    desk.sign_in()
    elsewhere = desk.github.url.replace("127.0.0.1", "localhost")
    # Only who was named by the settings may be on this computer.
    desk.monkeypatch.setenv("PROOFOLIO_DRIVE_URL", elsewhere)
    desk.github.misbehave(
        Fault(kind="rest", status=302, times=1,
              headers={"location": f"{elsewhere}/api/v3/gists/{gist}"})
    )  # fmt: skip
    assert len(pull(desk, f"https://gist.github.com/{gist}")) == 1
    assert [bool(request.authorization) for request in desk.github.requests] == [True, False]


def test_a_public_gist_arrives_though_the_token_of_a_workflow_may_not_read_it(
    desk_at: DeskAt,
) -> None:
    gist = "aa5a315d61ae9438b18d"
    desk = desk_at(0, gists={gist: {"a.ipynb": NOTEBOOK}})
    desk.sign_in()
    refused = Fault(
        path="/gists/",
        times=1,
        status=403,
        headers={"x-ratelimit-remaining": "900", "x-ratelimit-limit": "1000"},
        body=b'{"message": "Resource not accessible by integration"}',
    )
    desk.github.misbehave(refused)
    assert len(pull(desk, f"https://gist.github.com/{gist}")) == 1
    assert [bool(request.authorization) for request in desk.github.requests] == [True, False]


def test_a_gist_and_a_file_on_drive_that_did_not_change_are_not_sent_again(desk_at: DeskAt) -> None:
    gist = "aa5a315d61ae9438b18d"
    desk = desk_at(0, gists={gist: {"a.ipynb": NOTEBOOK, "b.ipynb": NOTEBOOK}}, drive={ID: {}})
    links = (f"https://gist.github.com/u/{gist}", f"{COLAB}/drive/{ID}")
    first = pull(desk, *links)
    known = dict(desk.blobs)
    desk.blobs.clear()
    assert pull(desk, *links) == first
    assert desk.blobs == {}
    assert all("if-none-match" in request.headers for request in desk.github.requests)
    one = f"{COLAB}/gist/u/{gist}/b.ipynb"
    assert [notebook.name for notebook in pull(desk, one)] == ["b.ipynb"]
    assert desk.blobs == {}
    # A link to one file of it says nothing of the others.
    assert [notebook.name for notebook in pull(desk, links[0])] == ["a.ipynb", "b.ipynb"]
    assert desk.blobs.keys() <= known.keys()


def test_a_host_that_is_silent_is_not_asked_for_every_link(desk_at: DeskAt) -> None:
    desk = desk_at(9)
    names = [f"project-0{number}" for number in range(1, 10)]
    links = [f"https://github.com/sample-learner/{name}/blob/main/work.ipynb" for name in names]
    desk.github.misbehave(Fault(kind="git", behaviour="reset"))
    result = desk.pull(COLAB_SOURCE, colab=tuple(links))
    assert len(result.failures) == 9
    asked = {one.segments[1] for one in desk.github.requests if one.kind == "git"}
    # Four are read at once: those under way when the third fails come to their own end.
    assert len(asked) <= 7
