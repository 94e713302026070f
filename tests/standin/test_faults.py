"""The stand-in goes wrong in the ways that networks and servers do."""

import subprocess
import threading

import pytest
import requests

from tests.standin.faults import Fault, secondary_limit
from tests.standin.server import StandIn


@pytest.fixture
def github(make_account):
    with StandIn(make_account(repos=2)) as server:
        yield server


def get(server, path="users/sample-learner", **options):
    return requests.get(f"{server.url}/api/v3/{path}", **{"timeout": 10, **options})


def test_an_error_comes_as_often_as_asked_and_only_where_asked(github):
    github.misbehave(Fault(path="/repos", status=502, body=b"Bad gateway", times=2))

    statuses = [get(github, "users/sample-learner/repos").status_code for _ in range(3)]
    assert get(github).status_code == 200
    assert statuses == [502, 502, 200]


def test_an_error_may_come_late(github):
    github.misbehave(Fault(after=1, times=1))
    assert [get(github).status_code for _ in range(3)] == [200, 503, 200]


def test_a_fault_may_be_for_one_kind_of_request(github):
    github.misbehave(Fault(kind="graphql"))
    assert get(github).status_code == 200
    assert requests.post(f"{github.url}/api/graphql", timeout=10).status_code == 503


def test_behaving_again_ends_every_fault(github):
    github.misbehave(Fault())
    assert get(github).status_code == 503
    github.behave()
    assert get(github).status_code == 200


def test_a_secondary_limit_leaves_quota_and_says_when_to_come_back(github):
    github.misbehave(secondary_limit(retry_after_s=7))
    refused = get(github)

    assert (refused.status_code, refused.headers["retry-after"]) == (403, "7")
    assert "secondary rate limit" in refused.json()["message"]
    assert get(github).status_code == 200


def test_a_web_page_may_stand_in_the_way(github):
    github.misbehave(Fault(behaviour="html"))
    assert get(github).headers["content-type"].startswith("text/html")


def test_the_connection_may_be_dropped(github):
    github.misbehave(Fault(behaviour="reset"))
    with pytest.raises(requests.exceptions.ConnectionError, match="reset"):
        get(github)


def test_nothing_may_come_at_all(github):
    github.misbehave(Fault(behaviour="hang"))
    with pytest.raises(requests.exceptions.ReadTimeout):
        get(github, timeout=0.05)


def test_the_body_may_end_early(github):
    github.misbehave(Fault(behaviour="short_body"))
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        get(github)


def test_the_body_may_be_announced_as_shorter_than_it_is(github):
    github.misbehave(Fault(behaviour="wrong_content_length", times=1))
    with pytest.raises(requests.exceptions.JSONDecodeError):
        get(github).json()
    assert get(github).json()["login"] == "sample-learner"


def test_the_answer_may_come_late(github):
    github.misbehave(Fault(behaviour="none", delay_s=0.01))
    assert get(github).status_code == 200


def test_a_clone_may_break_in_the_middle(github, tmp_path):
    github.misbehave(Fault(kind="git", path="git-upload-pack$", behaviour="short_body"))
    url = f"{github.url}/sample-learner/project-01"
    cloned = subprocess.run(["git", "clone", url, tmp_path / "x"], check=False, capture_output=True)
    assert cloned.returncode != 0


def test_closing_lets_go_of_a_request_that_hangs(make_account):
    threads = threading.active_count()
    with StandIn(make_account(repos=1)) as server:
        server.misbehave(Fault(behaviour="hang"))
        with pytest.raises(requests.exceptions.ReadTimeout):
            get(server, timeout=0.05)
    assert threading.active_count() == threads
