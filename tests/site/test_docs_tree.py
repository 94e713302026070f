from pathlib import Path

import pytest

from proofolio.errors import InputError
from proofolio.model.page import Text
from proofolio.site.docs_tree import write
from proofolio.site.own_files import own_files


def _write(folder: Path, texts: dict[str, str] | None = None, copies=None):
    made = [Text(path=path, text=text) for path, text in (texts or {}).items()]
    return write(folder, made, copies)


def test_everything_wanted_is_there_with_our_own_style_and_fonts(tmp_path):
    post = tmp_path / "post.png"
    post.write_bytes(b"png")
    docs = tmp_path / "docs"
    _write(docs, {"index.md": "hé\n"}, {"log/posts/post.png": post})
    assert (docs / "index.md").read_bytes() == "hé\n".encode()
    assert (docs / "log/posts/post.png").read_bytes() == b"png"
    assert (docs / "assets/proofolio/portfolio.css").is_file()
    assert (docs / "assets/proofolio/fonts/LICENSE-ibm-plex-sans.txt").is_file()


def test_a_second_write_touches_nothing(tmp_path):
    texts = {"index.md": "one", "a/index.md": "two"}
    _write(tmp_path, texts)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    changes = _write(tmp_path, texts)
    assert not changes
    assert changes.unchanged == 2 + len(own_files())
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before


def test_only_what_changed_is_written_and_what_is_gone_is_removed(tmp_path):
    _write(tmp_path, {"index.md": "one", "old/deep/index.md": "x", "same.md": "s"})
    changes = _write(tmp_path, {"index.md": "two", "same.md": "s", "new.md": "n"})
    assert changes.written == ("index.md", "new.md")
    assert changes.removed == ("old/deep/index.md",)
    assert not (tmp_path / "old").exists()


def test_a_generated_file_that_somebody_edited_is_refused(tmp_path):
    _write(tmp_path, {"index.md": "one", "other.md": "one"})
    (tmp_path / "index.md").write_text("edited by hand")
    with pytest.raises(InputError, match=r"changed since Proofolio wrote them: index\.md\.$"):
        _write(tmp_path, {"index.md": "one", "other.md": "two"})
    assert (tmp_path / "index.md").read_text() == "edited by hand"
    assert (tmp_path / "other.md").read_text() == "one", "refused before the first byte"
    (tmp_path / "index.md").unlink()
    assert _write(tmp_path, {"index.md": "one"}).written == ("index.md",)


def test_a_file_of_somebody_else_is_neither_overwritten_nor_removed(tmp_path):
    _write(tmp_path, {"index.md": "one"})
    (tmp_path / "mine.md").write_text("mine")
    for wanted in ({}, {"mine.md": "ours"}, {"index.md": "two"}):
        with pytest.raises(InputError, match=r"Proofolio did not make: mine\.md"):
            _write(tmp_path, wanted)
        assert (tmp_path / "mine.md").read_text() == "mine"
        assert (tmp_path / "index.md").read_text() == "one"


def test_of_many_files_in_the_way_a_few_are_named(tmp_path):
    for number in range(8):
        (tmp_path / f"{number}.txt").write_text("theirs")
    with pytest.raises(InputError, match=r"0\.txt, 1\.txt, 2\.txt, 3\.txt, 4\.txt and 3 more"):
        _write(tmp_path, {"index.md": "one"})


def test_without_its_ledger_what_is_the_same_is_ours(tmp_path):
    _write(tmp_path, {"index.md": "one"})
    (tmp_path / ".proofolio-files.json").write_text("{broken")
    with pytest.raises(InputError, match="Proofolio did not make"):
        _write(tmp_path, {"index.md": "two"})
    assert not _write(tmp_path, {"index.md": "one"}).written
    assert _write(tmp_path, {"index.md": "two"}).written == ("index.md",)


@pytest.mark.parametrize(
    "path",
    [
        "../x.md",
        "/etc/x",
        "a/../../x",
        "a//b",
        "con.md",
        "a/NUL",
        "a:b",
        "a\\b",
        "x.",
        "a\nb",
        "",
        "e\u0301.md",
    ],
)
def test_a_path_that_some_computer_cannot_hold_is_refused(tmp_path, path):
    with pytest.raises(InputError, match="path on every computer"):
        _write(tmp_path / "docs", {path: "x"})


def test_a_symbolic_link_does_not_lead_out(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a").symlink_to(outside)
    with pytest.raises(InputError, match="Proofolio did not make: a"):
        _write(docs, {"a/x.md": "x"})
    assert not list(outside.iterdir())
    docs = tmp_path / "linked"
    docs.symlink_to(outside)
    with pytest.raises(InputError, match="`linked` is a symbolic link"):
        _write(docs, {"x.md": "x"})
    assert not list(outside.iterdir())


def test_a_ledger_cannot_make_us_remove_what_is_outside(tmp_path):
    victim = tmp_path / "victim.md"
    victim.write_text("keep me")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / ".proofolio-files.json").write_text('{"../victim.md": ["x", 1, 1]}')
    _write(docs, {"index.md": "x"})
    assert victim.read_text() == "keep me"


def test_two_files_never_share_a_place(tmp_path):
    with pytest.raises(InputError, match=r"same place: a/X\.md and a/x\.md"):
        _write(tmp_path, {"a/X.md": "1", "a/x.md": "2"})


def test_a_picture_of_a_post_that_is_gone_is_named(tmp_path):
    with pytest.raises(InputError, match="cannot be read") as caught:
        _write(tmp_path / "docs", copies={"log/posts/a.png": tmp_path / "gone.png"})
    assert "gone.png" in str(caught.value)


def test_a_file_where_a_folder_must_be_is_said_so(tmp_path):
    (tmp_path / "docs").write_text("a file")
    with pytest.raises(InputError, match="A file is in the way") as caught:
        _write(tmp_path / "docs", {"index.md": "x"})
    assert caught.value.problems[0].where.path == str(tmp_path / "docs")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(InputError, match="symbolic link"):
        _write(tmp_path / "link", {"index.md": "x"})
