"""A source that another package adds: what it brought is its own affair, and nobody else's."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from proofolio import cli
from proofolio.model.snapshot import Snapshot
from proofolio.usecases.check_history import search_histories
from proofolio.usecases.workspace import Folders
from tests.conftest import LOGIN, NOTEBOOK
from tests.standin.faults import Fault
from tests.standin.server import StandIn
from tests.test_plugins import install

CODE = """
from datetime import UTC, datetime
from pathlib import Path

from proofolio.api.sources import (
    Addresses, GitHost, Learner, Listed, Listing, Options, RepoRecord, Source, SourceError, pull_repositories,
)


class ShelfOptions(Options):
    server: str
    user: str = "sample-learner"


class Shelf(Source[ShelfOptions]):
    name = "shelf"
    label = "Shelf"
    options = ShelfOptions

    def pull(self, options, context):
        said = (Path(__file__).parent / "repositories.txt").read_text()
        if said.startswith("fault"):
            raise SourceError("Shelf does not answer.", "Wait.")
        if said.startswith("bug"):
            raise ZeroDivisionError("division by zero")
        repos = [
            Listed(
                repo=RepoRecord(
                    host_id=f"shelf-{name}",
                    owner=options.user,
                    name=name,
                    url=f"https://shelf.example/{options.user}/{name}",
                    created_at=datetime(2026, 1, 1, tzinfo=UTC),
                    pushed_at=datetime(2026, 1, 2, tzinfo=UTC),
                    committed_at=datetime(2026, 1, 2, tzinfo=UTC),
                    default_branch="main",
                    addresses=Addresses(
                        file="https://shelf.example/{repository}/-/blob/{ref}/{path}"
                    ),
                )
            )
            for name in said.split()
        ]
        listing = Listing(
            owner=options.user,
            learner=Learner(login=options.user, account_id="1"),
            repos=tuple(repos),
        )
        host = GitHost(label="Shelf", clone_url=lambda repo: f"{options.server}/{repo.full_name}.git")
        return pull_repositories(listing, host, context)

    def clone_url(self, options, repo):
        return f"{options.server}/{repo.full_name}.git"


SOURCE = Shelf()
"""


class Portfolio:
    """A portfolio of GitHub and of the plug-in's source, and the repositories of both."""

    def __init__(self, root: Path, package: Path, github: StandIn, shelf: StandIn) -> None:
        self.root, self.package, self.github, self.shelf = root, package, github, shelf
        self._list = package / "repositories.txt"

    def lists(self, *names: str) -> None:
        """Let the plug-in's host list these repositories, or let it fail."""
        self._list.write_text("\n".join(names))

    def sync(
        self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> tuple[int, str]:
        patch.setattr(sys, "argv", ["proofolio", "-C", str(self.root), "sync"])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0), "".join(capsys.readouterr())

    @property
    def snapshot(self) -> Snapshot:
        found = Folders(self.root).snapshot.read()
        assert found
        return found

    def brought(self, source: str) -> dict[str, bool]:
        """Name of a repository → whether it is stale."""
        part = self.snapshot.source(source)
        return {repo.name: bool(repo.stale) for repo in part.repos} if part else {}


@pytest.fixture
def portfolio(
    make_account: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Portfolio]:
    package = tmp_path / "installed"
    package.mkdir()
    module = f"shelf_{tmp_path.name.replace('-', '_')}"
    (package / f"{module}.py").write_text(CODE)
    install(package, "proofolio-shelf", "1.2", sources=f"shelf = {module}:SOURCE")
    monkeypatch.syspath_prepend(package)
    root = tmp_path / "portfolio"
    root.mkdir()
    theirs = [{"name": "kelp", "files": {"a.ipynb": NOTEBOOK, "README.md": "# Kelp\n"}}, {"name": "tide"}, {"name": "reef"}]  # fmt: skip
    with (
        StandIn(make_account(2), work_dir=tmp_path / "git") as github,
        StandIn(make_account(theirs), work_dir=tmp_path / "git-2") as shelf,
    ):
        for name, value in {**github.environment(), "GITHUB_TOKEN": "", "GH_TOKEN": "", "GH_CONFIG_DIR": str(tmp_path / "gh")}.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        (root / "portfolio.yml").write_text(
            f"github: {LOGIN}\nshelf:\n  server: {shelf.url}\npin: [tide, project-02]\n"
        )
        found = Portfolio(root, package, github, shelf)
        found.lists("kelp", "tide", "reef")
        yield found


