"""What leaves with a push, and what does not: real git, and a real server that takes pushes."""

import base64
import gzip
import hashlib
import io
import os
import re
import shlex
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import typst
from click.testing import CliRunner
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from proofolio.cli.commands import proofolio
from proofolio.errors import ExitCode, InputError
from proofolio.publish.push import push_portfolio
from proofolio.usecases import push
from tests.conftest import write_account
from tests.leaks.making import code, github, notebook
from tests.publish.test_publish import BARE, git, hosts_of, run

SECRET = github()
WHO = ("-c", "user.name=Sample Learner", "-c", "user.email=sample@learner.example")


def put(root, path, data):
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data if isinstance(data, bytes) else data.encode())


def commit(root, message="More", *more):
    git(root, *WHO, "add", "--all", "--force" if "force" in more else "--all")
    git(root, *WHO, "commit", "--quiet", "--message", message)


def kept(root, path, data):
    """Commit a file, also one that is ignored."""
    put(root, path, data)
    git(root, *WHO, "add", "--force", path)
    commit(root)


def taken_out(root):
    kept(root, "posts/2026-01-05-draft.md", f"# A post\n\nKEY = '{SECRET}'\n")
    kept(root, "posts/2026-01-05-draft.md", "# A post\n\nWords.\n")


def deleted(root):
    kept(root, "keys.txt", SECRET)
    (root / "keys.txt").unlink()
    commit(root)


def renamed(root):
    kept(root, "a.py", f"key = '{SECRET}'\n")
    (root / "a.py").rename(root / "b.py")
    commit(root)


def merged(root, *, by_the_merge=False):
    git(root, "switch", "--quiet", "--create", "other")
    kept(root, "other.md", "x" if by_the_merge else SECRET)
    git(root, "rm", "--quiet", "other.md")
    commit(root)
    git(root, "switch", "--quiet", "-")
    kept(root, "mine.md", "Mine.\n")
    git(root, *WHO, "merge", "--quiet", "--no-ff", "--no-commit", "other")
    if by_the_merge:
        put(root, "evil.md", SECRET)
    commit(root, "Merge")
    if by_the_merge:
        git(root, "rm", "--quiet", "evil.md")
        commit(root)


def other_root(root):
    git(root, "switch", "--quiet", "--orphan", "apart")
    kept(root, "apart.md", SECRET)
    git(root, "switch", "--quiet", "main")
    git(root, *WHO, "merge", "--quiet", "--allow-unrelated-histories", "-m", "Merge", "apart")


def hidden_by_replace(root):
    kept(root, "key.txt", SECRET)
    bad = git(root, "rev-parse", "HEAD:./key.txt").strip()
    put(root, "good", "nothing")
    good = git(root, "hash-object", "-w", "good").strip()
    (root / "good").unlink()
    git(root, "replace", bad, good)


def ignored_but_added(root):
    put(root, "site/notes.html", SECRET)
    git(root, "add", "--force", "site/notes.html")
    git(root, *WHO, "commit", "--quiet", "-m", "More")


def shares_taken_out(root):
    kept(root, "shares/acme.yml", "for: Acme\nkey: abc\n")
    git(root, "rm", "--quiet", "-r", "shares")
    commit(root)


def linked(root):
    (root / "link").symlink_to(f"/tmp/{SECRET}")
    commit(root)


def in_lfs(root):
    data = f"name,token\nme,{SECRET}\n".encode()
    oid = hashlib.sha256(data).hexdigest()
    top = git(root, "rev-parse", "--show-toplevel").strip()
    stored = Path(top) / ".git/lfs/objects" / oid[:2] / oid[2:4] / oid
    stored.parent.mkdir(parents=True)
    stored.write_bytes(data)
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(data)}\n"
    kept(root, "data.csv", pointer)


def zipped(name, data):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return made.getvalue()


def with_text_block():
    made, info = io.BytesIO(), PngInfo()
    info.add_text("Comment", f"made with {SECRET}", zip=True)
    Image.new("RGB", (8, 8)).save(made, "png", pnginfo=info)
    return made.getvalue()


def shown_as_picture():
    picture = base64.b64encode(with_text_block()).decode()
    shown = {"output_type": "display_data", "metadata": {}, "data": {"image/png": picture}}
    return notebook(code("plot()", shown))


def printed():
    shown = {"output_type": "stream", "name": "stdout", "text": f"token: {SECRET}\n"}
    return notebook(code("print(token)", shown))


