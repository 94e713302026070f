"""The REST API answers as a learner's program meets it."""

import base64

import github as pygithub
import pytest
import requests

from tests.standin.server import StandIn

TOKEN = {"Authorization": "Bearer good-token"}


def get(server, path, **headers):
    url = path if path.startswith("http") else f"{server.url}/api/v3/{path}"
    return requests.get(url, headers=headers, timeout=10, allow_redirects=False)


def test_pages_of_repositories_link_to_each_other(make_account):
    with StandIn(make_account(repos=5)) as server:
        first = get(server, "users/sample-learner/repos?per_page=2")
        second = get(server, first.links["next"]["url"])
        last = get(server, first.links["last"]["url"])

        names = [repo["name"] for page in (first, second, last) for repo in page.json()]
        assert names == [f"project-0{number}" for number in range(1, 6)]
        assert "next" not in last.links
        assert set(second.links) == {"next", "last", "prev", "first"}


def test_a_page_holds_a_hundred_at_most(make_account):
    with StandIn(make_account(repos=101)) as server:
        assert len(get(server, "users/sample-learner/repos?per_page=500").json()) == 100


def test_pygithub_reads_an_account(make_account):
    folder = make_account(
        [{"name": "one", "topics": ["ml"], "files": {"README.md": "# One\n", "a.py": "x = 1\n"}}]
    )
    with StandIn(folder) as server:
        client = pygithub.Github(base_url=f"{server.url}/api/v3", seconds_between_requests=0)
        (repository,) = client.get_user("sample-learner").get_repos()

        assert repository.full_name == "sample-learner/one"
        assert repository.topics == ["ml"]
        assert repository.language == "Python"
        assert repository.get_readme().decoded_content == b"# One\n"
        assert [commit.sha for commit in repository.get_commits()] == [server.head("one")]
        client.close()


def test_private_repositories_are_shown_to_their_owner_alone(make_account):
    folder = make_account([{"name": "open"}, {"name": "mine", "private": True}])
    with StandIn(folder) as server:
        public = get(server, "users/sample-learner/repos", **TOKEN)
        own = get(server, "user/repos", **TOKEN)

        assert [repo["name"] for repo in public.json()] == ["open"]
        assert [repo["name"] for repo in own.json()] == ["mine", "open"]
        assert get(server, "repos/sample-learner/mine").status_code == 404
        assert get(server, "repos/sample-learner/mine", **TOKEN).status_code == 200
        assert get(server, "user/repos").status_code == 401


def test_an_unknown_token_is_refused(make_account):
    with StandIn(make_account(repos=1)) as server:
        refused = get(server, "users/sample-learner", Authorization="Bearer expired")

        assert (refused.status_code, refused.json()["message"]) == (401, "Bad credentials")


def test_a_token_may_come_as_the_password_of_basic_authentication(make_account):
    with StandIn(make_account(repos=1)) as server:
        secret = base64.b64encode(b"x-access-token:good-token").decode()
        assert get(server, "user", Authorization=f"Basic {secret}").status_code == 200


def test_quota_counts_down_and_is_enforced_until_the_hour_is_over(make_account):
    now = [1_000_000.0]
    with StandIn(make_account(repos=1), anonymous_quota=2, clock=lambda: now[0]) as server:
        left = [get(server, "users/sample-learner") for _ in range(3)]

        assert [answer.headers["x-ratelimit-remaining"] for answer in left] == ["1", "0", "0"]
        assert [answer.status_code for answer in left] == [200, 200, 403]
        assert left[2].json()["message"].startswith("API rate limit exceeded")
        assert get(server, "rate_limit").json()["rate"]["remaining"] == 0
        assert get(server, "user", **TOKEN).status_code == 200

        now[0] = float(left[2].headers["x-ratelimit-reset"])
        assert get(server, "users/sample-learner").status_code == 200


def test_quota_can_be_nearly_used_up(make_account):
    with StandIn(make_account(repos=1)) as server:
        server.leave(1, token="good-token")
        assert get(server, "user", **TOKEN).headers["x-ratelimit-remaining"] == "0"
        assert get(server, "user", **TOKEN).status_code == 403


