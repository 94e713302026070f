"""The query is one that GitHub answers, and its answers are read whatever they leave out."""

from importlib import resources

import pytest

from proofolio.sources.github.answers import repo_from_graphql, repo_from_rest
from tests.contracts import needs_contracts, validate_query

NODE = {
    "databaseId": 7, "name": "iris", "owner": {"login": "sample-learner"}, "url": "https://x/iris",
    "description": None, "homepageUrl": None, "repositoryTopics": {"nodes": None},
    "languages": None, "licenseInfo": {"spdxId": "NOASSERTION"}, "stargazerCount": 0,
    "createdAt": "2025-01-01T00:00:00Z", "pushedAt": None, "isFork": False, "isArchived": False,
    "isTemplate": False, "isPrivate": False, "isEmpty": True, "defaultBranchRef": None,
}  # fmt: skip


@needs_contracts
def test_the_query_is_valid_against_githubs_published_schema() -> None:
    query = (
        resources.files("proofolio.sources.github").joinpath("account.graphql").read_text("utf-8")
    )
    assert validate_query(query) == []


def test_what_github_may_leave_out_is_left_out() -> None:
    listed = repo_from_graphql(NODE, ())
    assert listed.is_empty
    assert listed.repo.licence is None
    assert listed.repo.pushed_at == listed.repo.created_at
    assert listed.repo.topics == listed.repo.languages == ()


@pytest.mark.parametrize(
    "change",
    [{"name": "../../etc"}, {"name": ".."}, {"owner": {"login": "a/b"}}, {"databaseId": None},
     {"createdAt": "yesterday"}, {"url": 3}],
)  # fmt: skip
def test_an_answer_in_another_shape_is_refused(change: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        repo_from_graphql({**NODE, **change}, ())


def test_a_rest_item_without_fields_is_refused() -> None:
    with pytest.raises(KeyError):
        repo_from_rest({"id": 1})
