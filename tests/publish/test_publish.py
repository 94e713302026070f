"""From an empty folder to a site on a remote, as a learner does it; taken down again."""

import functools
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from proofolio.sample import SAMPLE_ACCOUNT
from proofolio.sample.server import StandIn
from tests.browser.test_site import CHROMIUM
from tests.conftest import write_account
from tests.publish.git_server import git_server

ADDRESS = "https://sample-learner.github.io/portfolio/"
BIN = Path(sys.executable).parent
BARE = "sample-learner/portfolio.git"


def run(root, *arguments, env, code=0):
    done = subprocess.run(
        [BIN / "proofolio", *arguments],
        cwd=root, env={**os.environ, **env}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def git(folder, *arguments):
    return subprocess.run(
        ["git", "-C", folder, *arguments], capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture(scope="module")
def hosts(tmp_path_factory):
    """GitHub's API, and its git server at the addresses that a learner types; the environment of both."""
    folder = tmp_path_factory.mktemp("hosts")
    with StandIn(SAMPLE_ACCOUNT, pages_url="https://github.com") as github, git_server(folder, BARE) as url:  # fmt: skip
        redirected = {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{url}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.com/",
            "GIT_TERMINAL_PROMPT": "0",
        }
        yield folder / BARE, {**github.environment(), **redirected}


@pytest.fixture(scope="module")
def published(hosts, tmp_path_factory):
    """The portfolio's folder, the bare repository, the environment, what was printed, and the site as it arrived."""
    bare, env = hosts
    root = tmp_path_factory.mktemp("learner") / "portfolio"
    root.mkdir()
    run(root, "init", "--github", "sample-learner", env=env)
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", f"https://github.com/{BARE}")
    said = run(root, "publish", "--branch", env=env)
    host = tmp_path_factory.mktemp("host")
    subprocess.run(["git", "clone", "--quiet", "--branch", "gh-pages", bare, host / "portfolio"], check=True)  # fmt: skip
    shutil.rmtree(host / "portfolio/.git")
    return root, bare, env, said, host


@contextmanager
def serving(folder):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing."""

    class Patient(http.server.ThreadingHTTPServer):
        request_queue_size = 128

        def handle_error(self, *_):
            """Say nothing: a link checker hangs up when it has seen enough."""

    handler = functools.partial(Quiet, directory=str(folder))
    with Patient(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def test_the_address_is_right_at_first(published):
    _, _, _, said, host = published
    assert ADDRESS in said
    home = (host / "portfolio/index.html").read_text()
    assert f'<link rel="canonical" href="{ADDRESS}">' in home
    assert (
        f'href="{ADDRESS}' in (host / "portfolio/404.html").read_text()
        or 'href="/portfolio/' in (host / "portfolio/404.html").read_text()
    )
    assert (host / "portfolio/.nojekyll").exists()
    assert ADDRESS in (host / "portfolio/sitemap.xml").read_text()


def test_no_link_is_broken_and_nobody_else_is_asked(published):
    *_, host = published
    with serving(host) as url:
        here = f"{url}portfolio/"
        pages = re.findall(r"<loc>([^<]+)</loc>", (host / "portfolio/sitemap.xml").read_text())
        checked = subprocess.run(
            [
                BIN / "lychee", "--no-progress", "--format", "json",
                "--include-fragments=full", "--remap", f"^{ADDRESS} {here}", "--include", re.escape(url), "--exclude", ".*",
                "--max-concurrency", "8", *[page.replace(ADDRESS, here) for page in pages], f"{here}404.html",
            ],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        found = json.loads(checked.stdout)
        assert found["total"] > 1000
        assert found["successful"] > 500
        assert found["error_map"] == {}
        if CHROMIUM is None:
            pytest.skip("Chromium is not installed")
        assert (
            visit(here, ["", "projects/", "skills/", "log/", "404.html", "projects/second-look/"])
            == []
        )


def visit(here, paths):
    from playwright.sync_api import sync_playwright

    wrong = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on(
            "console",
            lambda message: wrong.append(message.text) if message.type == "error" else None,
        )
        page.on(
            "response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda request: (
                wrong.append(request.url) if not request.url.startswith((here, "data:")) else None
            ),
        )
        for path in paths:
            page.goto(here + path)
        browser.close()
    return wrong


def test_the_next_time_only_what_changed_is_said_to_be(published):
    root, bare, env, *_ = published
    (root / "posts/2026-01-02-words.md").write_text("# A few words\n\nWritten by hand.\n")
    dry = run(root, "publish", "--branch", "--dry-run", "--no-sync", env=env)
    assert re.search(r"new +.*log/2026/words/", dry)
    assert "Nothing has left this computer" in dry
    before = git(bare, "rev-parse", "gh-pages")
    run(root, "publish", "--branch", "--no-sync", env=env)
    assert git(bare, "rev-parse", "gh-pages^") == before
    assert "log/2026/words/index.html" in git(bare, "ls-tree", "-r", "--name-only", "gh-pages")


def test_a_dry_run_names_what_the_site_exposes(published):
    root, _, env, *_ = published
    dry = run(root, "publish", "--dry-run", "--no-sync", "--to", "elsewhere", env=env)
    for line in ("scripts: ", "frames: ", "asked without a click: none", "github.com (", "sample-learner/second-look", "downloads: "):  # fmt: skip
        assert line in dry
    assert not (root / "elsewhere").exists()


def test_into_a_folder_and_out_of_it_again(published, tmp_path):
    root, _, env, *_ = published
    target = tmp_path / "public"
    target.mkdir()
    (target / "theirs.txt").write_text("mine")
    run(root, "publish", "--no-sync", "--to", str(target), env=env)
    assert (target / "index.html").read_bytes() == (root / "site/index.html").read_bytes()
    run(root, "publish", "--to", str(target), "--remove", env=env)
    assert [path.name for path in target.iterdir()] == ["theirs.txt"]


def test_own_work_is_never_replaced_by_the_site(published):
    root, _, env, *_ = published
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


def test_what_is_published_can_be_taken_down(published):
    root, bare, env, *_ = published
    run(root, "publish", "--branch", "--no-sync", env=env)
    run(root, "publish", "--branch", "--remove", env=env)
    assert "gh-pages" not in git(bare, "branch", "--list")
    run(root, "publish", "--branch", "--no-sync", env=env)
    assert "gh-pages" in git(bare, "branch", "--list")


def test_without_a_repository_it_says_how_to_make_one(tmp_path, hosts):
    _, env = hosts
    home = write_account(tmp_path, 1)
    with StandIn(home) as github:
        env = {**env, **github.environment()}
        root = tmp_path / "alone"
        root.mkdir()
        run(root, "init", "--github", "sample-learner", env=env)
        run(root, "sync", env=env)
        # Not even the repository that this test may lie in.
        said = run(root, "publish", "--branch", "--no-sync", env={**env, "GIT_CEILING_DIRECTORIES": str(tmp_path)}, code=3)  # fmt: skip
    assert "git init" in said
    assert "git remote add origin" in said


def test_a_server_that_refuses_is_told_in_words(published, tmp_path):
    root, _, env, *_ = published
    git(root, "remote", "add", "nowhere", "http://127.0.0.1:1/a/b.git")
    said = run(root, "publish", "--no-sync", "--branch", "--remote", "nowhere", env=env, code=5)
    assert "git refused" in said


def test_an_old_address_leads_to_the_new_one(published):
    root, _, env, *_ = published
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
    root, bare, env, *_ = published
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
    assert re.search(r"new +.*log/2026/more/", dry)
    assert "index.html" not in git(bare, "ls-tree", "--name-only", branch)