KINDS = {
    "in a draft": lambda root: kept(root, "posts/2026-01-05-x.md", f"---\ndraft: true\n---\n# X\n\n{SECRET}\n"),
    "taken out by a later commit": taken_out,
    "in a file that was deleted": deleted,
    "in a file that was renamed": renamed,
    "in a branch that was merged": merged,
    "in a merge alone": lambda root: merged(root, by_the_merge=True),
    "in a history of its own": other_root,
    "behind git replace": hidden_by_replace,
    "in a message": lambda root: (put(root, "x.md", "x"), commit(root, f"Use {SECRET}")),
    "in a message's end": lambda root: (put(root, "x.md", "x"), commit(root, f"Log in\n\nToken: {SECRET}")),
    "in a name": lambda root: kept(root, f"data/{SECRET}.csv", "x"),
    "in an output": lambda root: kept(root, "notebooks/a.ipynb", printed()),
    "in a checkpoint": lambda root: kept(root, "notebooks/.ipynb_checkpoints/a-checkpoint.ipynb", printed()),
    "in a reason": lambda root: kept(root, "accepted.yml", f"accepted:\n  - id: '00000000'\n    reason: old key {SECRET}\n"),
    "in UTF-16": lambda root: kept(root, "notes.txt", f"key {SECRET}".encode("utf-16")),
    "in a PDF": lambda root: kept(root, "a.pdf", typst.compile(f"{SECRET}".encode())),
    "in an archive": lambda root: kept(root, "posts/d.zip", zipped("a/.env", f"TOKEN={SECRET}\n")),
    "in what is packed": lambda root: kept(root, "data.csv.gz", gzip.compress(f"token,{SECRET}\n".encode())),
    "in a document": lambda root: kept(root, "a.docx", zipped("word/document.xml", f"<w:t>{SECRET}</w:t>")),
    "in a picture's text block": lambda root: kept(root, "images/a.png", with_text_block()),
    "in an output's picture": lambda root: kept(root, "a.ipynb", shown_as_picture()),
    "outside of the portfolio": lambda root: kept(root.parent, "thesis/train.py", f"key = '{SECRET}'\n"),
    "what is ignored and was added": ignored_but_added,
    "where a link leads": linked,
    "in Git LFS": in_lfs,
    "not committed yet": lambda root: put(root, "posts/2026-01-06-y.md", f"# Y\n\n{SECRET}\n"),
    "changed and not committed": lambda root: put(root, "about.md", f"{SECRET}\n"),
    "a file for keys": lambda root: kept(root, ".env", "DEBUG=1\n"),
    "a file for keys, not committed yet": lambda root: put(root, ".env", "DEBUG=1\n"),
    "a page for one employer": lambda root: kept(root, "shares/acme.yml", "for: Acme\nkey: abc\n"),
    "a page for one employer, taken out": shares_taken_out,
}  # fmt: skip


@pytest.fixture(scope="module")
def pushed(tmp_path_factory):
    """A portfolio that is a folder of a repository, pushed; the bare repository and the environment."""
    folder = tmp_path_factory.mktemp("push")
    with hosts_of(write_account(folder, 1), folder) as (bare, env):
        top = folder / "repository"
        top.mkdir()
        begin(top / "portfolio", env, top)
        yield top, bare, env


def begin(root, env, top):
    root.mkdir()
    run(root, "init", "--github", "sample-learner", env=env)
    git(top, "init", "--quiet", "--initial-branch", "main")
    git(top, "remote", "add", "origin", f"https://github.com/{BARE}")
    put(root, "about.md", "# About\n")
    run(root, "publish", "--setup", env=env)
    commit(top, "Begin")
    push_all(top, env)


def push_all(top, env):
    command = ["git", "-C", top, "push", "--quiet", "--set-upstream", "origin", "main"]
    subprocess.run(command, env={**os.environ, **env}, check=True)


def copied(pushed, tmp_path):
    top, bare, env = pushed
    return shutil.copytree(top, tmp_path / "repository", symlinks=True) / "portfolio", bare, env


def digest(bare):
    files = sorted(path for path in bare.rglob("*") if path.is_file())
    mark = hashlib.sha256()
    for path in files:
        mark.update(f"{path.relative_to(bare)}\0".encode() + path.read_bytes())
    return mark.hexdigest()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_pushed_while_something_private_would_leave(pushed, tmp_path, monkeypatch, kind):
    root, bare, env = copied(pushed, tmp_path)
    KINDS[kind](root)
    before = digest(bare)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(proofolio, ["-C", str(root), "publish"], standalone_mode=False)
    assert done.return_value == ExitCode.REFUSED, done.output
    assert digest(bare) == before
    assert "Not published" in done.output
    assert SECRET not in done.output.replace(f"data/{SECRET}", "")
    assert not (root / "site/index.html").exists(), "it is said before anything is built"


