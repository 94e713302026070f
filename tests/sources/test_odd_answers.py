"""Whatever a server answers, one link fails with a sentence, in time, and the rest is pulled."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from proofolio.errors import SourceError
from proofolio.sources.colab.drive import _refused
from proofolio.sources.github.endpoints import Endpoints
from proofolio.sources.github.lists import list_account
from proofolio.sources.http import addresses
from proofolio.sources.http.download import download
from proofolio.sources.http.exchange import HttpClient
from proofolio.sources.http.patience import Patience
from proofolio.sources.ipynb import is_notebook
from proofolio.store import SnapshotStore
from proofolio.usecases.sync import sync
from tests.sources.odd_answers import NOTEBOOK, ODD, Odd, Server, drive_id, whole

IMPATIENT_S = 0.25


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


def hurry(patch: pytest.MonkeyPatch, slow: re.Pattern[str]) -> None:
    """Give up soon where only the limit of time ends it."""
    ask = HttpClient.ask

    def impatient(client: HttpClient, method: str, url: str, **options: Any) -> Any:
        if slow.search(url):
            options["deadline"] = time.monotonic() + IMPATIENT_S
        return ask(client, method, url, **options)

    patch.setattr(HttpClient, "ask", impatient)


@pytest.mark.parametrize(("number", "odd"), list(enumerate(ODD)), ids=[one.name for one in ODD])
def test_an_odd_answer_is_an_ordinary_failure(
    server: Server, number: int, odd: Odd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.sources.http.patience.pause", lambda *_: None)
    if odd.is_slow:
        hurry(monkeypatch, re.compile("download"))
    said = ""
    try:
        answer = download(
            f"{server.url}/download?id={drive_id(number)}",
            max_bytes=400_000,
            patience=Patience(subject="Drive", report=lambda _: None, left_s=0),
            trusted=addresses.origins([server.url]),
        )
        if answer.status != 200 or not is_notebook(answer.data):
            said = _refused(answer).problems[0].message
        else:
            assert answer.file_name is None or isinstance(answer.file_name, str)
            assert len(answer.validator) <= 500
    except SourceError as error:
        said = error.problems[0].message
    assert odd.says in said
    assert bool(odd.says) == bool(said), said
    assert server.intruders == 0


@pytest.mark.parametrize(("number", "odd"), list(enumerate(ODD)), ids=[one.name for one in ODD])
def test_an_odd_answer_of_the_api_ends_in_words(
    server: Server, number: int, odd: Odd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.sources.http.patience.pause", lambda *_: None)
    monkeypatch.setattr("proofolio.sources.github.connection.MAX_BYTES", 400_000)
    if odd.is_slow:
        hurry(monkeypatch, re.compile(f"/{number}/"))
    api = f"{server.url}/{number}"
    endpoints = Endpoints(api=api, graphql=f"{api}/graphql", server=api, drive=api)
    with pytest.raises(SourceError) as caught:
        list_account(
            "sample-learner",
            endpoints=endpoints,
            token=None,
            patience=Patience(subject="GitHub", report=lambda _: None, left_s=0),
        )
    (problem,) = caught.value.problems
    assert problem.message.startswith(("GitHub", "127.0.0.1"))
    assert problem.hint
    assert server.intruders == 0


def test_odd_links_among_good_ones_cost_themselves_alone(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = [number for number, odd in enumerate(ODD) if odd.is_slow]
    hurry(monkeypatch, re.compile("|".join(drive_id(number) for number in slow)))
    monkeypatch.setattr("proofolio.sources.http.patience.pause", lambda *_: None)
    # Here the same host answers badly a hundred times in a row.
    monkeypatch.setattr("proofolio.sources.breaker.IN_A_ROW", len(ODD))
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.setenv(name, "")
    for name in ("PROOFOLIO_DRIVE_URL", "GITHUB_API_URL", "GITHUB_SERVER_URL"):
        monkeypatch.setenv(name, server.url)
    gists = {
        f"{number:020x}": drive_id(number) for number, odd in enumerate(ODD) if not odd.is_slow
    }
    monkeypatch.setattr(
        server,
        "also",
        {
            f"/gists/{gist}": whole(gist_of(f"{server.url}/download?id={raw}"))
            for gist, raw in gists.items()
        },
    )
    drive = [*map(drive_id, range(len(ODD))), "a-good-file-01", "a-good-file-02"]
    links = [
        *(f"https://colab.research.google.com/drive/{file}" for file in drive),
        *(f"https://gist.github.com/sample-learner/{gist}" for gist in gists),
    ]
    (tmp_path / "work").mkdir()
    (tmp_path / "work/own.ipynb").write_bytes(NOTEBOOK)
    settings = {"folders": ["work"], "limits": {"file_mb": 0.4}, "colab": links}
    (tmp_path / "portfolio.yml").write_text(yaml.safe_dump(settings))
    sync(tmp_path, lambda _: None)
    snapshot = SnapshotStore(tmp_path / ".proofolio/snapshot").read()
    assert snapshot is not None
    failed = {failure.subject for failure in snapshot.failures}
    read = {notebook.key for notebook in snapshot.notebooks}
    assert {"drive:a-good-file-01", "drive:a-good-file-02"} <= read
    for number, odd in enumerate(ODD):
        is_read = f"drive:{drive_id(number)}" in read
        assert is_read == (not odd.says) == (links[number] not in failed), odd.name
    assert len(failed) + len(snapshot.notebooks) >= len(links)
    assert any("own.ipynb" in repo.name or repo.files for repo in snapshot.repos) or any(
        "own" in notebook.name for notebook in snapshot.notebooks
    )
    assert server.intruders == 0


def gist_of(raw_url: str) -> bytes:
    """A gist whose one notebook lies elsewhere."""
    file = {"filename": "a.ipynb", "truncated": True, "raw_url": raw_url, "size": 9, "content": ""}
    return json.dumps({"owner": None, "files": {"a.ipynb": file}}).encode()
