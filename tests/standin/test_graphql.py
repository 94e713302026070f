"""The GraphQL API answers as a learner's program meets it."""

import pytest
import requests

from tests.contracts import needs_contracts, validate_query
from tests.standin.server import StandIn

REPOSITORIES = """
query ($login: String!, $after: String, $first: Int = 100) {
  rateLimit { cost limit remaining resetAt }
  viewer { login }
  repositoryOwner(login: $login) {
    __typename
    login
    ... on User { bio }
    ... on ProfileOwner {
      name
      pinnedItems(first: 6, types: [REPOSITORY]) {
        nodes { ... on Repository { nameWithOwner } }
      }
    }
    repositories(
      first: $first, after: $after, privacy: PUBLIC, ownerAffiliations: [OWNER]
      orderBy: {field: NAME, direction: ASC}
    ) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        databaseId nameWithOwner isEmpty isFork pushedAt
        licenseInfo { spdxId }
        primaryLanguage { name }
        repositoryTopics(first: 20) { nodes { topic { name } } }
        languages(first: 10, orderBy: {field: SIZE, direction: DESC}) {
          totalSize
          edges { size node { name } }
        }
        defaultBranchRef { name target { oid ... on Commit { committedDate } } }
        readme: object(expression: "HEAD:README.md") { ... on Blob { text byteSize isBinary } }
      }
    }
  }
}
"""


def ask(server, query, token="good-token", **variables):
    headers = {"Authorization": f"bearer {token}"} if token else {}
    body = {"query": query, "variables": variables}
    return requests.post(f"{server.url}/api/graphql", json=body, headers=headers, timeout=10)


@needs_contracts
def test_the_query_of_these_tests_is_one_that_github_takes():
    assert validate_query(REPOSITORIES) == []


def test_one_query_brings_an_account_with_all_its_repositories(make_account):
    folder = make_account(
        [
            {
                "name": "one",
                "topics": ["ml", "nlp"],
                "files": {"README.md": "# One\n", "a.py": "x"},
            },
            {"name": "none", "commits": []},
            {"name": "mine", "private": True},
        ],
        pinned=["one"],
    )
    with StandIn(folder) as server:
        owner = ask(server, REPOSITORIES, login="sample-learner").json()["data"]["repositoryOwner"]
        none, one = owner["repositories"]["nodes"]

        assert owner["pinnedItems"]["nodes"] == [{"nameWithOwner": "sample-learner/one"}]
        assert owner["repositories"]["totalCount"] == 2
        assert one["defaultBranchRef"] == {
            "name": "main",
            "target": {"oid": server.head("one"), "committedDate": "2025-03-02T10:00:00Z"},
        }
        assert one["readme"] == {"text": "# One\n", "byteSize": 6, "isBinary": False}
        assert one["languages"]["edges"] == [{"size": 1, "node": {"name": "Python"}}]
        assert [node["topic"]["name"] for node in one["repositoryTopics"]["nodes"]] == ["ml", "nlp"]
        assert (none["isEmpty"], none["defaultBranchRef"], none["readme"]) == (True, None, None)


def test_pages_follow_the_cursor(make_account):
    with StandIn(make_account(repos=5)) as server:
        names, after = [], None
        for _ in range(3):
            answer = ask(server, REPOSITORIES, login="sample-learner", first=2, after=after)
            page = answer.json()["data"]["repositoryOwner"]["repositories"]
            names += [node["nameWithOwner"].partition("/")[2] for node in page["nodes"]]
            after = page["pageInfo"]["endCursor"]

        assert names == [f"project-0{number}" for number in range(1, 6)]
        assert page["pageInfo"]["hasNextPage"] is False


def test_a_hundred_repositories_cost_two_points(make_account):
    with StandIn(make_account(repos=1)) as server:
        answer = ask(server, REPOSITORIES, login="sample-learner")

        assert answer.json()["data"]["rateLimit"]["cost"] == 2
        assert answer.headers["x-ratelimit-remaining"] == "4998"
        assert answer.headers["x-ratelimit-resource"] == "graphql"


