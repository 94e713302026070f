"""What tests and `proofolio demo` rely on."""

import http.client
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.standin.account import load
from tests.standin.server import StandIn


def test_it_is_found_the_way_github_enterprise_is(make_account):
    with StandIn(make_account(repos=1)) as server:
        assert server.url.startswith("http://127.0.0.1:")
        assert server.environment() == {
            "GITHUB_API_URL": f"{server.url}/api/v3",
            "GITHUB_GRAPHQL_URL": f"{server.url}/api/graphql",
            "GITHUB_SERVER_URL": server.url,
            "PROOFOLIO_DRIVE_URL": f"{server.url}/drive",
            "PROOFOLIO_UPLOADS_URL": f"{server.url}/uploads",
        }


def test_it_remembers_what_it_was_asked(make_account):
    with StandIn(make_account(repos=1)) as server:
        headers = {"Authorization": "token good-token"}
        requests.get(f"{server.url}/api/v3/user/repos?page=2", headers=headers, timeout=10)
        (asked,) = server.requests

        assert (asked.method, asked.kind) == ("GET", "rest")
        assert asked.path == "/api/v3/user/repos?page=2"
        assert asked.authorization == "token good-token"
        server.forget()
        assert server.requests == ()


def test_it_leaves_no_thread_and_no_folder_behind(make_account, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    threads = threading.active_count()
    before = set(tmp_path.iterdir())
    folder = make_account(repos=1)
    with StandIn(folder) as server, requests.Session() as session:
        session.get(f"{server.url}/api/v3/users/sample-learner/repos", timeout=10)
    assert threading.active_count() == threads
    assert set(tmp_path.iterdir()) == before | {folder}


def test_one_connection_serves_many_requests(make_account):
    with StandIn(make_account(repos=1)) as server:
        connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=10)
        for method in ("GET", "HEAD", "GET"):
            connection.request(method, "/api/v3/users/sample-learner")
            answer = connection.getresponse()
            assert (answer.status, answer.will_close) == (200, False)
            assert bool(answer.read()) == (method == "GET")
        connection.close()


def test_a_request_may_come_in_chunks(make_account):
    with StandIn(make_account(repos=1)) as server:
        headers = {"Authorization": "bearer good-token"}
        parts = iter([b'{"query": "{ viewer', b' { login } }"}'])
        url = f"{server.url}/api/graphql"
        answer = requests.post(url, data=parts, headers=headers, timeout=10)

        assert answer.json() == {"data": {"viewer": {"login": "sample-learner"}}}
        assert server.requests[0].body == b'{"query": "{ viewer { login } }"}'


def test_many_can_ask_at_once(make_account):
    with StandIn(make_account(repos=8)) as server:

        def tree(number):
            url = f"{server.url}/api/v3/repos/sample-learner/project-0{number}/git/trees/main"
            return requests.get(url, timeout=10).status_code

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(tree, [1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8])) == {200}
        assert len(server.requests) == 12


def test_an_edit_is_seen_at_once(make_account):
    with StandIn(make_account([{"name": "one"}, {"name": "none", "commits": []}])) as server:
        made = server.edit(
            "one", {"README.md": None, "new.py": b"x"}, "Edit", "2026-02-03T00:00:00Z"
        )
        first = server.edit("none", {"README.md": b"# Begun\n"})
        home = f"{server.url}/api/v3/repos/sample-learner"

        tree = requests.get(f"{home}/one/git/trees/main", timeout=10).json()["tree"]
        assert [entry["path"] for entry in tree] == ["new.py", "work.ipynb"]
        assert requests.get(f"{home}/one", timeout=10).json()["pushed_at"] == "2026-02-03T00:00:00Z"
        assert (server.head("one"), server.head("none")) == (made, first)


def test_commits_have_the_same_ids_on_every_machine(make_account, monkeypatch):
    commits = [
        {"date": "2025-03-02T10:00:00Z", "message": "Begin", "paths": ["README.md"]},
        {"date": "2025-03-03T10:00:00+02:00", "message": "Work\n\nIn detail.", "paths": ["a/"]},
    ]
    files = {"README.md": "# One\n", 'a/ü "x".txt': "1", "left.txt": "2"}
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Somebody Else")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with StandIn(make_account([{"name": "one", "files": files, "commits": commits}])) as server:
        assert server.head("one") == "aa5bbbfb708ad99a611554c26826427056fc34ef"


def test_a_path_that_leaves_the_account_is_refused(make_account):
    folder = make_account(0, gists={"a" * 32: {"x.ipynb": "{}"}})
    facts = json.loads((folder / "account.json").read_text())
    facts["gists"][0]["files"] = ["../../account.json"]
    (folder / "account.json").write_text(json.dumps(facts))
    with pytest.raises(ValueError, match="outside of the account's folder"):
        load(folder)


def test_a_page_that_nobody_made_is_not_found(make_account):
    with StandIn(make_account(repos=1)) as server:
        assert requests.get(f"{server.url}/sample-learner", timeout=10).status_code == 404
        assert server.requests == ()


def test_a_defect_of_its_own_is_not_swallowed(make_account):
    folder = make_account(0, gists={"a" * 32: {"x.ipynb": "{}"}})
    (folder / "gists" / ("a" * 32) / "x.ipynb").unlink()
    server = StandIn(folder).__enter__()
    answer = requests.get(f"{server.url}/api/v3/gists/{'a' * 32}", timeout=10)

    assert answer.status_code == 500
    with pytest.raises(FileNotFoundError):
        server.__exit__(None, None, None)
