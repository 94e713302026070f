"""An account that means harm, from the repository to the built site."""

import base64
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from PIL import Image

from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from proofolio.usecases.status import status
from proofolio.usecases.sync import sync
from tests.conftest import LOGIN, NOTEBOOK, TODAY
from tests.standin.server import StandIn

ROOT = Path(__file__).parent.parent
SECRETS = (
    "Jane Q. Secret", "0123456789secretuser", "lh3.googleusercontent.com/secret", "1secretDriveFileId",
    "janesecret", "SECRETCAM",
)  # fmt: skip
USER = {"displayName": SECRETS[0], "userId": SECRETS[1], "photoUrl": f"https://{SECRETS[2]}"}
RESERVED = {"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(10))}


def photograph(kind):
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAM"
    exif[0x0112] = 6
    more = {
        "JPEG": {"exif": exif, "comment": b"SECRETCAM"},
        "PNG": {"exif": exif},
        "WEBP": {"exif": exif, "xmp": b"SECRETCAM"},
        "GIF": {"comment": b"SECRETCAM"},
    }
    buffer = io.BytesIO()
    Image.effect_noise((240, 120), 50).convert("RGB").save(buffer, kind, **more[kind])
    assert b"SECRETCAM" in buffer.getvalue()
    return buffer.getvalue()


def telling_notebook():
    """What Colab, Jupyter, VS Code and a camera leave in a notebook."""
    paths = [
        "/home/janesecret/work/a.py", "/Users/janesecret/a.py", "C:\\Users\\janesecret\\a.py",
        "C:/Users/janesecret/a.py", "file:///home/janesecret/a", "/mnt/c/Users/janesecret/a",
        "'/home/janesecret'", "(/home/janesecret)", "\x1b[32m/home/janesecret/b.py\x1b[0m",
    ]  # fmt: skip
    words = "\n".join(paths)
    info = {"executionInfo": {"user": USER, "status": "ok"}, "outputId": SECRETS[1]}
    colab = {
        "provenance": [{"file_id": SECRETS[3], "displayName": SECRETS[0]}], "mount_file_id": SECRETS[3],
        "authorship_tag": SECRETS[1], "last_runtime": {"build_target": SECRETS[1]},
    }  # fmt: skip
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": paths},
        {"output_type": "error", "ename": "E", "evalue": paths[0], "traceback": paths},
        {"output_type": "display_data", "metadata": info, "data": {
            "text/html": f"<table><tr><td title='{paths[0]}'>{words}</td></tr></table>", "text/plain": words}},
        {"output_type": "display_data", "metadata": {}, "data": {
            "text/html": f"<div id=x></div><script>document.title = {json.dumps(words)}</script>"}},
        {"output_type": "display_data", "metadata": {}, "data": {"application/json": {"path": paths}}},
        *({"output_type": "display_data", "metadata": {}, "data": {
            f"image/{kind.lower()}": base64.b64encode(photograph(kind)).decode()}} for kind in ("JPEG", "PNG")),
    ]  # fmt: skip
    cells = [
        {"cell_type": "markdown", "metadata": info | {"colab": colab}, "source": f"# Study\n\n{words}\n\n## In {paths[0]}"},
        {"cell_type": "code", "metadata": info | {"a": [{"b": USER}]}, "source": f"open({paths[0]!r})\n{words}",
         "execution_count": 1, "outputs": outputs},
    ]  # fmt: skip
    metadata = {
        "colab": colab,
        "widgets": {"x": USER},
        "executionInfo": {"user": USER},
        "any": [USER],
    }
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


