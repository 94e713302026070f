"""Links that lead out of a portfolio are followed nowhere, and pipes are not opened."""

import errno
import os
import shutil
import socket
from contextlib import nullcontext

import pytest

from proofolio.boundary import check_kept, files_in
from proofolio.errors import InputError
from proofolio.publish.folders import check_target
from proofolio.settings import load, read_words
from proofolio.store import files
from proofolio.usecases import new_shares, scaffold
from proofolio.usecases.build import build
from proofolio.usecases.sync import sync
from tests.conftest import TODAY


@pytest.fixture
def portfolio(tmp_path, small):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("# Secret\n\nxyzzy-outside\n")
    (outside / "secret.png").write_bytes(b"xyzzy-outside")
    return root


def said(problems):
    return [f"{problem.where}: {problem.message}" for problem in problems]


def test_a_link_that_leads_out_is_told_and_not_published(portfolio):
    links = {
        "posts/2026-02-02-out.md": "secret.md",
        "posts/out.png": "secret.png",
        "projects/out.md": "secret.md",
        "about.md": "secret.md",
        "images/out.png": "secret.png",
        "fonts/out.ttf": "secret.png",
        "authors.yml": "secret.md",
    }
    for name, target in links.items():
        (portfolio / name).parent.mkdir(exist_ok=True)
        (portfolio / name).symlink_to(portfolio.parent / "outside" / target)
    told = said(build(portfolio, today=TODAY).problems)
    for name in links:
        assert any(line.startswith(f"{name}: ") and "leads out" in line for line in told)
        assert (portfolio / name).is_symlink()
    for file in (portfolio / "site").rglob("*"):
        assert not file.is_file() or b"xyzzy-outside" not in file.read_bytes()


@pytest.mark.parametrize("name", ["posts", "projects", "images"])
def test_a_folder_that_is_a_link_out_is_told_and_not_published(portfolio, name):
    shutil.rmtree(portfolio / name, ignore_errors=True)
    (portfolio / name).symlink_to(portfolio.parent / "outside")
    (line,) = said(read_words(portfolio).problems)
    assert line.startswith(f"{name}: {name} is a link that leads out of the portfolio")


def test_settings_are_not_read_through_a_link_out(portfolio):
    outside = portfolio.parent / "outside/secret.md"
    for name in ("resume.yml", "shares/a.yml", "resumes/a.yml"):
        path = portfolio / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(outside)
        assert any("leads out of the portfolio" in line for line in said(load(portfolio).problems))
    (portfolio / "portfolio.yml").unlink()
    (portfolio / "portfolio.yml").symlink_to(outside)
    with pytest.raises(InputError, match="leads out of the portfolio"):
        load(portfolio)


def test_a_link_within_the_portfolio_works_but_not_to_what_is_hidden(portfolio):
    (portfolio / "drafts").mkdir()
    (portfolio / "drafts/tides.md").write_text("# Tides\n\nIn and out.\n")
    (portfolio / "posts/2026-02-02-tides.md").symlink_to("../drafts/tides.md")
    (portfolio / ".git").mkdir()
    (portfolio / ".git/config").write_text("token")
    (portfolio / "posts/2026-02-03-config.md").symlink_to("../.git/config")
    words = read_words(portfolio)
    assert "Tides" in {post.title for post in words.posts}
    (line,) = said(words.problems)
    assert "posts/2026-02-03-config.md is a link to what is not for readers" in line


def test_what_is_no_file_is_passed_over_and_told(portfolio):
    for name in ("x.md", "x.ipynb", "x.png"):
        os.mkfifo(portfolio / "posts" / name)
    os.mkfifo(portfolio / "work/pipe.ipynb")
    (portfolio / "posts/round.md").symlink_to("round.md")
    with socket.socket(socket.AF_UNIX) as it:
        it.bind(os.path.relpath(portfolio / "posts/y.md"))
    done = sync(portfolio, lambda _: None)
    assert any("pipe.ipynb" in it.subject and "pipe" in it.reason for it in done.snapshot.omissions)
    found = said(read_words(portfolio).problems)
    for name in ("x.md", "x.ipynb", "x.png", "y.md"):
        assert any(f"posts/{name} is neither a file nor a folder" in line for line in found)
    assert any("posts/round.md cannot be read" in line for line in found)
    build(portfolio, today=TODAY)


@pytest.mark.parametrize("name", ["snapshot", "cache", "docs", "made", "built.json", "cache/deep"])
def test_nothing_is_read_or_written_through_a_link_in_what_is_kept(portfolio, name):
    path = portfolio / ".proofolio" / name
    moved = portfolio.parent / "outside/moved"
    if path.exists():
        path.rename(moved)
    path.symlink_to(moved)
    before = sorted(moved.rglob("*")) if moved.is_dir() else moved.exists()
    for command in (
        lambda: build(portfolio, today=TODAY),
        lambda: sync(portfolio, lambda _: None),
    ):
        with pytest.raises(InputError, match=rf"\.proofolio/{name} is a link"):
            command()
    assert (sorted(moved.rglob("*")) if moved.is_dir() else moved.exists()) == before