def test_a_plugins_repositories_stay_and_each_source_loses_its_own(
    portfolio: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, "5 new" in said) == (0, True), said
    (kelp,) = [repo for repo in portfolio.snapshot.repos if repo.name == "kelp"]
    assert {file.path for file in kelp.files} == {"a.ipynb", "README.md"}
    assert kelp.activity
    assert kelp.activity.weeks
    assert portfolio.snapshot.credited == ("GitHub", "Shelf")
    portfolio.github.forget()
    portfolio.shelf.forget()
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, "5 unchanged" in said, "one" in said) == (0, True, False), said
    assert not [one for one in (*portfolio.github.requests, *portfolio.shelf.requests) if one.kind == "git"]  # fmt: skip

    portfolio.shelf.account.repository("kelp").private = True
    portfolio.lists("tide", "reef")
    code, said = portfolio.sync(capsys, monkeypatch)
    assert "Left the site: sample-learner/kelp" in said
    assert portfolio.brought("github") == {"project-01": False, "project-02": False}
    parts = {
        part.name: [one.full_name for one in part.withdrawn] for part in portfolio.snapshot.sources
    }
    assert parts == {"github": [], "shelf": ["sample-learner/kelp"]}

    # A list that lacks what is there is wrong, whoever made it.
    portfolio.lists("reef")
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, "Shelf did not list it" in said) == (6, True)
    assert portfolio.brought("shelf") == {"tide": True, "reef": False}

    found = search_histories(portfolio.root)
    assert found.repositories == 4
    assert not found.findings


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("fault", "Shelf does not answer."),
        ("bug", "The plug-in `shelf` of proofolio-shelf 1.2 failed: ZeroDivisionError"),
    ],
)
def test_a_source_that_fails_costs_the_others_nothing(
    portfolio: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    fault: str, says: str,
) -> None:  # fmt: skip
    portfolio.sync(capsys, monkeypatch)
    portfolio.lists(fault)
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, says in said) == (6, True), said
    assert portfolio.brought("github") == {"project-01": False, "project-02": False}
    assert portfolio.brought("shelf") == {"kelp": True, "tide": True, "reef": True}
    assert not portfolio.snapshot.withdrawn
    since = portfolio.snapshot.source("shelf").synced_at  # type: ignore[union-attr]

    portfolio.lists("kelp", "tide", "reef")
    portfolio.github.misbehave(Fault(path="/users/", status=503))
    monkeypatch.setattr("proofolio.sources.http.patience.pause", lambda *_: None)
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, "GitHub is having trouble" in said) == (6, True), said
    assert portfolio.brought("github") == {"project-01": True, "project-02": True}
    assert portfolio.brought("shelf") == {"kelp": False, "tide": False, "reef": False}
    assert portfolio.snapshot.source("shelf").synced_at >= since  # type: ignore[union-attr]

    # When none can be read, nothing changes.
    portfolio.lists(fault)
    before = portfolio.snapshot
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, says in said) == (4, True), said
    assert portfolio.snapshot == before


def test_a_package_that_is_broken_costs_the_others_nothing(
    portfolio: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio.sync(capsys, monkeypatch)
    (code_file,) = portfolio.package.glob("shelf_*.py")
    code_file.write_text("import nothing_there\n")
    monkeypatch.delitem(sys.modules, code_file.stem)
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (
        code,
        "`shelf` of proofolio-shelf 1.2 could not be loaded: ModuleNotFoundError" in said,
    ) == (6, True), said
    assert portfolio.brought("github") == {"project-01": False, "project-02": False}
    assert portfolio.brought("shelf") == {"kelp": True, "tide": True, "reef": True}
    assert portfolio.snapshot.credited == ("GitHub", "Shelf")


def test_a_host_that_says_nothing_is_given_up_after_three(
    portfolio: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.sources.git.repositories.AT_ONCE", 1)
    many = [f"lost-{number}" for number in range(8)]
    portfolio.lists(*many)
    portfolio.shelf.misbehave(Fault(path="lost-", status=503))
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, said.count("could not be read: the server is having trouble")) == (6, 8)
    assert (
        len({one.path.split("/")[2] for one in portfolio.shelf.requests if "lost-" in one.path})
        == 3
    )
    assert set(portfolio.brought("github")) == {"project-01", "project-02"}


def test_what_is_not_asked_for_any_more_leaves_and_its_package_is_missed_by_name(
    portfolio: Portfolio, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio.sync(capsys, monkeypatch)
    settings = portfolio.root / "portfolio.yml"
    asked = settings.read_text()
    settings.write_text(f"github: {LOGIN}\n")
    code, said = portfolio.sync(capsys, monkeypatch)
    assert code == 0
    assert "Shelf is not asked for any more: 3 repositories left with it." in said
    assert "deleted or made private" not in said
    assert [part.name for part in portfolio.snapshot.sources] == ["github"]

    settings.write_text(asked.replace("server:", "srever:"))
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, "portfolio.yml:3" in said, "`srever` is not a setting. Did you mean `server`?" in " ".join(said.split())) == (3, True, True), said  # fmt: skip

    settings.write_text(asked)
    monkeypatch.setattr(
        sys, "path", [place for place in sys.path if not place.endswith("installed")]
    )
    code, said = portfolio.sync(capsys, monkeypatch)
    assert (code, "`shelf` is not a setting" in said, "not installed" in said) == (3, True, True), (
        said
    )


def test_a_build_and_the_help_load_no_source(small: Path) -> None:
    """PyGithub alone takes a quarter of a second, and a build asks nobody."""
    code = (
        "import sys\nfrom datetime import date\nfrom pathlib import Path\nfrom proofolio.usecases.build import build\n"
        f"build(Path({str(small)!r}), today=date(2026, 11, 22))\n"
        "print([name for name in sys.modules if name == 'github' or name.startswith('proofolio.sources')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
