"""What tests of several packages share."""

import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

from proofolio.model.portfolio import Portfolio
from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from proofolio.usecases.built import Built
from proofolio.usecases.demo import copy_sample
from proofolio.usecases.status import status
from proofolio.usecases.sync import sync
from proofolio.usecases.synced import Synced
from tests.standin import SAMPLE_ACCOUNT
from tests.standin.server import StandIn

# A machine may be ten times slower than another: what takes long is no fault.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

pytest_plugins = ["tests.chromium"]

LOGIN = "sample-learner"
TODAY = date(2026, 11, 22)
SITE_ADDRESS = "https://sample-learner.github.io/portfolio/"
COMMENTS = """
comments:
  repo: sample-learner/portfolio
  repo_id: R_1
  category: Announcements
  category_id: DIC_1
"""
VIDEO = "---\nvideo: https://youtu.be/dQw4w9WgXcQ\n---\n"
HOSTILE_TITLE = "</script><script>alert(1)</script> \"quoted\" & {{ 7*7 }} --- \u2028 'x'"
NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"language_info": {"name": "python"}},
        "cells": [
            {"id": "a", "cell_type": "markdown", "metadata": {}, "source": "# A small notebook"},
            {
                "id": "b",
                "cell_type": "code",
                "metadata": {},
                "execution_count": 1,
                "source": "print(6 * 7)",
                "outputs": [{"output_type": "stream", "name": "stdout", "text": "42\n"}],
            },
        ],
    }
)


LONG = ("tests/browser/", "tests/publish/", "tests/cli/", "tests/test_")
"""What takes longest, by far; begun first, so that all processors are busy to the end."""


def pytest_xdist_auto_num_workers():
    """One more than there are processors: who waits for a browser or a server needs none."""
    return 1 + (os.cpu_count() or 1)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def made_once(
    tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Any]
) -> Any:
    """Make something in a folder, once for all workers of a run; the others get what it returned."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if worker else base) / name
    with FileLock(f"{folder}.lock"):
        kept = folder.with_suffix(".pickle")
        if not kept.exists():
            folder.mkdir()
            kept.write_bytes(pickle.dumps(make(folder)))
    return pickle.loads(kept.read_bytes())


@pytest.fixture(autouse=True)
def _nothing_is_trusted_yet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What whoever runs the tests agreed to has no say."""
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: tmp_path / "state")


@pytest.fixture
def standin(tmp_path: Path) -> Iterator[StandIn]:
    """A running server over the sample learner's account."""
    with StandIn(SAMPLE_ACCOUNT, work_dir=tmp_path / "standin") as server:
        yield server


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Synced, Built]:
    """The sample learner's portfolio, synced and built once; tests read it and change copies."""

    def make(root: Path) -> tuple[Path, Synced, Built]:
        copy_sample(root)
        with (
            pytest.MonkeyPatch.context() as patch,
            StandIn(SAMPLE_ACCOUNT, pages_url="https://github.com") as github,
        ):
            for name in ("GITHUB_TOKEN", "GH_TOKEN"):
                patch.delenv(name, raising=False)
            for name, value in github.environment().items():
                patch.setenv(name, value)
            synced = sync(root, lambda _: None)
        return root, synced, build(root, today=TODAY)

    made: tuple[Path, Synced, Built] = made_once(tmp_path_factory, "sample", make)
    return made


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio of one notebook and one post, synced and built once; tests change copies."""

    def make(root: Path) -> Path:
        list(scaffold.write_portfolio(root, github="", colab=()))
        (root / "portfolio.yml").write_text("folders: [work]\n")
        (root / "work").mkdir()
        (root / "work/a.ipynb").write_text(NOTEBOOK)
        (root / "posts/2026-01-02-words.md").write_text("# Words\n\nBy hand.\n")
        sync(root, lambda _: None)
        build(root, today=TODAY)
        return root

    made: Path = made_once(tmp_path_factory, "small", make)
    return made


@pytest.fixture(scope="session")
def sample_portfolio(sample: tuple[Path, Synced, Built]) -> Portfolio:
    """What the sample learner's site says."""
    portfolio = status(sample[0], today=TODAY).portfolio
    assert portfolio
    return portfolio


