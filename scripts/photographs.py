"""Put photographs of many makes into every place, build, and let exiftool look: `python scripts/photographs.py`.

Prints what exiftool finds in each make as it was taken (`P` a position, `O` an owner, `C` a camera), then
for each place of the site how many pictures there are, how many still tell something, and how many lie on
their side. Ends with 1 when anything was found. Needs exiftool.
"""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from PIL import Image

from proofolio.publish.pages import site_files
from proofolio.publish.pictures import metadata
from proofolio.site import trust
from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from proofolio.usecases.sync import sync
from tests.standin.server import StandIn

LOGIN = "sample-learner"
DAY = date(2026, 11, 22)
SECRET = "SECRETOWNER"
TELLS = {
    "P": re.compile(r"GPS|Location|LatLong|City|Country", re.IGNORECASE),
    "O": re.compile(r"Artist|Copyright|Owner|Creator(?!Tool)|By-?line|Author|Comment|XMP|Rights|Credit", re.IGNORECASE),
    "C": re.compile(r"^(?:Make|Model|.*Serial|Lens|MakerNote|HostComputer|Thumbnail|Embedded|MPImage|MotionPhoto)", re.IGNORECASE),
}  # fmt: skip
FOREIGN = "extracted"


def main() -> None:
    """Build and look."""
    if not shutil.which("exiftool"):
        sys.exit("This needs exiftool (Debian and Ubuntu: apt install libimage-exiftool-perl).")
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        made = makes(work / "makes")
        print(f"{len(made)} makes: {', '.join(made)}")
        before = {make: look(path) for make, path in made.items()}
        print(f"{'as they were taken':28} " + " ".join(f"{before[make] or '.':4}" for make in made))
        root = portfolio(work, made)
        pull_and_build(root, work)
        sys.exit(1 if report(root / "site", work) else 0)