def test_what_is_kept_may_not_be_a_link_itself(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "p").mkdir()
    (tmp_path / "p/.proofolio").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match=r"\.proofolio is a link"):
        check_kept(tmp_path / "p")


def test_a_site_that_is_in_use_is_refused_before_anything_is_made(portfolio):
    shutil.rmtree(portfolio / "site")
    shutil.rmtree(portfolio / ".proofolio/made")
    (portfolio / ".proofolio/site-files.json").unlink()
    (portfolio / "site").mkdir()
    (portfolio / "site/thesis.html").write_text("only copy")
    with pytest.raises(InputError, match=r"did not make: thesis\.html"):
        build(portfolio, today=TODAY)
    assert (portfolio / "site/thesis.html").read_text() == "only copy"
    assert not (portfolio / ".proofolio/made").exists()


def test_what_the_engine_made_is_not_replaced_with_what_somebody_put_there(portfolio):
    (portfolio / ".proofolio/made/.notes").write_text("only copy")
    (portfolio / "about.md").write_text("Something new.\n")
    with pytest.raises(InputError, match=r"made/ holds what Proofolio did not make: \.notes"):
        build(portfolio, today=TODAY)
    assert (portfolio / ".proofolio/made/.notes").read_text() == "only copy"


def test_a_copy_whose_times_are_others_builds(portfolio):
    for path in portfolio.rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    (portfolio / "about.md").write_text("Something new.\n")
    assert build(portfolio, today=TODAY).pages


@pytest.mark.parametrize(
    "begin",
    [
        lambda root: scaffold.start_post(root, "Words", TODAY),
        lambda root: scaffold.start_project(root, "tides"),
        lambda root: new_shares.start_share(root, "example", "", TODAY),
        lambda root: list(scaffold.write_portfolio(root, github="ada", colab=())),
    ],
)
def test_nothing_is_begun_through_a_link(tmp_path, begin):
    outside, root = tmp_path / "outside", tmp_path / "portfolio"
    outside.mkdir()
    root.mkdir()
    for name in ("posts", "projects", "shares"):
        (root / name).symlink_to(outside)
    with pytest.raises(InputError, match="is a link, so nothing is written there"):
        begin(root)
    assert not list(outside.iterdir())


def test_a_full_disk_leaves_nothing_that_blocks_the_second_try(tmp_path, monkeypatch):
    real = os.fsync

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        scaffold.start_post(tmp_path, "Words", TODAY)
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(files.os, "fsync", real)
    path = scaffold.start_post(tmp_path, "Words", TODAY)
    assert [it.name for it in path.parent.iterdir()] == [path.name]
    with pytest.raises(InputError, match="is there already"):
        scaffold.start_post(tmp_path, "Words", TODAY)


def test_a_share_keeps_its_permissions_when_it_gets_a_key(tmp_path):
    (tmp_path / "shares").mkdir()
    path = tmp_path / "shares/example.yml"
    path.write_bytes(b"for: Example\r\n")
    path.chmod(0o600)
    new_shares.start_share(tmp_path, "example", "", TODAY)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_bytes().startswith(b"for: Example\r\nkey: ")


@pytest.mark.parametrize(
    ("folder", "is_refused"),
    [
        *(
            (name, True)
            for name in ("posts", "site", ".", "..", ".proofolio/x", "posts/new", "used", "linked")
        ),
        *((name, False) for name in ("public", "empty", "../public")),
    ],
)
def test_into_which_folders_a_site_may_go(tmp_path, folder, is_refused):
    root = tmp_path / "portfolio"
    for name in ("posts", "site", "used", "empty"):
        (root / name).mkdir(parents=True)
    (root / "used/own.txt").write_text("mine")
    (root / "linked").symlink_to(tmp_path)
    expected = pytest.raises(InputError, match=r"portfolio|link|folder that it is made in")
    with expected if is_refused else nullcontext():
        check_target(root, root / folder, own={"posts", "site"}, is_known=False)


def test_of_a_folder_files_are_found_in_order_and_hidden_ones_are_not(tmp_path):
    for name in ("b.md", "a/c.md", ".hidden/d.md", "a/.e.md"):
        (tmp_path / "posts" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "posts" / name).write_text("x")
    found = files_in(tmp_path, "posts")
    assert [path.relative_to(tmp_path).as_posix() for path in found.files] == [
        "posts/a/c.md",
        "posts/b.md",
    ]
    assert not found.problems
    assert not files_in(tmp_path, "nothing").problems