def test_what_did_not_change_is_free_for_who_has_a_token(make_account):
    with StandIn(make_account(repos=1)) as server:
        path = "users/sample-learner/repos"
        first = get(server, path, **TOKEN)
        same = {"If-None-Match": first.headers["etag"]}
        second = get(server, path, **TOKEN, **same)
        stranger = get(server, path, **same)
        server.edit("project-01", {"README.md": b"# New\n"})
        third = get(server, path, **TOKEN, **same)

        assert (second.status_code, second.content) == (304, b"")
        assert second.headers["x-ratelimit-remaining"] == first.headers["x-ratelimit-remaining"]
        assert stranger.status_code == 200
        assert third.status_code == 200


def test_a_renamed_repository_redirects_and_a_deleted_one_is_gone(make_account):
    with StandIn(make_account(repos=2)) as server:
        server.account.rename("project-01", "better-name")
        server.account.delete("project-02")

        moved = get(server, "repos/sample-learner/project-01")
        assert moved.status_code == 301
        assert get(server, moved.headers["location"]).json()["name"] == "better-name"
        commits = get(server, "repos/sample-learner/project-01/commits?per_page=1")
        (commit,) = get(server, commits.headers["location"]).json()
        assert commit["sha"] == server.head("better-name")
        assert get(server, "repos/sample-learner/project-02").status_code == 404


def test_an_organisation_answers_as_one(make_account):
    with StandIn(make_account(repos=1, type="Organization", login="sample-school")) as server:
        assert get(server, "orgs/sample-school").json()["login"] == "sample-school"
        assert get(server, "users/sample-school").json()["type"] == "Organization"
        assert len(get(server, "orgs/sample-school/repos").json()) == 1
    with StandIn(make_account(repos=1)) as server:
        assert get(server, "orgs/sample-learner").status_code == 404


def test_commits_can_be_limited_to_a_time_and_an_author(make_account):
    commits = [
        {"date": f"2025-0{month}-01T00:00:00Z", "message": f"Month {month}", "paths": []}
        for month in (1, 2, 3)
    ]
    with StandIn(make_account([{"name": "one", "commits": commits}])) as server:
        path = "repos/sample-learner/one/commits"

        def messages(query):
            return [made["commit"]["message"] for made in get(server, f"{path}?{query}").json()]

        assert messages("since=2025-02-01T00:00:00Z") == ["Month 3", "Month 2"]
        assert messages("per_page=1&page=3") == ["Month 1"]
        assert len(messages("author=sample-learner")) == 3
        assert messages("author=nobody") == []


@pytest.mark.parametrize("path", ["../../account.json", "%2e%2e/%2e%2e/account.json", "x", ""])
def test_no_file_outside_of_a_commit_can_be_had(make_account, path):
    with StandIn(make_account(repos=1)) as server:
        home = "repos/sample-learner/project-01"
        for url in (f"{home}/git/blobs/{path}", f"{home}/git/trees/{path}", f"gists/{path}"):
            assert get(server, url).status_code == 404
        raw = f"{server.url}/sample-learner/project-01/raw/main/{path}"
        assert get(server, raw).status_code == 404


def test_a_file_can_be_had_raw(make_account):
    folder = make_account([{"name": "one"}, {"name": "mine", "private": True}])
    with StandIn(folder) as server:
        home = f"{server.url}/sample-learner"
        contents = get(server, "repos/sample-learner/one/contents/README.md").json()

        assert get(server, contents["download_url"]).content == b"# one\n"
        assert get(server, f"{home}/mine/raw/main/README.md").status_code == 404
        assert get(server, f"{home}/mine/raw/main/README.md", **TOKEN).content == b"# mine\n"


def test_gist_files_come_with_their_content_and_a_raw_address(make_account):
    folder = make_account(0, gists={"a" * 32: {"work.ipynb": "{}"}})
    with StandIn(folder) as server:
        file = get(server, f"gists/{'a' * 32}").json()["files"]["work.ipynb"]

        assert (file["content"], file["truncated"]) == ("{}", False)
        assert get(server, file["raw_url"]).content == b"{}"


def test_a_long_gist_file_is_cut_but_whole_at_its_raw_address(make_account):
    text = "é" * 700_000
    folder = make_account(0, gists={"a" * 32: {"work.ipynb": text}})
    with StandIn(folder) as server:
        file = get(server, f"gists/{'a' * 32}").json()["files"]["work.ipynb"]

        assert file["truncated"]
        assert len(file["content"].encode()) == 1_000_000
        assert get(server, file["raw_url"]).content == text.encode()