def test_private_repositories_are_listed_for_their_owner(make_account):
    query = '{ user(login: "sample-learner") { repositories(first: 9) { nodes { isPrivate } } } }'
    with StandIn(make_account([{"private": True}])) as server:
        answer = ask(server, query).json()
        assert answer["data"]["user"]["repositories"]["nodes"] == [{"isPrivate": True}]


@pytest.mark.parametrize("token", [None, "expired"])
def test_no_token_no_answer(make_account, token):
    with StandIn(make_account(repos=1)) as server:
        assert ask(server, "{ viewer { login } }", token=token).status_code == 401


def test_an_unknown_login_is_an_error_beside_the_data(make_account):
    with StandIn(make_account(repos=1)) as server:
        answer = ask(server, '{ user(login: "nobody") { name } }')

        assert answer.status_code == 200
        (error,) = answer.json()["errors"]
        assert error["type"] == "NOT_FOUND"
        assert error["message"] == "Could not resolve to a User with the login of 'nobody'."
        assert answer.json()["data"] == {"user": None}
        quiet = ask(server, '{ repositoryOwner(login: "nobody") { login } }').json()
        assert quiet == {"data": {"repositoryOwner": None}}


@pytest.mark.parametrize(
    ("bounds", "kind"),
    [("", "MISSING_PAGINATION_BOUNDARIES"), ("(first: 101)", "EXCESSIVE_PAGINATION")],
)
def test_every_list_needs_a_page_size_of_a_hundred_at_most(make_account, bounds, kind):
    query = f"{{ viewer {{ repositories{bounds} {{ totalCount }} }} }}"
    with StandIn(make_account(repos=1)) as server:
        (error,) = ask(server, query).json()["errors"]
        assert error["type"] == kind


def test_an_exhausted_quota_is_told_with_status_200(make_account):
    with StandIn(make_account(repos=1)) as server:
        server.leave(0, token="good-token", resource="graphql")
        answer = ask(server, "{ viewer { login } }")

        assert answer.status_code == 200
        assert answer.json()["errors"][0]["type"] == "RATE_LIMITED"
        assert answer.headers["x-ratelimit-remaining"] == "0"


def test_a_misspelt_field_is_named(make_account):
    with StandIn(make_account(repos=1)) as server:
        (error,) = ask(server, "{ viewer { shoeSize } }").json()["errors"]
        assert "shoeSize" in error["message"]


def test_languages_are_told_with_the_largest_first_when_asked(make_account):
    query = """{ repository(owner: "sample-learner", name: "one") {
      primaryLanguage { name }
      languages(first: 9, orderBy: {field: SIZE, direction: DESC}) { totalSize nodes { name } }
    } }"""
    files = {"a.c": "x", "Dockerfile": "FROM", "b.py": "x = 1"}
    with StandIn(make_account([{"name": "one", "files": files}])) as server:
        found = ask(server, query).json()["data"]["repository"]

        assert found["primaryLanguage"] == {"name": "Python"}
        assert [node["name"] for node in found["languages"]["nodes"]] == [
            "Python",
            "Dockerfile",
            "C",
        ]
        assert found["languages"]["totalSize"] == 10


def test_files_and_folders_are_found_by_expression(make_account):
    query = """{ repository(owner: "sample-learner", name: "one") {
      tree: object(expression: "main:docs") { ... on Tree { entries { name type } } }
      binary: object(expression: "HEAD:docs/a.png") { ... on Blob { text isBinary } }
      commit: object(expression: "main") { ... on Commit { oid messageHeadline } }
      escape: object(expression: "HEAD:../account.json") { oid }
      option: object(expression: "--all:a") { oid }
    } }"""
    files = {"docs/a.png": b"\x89PNG\0", "README.md": "# One\n"}
    with StandIn(make_account([{"name": "one", "files": files}])) as server:
        found = ask(server, query).json()["data"]["repository"]

        assert found["tree"]["entries"] == [{"name": "a.png", "type": "blob"}]
        assert found["binary"] == {"text": None, "isBinary": True}
        assert found["commit"] == {"oid": server.head("one"), "messageHeadline": "Begin"}
        assert found["escape"] is None
        assert found["option"] is None
