"""What must not leave: planted one of each, refused all at once, and mended one by one."""

import json

import pytest

from proofolio.errors import InputError, Place
from proofolio.model.finding import Finding, Spot
from proofolio.publish.accepted import accept
from proofolio.publish.raw_findings import with_accepted
from proofolio.settings.accepted_file import read_accepted
from proofolio.site import trust
from proofolio.usecases import publish, scaffold
from proofolio.usecases.sync import sync
from tests.conftest import NOTEBOOK, TODAY, write_account
from tests.notebooks.building import code, prose
from tests.notebooks.building import notebook as figures_notebook
from tests.notebooks.test_interactive import FIGURES
from tests.standin.server import StandIn

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
    "telling": {"README.md": "# Telling\n", "a.ipynb": notebook(("show(info)", '{"userId": "08123456789012345678"}\n'))},
    "running": {"README.md": "# Running\n\nType `<script>alert(1)</script>`.\n"},
}  # fmt: skip
POSTS = {
    "home-path": "# Homely\n\nThe data lie in `/home/janestranger/data`.\n",
    "email": f"# Mailing\n\nWrite to {EMAIL}.\n",
    "broken-link": "# Lost\n\n[Nowhere](nowhere.png)\n",
}
CLEAN = {"README.md": "# Clean\n", "a.ipynb": NOTEBOOK}


def account(tmp_path, files, name="account"):
    repos = [{"name": repo, "files": dict(own)} for repo, own in files.items()]
    return write_account(tmp_path, [*repos, {"name": "secretive", "private": True}], folder=name)


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "portfolio"
    list(scaffold.write_portfolio(folder, github="sample-learner", colab=()))
    with (folder / "mkdocs.yml").open("a") as config:
        config.write("\nhooks:\n  - unsafe.py\n")
    (folder / "unsafe.py").write_text(PLUGIN)
    trust.remember(folder / "mkdocs.yml")
    settings = folder / "portfolio.yml"
    settings.write_text(
        settings.read_text().replace("include: []", "include: [sample-learner/secretive]")
    )
    for rule, words in POSTS.items():
        (folder / f"posts/2026-01-02-{rule}.md").write_text(words)
    return folder


def pull_from(root, home, monkeypatch, **more):
    with StandIn(home, **more) as github:
        for name, value in github.environment().items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("GITHUB_TOKEN", "good-token")
        return sync(root, lambda _: None)


def rules(root):
    found = publish.check(root, today=TODAY, advise=False)
    return {finding.rule for finding in found.blockers}


def test_one_of_each_is_refused_and_all_are_named_at_once(tmp_path, root, monkeypatch):
    files = {name: dict(own) for name, own in FILES.items()}
    pull_from(root, account(tmp_path, files), monkeypatch)
    expected = {
        "secret", "private-work", "live-script", "identity", "home-path", "email", "broken-link",
    }  # fmt: skip
    found = publish.check(root, today=TODAY, advise=False)
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
    of = {"leaky": "secret", "telling": "identity", "running": "live-script"}
    pull_from(root, account(tmp_path, files, "account-0"), monkeypatch)
    left = rules(root)
    for number, (name, rule) in enumerate(of.items(), 1):
        files[name] = CLEAN
        pull_from(root, account(tmp_path, files, f"account-{number}"), monkeypatch)
        now = rules(root)
        assert now == left - {rule}
        left = now
    for rule in POSTS:
        (root / f"posts/2026-01-02-{rule}.md").unlink()
        now = rules(root)
        assert now == left - {rule}
        left = now
    assert rules(root) == {"private-work"}
    settings = root / "portfolio.yml"
    settings.write_text(settings.read_text().replace("[sample-learner/secretive]", "[]"))
    pull_from(root, tmp_path / "account-3", monkeypatch)
    assert rules(root) == set()


def test_no_figure_of_any_library_is_called_a_foreign_script(tmp_path):
    root = tmp_path / "portfolio"
    list(scaffold.write_portfolio(root, github="", colab=()))
    (root / "portfolio.yml").write_text("folders: [work]\n")
    (root / "work").mkdir()
    more = {"text/html": "<p>hi</p><script>document.title = 'x'</script>"}
    cells = [
        code(name, {"output_type": "display_data", "data": data, "metadata": {}}, count=number)
        for number, (name, data) in enumerate({**FIGURES, "script": more}.items(), 1)
    ]
    (root / "work/figures.ipynb").write_bytes(figures_notebook(prose("# Figures"), *cells))
    sync(root, lambda _: None)
    found = publish.check(root, today=TODAY, advise=False)
    frames = list(found.built.site.rglob("assets/frames/*.html"))
    assert len(frames) == len(cells)
    assert found.findings == ()


CUSTOMERS = """      name              email
0      Ana        ana@lab.xyz
1      Joe          j@doe.com
2      Kim  kim@nowhere.co.uk
"""


