"""From an empty folder to a site on a remote, as a learner does it; taken down again."""

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from proofolio.errors import SystemProblemError
from proofolio.publish.branch import MARK, commit_site, find_branch, push_site
from tests import program
from tests.chromium import CHROMIUM, serving
from tests.conftest import write_account
from tests.leaks.making import github
from tests.publish.git_server import git_server
from tests.standin import SAMPLE_ACCOUNT
from tests.standin.server import StandIn

ADDRESS = "https://sample-learner.github.io/portfolio/"
BIN = Path(sys.executable).parent
BARE = "sample-learner/portfolio.git"


def run(root, *arguments, env, code=0):
    done = program.run(*arguments, folder=root, environment={**os.environ, **env})
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def git(folder, *arguments):
    return subprocess.run(
        ["git", "-C", folder, *arguments], capture_output=True, text=True, check=True
    ).stdout


@contextmanager
def hosts_of(home, folder):
    """GitHub's API, and its git server at the addresses that a learner types; the environment of both."""
    with StandIn(home, pages_url="https://github.com") as github, git_server(folder, BARE) as url:
        redirected = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{url}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.com/",
            "GIT_TERMINAL_PROMPT": "0",
        }
        yield folder / BARE, {**github.environment(), **redirected}


def begin(root, env):
    """Do what the guide says, up to the first time that the site is published."""
    root.mkdir()
    run(root, "init", "--github", "sample-learner", env=env)
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", f"https://github.com/{BARE}")
    return run(root, "publish", "--branch", env=env)


@pytest.fixture(scope="module")
def hosts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hosts")
    with hosts_of(write_account(folder, 1), folder) as found:
        yield found


@pytest.fixture(scope="module")
def published(hosts, tmp_path_factory):
    """The portfolio's folder, the bare repository and the environment."""
    bare, env = hosts
    root = tmp_path_factory.mktemp("learner") / "portfolio"
    begin(root, env)
    return root, bare, env


def test_from_an_empty_folder_to_a_site_without_a_broken_link(tmp_path, request):
    with hosts_of(SAMPLE_ACCOUNT, tmp_path) as (bare, env):
        said = begin(tmp_path / "learner", env)
    host = tmp_path / "host"
    subprocess.run(["git", "clone", "--quiet", "--branch", "gh-pages", bare, host / "portfolio"], check=True)  # fmt: skip
    shutil.rmtree(host / "portfolio/.git")
    assert ADDRESS in said
    home, lost = ((host / "portfolio" / name).read_text() for name in ("index.html", "404.html"))
    assert f'<link rel="canonical" href="{ADDRESS}">' in home
    assert 'href="/portfolio/assets/' in lost, "right at any depth"
    assert (host / "portfolio/.nojekyll").exists()
    addresses = re.findall(r"<loc>([^<]+)</loc>", (host / "portfolio/sitemap.xml").read_text())
    assert all(address.startswith(ADDRESS) for address in addresses)
    with serving(host) as url:
        here = f"{url}portfolio/"
        assert broken(here, [*addresses, f"{ADDRESS}404.html"]) == {}
        if CHROMIUM is not None:
            pages = ["", "projects/", "skills/", "log/", "404.html", "projects/second-look/"]
            assert visit(request.getfixturevalue("browser"), here, pages) == []


