"""Tokens of any source stay where they are."""

from proofolio.cli.log import secrets, without
from proofolio.sources.secrets import Token, without_secrets


def test_programs_that_are_started_get_no_token_under_any_name() -> None:
    environment = {
        "GITLAB_TOKEN": "glpat-1234567890",
        "DB_PASSWORD": "x",
        "PROXY": "http://me:glpat-1234567890@proxy",
        "PATH": "/bin",
        "SHORT_TOKEN": "bin",
    }
    assert without_secrets(environment) == {"PATH": "/bin"}


def test_what_is_printed_holds_no_token_of_a_plug_in(monkeypatch) -> None:
    monkeypatch.setenv("GITLAB_TOKEN", "glpat-1234567890")
    monkeypatch.setenv("SHORT_TOKEN", "bin")
    assert without("Bearer glpat-1234567890 in /bin", secrets()) == "Bearer [token] in /bin"
    assert "glpat" not in repr(Token(value="glpat-1234567890", origin="GITLAB_TOKEN"))
