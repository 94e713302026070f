"""A sync without the store: bytes in a dictionary, events in a list."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from proofolio.model.records import Event, RepoRecord
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import PullContext, SyncRequest
from proofolio.sources.contract import Source
from proofolio.sources.github.source import SOURCE as GITHUB
from proofolio.usecases.synced import Pulled, join
from tests.standin.server import StandIn

SYNCED_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


@dataclass
class Syncer:
    """Pulls from a stand-in, remembering bytes, events and the last snapshot."""

    github: StandIn
    monkeypatch: pytest.MonkeyPatch
    blobs: dict[str, bytes] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    kept: list[RepoRecord] = field(default_factory=list)
    previous: SourceSnapshot | None = None

    def put(self, data: bytes) -> str:
        blob = hashlib.sha256(data).hexdigest()
        self.blobs[blob] = data
        return blob

    def pull(self, source: Source[Any] = GITHUB, **asked: Any) -> SourceResult:
        """Sync; the next one knows what this one brought."""
        self.github.forget()
        self.events.clear()
        if source is GITHUB:
            asked.setdefault("github", self.github.account.login)
        options = {key: asked.pop(key) for key in source.options.model_fields if key in asked}
        result = source.pull(
            source.options(**options),
            PullContext(
                request=SyncRequest(**asked),
                previous=self.previous,
                put=self.put,
                report=self.events.append,
                checkpoint=self.kept.append,
            ),
        )
        pulled = Pulled(
            source=source.name, label=source.label, previous=self.previous, result=result
        )
        self.previous = replace(join([pulled]).sources[0], synced_at=SYNCED_AT)
        return replace(result, failures=self.previous.failures)

    def sign_in(self, token: str = "good-token", name: str = "GITHUB_TOKEN") -> None:
        self.monkeypatch.setenv(name, token)

    def asked(self, kind: str) -> int:
        return sum(request.kind == kind for request in self.github.requests)

    def reported(self, kind: str) -> list[str]:
        return [event.subject.partition("/")[2] for event in self.events if event.kind == kind]

    def text(self, result: SourceResult, repo: str, path: str) -> str:
        record = next(record for record in result.repos if record.name == repo)
        blob = next(file.blob for file in record.files if file.path == path)
        return self.blobs[blob].decode()


@pytest.fixture(autouse=True)
def _no_account_of_the_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither tokens nor the `gh` of whoever runs the tests."""
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GH_CONFIG_DIR", str(tmp_path / "gh"))


@pytest.fixture
def syncer_at(
    make_account: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[..., Syncer]]:
    """Make an account as `make_account` does, serve it, and point the program there."""
    running: list[StandIn] = []

    def start(repos: Any = 3, **account: Any) -> Syncer:
        server = StandIn(make_account(repos, **account), work_dir=tmp_path / "git")
        running.append(server.__enter__())
        for name, value in server.environment().items():
            monkeypatch.setenv(name, value)
        return Syncer(server, monkeypatch)

    yield start
    for server in running:
        server.__exit__(None, None, None)