def broken(here, addresses):
    """Let lychee follow every link of the pages to this host, anchors included."""
    done = subprocess.run(
        [
            BIN / "lychee", "--no-progress", "--format", "json", "--include-fragments=full", "--max-concurrency", "8",
            "--remap", f"^{ADDRESS} {here}", "--include", re.escape(here), "--exclude", ".*",
            *[address.replace(ADDRESS, here) for address in addresses],
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["successful"] > 500
    return found["error_map"]


def visit(browser, here, paths):
    wrong = []
    page = browser.new_page()
    page.on(
        "console",
        lambda message: wrong.append(message.text) if message.type == "error" else None,
    )
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: (
            wrong.append(request.url) if not request.url.startswith((here, "data:")) else None
        ),
    )
    for path in paths:
        page.goto(here + path)
    page.close()
    return wrong


def test_the_next_time_only_what_changed_is_said_to_be(published):
    root, bare, env = published
    (root / "posts/2026-01-02-words.md").write_text("# A few words\n\nWritten by hand.\n")
    dry = run(root, "publish", "--branch", "--dry-run", "--no-sync", env=env)
    assert re.search(r"new \(\d+\): .*log/2026/words/", dry)
    assert "Nothing has left this computer" in dry
    before = git(bare, "rev-parse", "gh-pages").strip()
    said = run(root, "publish", "--branch", "--no-sync", env=env)
    assert git(bare, "rev-list", "--count", "gh-pages").strip() == "1"
    assert f"What was there before ({before[:7]})" in said
    assert "log/2026/words/index.html" in git(bare, "ls-tree", "-r", "--name-only", "gh-pages")


def test_a_dry_run_names_what_the_site_exposes(published):
    root, _, env = published
    dry = run(root, "publish", "--dry-run", "--no-sync", "--to", "elsewhere", env=env)
    for line in ("scripts: ", "frames: ", "asked without a click: none", "github.com (", "sample-learner/project-01", "downloads: "):  # fmt: skip
        assert line in dry
    assert not (root / "elsewhere").exists()


def test_into_a_folder_and_out_of_it_again(published, tmp_path):
    root, _, env = published
    target = tmp_path / "public"
    target.mkdir()
    (target / "theirs.txt").write_text("mine")
    run(root, "publish", "--no-sync", "--to", str(target), env=env)
    assert (target / "index.html").read_bytes() == (root / "site/index.html").read_bytes()
    run(root, "publish", "--to", str(target), "--remove", env=env)
    assert [path.name for path in target.iterdir()] == ["theirs.txt"]


def test_own_work_is_never_replaced_by_the_site(published):
    root, _, env = published
    git(root, "add", ".")
    git(
        root,
        "-c",
        "user.name=S",
        "-c",
        "user.email=s@example.org",
        "commit",
        "--quiet",
        "-m",
        "Begin",
    )
    branch = git(root, "symbolic-ref", "--short", "HEAD").strip()
    said = run(root, "publish", "--no-sync", "--branch", branch, env=env, code=3)
    assert "would replace your work" in said
    subprocess.run(["git", "-C", root, "push", "--quiet", "origin", f"{branch}:words"], env={**os.environ, **env}, check=True)  # fmt: skip
    said = run(root, "publish", "--no-sync", "--branch", "words", env=env, code=3)
    assert "holds mkdocs.yml" in said


def test_what_leaked_yesterday_is_not_one_commit_back_and_is_told_today(published):
    root, bare, env = published
    secret = github()
    post = root / "posts/2026-01-04-leak.md"
    post.write_text(f"# A post\n\nMy key is {secret}.\n")
    # As an older version, or another tool, published it: on top of what was there.
    run(root, "build", env=env)
    run(root, "publish", "--branch", "--no-sync", env=env, code=7)
    git(root, "fetch", "--quiet", bare, "+gh-pages:leaked")
    git(root, "worktree", "add", "--quiet", root.parent / "leaked", "leaked")
    shutil.copytree(root / "site", root.parent / "leaked", dirs_exist_ok=True)
    commit(root.parent / "leaked", f"Publish the portfolio\n\n{MARK}")
    git(root.parent / "leaked", "push", "--quiet", bare, "leaked:gh-pages")
    git(root, "worktree", "remove", "--force", root.parent / "leaked")
    git(root, "branch", "-D", "leaked")

    post.unlink()
    said = run(root, "publish", "--branch", "--no-sync", env=env, code=6)
    assert "was on the site that this one replaces: everybody could read it" in said
    assert "Revoke it now at https://github.com/settings/tokens" in said
    assert "GitHub may show the old commit" in said
    assert secret not in said
    assert git(bare, "rev-list", "--count", "gh-pages").strip() == "1"
    assert secret not in git(bare, "log", "--patch", "gh-pages")
    run(root, "publish", "--branch", "--no-sync", env=env)


def commit(folder, message):
    who = ("-c", "user.name=Sample Learner", "-c", "user.email=sample@learner.example")
    git(folder, *who, "add", "--all")
    git(folder, *who, "commit", "--quiet", "-m", message)


def test_a_site_of_somebody_else_is_replaced_only_when_asked_for(published, tmp_path):
    root, bare, env = published
    theirs = tmp_path / "theirs"
    git(tmp_path, "clone", "--quiet", bare, theirs)
    git(theirs, "switch", "--quiet", "--orphan", "theirs")
    (theirs / "index.html").write_text("a site of years")
    commit(theirs, "Deployed 1234 with another program")
    git(theirs, "push", "--quiet", "origin", "theirs")
    before = git(bare, "rev-parse", "theirs")
    for more in ((), ("--remove",)):
        said = run(root, "publish", "--no-sync", "--branch", "theirs", *more, env=env, code=3)
        assert "holds 1 files that Proofolio did not publish" in said
        assert "Deployed 1234 with another program" in said
        assert git(bare, "rev-parse", "theirs") == before
    run(root, "publish", "--no-sync", "--branch", "theirs", "--replace", env=env)
    assert git(bare, "rev-list", "--count", "theirs").strip() == "1"
    # GitHub notes a domain by a commit of its own; that is still our site, and the domain stays.
    git(theirs, "fetch", "--quiet")
    git(theirs, "reset", "--quiet", "--hard", "origin/theirs")
    (theirs / "CNAME").write_text("learner.example\n")
    commit(theirs, "Create CNAME")
    git(theirs, "push", "--quiet", "origin", "theirs")
    run(root, "publish", "--no-sync", "--branch", "theirs", env=env)
    assert git(bare, "show", "theirs:CNAME").strip() == "learner.example"
    run(root, "publish", "--no-sync", "--branch", "theirs", "--remove", env=env)
    assert "theirs" not in git(bare, "branch", "--list")


def test_who_publishes_meanwhile_is_not_overwritten_and_no_local_branch_is_touched(
    published, tmp_path
):
    root, bare, env = published
    run(root, "publish", "--branch", "--no-sync", env=env)
    git(root, "branch", "gh-pages", git(root, "rev-parse", "origin/gh-pages").strip())
    commit_here = git(root, "rev-parse", "gh-pages")
    git(bare, "update-ref", "refs/heads/lease", "gh-pages")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        target = find_branch(root, remote="origin", branch="lease")
        new = commit_site(root, root / "site", target, domain="")
        theirs = git(bare, "commit-tree", "-m", "Theirs", "gh-pages^{tree}").strip()
        git(bare, "update-ref", "refs/heads/lease", theirs)
        with pytest.raises(SystemProblemError, match="git refused") as told:
            push_site(root, target, new)
    assert "Somebody else published meanwhile" in told.value.problems[0].hint
    assert git(bare, "rev-parse", "lease").strip() == theirs
    git(bare, "update-ref", "-d", "refs/heads/lease")
    assert git(root, "rev-parse", "gh-pages") == commit_here
    assert "proofolio/" not in git(root, "branch", "--list")
    git(root, "branch", "-D", "gh-pages")


def test_a_clock_that_is_behind_takes_nothing_down(published):
    root, bare, env = published
    (root / "posts/2026-01-07-day.md").write_text("# A day\n\nWords.\n")
    run(root, "publish", "--branch", "--no-sync", env=env)
    before = git(bare, "rev-parse", "gh-pages")
    behind = {**env, "SOURCE_DATE_EPOCH": "1150000000"}
    said = run(root, "publish", "--branch", "--no-sync", env=behind, code=7)
    assert "posts/2026-01-07-day.md (2026-01-07)" in said
    assert "By this computer's clock today is 2006-06-11" in said
    (root / ".proofolio/published.json").unlink()
    run(root, "publish", "--branch", "--no-sync", env=behind, code=7)
    assert git(bare, "rev-parse", "gh-pages") == before
    (root / "posts/2026-01-07-day.md").unlink()
    run(root, "publish", "--branch", "--no-sync", env=env)


def test_what_is_published_can_be_taken_down(published):
    root, bare, env = published
    run(root, "publish", "--branch", "--no-sync", env=env)
    run(root, "publish", "--branch", "--remove", env=env)
    assert "gh-pages" not in git(bare, "branch", "--list")
    run(root, "publish", "--branch", "--no-sync", env=env)
    assert "gh-pages" in git(bare, "branch", "--list")


def test_without_a_repository_it_says_how_to_make_one(tmp_path, hosts):
    _, env = hosts
    root = tmp_path / "alone"
    root.mkdir()
    run(root, "init", "--github", "sample-learner", env=env)
    # Not even the repository that this test may lie in.
    said = run(root, "publish", "--branch", env={**env, "GIT_CEILING_DIRECTORIES": str(tmp_path)}, code=3)  # fmt: skip
    assert "git init" in said
    assert not (root / ".proofolio/snapshot/manifest.json").exists(), (
        "said before anything is pulled"
    )
    assert "git remote add origin" in said


def test_a_server_that_refuses_is_told_in_words(published, tmp_path):
    root, _, env = published
    git(root, "remote", "add", "nowhere", "http://127.0.0.1:1/a/b.git")
    said = run(root, "publish", "--no-sync", "--branch", "--remote", "nowhere", env=env, code=5)
    assert "git refused" in said


def test_an_old_address_leads_to_the_new_one(published):
    root, _, env = published
    settings = root / "portfolio.yml"
    before = settings.read_text()
    lines = "redirects:\n  /log/2025/old: log/\n  gone/: https://example.org/\n  projects/: log/\n"
    settings.write_text(f"{before}\n{lines}")
    said = run(root, "build", env=env)
    assert "`projects/` has a page of its own" in said
    page = (root / "site/log/2025/old/index.html").read_text()
    assert 'content="0; url=../../../log/"' in page
    assert f'<link rel="canonical" href="{ADDRESS}log/">' in page
    assert "https://example.org/" in (root / "site/gone/index.html").read_text()
    assert "blocker" not in run(root, "check", env=env).lower()
    settings.write_text(before + "\nredirects:\n  old/: nowhere/\n")
    assert "There is no page or file `nowhere/`" in run(root, "check", env=env, code=7)
    for wrong in ("../a: log/", "a/: a", "'': log/"):
        settings.write_text(f"{before}\nredirects:\n  {wrong}\n")
        assert "portfolio.yml:" in run(root, "build", env=env, code=3)
    settings.write_text(before)


def test_with_a_workflow_what_is_committed_is_pushed(published):
    root, bare, env = published
    said = run(root, "publish", "--no-sync", env=env, code=3)
    assert "proofolio publish --setup" in said
    run(root, "publish", "--setup", env=env)
    said = run(root, "publish", "--no-sync", env=env, code=3)
    assert "are not committed" in said
    assert "git add ." in said
    git(root, "add", ".")
    git(root, "-c", "user.name=S", "-c", "user.email=s@example.org", "commit", "--quiet", "-m", "Begin")  # fmt: skip
    said = run(root, "publish", "--no-sync", env=env)
    assert "https://github.com/sample-learner/portfolio/actions" in said
    branch = git(root, "symbolic-ref", "--short", "HEAD").strip()
    assert git(bare, "rev-parse", branch) == git(root, "rev-parse", "HEAD")
    (root / "posts/2026-01-03-more.md").write_text("# More\n\nWords.\n")
    dry = run(root, "publish", "--dry-run", "--no-sync", env=env)
    assert re.search(r"new \(\d+\): .*log/2026/more/", dry)
    assert "index.html" not in git(bare, "ls-tree", "--name-only", branch)
