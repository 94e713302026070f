"""Pictures that a README or notebook shows by an absolute address, or that nobody shows at all."""

import io
import json
from collections import Counter
from collections.abc import Callable

from PIL import Image

from proofolio.model.records import RepoRecord, WebPicture
from proofolio.model.snapshot import SourceResult
from tests.conftest import NOTEBOOK
from tests.sources.conftest import Syncer
from tests.standin.server import Fault

SyncerAt = Callable[..., Syncer]

ATTACHED = "https://github.com/user-attachments/assets/0b8b7f2c-6a7e-4b8e-9d57-2f6b8a1d9c11"
STORED = "https://github-production-user-asset-6210df.s3.amazonaws.com/1/2.png"
UPLOADED = "https://user-images.githubusercontent.com/1/old.png"
OF_ANOTHER = "https://raw.githubusercontent.com/sample-learner/pictures/main/plots/a.png"


def png(width: int = 8, height: int = 8, colour: str = "navy") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "PNG")
    return data.getvalue()


def notebook(*cells: str) -> str:
    made = [{"cell_type": "markdown", "metadata": {}, "source": cell} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made})


def found(result: SourceResult, name: str = "project-01") -> dict[str, WebPicture]:
    return {one.url: one for one in repo(result, name).web_pictures or ()}


def repo(result: SourceResult, name: str = "project-01") -> RepoRecord:
    return next(one for one in result.repos if one.name == name)


def test_the_repositorys_own_absolute_addresses_come_with_git_and_cost_no_request(
    syncer_at: SyncerAt,
) -> None:
    raw = "https://raw.githubusercontent.com"
    text = (
        f"![a]({raw}/Sample-Learner/project-01/main/images/a.png)\n"
        '<img src="https://github.com/sample-learner/Project-01/blob/master/images/b.png?raw=true">\n'
        f"![c]({raw}/sample-learner/project-01/refs/heads/main/images/c%20c.png)\n"
        "![e](../../raw/main/images/e.png)\n"
    )
    files = {
        "README.md": text,
        "deep/in/x.ipynb": notebook(
            "![d](https://github.com/sample-learner/project-01/raw/main/images/d.png)"
        ),
        **{f"images/{name}.png": png(9, 9 + n) for n, name in enumerate(("a", "b", "c c", "d"))},
    }
    files["images/e.png"] = png(11, 5)
    syncer = syncer_at([{"files": files}])
    result = syncer.pull()
    assert {file.path for file in repo(result).files if file.path.endswith(".png")} == {
        "images/a.png", "images/b.png", "images/c c.png", "images/d.png",
        "images/e.png",
    }  # fmt: skip
    assert (syncer.asked("upload"), syncer.asked("raw")) == (0, 0)
    assert not found(result)


def test_what_githubs_editor_inserted_is_pulled_once_without_a_token(syncer_at: SyncerAt) -> None:
    text = (
        f'<img width="600" alt="Screenshot" src="{ATTACHED}" />\n\n![old][1]\n\n[1]: {UPLOADED}\n'
    )
    syncer = syncer_at(
        [
            {"files": {"README.md": text, "n.ipynb": notebook(f"![a]({ATTACHED})")}},
            {"name": "sample-learner", "files": {"README.md": f"![me]({UPLOADED})"}},
        ]
    )
    syncer.sign_in()
    syncer.github.uploads.update({ATTACHED: STORED, STORED: png(), UPLOADED: png(9)})
    first = syncer.pull()
    asked = [one for one in syncer.github.requests if one.kind == "upload"]
    assert len(asked) == 4
    assert not any(one.authorization or "cookie" in one.headers for one in asked)
    pictures = found(first)
    assert syncer.blobs[pictures[ATTACHED].blob or ""] == png()
    assert pictures[ATTACHED].shown_by == ("README.md", "n.ipynb")
    assert first.profile is not None
    assert first.profile.readme is not None
    assert [one.url for one in first.profile.readme.web_pictures or ()] == [UPLOADED]

    second = syncer.pull()
    assert syncer.asked("upload") == 0
    assert second.repos == first.repos
    # Uploads never change, so a push asks for none of them again.
    syncer.github.edit("project-01", {"a.py": b"pass\n"})
    third = syncer.pull()
    assert syncer.asked("upload") == 0
    assert found(third) == pictures