@pytest.fixture(scope="session")
def shared_site(
    sample: tuple[Path, Synced, Built], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The sample's site at `SITE_ADDRESS`, with all that is for its visitors.

    Comments, a video of the project "Second look", and a post whose title would break out where it can.
    """

    def make(folder: Path) -> Path:
        root = folder / "portfolio"
        shutil.copytree(sample[0], root)
        config = root / "mkdocs.yml"
        config.write_text(config.read_text().replace("# site_url:", "site_url:"))
        with (root / "portfolio.yml").open("a") as file:
            file.write(COMMENTS)
        (root / "projects/second-look.md").write_text(VIDEO)
        title = json.dumps(HOSTILE_TITLE, ensure_ascii=True)
        (root / "posts/hostile.md").write_text(
            f"---\ntitle: {title}\ndate: 2026-01-02\n---\n\nPlain words.\n"
        )
        built = build(root, today=TODAY)
        assert not built.problems
        return built.site

    site: Path = made_once(tmp_path_factory, "shared", make)
    return site


@pytest.fixture
def make_account(tmp_path: Path) -> Callable[..., Path]:
    """Makes account folders for `StandIn`.

    `make_account(repos=30)` makes thirty repositories `project-01` … with a README and a notebook
    each. `repos` may be a list of dictionaries instead: keys of `account.json`, and `files`
    (path → text or bytes). `gists`: id → files; `drive`: id → keys of `account.json` and `data`.
    Every other keyword is a key of `account.json`: `make_account(type="Organization")`.
    """

    return partial(write_account, tmp_path)


def write_account(
    parent: Path,
    repos: int | Sequence[Mapping[str, Any]] = 3,
    *,
    gists: Mapping[str, Mapping[str, str | bytes]] | None = None,
    drive: Mapping[str, Mapping[str, Any]] | None = None,
    folder: str = "account",
    **account: Any,
) -> Path:
    """See `make_account`; the account becomes `parent/folder`."""
    home = parent / folder
    wanted = [{}] * repos if isinstance(repos, int) else repos
    facts = {
        "login": LOGIN,
        "id": 1000001,
        "type": "User",
        "name": "Sample Learner",
        "bio": "Learns in public.",
        "location": "Lisbon",
        "blog": "",
        "company": None,
        "created_at": "2024-01-01T00:00:00Z",
        "pinned": [],
        "repositories": [
            _repository(home, number, dict(repo)) for number, repo in enumerate(wanted, 1)
        ],
        "gists": [_gist(home, gist_id, files) for gist_id, files in (gists or {}).items()],
        "drive": [_drive(home, file_id, dict(f)) for file_id, f in (drive or {}).items()],
        **account,
    }
    home.mkdir(parents=True, exist_ok=True)
    (home / "account.json").write_text(json.dumps(facts), "utf-8")
    return home


def _repository(home: Path, number: int, chosen: dict[str, Any]) -> dict[str, Any]:
    name = chosen.get("name", f"project-{number:02}")
    files = chosen.pop("files", {"README.md": f"# {name}\n", "work.ipynb": NOTEBOOK})
    _write(home / "repos" / name, files)
    return {
        "id": 2000000 + number,
        "name": name,
        "description": f"What {name} is about",
        "homepage": "",
        "topics": [],
        "license": "MIT",
        "created_at": "2025-01-01T00:00:00Z",
        "default_branch": "main",
        "stars": 0,
        "commits": [{"date": "2025-03-02T10:00:00Z", "message": "Begin", "paths": []}],
        **chosen,
    }


def _gist(home: Path, gist_id: str, files: Mapping[str, str | bytes]) -> dict[str, Any]:
    _write(home / "gists" / gist_id, files)
    return {
        "id": gist_id,
        "description": "A gist",
        "created_at": "2025-01-01T00:00:00Z",
        "files": list(files),
    }


def _drive(home: Path, file_id: str, chosen: dict[str, Any]) -> dict[str, Any]:
    name = chosen.get("name", "work.ipynb")
    _write(home / "drive", {name: chosen.pop("data", NOTEBOOK)})
    return {"id": file_id, "name": name, "file": name, "sharing": "anyone", **chosen}


def _write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
