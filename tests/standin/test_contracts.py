"""The stand-in promises no more and no less than GitHub does."""

import pytest
import requests
from graphql import (
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLUnionType,
    is_required_argument,
    is_required_input_field,
)

from tests.contracts import needs_contracts, published_schema, rest_validator, validate_query
from tests.standin.graphql import schema
from tests.standin.server import StandIn

TOKEN = {"Authorization": "Bearer good-token"}
GIST = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def github(make_account):
    files = {
        "README.md": "# One\n",
        "LICENSE": "MIT License\n",
        "src/a.py": "print(1)\n",
        "docs/big.txt": "x" * 1_200_000,
    }
    folder = make_account(
        [
            {"name": "one", "files": files, "topics": ["ml"], "homepage": "https://example.com"},
            {"name": "bare", "license": None, "description": None, "homepage": None},
            {"name": "none", "commits": [], "license": "NOASSERTION"},
            {"name": "mine", "private": True},
        ],
        gists={GIST: {"a.ipynb": "{}", "b.txt": "x" * 1_200_000}},
        pinned=["one"],
    )
    with StandIn(folder) as server:
        yield server


@needs_contracts
@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ("users/get-by-username", "users/sample-learner"),
        ("users/get-authenticated", "user"),
        ("repos/list-for-user", "users/sample-learner/repos"),
        ("repos/list-for-authenticated-user", "user/repos"),
        ("repos/get", "repos/sample-learner/one"),
        ("repos/get", "repos/sample-learner/none"),
        ("repos/get", "repos/sample-learner/mine"),
        ("repos/get-readme", "repos/sample-learner/one/readme"),
        ("repos/list-languages", "repos/sample-learner/one/languages"),
        ("repos/list-languages", "repos/sample-learner/none/languages"),
        ("repos/get-all-topics", "repos/sample-learner/one/topics"),
        ("git/get-tree", "repos/sample-learner/one/git/trees/main"),
        ("git/get-tree", "repos/sample-learner/one/git/trees/HEAD?recursive=1"),
        ("repos/get-content", "repos/sample-learner/one/contents/README.md"),
        ("repos/get-content", "repos/sample-learner/one/contents/docs/big.txt"),
        ("repos/get-content", "repos/sample-learner/one/contents/"),
        ("repos/get-content", "repos/sample-learner/one/contents/src"),
        ("repos/list-commits", "repos/sample-learner/one/commits"),
        ("repos/list-releases", "repos/sample-learner/one/releases"),
        ("gists/list-for-user", "users/sample-learner/gists"),
        ("gists/get", f"gists/{GIST}"),
        ("rate-limit/get", "rate_limit"),
        ("licenses/get-for-repo", "repos/sample-learner/one/license"),
    ],
)
def test_an_answer_has_the_shape_that_github_promises(github, operation, path):
    got = requests.get(f"{github.url}/api/v3/{path}", headers=TOKEN, timeout=10)

    assert got.status_code == 200
    rest_validator(operation).validate(got.json())


@needs_contracts
def test_a_blob_has_the_shape_that_github_promises(github):
    url = f"{github.url}/api/v3/repos/sample-learner/one"
    sha = requests.get(f"{url}/readme", timeout=10).json()["sha"]
    body = requests.get(f"{url}/git/blobs/{sha}", timeout=10).json()
    rest_validator("git/get-blob").validate(body)


@needs_contracts
@pytest.mark.parametrize(
    ("operation", "path", "status"),
    [
        ("users/get-by-username", "users/nobody", 404),
        ("repos/get", "repos/sample-learner/nothing", 404),
        ("repos/get-readme", "repos/sample-learner/none/readme", 404),
        ("git/get-tree", "repos/sample-learner/none/git/trees/HEAD", 409),
        ("repos/list-commits", "repos/sample-learner/none/commits", 409),
        ("gists/get", "gists/unknown", 404),
    ],
)
def test_a_refusal_has_the_shape_that_github_promises(github, operation, path, status):
    got = requests.get(f"{github.url}/api/v3/{path}", headers=TOKEN, timeout=10)

    assert got.status_code == status
    assert got.json()["status"] == str(status)
    rest_validator(operation, status).validate(got.json())


@needs_contracts
def test_every_type_field_and_argument_is_one_of_githubs():
    theirs = published_schema()
    for name, ours in schema().type_map.items():
        if name.startswith("__"):
            continue
        assert type(ours) is type(theirs.type_map[name]), name
        if isinstance(ours, GraphQLUnionType):
            published = {member.name for member in theirs.type_map[name].types}
            assert {member.name for member in ours.types} <= published, name
        if isinstance(ours, GraphQLObjectType):
            published = {interface.name for interface in theirs.type_map[name].interfaces}
            assert {interface.name for interface in ours.interfaces} <= published, name
        assert set(getattr(ours, "values", {})) == set(getattr(theirs.type_map[name], "values", {}))
        for field_name, field in getattr(ours, "fields", {}).items():
            _same_field(f"{name}.{field_name}", field, theirs.type_map[name].fields[field_name])
        if isinstance(ours, GraphQLInputObjectType):
            required = {
                k for k, f in theirs.type_map[name].fields.items() if is_required_input_field(f)
            }
            assert required <= set(ours.fields), name


def _same_field(where, ours, theirs):
    assert str(ours.type) == str(theirs.type), where
    arguments = getattr(theirs, "args", {})
    for name, argument in getattr(ours, "args", {}).items():
        assert str(argument.type) == str(arguments[name].type), f"{where}({name})"
        assert argument.default_value == arguments[name].default_value, f"{where}({name})"
    required = {name for name, argument in arguments.items() if is_required_argument(argument)}
    assert required <= set(getattr(ours, "args", {})), where


@needs_contracts
def test_a_query_that_github_would_refuse_is_named():
    assert validate_query("{ viewer { login } }") == []
    assert "shoeSize" in validate_query("{ viewer { shoeSize } }")[0]