def test_a_picture_of_another_repository_of_the_owner_is_asked_for_by_its_validator(
    syncer_at: SyncerAt,
) -> None:
    syncer = syncer_at([{"files": {"README.md": f"![a]({OF_ANOTHER})"}}])
    place = f"{syncer.github.url}/sample-learner/pictures/raw/main/plots/a.png"
    etag = {"etag": '"1"'}
    syncer.github.misbehave(Fault(kind="raw", status=200, body=png(), headers=etag, times=1))
    assert found(syncer.pull())[place].blob is not None
    syncer.github.edit("project-01", {"a.py": b"pass\n"})
    syncer.github.misbehave(Fault(kind="raw", status=304, headers=etag))
    assert found(syncer.pull())[place].blob is not None
    (asked,) = [one for one in syncer.github.requests if one.kind == "raw"]
    assert asked.headers["if-none-match"] == '"1"'


def test_what_cannot_be_had_costs_that_picture_alone_and_is_said(syncer_at: SyncerAt) -> None:
    base = "https://user-images.githubusercontent.com/1"
    bodies: dict[str, bytes | str] = {
        "good.png": png(),
        "page.png": b"<!DOCTYPE html><title>Sign in</title>",
        "large.png": b"\x89PNG" + bytes(10_000_001),
        "cut.png": b"\x89PNG\r\n",
        "private.png": "http://127.0.0.1:9/a.png",
    }
    shown = "\n".join(f"![p]({base}/{name})" for name in (*bodies, "gone.png"))
    elsewhere = (
        "![x](https://example.org/x.png) ![b](https://img.shields.io/badge/a-b-blue) ![n](no.png)"
    )
    syncer = syncer_at([{"files": {"README.md": f"{shown}\n{elsewhere}"}}, {}])
    syncer.github.uploads.update({f"{base}/{name}": body for name, body in bodies.items()})
    result = syncer.pull()
    reasons = {url.rpartition("/")[2]: one.reason for url, one in found(result).items()}
    assert "private network" in reasons.pop("private.png")
    assert reasons == {
        "good.png": "",
        "page.png": "what was sent is no picture",
        "large.png": "it is larger than 10 MB",
        "cut.png": "it is damaged",
        "gone.png": "it is not there",
        "x.png": "it lies on another host",
        "no.png": "no such picture is in the repository",
    }
    assert not result.failures
    assert [one.name for one in result.repos] == ["project-01", "project-02"]


def test_a_host_that_does_not_answer_is_asked_once_and_again_at_the_next_sync(
    syncer_at: SyncerAt,
) -> None:
    base = "https://user-images.githubusercontent.com/1"
    shown = "\n".join(f"![p]({base}/{number}.png)" for number in range(30))
    syncer = syncer_at([{"files": {"README.md": shown}}])
    syncer.github.uploads.update({f"{base}/{number}.png": png() for number in range(30)})
    syncer.github.misbehave(Fault(kind="upload", behaviour="reset"))
    result = syncer.pull()
    assert syncer.asked("upload") <= 2
    assert not any(one.blob for one in found(result).values())
    syncer.github.behave()
    result = syncer.pull()
    assert (syncer.asked("git"), syncer.asked("upload")) == (0, 20)
    assert sum(one.blob is not None for one in found(result).values()) == 20
    assert {one.reason for one in found(result).values()} == {
        "", "there are more than 20 in the repository",
    }  # fmt: skip


def test_plots_that_no_readme_shows_are_pulled_for_covers_within_bounds(
    syncer_at: SyncerAt,
) -> None:
    files: dict[str, str | bytes] = {
        "README.md": "# Work\n",
        "a/README.md": "# A\n\n![p](p.png)\n",
        "a/p.png": png(7),
        "a/figures/roc.png": png(7, 2),
        "b/README.md": "# B\n",
        "b/figures/logo.png": png(7, 3),
        "b/figures/confusion_matrix.png": png(7, 4),
        "b/figures/plain.png": png(7, 5),
        "b/screenshot.png": png(7, 6),
        "b/images/z.png": png(7, 7),
        "b/data/cat.png": png(7, 8),
        **{f"data/images/{number}.png": png(6, 1 + number) for number in range(50)},
    }
    syncer = syncer_at([{"files": files}])
    result = syncer.pull()
    assert [file.path for file in repo(result).plots] == [
        "b/figures/confusion_matrix.png", "b/figures/plain.png", "b/screenshot.png",
    ]  # fmt: skip
    assert [file.path for file in repo(result).files if file.path.endswith(".png")] == ["a/p.png"]


def test_an_account_without_such_pictures_costs_what_it_did(syncer_at: SyncerAt) -> None:
    shown = "![x](https://example.org/x.png) ![b](https://img.shields.io/badge/a-b-blue)"
    syncer = syncer_at([{}, {"files": {"README.md": shown, "work.ipynb": NOTEBOOK}}])
    syncer.pull()
    requests = Counter(one.segments[1] for one in syncer.github.requests if one.kind == "git")
    assert requests["project-01.git"] == requests["project-02.git"]
    assert {one.kind for one in syncer.github.requests} == {"rest", "git"}
