"""What a workflow installs is what wrote it."""

import json

import pytest

from proofolio import __version__
from proofolio.cli.setup import setup_publishing
from proofolio.publish import installed
from proofolio.publish.workflow import WORKFLOW, Choices, render
from proofolio.usecases import scaffold

RELEASE = f"proofolio=={__version__}"
GIT = {"vcs": "git", "commit_id": "0" * 40}


class Installed:
    """A distribution as pip leaves it."""

    def __init__(self, note: str | None) -> None:
        self.note = note

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self.note


@pytest.mark.parametrize(
    ("note", "wanted", "is_ours_alone"),
    [
        (None, RELEASE, False),
        (
            {"url": "https://git.example/p.git", "vcs_info": GIT},
            f"proofolio @ git+https://git.example/p.git@{'0' * 40}",
            False,
        ),
        (
            {"url": "https://files.example/p-1-py3-none-any.whl", "archive_info": {}},
            "proofolio @ https://files.example/p-1-py3-none-any.whl",
            False,
        ),
        ({"url": "ssh://git@git.example/p.git", "vcs_info": GIT}, RELEASE, True),
        ({"url": "https://me:key@git.example/p.git", "vcs_info": GIT}, RELEASE, True),
        ({"url": "file:///home/me/p", "dir_info": {"editable": True}}, RELEASE, True),
        ({"url": 1}, RELEASE, True),
        ([], RELEASE, False),
        ("oops", RELEASE, False),
    ],
)
def test_it_is_found_where_it_came_from(monkeypatch, tmp_path, capsys, note, wanted, is_ours_alone):
    text = note if note is None or isinstance(note, str) else json.dumps(note)
    monkeypatch.setattr(installed, "distribution", lambda name: Installed(text))
    assert installed.this_version() == wanted
    assert installed.is_from_this_computer() == is_ours_alone
    assert f"PROOFOLIO: {json.dumps(wanted)}" in render(Choices(account="x"))
    list(scaffold.write_portfolio(tmp_path, github="sample-learner", colab=()))
    setup_publishing(tmp_path)
    assert ("while yours comes from this computer" in capsys.readouterr().out) == is_ours_alone
    assert json.dumps(wanted) in (tmp_path / WORKFLOW).read_text()
    assert wanted == RELEASE or wanted not in (tmp_path / ".proofolio.json").read_text()
