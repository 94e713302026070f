"""Which servers are asked, and with which token."""

from pathlib import Path

import pytest

from proofolio.errors import InputError
from proofolio.sources.github.endpoints import Endpoints, find_token


def test_github_and_drive_are_asked_when_nothing_is_set() -> None:
    endpoints = Endpoints.from_environment({})
    assert endpoints.api == "https://api.github.com"
    assert endpoints.graphql == "https://api.github.com/graphql"
    assert endpoints.server == "https://github.com"
    assert endpoints.drive == "https://drive.usercontent.google.com"


def test_an_enterprise_server_is_asked_at_its_own_addresses() -> None:
    endpoints = Endpoints.from_environment({"GITHUB_API_URL": "https://git.example.org/api/v3/"})
    assert endpoints.api == "https://git.example.org/api/v3"
    assert endpoints.graphql == "https://git.example.org/api/graphql"


@pytest.mark.parametrize(
    "value",
    ["git.example.org", "ftp://x", "https://", "https://u:p@x", "https://[", "http://x.org"],
)
def test_a_server_that_no_token_may_be_sent_to_is_refused(value: str) -> None:
    with pytest.raises(InputError) as caught:
        Endpoints.from_environment({"GITHUB_SERVER_URL": value})
    (problem,) = caught.value.problems
    assert "GITHUB_SERVER_URL" in problem.message
    assert problem.hint


def test_the_token_is_looked_for_in_order(tmp_path: Path) -> None:
    gh = tmp_path / "gh"
    gh.write_text('#!/bin/sh\n[ "$4" = github.com ] && echo from-gh\n')
    gh.chmod(0o755)
    endpoints = Endpoints.from_environment({})
    environment = {"PATH": f"{tmp_path}:/bin", "GH_TOKEN": "second", "GITHUB_TOKEN": "first"}
    origins = []
    for name in ("GITHUB_TOKEN", "GH_TOKEN", "PATH"):
        token = find_token(environment, endpoints)
        assert token is not None
        assert token.value not in repr(token)
        origins.append(token.origin)
        del environment[name]
    assert origins == ["GITHUB_TOKEN", "GH_TOKEN", "`gh auth token`"]
    assert find_token({"PATH": ""}, endpoints) is None


def test_a_gh_that_knows_no_account_of_the_server_is_no_token(tmp_path: Path) -> None:
    gh = tmp_path / "gh"
    gh.write_text("#!/bin/sh\necho no account >&2; exit 1\n")
    gh.chmod(0o755)
    assert find_token({"PATH": f"{tmp_path}:/bin"}, Endpoints.from_environment({})) is None
