"""The main job, through the real parts: git over HTTP, the snapshot, MkDocs, the files that a visitor gets."""

import base64
import filecmp
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import feedparser

from proofolio.usecases.build import build
from proofolio.usecases.status import status
from proofolio.usecases.sync import sync
from tests.conftest import NOTEBOOK, TODAY
from tests.standin import SAMPLE_ACCOUNT
from tests.standin.server import StandIn

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def quiet(_event):
    pass


def test_the_sample_portfolio_has_a_page_for_everything(sample, sample_portfolio):
    root, synced, built = sample
    assert not synced.snapshot.failures
    assert not built.problems
    assert len(sample_portfolio.projects) >= 6
    for project in sample_portfolio.projects:
        assert (root / "site" / project.path / "index.html").exists()
        for notebook in project.notebooks:
            page = (root / "site" / notebook.path / "index.html").read_text()
            assert "data-pf-insert" not in page, "every notebook was put in"
            assert (root / "site" / notebook.download).exists()
            if notebook.download.endswith(".ipynb"):
                json.loads((root / "site" / notebook.download).read_bytes())
    for post in sample_portfolio.posts:
        assert (root / "site" / post.path / "index.html").exists()
    reasons = {omission.reason for omission in synced.snapshot.omissions}
    assert {"a fork", "archived", "empty"} <= reasons


def test_every_notebook_ends_as_a_page_or_in_the_report(sample, sample_portfolio):
    _, synced, _ = sample
    pulled = [
        file
        for repo in synced.snapshot.repos
        for file in repo.files
        if file.path.endswith((".ipynb", ".Rmd")) or file.path == "coin-streaks/streaks.py"
    ]
    pages = [notebook for project in sample_portfolio.projects for notebook in project.notebooks]
    assert len(pulled) + len(synced.snapshot.notebooks) == len(pages)


def test_the_collection_of_the_sample_is_three_projects_that_lead_to_colab_where_it_opens_them(
    sample_portfolio,
):
    books = {
        notebook.file_name: notebook
        for project in sample_portfolio.projects
        if project.repository == "sample-learner/small-studies"
        for notebook in project.notebooks
    }
    assert {name: bool(book.colab_url) for name, book in books.items()} == {
        "heavier-cars/weight_and_power.ipynb": True,
        "old-faithful/waiting.Rmd": False,
        "coin-streaks/streaks.py": False,
    }


def test_the_site_asks_no_other_host_and_hides_who_ran_the_notebooks(sample):
    root, _, _ = sample
    for path in (root / "site").rglob("*.html"):
        text = path.read_text()
        assert "displayName" not in text
        for foreign in (
            'src="http',
            "src='http",
            'src="//',
            "fonts.googleapis",
            "unpkg.com",
            "cdn.",
        ):
            assert foreign not in text, f"{path}: {foreign}"
    for path in (root / "site").rglob("*.ipynb"):
        assert "userId" not in path.read_text()