def makes(folder: Path) -> dict[str, Path]:
    """Take photographs, each with a position, an owner and a camera in the way of its make."""
    folder.mkdir()
    # Twice as wide as high once it is upright; stored on its side where the make says so.
    upright = Image.effect_noise((240, 120), 60).convert("RGB")
    side = upright.transpose(Image.Transpose.ROTATE_90)
    tags = ["-GPSLatitude=38.7", "-GPSLatitudeRef=N", "-GPSLongitude=9.1", "-GPSLongitudeRef=W", f"-Artist={SECRET}"]  # fmt: skip
    made: dict[str, Path] = {}

    def take(make: str, suffix: str, image: Image.Image, *more: str, form: str = "", **options: object) -> Path:  # fmt: skip
        path = folder / f"{make}.{suffix}"
        image.save(path, form or None, **options)
        if more:
            subprocess.run(["exiftool", "-q", "-overwrite_original", *more, path], check=True)
        made[make] = path
        return path

    exif = [*tags, "-Orientation#=6"]
    thumb = folder / "thumb.jpg"
    upright.resize((60, 30)).save(thumb)
    take("canon", "jpg", side, *exif, "-Make=Canon", "-Model=EOS R5", f"-OwnerName={SECRET}", "-SerialNumber=123", f"-ThumbnailImage<={thumb}")  # fmt: skip
    note = Image.Exif()
    note[0x010F], note[0x0112] = "NIKON", 6
    note.get_ifd(0x8769)[0x927C] = b"Nikon\0\x02\x10\0\0" + SECRET.encode() * 9
    take("nikon", "jpg", side, *tags, exif=note)
    take(
        "sony",
        "jpg",
        upright,
        f"-IPTC:By-line={SECRET}",
        "-IPTC:City=Lisbon",
        "-Make=SONY",
        "-Model=A7",
        *tags,
    )
    take("olympus", "jpg", upright, f"-XMP:Creator={SECRET}", "-XMP-exif:GPSLatitude=38.7", "-XMP-tiff:Make=OLYMPUS", "-XMP-aux:SerialNumber=1")  # fmt: skip
    mpo = take(
        "apple", "jpg", side, *exif, "-Make=Apple", "-Model=iPhone 15", f"-HostComputer={SECRET}"
    )
    mpo.write_bytes(mpo.read_bytes() + made["canon"].read_bytes())
    film = take("samsung", "jpg", side, *exif, "-Make=samsung", "-XMP-GCamera:MicroVideo=1")
    film.write_bytes(film.read_bytes() + b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x20\xa9xyz+38.7-009.1/" + SECRET.encode())  # fmt: skip
    stray = take("fujifilm", "jpg", side, *exif, "-Make=FUJIFILM", "-Model=X100V")
    data = stray.read_bytes()
    at = data.index(b"\xff\xdb")
    stray.write_bytes(data[:at] + b"\0" + data[at:])
    cut = take("huawei", "jpg", side, *exif, "-Make=HUAWEI", f"-Comment={SECRET}")
    cut.write_bytes(cut.read_bytes()[:-200])
    take(
        "panasonic",
        "jpg",
        side,
        *exif,
        "-Make=Panasonic",
        "-Model=GH6",
        quality=90,
        progressive=True,
    )
    take(
        "xiaomi",
        "png",
        side,
        *exif,
        "-Make=Xiaomi",
        f"-PNG:Author={SECRET}",
        f"-XMP:Creator={SECRET}",
    )
    take("google", "webp", side, *exif, "-Make=Google", "-Model=Pixel 8", f"-XMP:Creator={SECRET}")
    take(
        "ricoh",
        "gif",
        upright.quantize(64),
        f"-Comment={SECRET}",
        f"-XMP:Creator={SECRET}",
        "-XMP-tiff:Make=RICOH",
    )
    return made


def look(path: Path) -> str:
    """Return what exiftool finds in a file: letters of `TELLS`."""
    done = subprocess.run(
        ["exiftool", "-j", "-ee", "-a", "-u", "-G1:0", "-api", "largefilesupport=1", path],
        capture_output=True, check=False,
    )  # fmt: skip
    try:
        found = json.loads(done.stdout)[0]
    except (ValueError, IndexError):
        return "?"
    told = {
        letter
        for key in found
        for letter, pattern in TELLS.items()
        if pattern.search(key.rpartition(":")[2])
    }
    if path.suffix == ".pdf":
        told.discard("O")  # A résumé says whose it is.
    if SECRET.encode() in path.read_bytes():
        told.add("O")
    return "".join(sorted(told))


def portfolio(work: Path, made: Mapping[str, Path]) -> Path:
    """Write a portfolio and an account with every photograph in every place."""
    root, repo = work / "portfolio", work / "account/repos/photos"
    root.mkdir()
    repo.mkdir(parents=True)
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    for folder in (
        root / "posts",
        root / "images",
        root / "projects",
        root / "overrides/shown",
        repo,
    ):
        folder.mkdir(parents=True, exist_ok=True)
        for path in made.values():
            shutil.copy(path, folder / path.name)
    names = [path.name for path in made.values()]
    embedded = "\n\n".join(f'<img alt="e" src="{_url(path)}">' for path in made.values())
    (root / "posts/2026-01-02-photos.md").write_text(
        "# Photos\n\n" + "".join(f"![p]({name})\n" for name in names) + "\n" + embedded
    )
    (root / "posts/2026-01-03-book.ipynb").write_text(notebook(made))
    own = "".join(f"![p]({name}) ![q](../images/{name})\n" for name in names)
    (root / "projects/photos.md").write_text(f"---\ncover: {names[0]}\n---\n\n{own}\n{embedded}\n")
    (repo / "README.md").write_text(
        "# Photos\n\n" + "".join(f"![p]({name})\n" for name in names) + embedded
    )
    (repo / "book.ipynb").write_text(notebook(made))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><metadata>SECRETOWNER</metadata>{}</svg>'
    inner = "".join(f'<image width="9" height="9" href="{_url(path)}"/>' for path in made.values())
    for folder in (repo, root / "posts"):
        (folder / "drawn.svg").write_text(svg.format(inner))
    with (repo / "README.md").open("a") as file:
        file.write("\n![d](drawn.svg)\n")
    (root / "resume.yml").write_text("basics:\n  name: Sample Learner\n  image: images/canon.jpg\n")
    with (root / "portfolio.yml").open("a") as file:
        file.write("\nresume:\n  photo: true\n")
    config = (root / "mkdocs.yml").read_text()
    config = config.replace("theme:\n", "theme:\n  custom_dir: overrides\n", 1)
    (root / "mkdocs.yml").write_text(config)
    (work / "account/account.json").write_text(json.dumps({
        "login": LOGIN, "id": 1, "type": "User", "name": "Sample Learner", "bio": "", "location": "", "blog": "",
        "company": None, "created_at": "2024-01-01T00:00:00Z", "pinned": [],
        "repositories": [{"id": 2, "name": "photos", "description": "", "homepage": "", "topics": [],
            "license": None, "stars": 0, "created_at": "2025-01-01T00:00:00Z", "default_branch": "main",
            "commits": [{"date": "2025-03-02T10:00:00Z", "message": "Begin", "paths": []}]}],
    }))  # fmt: skip
    return root


def _url(path: Path) -> str:
    kind = {"jpg": "jpeg"}.get(path.suffix[1:], path.suffix[1:])
    return f"data:image/{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def notebook(made: Mapping[str, Path]) -> str:
    """Return a notebook with each photograph as an output, in HTML, attached, and in Markdown."""
    cells: list[dict[str, object]] = [
        {"cell_type": "markdown", "metadata": {}, "source": "# Book\n\nPhotographs."}
    ]
    for make, path in made.items():
        kind = "image/" + {"jpg": "jpeg"}.get(path.suffix[1:], path.suffix[1:])
        content = base64.b64encode(path.read_bytes()).decode()
        cells.append({
            "cell_type": "code", "metadata": {}, "source": make, "execution_count": 1,
            "outputs": [
                {"output_type": "display_data", "metadata": {}, "data": {kind: content}},
                {"output_type": "display_data", "metadata": {}, "data": {"text/html": [f'<img src="{_url(path)}">', "\n<p>x</p>"]}},
            ],
        })  # fmt: skip
        cells.append({
            "cell_type": "markdown", "metadata": {}, "attachments": {path.name: {kind: content}},
            "source": f"![a](attachment:{path.name})\n\n![m]({_url(path)})",
        })  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


def pull_and_build(root: Path, work: Path) -> None:
    """Pull and build; print what was told."""
    with StandIn(work / "account", pages_url="https://github.com", work_dir=work / "git") as github:
        os.environ |= {**github.environment(), "GITHUB_TOKEN": "good-token"}
        sync(root, lambda _: None)
    # As on the computer that began the portfolio: its templates are agreed to.
    os.environ["XDG_STATE_HOME"] = str(work / "state")
    trust.remember(root / "mkdocs.yml", begun=True)
    for problem in build(root, today=DAY).problems:
        print(f"# {problem}")


def report(site: Path, work: Path) -> int:
    """Print what is left in which place; return in how many pictures something is."""
    out = work / FOREIGN
    out.mkdir()
    places: dict[str, list[Path]] = {}
    for number, (place, data, suffix) in enumerate(pictures(site)):
        path = out / f"{number}.{suffix}"
        path.write_bytes(data)
        places.setdefault(place, []).append(path)
    leaks = sides = total = 0
    for place, paths in sorted(places.items()):
        found = [look(path) for path in paths]
        lying = [path for path in paths if is_on_its_side(path)]
        leaks += sum(bool(one) for one in found)
        sides += len(lying)
        total += len(paths)
        print(f"{place:44} {len(paths):4} pictures, {sum(map(bool, found)):3} tell {''.join(sorted(set(''.join(found)))) or '-'}, {len(lying):2} on their side")  # fmt: skip
    texts = [
        path for path in site.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()
    ]
    gate = [sighting for file in site_files(site) for sighting in metadata(file)]
    print(f"{total} pictures in {len(places)} places: {leaks} tell something, {sides} on their side; {len(texts)} files with the owner's name; the gate names {len(gate)}")  # fmt: skip
    for path in texts[:5]:
        print(f"  {path.relative_to(site)}")
    return leaks + sides + len(texts) + len(gate)


def pictures(site: Path) -> Iterator[tuple[str, bytes, str]]:
    """Yield every picture of the site with its place: files, and those within pages, notebooks, SVG and PDF."""
    for path in sorted(site.rglob("*")):
        if not path.is_file() or (
            "assets/" in path.relative_to(site).as_posix() and "shown" not in path.as_posix()
        ):
            continue
        place, data, suffix = (
            path.parent.relative_to(site).as_posix(),
            path.read_bytes(),
            path.suffix[1:].lower(),
        )
        if suffix in {"jpg", "png", "webp", "gif", "tif", "avif"}:
            yield f"{place}/*.{suffix}", data, suffix
        elif suffix == "pdf":
            yield f"{place}/{path.name}", data, "pdf"
            for match in re.finditer(rb"stream\r?\n(\xff\xd8\xff.*?)endstream", data, re.DOTALL):
                yield f"within {path.name}", match[1], "jpg"
        elif suffix in {"html", "ipynb", "svg", "xml", "json"}:
            for match in re.finditer(
                rb"(?:/9j/|iVBORw0KGgo|R0lGOD|UklGR)[A-Za-z0-9+/]{100,}={0,2}", data
            ):
                raw = base64.b64decode(match[0] + b"=" * (-len(match[0]) % 4))
                yield (
                    f"within {place}/{path.name}",
                    raw,
                    {b"\xff": "jpg", b"\x89": "png", b"G": "gif"}.get(raw[:1], "webp"),
                )


def is_on_its_side(path: Path) -> bool:
    """Tell whether a photograph, which is wider than high when it is upright, is shown higher than wide."""
    if path.suffix == ".pdf":
        return False
    try:
        with Image.open(io.BytesIO(path.read_bytes())) as image:
            width, height = image.size
            return height == 2 * width
    except OSError:
        return True


if __name__ == "__main__":
    main()