def test_what_to_do_is_told_so_that_it_can_be_done_word_by_word(pushed, tmp_path):
    root, _, env = copied(pushed, tmp_path)
    taken_out(root)
    said = run(root, "publish", env=env, code=7)
    assert "though a later one took it out" in said
    assert "Nothing has left this computer" in said
    follow(root, said)
    assert git(root, "rev-list", "--count", "origin/main..HEAD").strip() == "1"
    assert SECRET not in git(root, "log", "--patch", "--all", "origin/main..HEAD")
    assert push.before_push(root, remote="origin", branch=None, is_dry=True).findings == ()


@pytest.mark.parametrize("where", ["shares/acme.yml", ".env"])
def test_a_private_file_is_taken_out_of_git_by_the_advice_and_stays_here(pushed, tmp_path, where):
    root, _, _ = copied(pushed, tmp_path)
    kept(root, where, "x: y\n")
    put(root.parent, "untracked.txt", "not for git")
    found = publishing_findings(root)
    with (root / ".gitignore").open("a") as ignored:
        ignored.write(re.search(r"Write `([^`]+)` into .gitignore", found[0].hint)[1] + "\n")
    follow(root, found[0].hint)
    assert (root / where).exists()
    assert publishing_findings(root) == ()
    assert git(root, "status", "--porcelain").split() == ["??", "untracked.txt"]
    assert where not in git(root, "log", "--name-only", "origin/main..HEAD")


def publishing_findings(root):
    return push.before_push(root, remote="origin", branch=None, is_dry=True).findings


def follow(root, said):
    """Do what is advised."""
    advised = re.findall(r"`(git [^`]+)`", said)
    assert advised
    for command in dict.fromkeys(advised):
        git(root, *WHO, *shlex.split(command)[1:])


def test_where_nothing_was_pushed_yet_the_advice_works_too(tmp_path):
    with hosts_of(write_account(tmp_path, 1), tmp_path) as (bare, env):
        root = tmp_path / "portfolio"
        root.mkdir()
        run(root, "init", "--github", "sample-learner", env=env)
        git(root, "init", "--quiet", "--initial-branch", "main")
        git(root, "remote", "add", "origin", f"https://github.com/{BARE}")
        run(root, "publish", "--setup", env=env)
        commit(root)
        taken_out(root)
        before = digest(bare)
        said = run(root, "publish", env=env, code=7)
        assert digest(bare) == before
        follow(root, said)
        run(root, "publish", env=env)
        assert git(bare, "rev-list", "--count", "main").strip() == "1"
        assert SECRET not in git(bare, "log", "--patch", "main")


def test_a_page_for_one_employer_that_was_pushed_needs_a_new_key(pushed, tmp_path):
    root, _, _ = copied(pushed, tmp_path)
    kept(root, "shares/acme.yml", "for: Acme\nkey: abc\n")
    # As if it had been pushed before.
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    found = push.before_push(root, remote="origin", branch=None, is_dry=True)
    assert [one.rule for one in found.findings] == ["private-file"]
    assert "`proofolio new share acme` gives it another address" in found.findings[0].hint


def test_a_finding_that_was_accepted_leaves_and_hooks_run(tmp_path):
    with hosts_of(write_account(tmp_path, 1), tmp_path) as (bare, env):
        top = tmp_path / "repository"
        top.mkdir()
        root = top / "portfolio"
        begin(root, env, top)
        taken_out(root)
        said = run(root, "publish", env=env, code=7)
        finding = re.search(r"^ +([0-9a-f]{8})  ", said, re.MULTILINE)[1]
        kept(
            root, "accepted.yml", f"accepted:\n  - id: '{finding}'\n    reason: revoked on 3 May\n"
        )
        hook = top / ".git/hooks/pre-push"
        hook.write_text("#!/bin/sh\ntouch hooked\n")
        hook.chmod(0o755)
        run(root, "publish", env=env)
        assert git(bare, "rev-parse", "main") == git(root, "rev-parse", "HEAD")
        assert (top / "hooked").exists()
        # The next time there is nothing left to look at but the folder.
        kept(root, "about.md", "# About me\n")
        run(root, "publish", "--no-sync", env=env)


def test_what_was_committed_meanwhile_does_not_slip_out(pushed, tmp_path, monkeypatch):
    root, bare, env = copied(pushed, tmp_path)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    looked = push.before_push(root, remote="origin", branch=None)
    kept(root, "late.md", SECRET)
    before = digest(bare)
    with pytest.raises(InputError, match="was not there when"):
        push_portfolio(root, remote="origin", commit=looked.commit)
    assert digest(bare) == before