def test_what_is_public_already_is_one_remark_a_notebook_and_stops_nothing(
    tmp_path, root, monkeypatch
):
    for rule in ("home-path", "broken-link"):
        (root / f"posts/2026-01-02-{rule}.md").unlink()
    (root / "posts/2026-01-02-email.md").write_text(
        "# Mailing\n\nAsk hidden@lab.xyz or ana@lab.xyz.\n"
    )
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().partition("\nhooks")[0])
    table = notebook(("df.head()", CUSTOMERS), ("%pwd", "/nfs/home/janestranger/work\n"))
    work = {
        "customers": {"README.md": f"# Customers\n\nI am {EMAIL}.\n", "a.ipynb": table},
        "secretive": {"README.md": "# Secretive\n\nWrite to boss@hidden.org.\n"},
    }
    repos = [{"name": name, "files": files, "private": name == "secretive"} for name, files in work.items()]  # fmt: skip
    pull_from(root, write_account(tmp_path, repos), monkeypatch)
    found = publish.check(root, today=TODAY, advise=False)
    told = {(one.rule, one.spots[0].path): one for one in found.findings if one.rule != "private-work"}  # fmt: skip
    assert told.keys() == {
        ("personal-details", "sample-learner/customers/a.ipynb"),
        ("personal-details", "sample-learner/customers/README.md"),
        ("email", "posts/2026-01-02-email.md"),
        ("email", "sample-learner/secretive/README.md"),
    }
    remark = told["personal-details", "sample-learner/customers/a.ipynb"]
    assert remark.severity == "remark"
    assert "3 e-mail addresses and 1 home folder" in remark.message
    assert "hidden@lab.xyz" in told["email", "posts/2026-01-02-email.md"].message
    # One decision for all of it; it outlives what is added to the notebook.
    accept(
        root,
        wanted=["personal-details:customers/*.ipynb", "email:posts/*", "email:README.md"],
        findings=found.findings,
        reason="made up: ours",
    )
    more = notebook(("df.head()", CUSTOMERS), ("df.tail()", "9  Lee  lee@other.org\n"))
    work["customers"]["a.ipynb"] = more
    pull_from(root, write_account(tmp_path, repos, folder="later"), monkeypatch)
    found = publish.check(root, today=TODAY, advise=False)
    assert {one.rule for one in found.findings if not one.accepted} == {"private-work", "personal-details"}  # fmt: skip
    assert {one.accepted for one in found.findings if one.rule == "email"} == {"made up: ours"}


def finding(number, rule, *paths, severity="blocker"):
    spots = tuple(Spot(path=path) for path in paths)
    return Finding(id=f"{number:08x}", rule=rule, severity=severity, message=f"It's {number}", hint="", spots=spots)  # fmt: skip


FOUND = (
    finding(1, "email", "posts/a.md", "site/log/a/index.html"),
    finding(2, "email", "posts/a.md", "me/private/notebooks/deep/a.ipynb"),
    finding(3, "email", "me/private/notebooks/deep/a.ipynb"),
    finding(4, "secret", "posts/a.md"),
    finding(5, "broken-link", "site/log/a/index.html"),
)


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (["00000001", "00000004"], [1, 4]),
        (["email:posts/*"], [1]),
        (["email:notebooks/*"], [3]),
        (["email:me/private/*"], [3]),
        (["email:*"], [1, 2, 3]),
        (["broken-link:log/*", "00000003"], [3, 5]),
    ],
)
def test_ids_and_patterns_accept_what_they_name_and_nothing_else(tmp_path, wanted, numbers):
    (tmp_path / "accepted.yml").write_text("accepted:\n  # none yet\n")
    for _ in range(2):
        taken = accept(tmp_path, wanted=wanted, findings=FOUND, reason="It's meant: so")
        assert [int(one.id, 16) for one in taken] == numbers
    text = (tmp_path / "accepted.yml").read_text()
    assert text.startswith("accepted:\n  # none yet\n  - ")
    assert text.count("reason:") == len(wanted)
    told = with_accepted(FOUND, read_accepted(tmp_path))
    assert [int(one.id, 16) for one in told if one.accepted == "It's meant: so"] == numbers


@pytest.mark.parametrize(
    ("wanted", "reason", "told"),
    [
        ("00000001", " ", "with a reason"),
        ("0000000a", "x", "no finding"),
        ("email:nowhere/*", "x", "no finding"),
        ("secret:posts/*", "x", "by its id"),
        ("e-mail", "x", "neither"),
    ],
)
def test_what_cannot_be_accepted_is_told_and_nothing_is_written(tmp_path, wanted, reason, told):
    with pytest.raises(InputError, match=told):
        accept(tmp_path, wanted=["00000003", wanted], findings=FOUND, reason=reason)
    assert not (tmp_path / "accepted.yml").exists()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("accepted:\n  - id: 12\n    reason: x\n", 2),
        ("accepted:\n  - id: '0123abcd'\n", 2),
        ("accept: []\n", 1),
        ("accepted:\n  - rule: email\n    reason: x\n", 2),
        ("accepted:\n  - id: '0123abcd'\n    rule: email\n    path: x\n    reason: x\n", 2),
        ("accepted:\n  - rule: secret\n    path: '*'\n    reason: x\n", 2),
    ],
)
def test_a_wrong_line_of_the_accepted_is_told_with_its_place(tmp_path, text, line):
    (tmp_path / "accepted.yml").write_text(text)
    with pytest.raises(InputError) as error:
        read_accepted(tmp_path)
    assert [problem.where for problem in error.value.problems] == [
        Place(path="accepted.yml", line=line)
    ]
