"""Notebooks that are named by a link: every form of it, and every way in which it fails."""

from collections.abc import Callable

import pytest

from proofolio.errors import SourceError
from proofolio.model.records import NotebookRecord
from proofolio.sources.colab.links import DriveAddress, GistAddress, GitHubAddress, parse
from proofolio.sources.colab.repositories import split_ref
from proofolio.sources.colab.source import SOURCE as COLAB_SOURCE
from tests.conftest import NOTEBOOK
from tests.sources.conftest import SYNCED_AT, Syncer
from tests.standin.server import Fault

SyncerAt = Callable[..., Syncer]
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


def pull(syncer: Syncer, *links: str) -> tuple[NotebookRecord, ...]:
    return syncer.pull(COLAB_SOURCE, colab=links).notebooks


def test_a_shared_drive_notebook_arrives_under_its_own_name(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(0, drive={ID: {"name": "Größe & co.ipynb"}})
    (notebook,) = pull(syncer, f"{COLAB}/drive/{ID}?usp=sharing")
    assert notebook.key == f"drive:{ID}"
    assert notebook.name == "Größe & co.ipynb"
    assert syncer.blobs[notebook.blob].decode() == NOTEBOOK
    assert notebook.colab_url == f"{COLAB}/drive/{ID}"
    assert syncer.reported("new")
    pull(syncer, f"{COLAB}/drive/{ID}")
    assert syncer.reported("unchanged")


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
    syncer_at: SyncerAt, file: dict[str, object], message: str, hint: str
) -> None:
    syncer = syncer_at(0, drive={ID: file})
    result = syncer.pull(COLAB_SOURCE, colab=(f"{COLAB}/drive/{ID}",))
    assert result.notebooks == ()
    assert message in result.failures[0].message
    assert hint in result.failures[0].hint
    assert syncer.blobs == {}


def test_a_virus_scan_page_is_passed(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(0, drive={ID: {"sharing": "virus-scan"}})
    assert len(pull(syncer, f"{COLAB}/drive/{ID}")) == 1


def test_a_notebook_over_the_limit_is_refused_early(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(0, drive={ID: {"data": b"0" * 300_000}})
    result = syncer.pull(COLAB_SOURCE, colab=(f"{COLAB}/drive/{ID}",), max_file_bytes=100_000)
    assert "larger than 100 kB" in result.failures[0].message


@pytest.mark.parametrize("behaviour", ["reset", "short_body"])
def test_a_lost_connection_keeps_what_was_there(syncer_at: SyncerAt, behaviour: str) -> None:
    syncer = syncer_at(0, drive={ID: {}})
    (before,) = pull(syncer, f"{COLAB}/drive/{ID}")
    syncer.github.misbehave(Fault(kind="drive", behaviour=behaviour))
    result = syncer.pull(COLAB_SOURCE, colab=(f"{COLAB}/drive/{ID}",), fresh=True)
    (after,) = result.notebooks
    assert after.blob == before.blob
    assert after.stale is not None
    assert after.stale.since == SYNCED_AT
    assert "could not be reached" in result.failures[0].message


def test_what_could_not_be_read_is_told_as_failed_and_keeps_its_place(syncer_at: SyncerAt) -> None:
    other = ID[::-1]
    syncer = syncer_at(0, drive={ID: {"name": "a.ipynb"}, other: {"name": "b.ipynb"}})
    links = (f"{COLAB}/drive/{ID}", f"{COLAB}/drive/{other}")
    first = pull(syncer, *links)
    syncer.github.misbehave(Fault(kind="drive", path=other, status=404))
    second = pull(syncer, *links)
    told = [event.kind for event in syncer.events if event.kind != "reading"]
    assert told == ["found", "unchanged", "failed"]
    assert [notebook.name for notebook in second] == ["a.ipynb", "b.ipynb"]
    assert second[0] == first[0]
    assert second[1].stale is not None


def test_the_notebooks_of_a_gist_arrive(syncer_at: SyncerAt) -> None:
    gist = "aa5a315d61ae9438b18d"
    syncer = syncer_at(0, gists={gist: {"b.ipynb": NOTEBOOK, "a.ipynb": NOTEBOOK, "notes.md": "x"}})
    links = (f"https://gist.github.com/{gist}", f"{COLAB}/gist/sample-learner/{gist}/a.ipynb")
    notebooks = pull(syncer, *links)
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
    syncer_at: SyncerAt, files: dict[str, str], message: str
) -> None:
    gist = "aa5a315d61ae9438b18d"
    syncer = syncer_at(0, gists={gist: files})
    result = syncer.pull(
        COLAB_SOURCE, colab=(f"https://gist.github.com/{gist}", "gist.github.com/00000")
    )
    assert message in result.failures[0].message
    assert "no such gist" in result.failures[1].message


def test_notebooks_of_a_repository_are_read_with_one_clone(syncer_at: SyncerAt) -> None:
    files = {"a.ipynb": NOTEBOOK, "nb/b.ipynb": NOTEBOOK, "bad.ipynb": "{"}
    syncer = syncer_at([{"name": "work", "files": files}])
    base = f"{COLAB}/github/sample-learner/work/blob"
    result = syncer.pull(
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
    assert sum(one.path.endswith("git-upload-pack") for one in syncer.github.requests) <= 7


def test_a_repository_that_is_gone_keeps_its_notebooks_as_they_were(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"name": "work", "files": {"a.ipynb": NOTEBOOK}}])
    link = "https://github.com/sample-learner/work/blob/main/a.ipynb"
    (before,) = pull(syncer, link)
    syncer.github.account.repository("work").private = True
    result = syncer.pull(COLAB_SOURCE, colab=(link,))
    assert result.notebooks[0].blob == before.blob
    assert result.notebooks[0].stale is not None
    assert "deleted, renamed or made private" in result.failures[0].message