NAMES = (
    "CON.ipynb", "nul.ipynb", "NUL", "aux/com1.ipynb", "..ipynb", "...ipynb", "a..ipynb", "trailing dot./x.ipynb",
    "trailing space /x.ipynb", " x.ipynb", "caf\u00e9.ipynb", "cafe\u0301.ipynb", "Case.ipynb", "case.ipynb",
    "CASE.ipynb", "files.ipynb", "index.ipynb", "n" * 249 + ".ipynb", "\u00e9" * 120 + ".ipynb",
    "rtl\u202egnp.ipynb", "control\x07.ipynb", "line\nbreak.ipynb", "back\\slash.ipynb",
    "<script>alert(1)<.ipynb", '"onmouseover=alert(1) x=".ipynb', "{{ config }}.ipynb", "%2e%2e%2f.ipynb",
    "a?b#c&d.ipynb", "\u30ce\u30fc\u30c8.ipynb", "\U0001f600.ipynb", "zero\u200bwidth.ipynb", "~.ipynb", "-rf.ipynb",
    "assets.ipynb", "search.ipynb",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The site of the account, with what the report said."""
    home = tmp_path_factory.mktemp("account")
    files = {
        "README.md": "# Study\n\n" + "".join(f"![p](p.{end})\n" for end in ("jpg", "png", "webp", "gif")),
        "study.ipynb": telling_notebook(),
        **{f"p.{kind.lower()}": photograph(kind) for kind in ("PNG", "WEBP", "GIF")},
        "p.jpg": photograph("JPEG"),
    }  # fmt: skip
    write(home / "repos/telling", files)
    write(home / "repos/names", {name: NOTEBOOK for name in NAMES if name != "NUL"})
    (home / "repos/names/link.ipynb").symlink_to("/etc/passwd")
    (home / "repos/names/folder").symlink_to("/etc")
    account = {
        "login": LOGIN, "id": 1, "type": "User", "name": "Sample Learner", "bio": "", "location": "", "blog": "",
        "company": None, "created_at": "2024-01-01T00:00:00Z", "pinned": [],
        "repositories": [
            {"id": n, "name": name, "description": "", "homepage": "", "topics": [], "license": None, "stars": 0,
             "created_at": "2025-01-01T00:00:00Z", "default_branch": "main",
             "commits": [{"date": "2025-03-02T10:00:00Z", "message": "Begin", "paths": []}]}
            for n, name in enumerate(("telling", "names"), 2)
        ],
    }  # fmt: skip
    (home / "account.json").write_text(json.dumps(account))
    root = tmp_path_factory.mktemp("portfolio")
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    with (
        pytest.MonkeyPatch.context() as patch,
        StandIn(home, pages_url="https://github.com") as github,
    ):
        for name in ("GITHUB_TOKEN", "GH_TOKEN"):
            patch.delenv(name, raising=False)
        for name, value in github.environment().items():
            patch.setenv(name, value)
        sync(root, lambda _: None)
    build(root, today=TODAY)
    return root, status(root, today=TODAY)


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def test_nothing_in_the_whole_site_tells_who_the_author_is(built):
    root, _ = built
    site = root / "site"
    found = [
        f"{path.relative_to(site)}: {secret}"
        for path in sorted(site.rglob("*"))
        if path.is_file()
        for secret in SECRETS
        if secret.encode() in path.read_bytes()
    ]
    assert found == []
    assert any(path.suffix == ".ipynb" for path in site.rglob("*"))
    assert b"~/work/a.py" in next(site.rglob("study.ipynb")).read_bytes()


def test_pictures_lose_what_they_tell_and_keep_how_they_look(built):
    root, _ = built
    pictures = {path.suffix: path for path in (root / "site/projects/telling/files").iterdir()}
    assert set(pictures) == {".jpg", ".png", ".webp", ".gif"}
    for suffix, path in pictures.items():
        photo = Image.open(io.BytesIO(path.read_bytes()))
        photo.load()
        # A GIF does not say which side is up; the others were turned.
        assert photo.size == ((240, 120) if suffix == ".gif" else (120, 240))
        assert not photo.getexif()


def test_every_file_of_the_site_fits_the_file_system_of_any_computer(built):
    root, _ = built
    site = root / "site"
    seen = set()
    for path in site.rglob("*"):
        place = path.relative_to(site).as_posix()
        assert unicodedata.is_normalized("NFC", place)
        assert place.casefold() not in seen
        seen.add(place.casefold())
        for part in path.relative_to(site).parts:
            assert part.split(".")[0].casefold() not in RESERVED, place
            assert len(part.encode()) <= 255
            assert not part.endswith((" ", "."))
            assert not re.search(r'[<>:"|?*\\\x00-\x1f\u202a-\u202e]', part), place


def test_a_name_is_served_under_another_or_named_in_the_report(built):
    _, status = built
    (project,) = (one for one in status.portfolio.projects if one.slug == "names")
    (record,) = (one for one in status.snapshot.repos if one.name == "names")
    served = {notebook.file_name for notebook in project.notebooks}
    refused = {file.reason for file in record.skipped}
    unserved = {unicodedata.normalize("NFC", name) for name in NAMES if name != "NUL"} - served
    assert unserved == {
        "..ipynb", "...ipynb", "rtl\u202egnp.ipynb", "control\x07.ipynb", "line\nbreak.ipynb", "back\\slash.ipynb",
    }  # fmt: skip
    assert len(served) == len({notebook.slug for notebook in project.notebooks})
    for words in ("control characters", "backslash", "direction", "Unicode form", "symbolic link"):
        assert any(words in reason for reason in refused), words
