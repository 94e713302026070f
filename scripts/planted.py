"""Plants a secret in each place of a site's final bytes, and prints whether the gate stops it.

    python scripts/planted.py

Each place is tried with two secrets: one with a shape of its own, which rules find wherever they read, and one
without (40 hexadecimal digits that a notebook printed), which only its value tells. A row is printed for each
place; the last line says how many of how many were stopped. The exit code is 1 if one got by.
"""

import base64
import bz2
import gzip
import io
import json
import lzma
import secrets
import shutil
import struct
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

import typst
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter

from proofolio.model.finding import Finding
from proofolio.model.records import BlobId
from proofolio.model.snapshot import Snapshot
from proofolio.publish.gate import GateInput, look

Plant = Callable[[str], Mapping[str, bytes]]
"""A secret → the files of the site that hold it."""


def page(body: str, head: str = "") -> bytes:
    """A page as a browser gets it."""
    return f"<!doctype html><html><head><title>A</title>{head}</head><body>{body}</body></html>".encode()


def notebook(**cell: object) -> bytes:
    """A notebook with one cell of code."""
    whole = {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "", "outputs": []}
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{**whole, **cell}]}
    ).encode()


def output(kind: str, value: object) -> bytes:
    """A notebook with one output."""
    return notebook(
        outputs=[{"output_type": "display_data", "metadata": {}, "data": {kind: value}}]
    )


def highlighted(secret: str) -> str:
    """Code as pages show it, each few characters in an element of their own."""
    parts = [secret[start : start + 7] for start in range(0, len(secret), 7)]
    return "".join(f'<span class="s{n % 2}">{part}</span>' for n, part in enumerate(parts))


def zipped(files: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    """A zip archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(name: str, data: bytes, mode: str = "w") -> bytes:
    """A tar archive."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def png(
    key: str = "", text: str = "", *, packed: bool = False, international: bool = False
) -> bytes:
    """A picture with a text block."""
    told, made = PngInfo(), io.BytesIO()
    if international:
        told.add_itxt(key, text, zip=packed)
    elif key:
        told.add_text(key, text, zip=packed)
    Image.new("RGB", (4, 4), "white").save(made, "PNG", pnginfo=told)
    return made.getvalue()


def picture(form: str, **more: object) -> bytes:
    """A picture of another kind."""
    made = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(made, form, **more)
    return made.getvalue()


def exif(tag: int, value: object) -> bytes:
    """A block of Exif with one tag."""
    told = Image.Exif()
    told[tag] = value
    return told.tobytes()


def gps(value: str) -> bytes:
    """A comment as cameras write it, within a directory of Exif's own."""
    told = Image.Exif()
    told.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + value.encode("utf-16-le")
    return told.tobytes()


def pdf(text: str = "", *, title: str = "", attached: bytes = b"", note: str = "") -> bytes:
    """A PDF, its words set by Typst as the résumé's are; what pypdf can add to it."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder, "a.typ")
        template.write_text(f"#set document(title: [A])\n#raw({json.dumps(text)})\n")
        data = typst.compile(str(template))
    writer = PdfWriter(io.BytesIO(data))
    if title:
        writer.add_metadata({"/Subject": title})
    if attached:
        writer.add_attachment("data.csv", attached)
    if note:
        writer.add_uri(0, f"https://a.example/?q={note}", [0, 0, 10, 10])
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def zipped_text(text: str) -> bytes:
    """What a browser is sent compressed by nobody: a gzip file."""
    return gzip.compress(text.encode())


def jpeg_behind(what: bytes) -> bytes:
    """A picture with something put behind its end."""
    return picture("JPEG") + what


def chunk(kind: bytes, body: bytes) -> bytes:
    """A PNG with a chunk of its own kind before its pixels."""
    whole = png()
    added = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return whole[:33] + added + whole[33:]


def word_file(text: str) -> bytes:
    """A document of Word, as far as its words go."""
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<w:document><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:document>".encode(),
        }
    )


def data_uri(kind: str, data: bytes) -> str:
    """An address that holds what it leads to."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def said(text: str) -> bytes:
    """A text as a person types it."""
    return f"Note to myself: the value is {text} and nothing else.\n".encode()


def uri(secret: str) -> str:
    """A table in an address."""
    return data_uri("text/csv", b"name,value\nme," + secret.encode() + b"\n")


