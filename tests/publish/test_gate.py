"""What must not leave: planted one of each, refused all at once, and mended one by one."""

import json

import pytest

from proofolio import pipeline, publishing, starters
from proofolio.errors import InputError, Place
from proofolio.publish.accepted import accept
from proofolio.sample.server import StandIn
from proofolio.settings.accepted_file import read_accepted
from proofolio.site import trust
from tests.conftest import NOTEBOOK, TODAY, write_account

KEY = "sk-" + "proj-" + "a7Xq9LmB2vKt4RzW8nYp3JdF6hGs1CeU5oTi0QbN7xMa2ZkV"
EMAIL = "jane.stranger@gmail.com"
PLUGIN = """
def on_post_page(output, page, config):
    return output.replace("&lt;script&gt;", "<script>").replace("&lt;/script&gt;", "</script>")
"""
"""A learner's own hook that undoes escaping, as careless plugins do."""


def notebook(*cells):
    whole = json.loads(NOTEBOOK)
    for source, output in cells:
        whole["cells"].append(
            {
                "id": f"c{len(whole['cells'])}",
                "cell_type": "code",
                "metadata": {},
                "execution_count": None,
                "source": source,
                "outputs": [{"output_type": "stream", "name": "stdout", "text": output}],
            }
        )
    return json.dumps(whole)


FILES = {
    "leaky": {"README.md": "# Leaky\n", "a.ipynb": notebook((f'client = OpenAI(api_key="{KEY}")', ""))},
    "homely": {"README.md": "# Homely\n\nThe data lie in `/home/janestranger/data`.\n"},
    "telling": {"README.md": "# Telling\n", "a.ipynb": notebook(("show(info)", '{"userId": "08123456789012345678"}\n'))},
    "mailing": {"README.md": f"# Mailing\n\nWrite to {EMAIL}.\n"},
    "running": {"README.md": "# Running\n\nType `<script>alert(1)</script>`.\n"},
}  # fmt: skip
CLEAN = {"README.md": "# Clean\n", "a.ipynb": NOTEBOOK}


def account(tmp_path, files, name="account"):
    repos = [{"name": repo, "files": dict(own)} for repo, own in files.items()]
    return write_account(tmp_path, [*repos, {"name": "secretive", "private": True}], folder=name)


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "portfolio"
    list(starters.write_portfolio(folder, github="sample-learner", colab=()))
    with (folder / "mkdocs.yml").open("a") as config:
        config.write("\nhooks:\n  - unsafe.py\n")
    (folder / "unsafe.py").write_text(PLUGIN)
    trust.remember(folder / "mkdocs.yml")
    settings = folder / "portfolio.yml"
    settings.write_text(
        settings.read_text().replace("include: []", "include: [sample-learner/secretive]")
    )
    (folder / "posts/2026-01-02-lost.md").write_text("# Lost\n\n[Nowhere](nowhere.png)\n")
    return folder


def sync(root, home, monkeypatch, **more):
    with StandIn(home, **more) as github:
        for name, value in github.environment().items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("GITHUB_TOKEN", "good-token")
        return pipeline.sync(root, lambda _: None)


def rules(root):
    found = publishing.check(root, today=TODAY, advise=False)
    return {finding.rule for finding in found.blockers}


def test_one_of_each_is_refused_and_all_are_named_at_once(tmp_path, root, monkeypatch):
    files = {name: dict(own) for name, own in FILES.items()}
    sync(root, account(tmp_path, files), monkeypatch)
    expected = {
        "secret", "private-work", "live-script", "identity", "home-path", "email", "broken-link",
    }  # fmt: skip
    found = publishing.check(root, today=TODAY, advise=False)
    assert {finding.rule for finding in found.blockers} == expected
    for finding in found.blockers:
        assert finding.hint
        assert finding.spots
        assert KEY not in repr(finding)
    secret = found.blockers[0]
    assert secret.rule == "secret"
    places = [str(spot) for spot in secret.spots]
    assert any(place.startswith("site/projects/leaky/") for place in places)
    assert any(
        place.startswith("sample-learner/leaky/a.ipynb, cell 3, line 1, commit ")
        for place in places
    )


def test_each_is_mended_where_it_was_written_until_the_site_passes(tmp_path, root, monkeypatch):
    files = {name: dict(own) for name, own in FILES.items()}
    of = {"leaky": "secret", "homely": "home-path", "telling": "identity", "mailing": "email", "running": "live-script"}  # fmt: skip
    sync(root, account(tmp_path, files, "account-0"), monkeypatch)
    left = rules(root)
    for number, (name, rule) in enumerate(of.items(), 1):
        files[name] = CLEAN
        sync(root, account(tmp_path, files, f"account-{number}"), monkeypatch)
        now = rules(root)
        assert now == left - {rule}
        left = now
    (root / "posts/2026-01-02-lost.md").unlink()
    assert rules(root) == {"private-work"}
    settings = root / "portfolio.yml"
    settings.write_text(settings.read_text().replace("[sample-learner/secretive]", "[]"))
    sync(root, tmp_path / "account-5", monkeypatch)
    assert rules(root) == set()


def test_a_finding_that_is_accepted_with_a_reason_no_longer_blocks(tmp_path, root, monkeypatch):
    files = {"mailing": FILES["mailing"]}
    (root / "posts/2026-01-02-lost.md").unlink()
    (root / "portfolio.yml").write_text("github: sample-learner\n")
    sync(root, account(tmp_path, files), monkeypatch)
    (finding,) = publishing.check(root, today=TODAY, advise=False).blockers
    assert finding.rule == "email"
    with pytest.raises(InputError, match="reason"):
        accept(root, finding_id=finding.id, what=finding.message, reason=" ")
    (root / "accepted.yml").write_text("accepted:\n  # none yet\n")
    accept(root, finding_id=finding.id, what=finding.message, reason="It's a list's address: ours")
    accept(root, finding_id=finding.id, what=finding.message, reason="again")
    assert (root / "accepted.yml").read_text().startswith("accepted:\n  # none yet\n  - id: ")
    found = publishing.check(root, today=TODAY, advise=False)
    assert not found.blockers
    assert [f.accepted for f in found.findings if f.id == finding.id] == [
        "It's a list's address: ours"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("accepted:\n  - id: 12\n    reason: x\n", 2),
        ("accepted:\n  - id: '0123abcd'\n", 2),
        ("accept: []\n", 1),
    ],
)
def test_a_wrong_line_of_the_accepted_is_told_with_its_place(tmp_path, text, line):
    (tmp_path / "accepted.yml").write_text(text)
    with pytest.raises(InputError) as error:
        read_accepted(tmp_path)
    assert [problem.where for problem in error.value.problems] == [
        Place(path="accepted.yml", line=line)
    ]
