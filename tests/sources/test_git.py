"""Repositories that are odd, large or hostile, read by real git over HTTP."""

import hashlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from proofolio.errors import SystemProblemError
from proofolio.sources.git import session as git_session
from proofolio.sources.git.fetch import Checkout, Limits, Remote, fetch_files, list_refs
from proofolio.sources.git.files import choose_files
from proofolio.sources.git.shown import Shown
from proofolio.sources.unreadable import UnreadableError, Why
from tests.builders import a_repo
from tests.sources.conftest import Syncer
from tests.standin.server import Fault

SyncerAt = Callable[..., Syncer]
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"


def read(syncer: Syncer, ref: str = "HEAD", name: str = "project-01", **limits: float) -> Checkout:
    wanted = {"max_file_bytes": 1_000_000, "max_repo_bytes": 10_000_000, **limits}
    return fetch_files(
        remote(syncer, name), ref, choose=choose_files, follow=Shown(a_repo()), put=syncer.put,
        limits=Limits(**wanted),
    )  # fmt: skip


def remote(syncer: Syncer, name: str = "project-01") -> Remote:
    return Remote(url=f"{syncer.github.url}/sample-learner/{name}.git")


def paths(checkout: Checkout) -> list[str]:
    return [file.path for file in checkout.files]


def raw_repository(folder: Path, files: list[tuple[str, bytes, bytes]]) -> Path:
    """A bare repository made from (mode, name, content), whatever the names are."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_DIR": str(folder)}

    def git(*arguments: str, given: bytes = b"") -> bytes:
        return subprocess.run(
            ["git", *arguments], env=environment, input=given, capture_output=True, check=True
        ).stdout.strip()

    git("init", "--quiet", "--bare", "--initial-branch=main", str(folder))
    stream = b"commit refs/heads/main\ncommitter S <s@example.org> 1740909600 +0000\ndata 0\n"
    for mode, name, content in files:
        quoted = name.replace(b"\\", b"\\\\").replace(b"\n", b"\\n").replace(b'"', b'\\"')
        quoted = b'"' + quoted + b'"'
        if mode == "160000":
            stream += b"M 160000 " + content + b" " + quoted + b"\n"
        else:
            stream += b"M %s inline %s\ndata %d\n%s\n" % (
                mode.encode(), quoted, len(content), content,
            )  # fmt: skip
    git("fast-import", "--quiet", given=stream)
    return folder


def test_files_arrive_as_they_were_committed(syncer_at: SyncerAt) -> None:
    files = {"README.md": "# Übung\r\n", "a b/größe.ipynb": "{}", "data.csv": "1", "run.py": "x=1"}
    syncer = syncer_at([{"files": files}])
    checkout = read(syncer)
    assert paths(checkout) == ["README.md", "a b/größe.ipynb", "run.py"]
    assert syncer.blobs[checkout.files[0].blob] == "# Übung\r\n".encode()
    assert checkout.history.commit == syncer.github.head("project-01")
    assert checkout.history.committed_at.isoformat() == "2025-03-02T10:00:00+00:00"
    assert checkout.skipped == ()


def test_a_read_takes_two_steps_however_many_files(syncer_at: SyncerAt) -> None:
    files = {f"{n}.ipynb": f"{n}" for n in range(30)} | {"README.md": "![](a.png)", "a.png": "x"}
    syncer = syncer_at([{"files": files}])
    assert len(paths(read(syncer))) == 32
    packs = [one for one in syncer.github.requests if one.path.endswith("git-upload-pack")]
    assert len(packs) == 7  # three handshakes, the branch, trees, files, images


def test_only_images_that_are_shown_are_read(syncer_at: SyncerAt) -> None:
    files = {"README.md": "![](img/a.png)", "img/a.png": "a", "img/b.png": "b", "c.svg": "c"}
    assert paths(read(syncer_at([{"files": files}]))) == ["README.md", "img/a.png"]


def test_large_files_are_left_out_with_the_reason(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"files": {"big.ipynb": os.urandom(60_000), "small.ipynb": "{}"}}])
    checkout = read(syncer, max_file_bytes=50_000)
    assert paths(checkout) == ["small.ipynb"]
    assert [(file.path, file.reason) for file in checkout.skipped] == [
        ("big.ipynb", "larger than 50 kB")
    ]


def test_a_file_that_unpacks_to_much_more_is_left_out(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"files": {"bomb.ipynb": b"0" * 30_000_000, "small.ipynb": "{}"}}])
    checkout = read(syncer)
    assert paths(checkout) == ["small.ipynb"]
    assert checkout.skipped[0].reason == "larger than 1 MB"


def test_a_repository_that_is_too_large_in_all_keeps_the_files_that_fit(
    syncer_at: SyncerAt,
) -> None:
    syncer = syncer_at([{"files": {f"{n}.ipynb": str(n) * 400_000 for n in range(4)}}])
    checkout = read(syncer, max_repo_bytes=1_000_000)
    assert paths(checkout) == ["0.ipynb", "1.ipynb"]
    assert {file.reason for file in checkout.skipped} == {"there is more than 1 MB to read"}


def test_files_in_git_lfs_are_named_as_such(syncer_at: SyncerAt) -> None:
    checkout = read(syncer_at([{"files": {"a.ipynb": POINTER}}]))
    assert [(file.path, file.reason) for file in checkout.skipped] == [
        ("a.ipynb", "stored in Git LFS")
    ]


def test_links_submodules_and_odd_names_are_never_followed(
    syncer_at: SyncerAt, tmp_path: Path
) -> None:
    folder = raw_repository(
        tmp_path / "odd.git",
        [
            ("100644", b"README.md", b"# Odd\n![](link.png)"),
            ("120000", b"link.png", b"/etc/passwd"),
            ("120000", b"link.ipynb", b"../../secret.ipynb"),
            ("160000", b"vendor", b"1" * 40),
            ("100644", b"back\\slash.ipynb", b"{}"),
            ("100644", b"line\nbreak.ipynb", b"{}"),
            ("100644", b"nul.ipynb", b"{}"),
            ("100644", b"latin\xe9.ipynb", b"{}"),
            ("100644", "\u00e9.ipynb".encode(), b"composed"),
            ("100644", "e\u0301.ipynb".encode(), b"decomposed"),
            ("100755", b"run.ipynb", b"{}"),
        ],
    )
    syncer = syncer_at([{"git_dir": str(folder)}])
    checkout = read(syncer)
    assert paths(checkout) == ["README.md", "nul.ipynb", "run.ipynb", "\u00e9.ipynb"]
    assert syncer.blobs[checkout.files[3].blob] == b"composed"
    assert {file.path: file.reason.partition(",")[0] for file in checkout.skipped} == {
        "link.ipynb": "a symbolic link",
        "vendor": "a submodule",
        "back\\slash.ipynb": "its name holds a backslash",
        "line break.ipynb": "its name holds control characters",
        "latin\N{REPLACEMENT CHARACTER}.ipynb": "its name is not UTF-8",
        "\u00e9.ipynb": "another file has the same name in another Unicode form",
    }


def test_names_that_some_systems_cannot_hold_are_read_all_the_same(
    syncer_at: SyncerAt, tmp_path: Path
) -> None:
    names = ['"q".ipynb', "Lesson 1: what is ML?.ipynb", "a#b?c.ipynb", "con.ipynb"]
    folder = raw_repository(
        tmp_path / "odd.git",
        [("100644", name.encode(), b"{}") for name in names],
    )
    checkout = read(syncer_at([{"git_dir": str(folder)}]))
    assert paths(checkout) == names
    assert checkout.skipped == ()


def test_a_branch_a_tag_and_a_commit_can_be_read(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(1)
    head = syncer.github.head("project-01")
    assert list_refs(remote(syncer), Limits(max_file_bytes=1, max_repo_bytes=10**7)) == {
        "main": head
    }
    assert read(syncer, "main").history.commit == head
    assert read(syncer, str(head)).history.commit == head


@pytest.mark.parametrize(
    ("repo", "ref", "fault", "why"),
    [
        ("project-01", "no-such-branch", None, Why.NO_REF),
        ("bare", "HEAD", None, Why.NO_REF),
        ("nothing-here", "HEAD", None, Why.ABSENT),
        ("project-01", "HEAD", Fault(kind="git", status=404), Why.ABSENT),
        ("project-01", "HEAD", Fault(kind="git", behaviour="reset"), Why.UNREACHABLE),
        ("project-01", "HEAD", Fault(kind="git", status=500), Why.UNREACHABLE),
        (
            "project-01",
            "HEAD",
            Fault(kind="git", path="pack$", behaviour="short_body"),
            Why.UNREACHABLE,
        ),
        ("project-01", "HEAD", Fault(kind="git", behaviour="html"), Why.UNREACHABLE),
    ],
)
def test_what_went_wrong_is_told_in_plain_words(
    syncer_at: SyncerAt, repo: str, ref: str, fault: Fault | None, why: Why
) -> None:
    syncer = syncer_at([{}, {"name": "bare", "files": {}, "commits": []}])
    if fault:
        syncer.github.misbehave(fault)
    with pytest.raises(UnreadableError) as caught:
        read(syncer, ref, repo)
    assert caught.value.why is why
    assert caught.value.hint
    assert "/tmp" not in caught.value.message


def test_a_server_that_hangs_is_given_up(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(1)
    syncer.github.misbehave(Fault(kind="git", behaviour="hang"))
    with pytest.raises(UnreadableError) as caught:
        read(syncer, timeout_s=0.2)
    assert caught.value.why is Why.TOO_SLOW


def test_a_private_repository_needs_the_token_and_leaves_no_trace_of_it(
    syncer_at: SyncerAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncer = syncer_at([{"name": "secret", "private": True}])
    syncer.sign_in()
    seen: list[str] = []
    popen = subprocess.Popen

    def spy(argv: list[str], **options: object) -> object:
        seen.append(" ".join(argv))
        return popen(argv, **options)

    monkeypatch.setattr(subprocess, "Popen", spy)
    result = syncer.pull(include=("secret",))
    assert len(result.repos) == 1
    assert not any("good-token" in line or "Authorization" in line for line in seen)
    assert not any("good-token" in request.path for request in syncer.github.requests)


def test_the_users_own_git_settings_take_no_part(
    syncer_at: SyncerAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncer = syncer_at(1)
    (tmp_path / ".gitconfig").write_text('[url "file:///nowhere"]\n\tinsteadOf = http\n')
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'url.file:///nowhere.insteadOf=http'")
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    assert len(paths(read(syncer))) == 2


def test_git_itself_missing_is_told_with_where_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    git_session.git_program.cache_clear()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemProblemError, match="git is not installed") as caught:
        git_session.git_program()
    assert "git-scm.com" in caught.value.problems[0].hint


def test_an_old_git_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    git_session.git_program.cache_clear()
    old = tmp_path / "git"
    old.write_text("#!/bin/sh\necho git version 2.17.1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(SystemProblemError, match=r"git 2\.31 or newer is needed"):
        git_session.git_program()


def test_nothing_is_left_on_the_disk(
    syncer_at: SyncerAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncer = syncer_at(1)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    checkout = read(syncer)
    assert not list(folder.iterdir())
    assert all(hashlib.sha256(syncer.blobs[f.blob]).hexdigest() == f.blob for f in checkout.files)


def test_too_many_images_cost_the_images_alone(syncer_at: SyncerAt) -> None:
    files = {"README.md": "![](a.png)![](b.png)", "a.ipynb": "{}"}
    images = {"a.png": os.urandom(700_000), "b.png": os.urandom(700_000)}
    checkout = read(syncer_at([{"files": files | images}]), max_repo_bytes=1_000_000)
    assert paths(checkout) == ["README.md", "a.ipynb"]
    assert [file.path for file in checkout.skipped] == ["a.png", "b.png"]


def test_a_repository_over_the_limit_is_stopped(syncer_at: SyncerAt) -> None:
    files = {f"{n}.ipynb": os.urandom(400_000) for n in range(5)}
    with pytest.raises(UnreadableError, match="more than 1 MB to read") as caught:
        read(syncer_at([{"files": files}]), max_repo_bytes=1_000_000)
    assert caught.value.why is Why.TOO_LARGE


def test_a_file_that_is_only_searched_is_kept_when_it_is_small(syncer_at: SyncerAt) -> None:
    files = {
        "README.md": "x",
        ".env": "DEBUG=1",
        "conf/a.yaml": "1" * 200_000,
        "b.py": "1" * 200_000,
    }
    checkout = read(syncer_at([{"files": files}]))
    assert paths(checkout) == [".env", "README.md", "b.py"]
    assert [(file.path, file.reason) for file in checkout.skipped] == [
        ("conf/a.yaml", "over 100 kB, so not searched for secrets")
    ]


def test_of_too_many_files_the_most_telling_are_read(
    syncer_at: SyncerAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proofolio.sources.git.fetch.MAX_FILES", 2)
    checkout = read(
        syncer_at([{"files": {"README.md": "x", "a.ipynb": "{}", "b.py": "", "c.py": ""}}])
    )
    assert paths(checkout) == ["README.md", "a.ipynb"]
    assert [(file.path, file.reason) for file in checkout.skipped] == [
        ("b.py", "the first of 2 files over the limit of 2")
    ]