PLACES: Final[Mapping[str, Plant]] = {
    "page: words": lambda s: {"a/index.html": page(f"<p>It is {s}.</p>")},
    "page: highlighted code": lambda s: {"a/index.html": page(f"<pre>{highlighted(s)}</pre>")},
    "page: comment": lambda s: {"a/index.html": page(f"<!-- key {s} -->")},
    "page: comment with tags in it": lambda s: {"a/index.html": page(f"<!-- <b>{s}</b> -->")},
    "page: attribute": lambda s: {"a/index.html": page(f'<img src="x.png" alt="{s}">')},
    "page: odd attribute": lambda s: {"a/index.html": page(f'<img src="x.png" alt = "{s}">')},
    "page: attribute without quotes": lambda s: {"a/index.html": page(f"<p data-x={s}>a</p>")},
    "page: meta": lambda s: {"a/index.html": page("", f'<meta name="description" content="{s}">')},
    "page: script": lambda s: {"a/index.html": page(f"<script>x = '{s}'</script>")},
    "page: style": lambda s: {"a/index.html": page(f"<style>/* {s} */</style>")},
    "page: JSON-LD": lambda s: {"a/index.html": page("", f'<script type="application/ld+json">{json.dumps({"name": s})}</script>')},
    "page: link with it in the query": lambda s: {"a/index.html": page(f'<a href="https://a.example/?q={quote(s)}">a</a>')},
    "page: character references": lambda s: {"a/index.html": page("".join(f"&#{ord(c)};" for c in s))},
    "page: data: address, base64": lambda s: {"a/index.html": page(f'<a download href="{uri(s)}">a</a>')},
    "page: data: address, percent": lambda s: {"a/index.html": page(f'<a download href="data:text/csv,name%2Cvalue%0Ame%2C{quote(s)}">a</a>')},
    "page: UTF-16": lambda s: {"a/index.html": page(f"<p>{s}</p>").decode().encode("utf-16")},
    "404 page": lambda s: {"404.html": page(f"<p>{s}</p>")},
    "page for one employer": lambda s: {"for/8f3kq/index.html": page(f"<p>{s}</p>")},
    "frame": lambda s: {"a/frame.html": page(f'<script type="application/json">{json.dumps({"data": [s]})}</script>')},
    "download: source": lambda s: {"a/a.ipynb": notebook(source=f"# {s}")},
    "download: output": lambda s: {"a/a.ipynb": output("text/plain", [f"the {s}\n"])},
    "download: output, HTML": lambda s: {"a/a.ipynb": output("text/html", f"<td>{escape(s)}</td>")},
    "download: output, data: address": lambda s: {"a/a.ipynb": output("text/html", f'<a href="{uri(s)}">a</a>')},
    "download: output, JSON": lambda s: {"a/a.ipynb": output("application/json", {"deep": {"er": [s]}})},
    "download: output, text of a picture": lambda s: {"a/a.ipynb": output("image/png", base64.b64encode(png("Comment", s)).decode())},
    "download: output, picture in lines": lambda s: {"a/a.ipynb": output("image/png", base64.encodebytes(png("Comment", s, packed=True)).decode())},
    "download: output, PDF": lambda s: {"a/a.ipynb": output("application/pdf", base64.b64encode(pdf(s)).decode())},
    "download: attachment": lambda s: {"a/a.ipynb": notebook(cell_type="markdown", attachments={"a.png": {"image/png": base64.b64encode(png("Comment", s)).decode()}})},
    "download: metadata": lambda s: {"a/a.ipynb": notebook(metadata={"note": s})},
    "download: a field of no format": lambda s: {"a/a.ipynb": notebook(remark={"is": s})},
    "download: broken JSON": lambda s: {"a/a.ipynb": notebook(source=s)[:-9]},
    "search index": lambda s: {"search/search_index.json": json.dumps({"docs": [{"location": "a/", "title": "a", "text": escape(f"it is {s}")}]}).encode()},
    "feed, RSS": lambda s: {"feed_rss_created.xml": f'<?xml version="1.0"?><rss><item><description>{escape(f"<p>{highlighted(s)}</p>")}</description></item></rss>'.encode()},
    "feed, Atom": lambda s: {"feed.xml": f'<?xml version="1.0"?><feed><entry><content type="html"><![CDATA[<p>{s}</p>]]></content></entry></feed>'.encode()},
    "feed, JSON": lambda s: {"feed.json": json.dumps({"items": [{"content_html": f"<p>{s}</p>"}]}).encode()},
    "sitemap": lambda s: {"sitemap.xml": f'<?xml version="1.0"?><urlset><url><loc>https://a.example/{quote(s)}/</loc></url></urlset>'.encode()},
    "sitemap, gzip": lambda s: {"sitemap.xml.gz": zipped_text(f'<?xml version="1.0"?><urlset><url><loc>https://a.example/{s}</loc></url></urlset>')},
    "robots.txt": lambda s: {"robots.txt": f"# {s}\n".encode()},
    "résumé, JSON": lambda s: {"resume.json": json.dumps({"basics": {"summary": f"x {s}"}}).encode()},
    "résumé, YAML": lambda s: {"resume.yaml": f"basics:\n  summary: it is {s}\n".encode()},
    "résumé, text": lambda s: {"resume.txt": said(s)},
    "PDF: words": lambda s: {"resume.pdf": pdf(f"It is {s} indeed")},
    "PDF: words cut at the margin": lambda s: {"resume.pdf": pdf("x " * 40 + s)},
    "PDF: metadata": lambda s: {"resume.pdf": pdf("a", title=s)},
    "PDF: link": lambda s: {"resume.pdf": pdf("a", note=s)},
    "PDF: attachment": lambda s: {"resume.pdf": pdf("a", attached=said(s))},
    "PDF: attachment, zipped": lambda s: {"resume.pdf": pdf("a", attached=zipped({"a.csv": said(s)}))},
    "card: its words": lambda _: {"a/card-0.png": png()},
    "picture: PNG tEXt": lambda s: {"a.png": png("Comment", s)},
    "picture: PNG zTXt": lambda s: {"a.png": png("Comment", s, packed=True)},
    "picture: PNG iTXt": lambda s: {"a.png": png("Comment", s, international=True)},
    "picture: PNG iTXt, packed": lambda s: {"a.png": png("Comment", s, international=True, packed=True)},
    "picture: PNG Exif": lambda s: {"a.png": picture("PNG", exif=exif(0x010E, s))},
    "picture: PNG, chunk of no standard": lambda s: {"a.png": chunk(b"myNt", s.encode())},
    "picture: PNG, behind the end": lambda s: {"a.png": png() + said(s)},
    "picture: JPEG comment": lambda s: {"a.jpg": picture("JPEG", comment=s)},
    "picture: JPEG Exif": lambda s: {"a.jpg": picture("JPEG", exif=exif(0x010E, s))},
    "picture: JPEG Exif, UTF-16": lambda s: {"a.jpg": picture("JPEG", exif=gps(s))},
    "picture: JPEG XMP": lambda s: {"a.jpg": picture("JPEG", xmp=f"<x:xmpmeta><d>{s}</d></x:xmpmeta>".encode())},
    "picture: JPEG, zip behind the end": lambda s: {"a.jpg": jpeg_behind(zipped({"a.txt": said(s)}))},
    "picture: JPEG, JPEG behind the end": lambda s: {"a.jpg": jpeg_behind(picture("JPEG", comment=s))},
    "picture: WebP XMP": lambda s: {"a.webp": picture("WEBP", xmp=f"<d>{s}</d>".encode())},
    "picture: GIF comment": lambda s: {"a.gif": picture("GIF", comment=s.encode())},
    "picture: TIFF": lambda s: {"a.tif": picture("TIFF", description=s)},
    "picture: SVG text": lambda s: {"a.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><text>{s}</text></svg>'.encode()},
    "picture: SVG comment": lambda s: {"a.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {s} --></svg>'.encode()},
    "zip": lambda s: {"d.zip": zipped({"data/.env": said(s)})},
    "zip: name of a file": lambda s: {"d.zip": zipped({f"{s}.txt": b"a"})},
    "zip: remark": lambda s: {"d.zip": zipped({"a.txt": b"a"}, comment=s.encode())},
    "zip in a zip": lambda s: {"d.zip": zipped({"b.zip": zipped({"c.txt": said(s)})})},
    "zip by another name": lambda s: {"d.bin": zipped({"c.txt": said(s)})},
    "notebook in a zip": lambda s: {"d.zip": zipped({"c.ipynb": output("text/plain", s)})},
    ".docx": lambda s: {"d.docx": word_file(s)},
    ".xlsx": lambda s: {"d.xlsx": zipped({"xl/sharedStrings.xml": f"<sst><si><t>{escape(s)}</t></si></sst>".encode()})},
    ".pptx": lambda s: {"d.pptx": zipped({"ppt/slides/slide1.xml": f"<a:t>{escape(s)}</a:t>".encode()})},
    "gzip": lambda s: {"d.csv.gz": gzip.compress(said(s))},
    "gzip, two streams": lambda s: {"d.csv.gz": gzip.compress(b"a\n") + gzip.compress(said(s))},
    "bzip2": lambda s: {"d.csv.bz2": bz2.compress(said(s))},
    "xz": lambda s: {"d.csv.xz": lzma.compress(said(s))},
    "tar": lambda s: {"d.tar": tarred("a.txt", said(s))},
    "tar, gzip": lambda s: {"d.tgz": tarred("a.txt", said(s), "w:gz")},
    "text: UTF-16 with its mark": lambda s: {"d.csv": said(s).decode().encode("utf-16")},
    "text: UTF-16 without": lambda s: {"d.csv": said(s).decode().encode("utf-16-le")},
    "text: UTF-32": lambda s: {"d.csv": said(s).decode().encode("utf-32")},
    "text: UTF-8 with its mark": lambda s: {"d.csv": said(s).decode().encode("utf-8-sig")},
    "text: Latin 1": lambda s: {"d.csv": b"caf\xe9;na\xefve;" + said(s)},
    "text: CSV": lambda s: {"d.csv": f'name,value\nme,"{s}"\n'.encode()},
    "text: base64 in it": lambda s: {"d.txt": b"x=" + base64.b64encode(said(s) * 4)},
    "text: script": lambda s: {"extra.js": f"const a = {json.dumps(s)};".encode()},
    "text: style sheet": lambda s: {"extra.css": f"/* {s} */".encode()},
    "database: SQLite": lambda s: {"d.sqlite": database(s)},
    "sound: ID3": lambda s: {"d.mp3": b"ID3\x03\0\0\0\0\x01\0COMM\0\0\0\x60\0\0\x01eng\xff\xfe" + s.encode("utf-16-le") + bytes(200)},
    "film: a box of words": lambda s: {"d.mp4": b"\0\0\0\x18ftypisom\0\0\0\0isomiso2" + struct.pack(">I", 8 + len(s)) + b"\xa9cmt" + s.encode()},
}  # fmt: skip
"""What the place is called → what plants a secret there."""


def database(secret: str) -> bytes:
    """A database with one row."""
    import sqlite3

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.sqlite")
        with sqlite3.connect(file) as connection:
            connection.execute("create table a (b text)")
            connection.execute("insert into a values (?)", (secret,))
        connection.close()
        return file.read_bytes()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A site to plant in, and a notebook that printed the secret."""

    folder: Path

    def stops(self, plant: Plant, secret: str, source: Mapping[str, bytes]) -> bool:
        """Plant a secret, look, and tell whether a blocker names it."""
        found = self.look(plant(secret), source, pictures={"a/card-0.png": f"A title, {secret}"})
        return any(one.rule == "secret" and one.severity == "blocker" for one in found)

    def look(
        self,
        site: Mapping[str, bytes],
        source: Mapping[str, bytes],
        *,
        pictures: Mapping[str, str] = MappingProxyType({}),
        memory: Path | None = None,
    ) -> tuple[Finding, ...]:
        """Return what the gate finds in files of the site, beside files of the author's."""
        for base, files in (("site", site), ("posts", source)):
            shutil.rmtree(self.folder / base, ignore_errors=True)
            (self.folder / base).mkdir(parents=True)
            for path, data in files.items():
                (self.folder / base / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / base / path).write_bytes(data)
        pulled = Snapshot(synced_at=datetime(2026, 1, 1, tzinfo=UTC))
        return look(
            GateInput(
                site=self.folder / "site",
                address="",
                snapshot=pulled,
                get=self.get,
                place=self.place,
                own=(self.folder / "posts",) if source else (),
                root=self.folder,
                pictures=pictures,
                memory=memory,
            )
        )

    def get(self, blob: BlobId) -> bytes:
        """Nothing was pulled."""
        raise KeyError(blob)

    def place(self, blob: BlobId) -> Path:
        """Nothing was pulled."""
        return self.folder / blob


def with_shape() -> str:
    """A GitHub token that opens nothing."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return "gh" + "p_" + "".join(secrets.choice(letters) for _ in range(36))


def printed(secret: str) -> Mapping[str, bytes]:
    """A notebook that printed what has no shape."""
    stream = {"output_type": "stream", "name": "stdout", "text": f"{secret}\n"}
    return {"a.ipynb": notebook(source="print(api_key)", outputs=[stream])}


def main() -> int:
    """Print a row for each place."""
    got_by = 0
    print("| place | by its shape | by its value |\n| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        plot = Plot(folder=Path(folder))
        for name, plant in PLACES.items():
            told = []
            for secret, source in (
                (with_shape(), {}),
                ((value := secrets.token_hex(20)), printed(value)),
            ):
                is_stopped = plot.stops(plant, secret, source)
                got_by += not is_stopped
                told.append("stopped" if is_stopped else "**got by**")
            print(f"| {name} | {' | '.join(told)} |")
    total = 2 * len(PLACES)
    print(f"\nStopped: {total - got_by} of {total}, in {len(PLACES)} places.")
    return 1 if got_by else 0


if __name__ == "__main__":
    sys.exit(main())