def test_without_a_network_the_same_snapshot_builds_to_the_same_bytes(sample, tmp_path):
    root, _, _ = sample
    other = tmp_path / "elsewhere"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("site", "docs", "cache"))
    code = (
        "import socket, sys, pathlib, datetime\n"
        "def denied(*a, **k): raise OSError('the network is denied')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = denied\n"
        "socket.getaddrinfo = socket.create_connection = denied\n"
        "from proofolio.usecases.build import build\n"
        "build(pathlib.Path(sys.argv[1]), today=datetime.date(2026, 11, 22))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, other], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert tree(other / "site") == tree(root / "site")
    assert filecmp.dircmp(root / "posts", other / "posts").diff_files == []


def test_another_engine_gives_every_page_the_same_address(sample, tmp_path):
    """Zensical reads the same docs tree and `mkdocs.yml`, with templates of its own."""
    root, _, _ = sample
    shutil.copytree(root / ".proofolio/docs", tmp_path / ".proofolio/docs")
    shutil.copy(root / "mkdocs.yml", tmp_path)
    for page in (tmp_path / ".proofolio/docs").rglob("*.md"):
        page.write_text(re.sub(r"(?m)^template: .*\n", "", page.read_text("utf-8")), "utf-8")
    done = subprocess.run(
        [Path(sys.executable).with_name("zensical"), "build"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

    def pages(site):
        return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}

    ours = {path for path in pages(root / "site") if not path.startswith("assets/")}
    assert len([path for path in ours if path.startswith("log/2026/")]) > 5
    assert ours == {path for path in pages(tmp_path / "site") if not path.startswith("assets/")}


def test_a_second_sync_changes_nothing_and_costs_two_requests(sample, tmp_path, monkeypatch):
    root, _, _ = sample
    other = tmp_path / "again"
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("site", "docs", "cache"))
    for name in ("GITHUB_TOKEN", "GH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    (other / "portfolio.yml").write_text("github: sample-learner\n")
    with StandIn(SAMPLE_ACCOUNT, pages_url="https://github.com") as github:
        for name, value in github.environment().items():
            monkeypatch.setenv(name, value)
        done = sync(other, quiet)
        assert not done.new
        assert not done.changed
        assert [request.kind for request in github.requests] == ["rest", "rest"]


def test_own_files_are_never_written_to(sample):
    root, _, _ = sample
    source = Path(__file__).parent.parent
    for name in ("portfolio.yml", "resume.yml", "mkdocs.yml", "posts", "projects"):
        for path in [source / name, *(source / name).rglob("*")]:
            if path.is_file() and not path.name.startswith("."):
                assert (root / path.relative_to(source)).read_bytes() == path.read_bytes()


def test_the_demo_command_ends_in_a_portfolio(tmp_path):
    def demo() -> str:
        done = subprocess.run(
            [Path(sys.executable).parent / "proofolio", "demo"],
            cwd=tmp_path,
            env={k: v for k, v in os.environ.items() if k not in {"GITHUB_TOKEN", "GH_TOKEN"}},
            capture_output=True,
            text=True,
            check=False,
            timeout=170,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "proofolio -C proofolio-demo serve" in demo()
    assert (tmp_path / "proofolio-demo/site/index.html").exists()
    assert "Nothing changed" in demo(), "and again"


def test_feeds_carry_what_is_published_and_nothing_else(sample, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(sample[0], root)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("# site_url:", "site_url:"))
    posts = {
        "2026-11-01-elsewhere": "title: Elsewhere\ncanonical_url: https://blog.example/first\n"
        "authors: [sample-learner, Sam Sample]",
        "2026-11-02-unfinished": "title: Unfinished\ndraft: true",
        "2027-01-01-to-come": "title: To come",
    }
    for name, front in posts.items():
        (root / "posts" / f"{name}.md").write_text(
            f"---\n{front}\n---\n\n[Work](../projects/stdlib-search.md) ![Plot](plot.png)\n"
        )
    (root / "posts/plot.png").write_bytes(PNG)
    built = build(root, today=TODAY)
    assert not [problem for problem in built.problems if "plot" not in problem.message]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        read = feedparser.parse((root / "site/feed.xml").read_bytes(), sanitize_html=False)
    assert not read.bozo
    titles = [entry.title for entry in read.entries]
    assert "Elsewhere" in titles
    assert not {"Unfinished", "To come"} & set(titles)
    items = json.loads((root / "site/feed.json").read_text())["items"]
    assert [item["title"] for item in items] == titles
    home = "https://sample-learner.github.io/portfolio/"
    for entry, item in zip(read.entries, items, strict=True):
        assert entry.link == item["url"]
        assert (root / "site" / entry.link.removeprefix(home) / "index.html").is_file()
        told = (entry.content[0].value, item["content_html"])
        assert len({re.sub(r"<[^>]+>|\s+", "", unescape(text)) for text in told}) == 1
        for address in re.findall(r'(?:href|src)="([^"]*)"', item["content_html"]):
            assert address.startswith(("http://", "https://", "mailto:"))
            if address.startswith(home):
                place = root / "site" / address.removeprefix(home).partition("#")[0]
                assert (place / "index.html").is_file() or place.is_file(), address
    page = (root / "site/log/2026/elsewhere/index.html").read_text()
    assert re.findall(r'<link rel="canonical" href="([^"]+)"', page) == [
        "https://blog.example/first"
    ]
    assert "by Sample Learner and Sam Sample." in " ".join(re.sub(r"<[^>]+>", "", page).split())
    told = re.search(r'<script type="application/ld\+json">(.+?)</script>', page, re.DOTALL)
    assert told
    assert [who["name"] for who in json.loads(told[1])["author"]] == [
        "Sample Learner",
        "Sam Sample",
    ]
    (item,) = [item for item in items if item["title"] == "Elsewhere"]
    assert item["authors"] == [{"name": "Sample Learner", "url": home}, {"name": "Sam Sample"}]
    (entry,) = [entry for entry in read.entries if entry.title == "Elsewhere"]
    assert [author.name for author in entry.authors] == ["Sample Learner", "Sam Sample"]
    locations = re.findall("<loc>(.+?)</loc>", (root / "site/sitemap.xml").read_text())
    assert f"{home}log/2026/elsewhere/" in locations
    assert not any("unfinished" in place or "to-come" in place for place in locations)
    # Built again from nothing, the feeds are the same, byte for byte.
    before = (root / "site/feed.xml").read_bytes()
    shutil.rmtree(root / "site")
    build(root, today=TODAY)
    assert (root / "site/feed.xml").read_bytes() == before


def test_without_the_sites_address_there_are_no_feeds_and_status_says_why(sample):
    root, _, _ = sample
    assert not (root / "site/feed.xml").exists()
    assert "application/rss+xml" not in (root / "site/index.html").read_text()
    told = [problem.message for problem in status(root, today=TODAY).problems]
    assert "The log has no feeds yet: they need the site's address." in told


def test_serve_shows_drafts_and_build_never_does(small, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    (root / "posts/2026-11-02-unfinished.md").write_text("---\ndraft: true\n---\n\nSome text.\n")
    (root / "posts/2027-01-01-to-come.md").write_text("# To come\n\nSome text.\n")
    build(root, today=TODAY, preview=True)
    log = (root / ".proofolio/preview/log/index.html").read_text()
    for title, mark, path in (
        ("Unfinished", "draft", "log/2026/unfinished"),
        ("To come", "scheduled", "log/2027/to-come"),
    ):
        row = re.search(rf">{title}</a>\s*<span>\s*<strong[^>]*>{mark}</strong>", log)
        assert row, title
        page = (root / ".proofolio/preview" / path / "index.html").read_text()
        assert mark in page
        assert "Some text." in page

    build(root, today=TODAY)
    for path in (root / "site").rglob("*.html"):
        assert "Some text." not in path.read_text()
    assert "Unfinished" not in (root / "site/search/search_index.json").read_text()
    build(root, today=date(2027, 1, 1))
    assert (root / "site/log/2027/to-come/index.html").exists()


def test_a_notebook_among_the_posts_is_a_post(small, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("# site_url:", "site_url:"))
    notebook = json.loads(NOTEBOOK)
    told = "---\ntitle: Six times seven\ndate: 2026-10-01\ntags: [arithmetic]\nkind: learned\n---\n"
    notebook["cells"].insert(
        0, {"id": "f", "cell_type": "raw", "metadata": {}, "source": told.splitlines(keepends=True)}
    )
    shown = "![Plot](img/my%20plot.png) [data](data.csv) [log](2026-10-02-plain.ipynb)"
    notebook["cells"][1]["source"] += f"\n\n{shown}"
    (root / "posts/img").mkdir()
    (root / "posts/img/my plot.png").write_bytes(PNG)
    (root / "posts/data.csv").write_text("a,b")
    (root / "posts/six.ipynb").write_text(json.dumps(notebook))
    (root / "posts/2026-10-02-plain.ipynb").write_text(NOTEBOOK)
    (root / "posts/2026-10-03-broken.ipynb").write_text("{")
    colab = "https://colab.research.google.com/gist/sample-learner/5f2c"
    notebook["cells"][0]["source"] = f"---\ntitle: Elsewhere\ncolab: {colab}\n---"
    (root / "posts/2026-10-04-linked.ipynb").write_text(json.dumps(notebook))
    built = build(root, today=TODAY)
    assert [str(problem.where) for problem in built.problems] == ["posts/2026-10-03-broken.ipynb:1"]
    page = (root / "site/log/2026/six/index.html").read_text()
    assert page.count("Six times seven</h1>") == 1
    assert "42" in page
    assert "[1]" in page, "cells have their counts"
    assert "../../tags/arithmetic/" in page
    for path in ("../../img/my%20plot.png", "../../data.csv", "../plain/"):
        assert f'"{path}"' in page
        assert (root / "site/log/2026/six" / unquote(path)).exists()
    assert (root / "site/log/2026/six/six.ipynb").exists()
    assert "Open in Colab" not in page, "it has no public address"
    linked = (root / "site/log/2026/linked/index.html").read_text()
    assert f'href="{colab}">Open in Colab</a>' in linked
    assert "A small notebook</h1>" in (root / "site/log/2026/plain/index.html").read_text()
    assert "Six times seven" in (root / "site/log/tags/arithmetic/index.html").read_text()
    items = json.loads((root / "site/feed.json").read_text())["items"]
    (item,) = [item for item in items if item["title"] == "Six times seven"]
    assert "42" in item["content_html"]
    assert "Download" not in item["content_html"]
