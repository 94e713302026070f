"""The example package's source against a small stand-in of GitLab, whose git is real."""

import json
import shutil
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from tests.conftest import LOGIN, NOTEBOOK
from tests.standin.server import StandIn
from tests.test_example_plugin import Home, home, wheel  # noqa: F401  fixtures

DAY = "2026-03-04T12:00:00.000Z"


class GitLab(BaseHTTPRequestHandler):
    """Answers for a user's projects as GitLab does, and leads git on to where the repositories are."""

    names: list[str]
    git: StandIn

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/api/v4/users":
            known = parse_qs(parts.query)["username"] == [LOGIN]
            return self.tell(
                [{"id": 7, "username": LOGIN, "name": "Sample Learner"}] if known else []
            )
        if parts.path == "/api/v4/users/7/projects":
            return self.tell([self.project(name) for name in self.names])
        self.send_response(302)
        self.send_header("location", f"{self.git.url}{self.path}")
        self.end_headers()
        return None

    def do_POST(self) -> None:
        self.do_GET()

    def project(self, name: str) -> dict[str, Any]:
        return {
            "id": sum(name.encode()), "path": name, "path_with_namespace": f"{LOGIN}/{name}",
            "web_url": f"https://gitlab.example/{LOGIN}/{name}", "description": f"About {name}", "topics": ["tides"],
            "default_branch": "main", "created_at": DAY, "last_activity_at": DAY, "star_count": 1,
            "archived": False, "empty_repo": False, "visibility": "public",
        }  # fmt: skip

    def tell(self, value: object) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def gitlab(make_account: Callable[..., Path], tmp_path: Path) -> Iterator[tuple[str, type[GitLab]]]:
    files = {"work.ipynb": NOTEBOOK, "README.md": "# Kelp\n\nGrows in the sun.\n\n![p](plot.svg)\n"}
    repos = [{"name": "kelp", "files": files}, {"name": "reef", "files": {"work.ipynb": NOTEBOOK}}]
    with StandIn(make_account(repos), work_dir=tmp_path / "git") as git:
        handler = type("Handler", (GitLab,), {"names": ["kelp", "reef"], "git": git})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", handler
        server.shutdown()
        server.server_close()


def test_gitlab_is_pulled_twice_with_nothing_gone_and_stands_on_the_site(
    home: Home,  # noqa: F811
    gitlab: tuple[str, type[GitLab]],
) -> None:
    url, server = gitlab
    settings = yaml.safe_load((home.root / "portfolio.yml").read_text())
    settings["gitlab"] = {"user": LOGIN, "server": url}
    (home.root / "portfolio.yml").write_text(yaml.safe_dump(settings))
    assert (
        "2 repositories and 1 notebook by link or from this disk: 2 new, 1 unchanged."
        in home.run("sync").stdout
    )
    done = home.run("sync")
    assert "3 unchanged." in done.stdout
    assert done.returncode == 0
    done = home.run("build")
    assert done.returncode == 0, done.stderr
    page = home.page("projects/kelp/index.html")
    assert "Grows in the sun." in page
    assert f"https://gitlab.example/{LOGIN}/kelp" in page
    assert "pulled from GitLab." in page
    assert "github.com" not in page
    assert "colab.research.google.com" not in page
    assert "gitlab" in home.run("plugins").stdout

    server.names = ["reef"]
    server.git.account.repository("kelp").private = True
    done = home.run("sync")
    assert f"Left the site: {LOGIN}/kelp" in done.stdout
    assert "work/a.ipynb" not in done.stdout
    home.run("build")
    assert not (home.root / "site/projects/kelp").exists()

    shutil.rmtree(next(home.beside.glob("*.dist-info")))
    done = home.run("sync")
    assert done.returncode == 3
    assert "`gitlab` is not a setting" in done.stderr
    assert "not installed" in " ".join(done.stderr.split())