def test_a_token_is_not_passed_on_to_another_host(syncer_at: SyncerAt) -> None:
    gist = "aa5a315d61ae9438b18d"
    syncer = syncer_at(0, gists={gist: {"a.ipynb": NOTEBOOK}})
    syncer.sign_in()
    elsewhere = syncer.github.url.replace("127.0.0.1", "localhost")
    # Only who was named by the settings may be on this computer.
    syncer.monkeypatch.setenv("PROOFOLIO_DRIVE_URL", elsewhere)
    syncer.github.misbehave(
        Fault(kind="rest", status=302, times=1,
              headers={"location": f"{elsewhere}/api/v3/gists/{gist}"})
    )  # fmt: skip
    assert len(pull(syncer, f"https://gist.github.com/{gist}")) == 1
    assert [bool(request.authorization) for request in syncer.github.requests] == [True, False]


def test_a_public_gist_arrives_though_the_token_of_a_workflow_may_not_read_it(
    syncer_at: SyncerAt,
) -> None:
    gist = "aa5a315d61ae9438b18d"
    syncer = syncer_at(0, gists={gist: {"a.ipynb": NOTEBOOK}})
    syncer.sign_in()
    refused = Fault(
        path="/gists/",
        times=1,
        status=403,
        headers={"x-ratelimit-remaining": "900", "x-ratelimit-limit": "1000"},
        body=b'{"message": "Resource not accessible by integration"}',
    )
    syncer.github.misbehave(refused)
    assert len(pull(syncer, f"https://gist.github.com/{gist}")) == 1
    assert [bool(request.authorization) for request in syncer.github.requests] == [True, False]


def test_a_gist_and_a_file_on_drive_that_did_not_change_are_not_sent_again(
    syncer_at: SyncerAt,
) -> None:
    gist = "aa5a315d61ae9438b18d"
    syncer = syncer_at(0, gists={gist: {"a.ipynb": NOTEBOOK, "b.ipynb": NOTEBOOK}}, drive={ID: {}})
    links = (f"https://gist.github.com/u/{gist}", f"{COLAB}/drive/{ID}")
    first = pull(syncer, *links)
    known = dict(syncer.blobs)
    syncer.blobs.clear()
    assert pull(syncer, *links) == first
    assert syncer.blobs == {}
    assert all("if-none-match" in request.headers for request in syncer.github.requests)
    one = f"{COLAB}/gist/u/{gist}/b.ipynb"
    assert [notebook.name for notebook in pull(syncer, one)] == ["b.ipynb"]
    assert syncer.blobs == {}
    # A link to one file of it says nothing of the others.
    assert [notebook.name for notebook in pull(syncer, links[0])] == ["a.ipynb", "b.ipynb"]
    assert syncer.blobs.keys() <= known.keys()


def test_a_host_that_is_silent_is_not_asked_for_every_link(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(9)
    names = [f"project-0{number}" for number in range(1, 10)]
    links = [f"https://github.com/sample-learner/{name}/blob/main/work.ipynb" for name in names]
    syncer.github.misbehave(Fault(kind="git", behaviour="reset"))
    result = syncer.pull(COLAB_SOURCE, colab=tuple(links))
    assert len(result.failures) == 9
    asked = {one.segments[1] for one in syncer.github.requests if one.kind == "git"}
    # Four are read at once: those under way when the third fails come to their own end.
    assert len(asked) <= 7
