"""The gate looks at the final pictures, wherever they are."""

import base64
import struct
import zlib

import pytest

from proofolio.publish.budget import Budget
from proofolio.publish.encoded import apart
from proofolio.publish.pages import SiteFile
from proofolio.publish.picture_texts import parts
from proofolio.publish.pictures import metadata
from tests.content.test_images import JPEG, TAKEN, UPRIGHT, packed, telling

TEXT = base64.b64encode(JPEG)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        *((f"log/a.{kind.partition(',')[0]}", data) for kind, data in TAKEN.items()),
        ("log/a.tiff", packed("TIFF", exif=telling())),
        ("a/b.ipynb", b'{"image/jpeg": "' + TEXT + b'\\n"}'),
        ("a/index.html", b'<img src="data:image/jpeg;base64,' + TEXT + b'">'),
        ("resume/resume.pdf", b"%PDF-1.7\n1 0 obj\nstream\n" + JPEG + b"\nendstream"),
        ("log/film.mp4", b"\0\0\0\x18ftypmp42 \xa9xyz+38.7-009.1/"),
    ],
)  # fmt: skip
def test_what_tells_a_position_an_owner_or_a_camera_is_found(path, data):
    (found,) = metadata(SiteFile(path, data))
    assert found.rule == "picture-metadata"
    assert found.severity == "blocker"
    assert found.spot.path == f"site/{path}"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_a_clean_picture_is_no_finding(form):
    data = packed(form, UPRIGHT)
    assert not [*metadata(SiteFile(f"a.{form.lower()}", data))]
    assert not [*metadata(SiteFile("a.html", b"<p>" + base64.b64encode(data) + b"</p>"))]


def part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(before: bytes = b"", between: bytes = b"", behind: bytes = b"") -> bytes:
    """A PNG whose pixels lie in two parts, with other parts around them."""
    whole = packed("PNG")
    start, end = whole.index(b"IDAT") - 4, whole.index(b"IEND") - 4
    pixels = whole[start + 8 : end - 4]
    drawn = (part(b"IDAT", pixels[:9]), between, part(b"IDAT", pixels[9:]))
    return b"".join((whole[:start], before, *drawn, whole[end:], behind))


@pytest.mark.parametrize(
    ("data", "is_without_pixels"),
    [
        (png(), True),
        (png(before=part(b"tEXt", b"Author\0Somebody")), True),
        (png(before=part(b"pHYs", b"\0" * 9), between=part(b"zTXt", b"a\0\0" + zlib.compress(b"words"))), True),
        (png(behind=b"more words"), False),
        (png(before=b"\0\0\0\4\1\2\3\4words"), False),
        (png()[:-12], False),
        (JPEG, False),
    ],
    ids=["plain", "text", "packed text", "behind", "odd kind", "cut off", "another format"],
)  # fmt: skip
@pytest.mark.parametrize("end", [b"", b"\\n"])
def test_a_picture_in_base64_reads_alike_with_its_pixels_and_without(data, is_without_pixels, end):
    _, (found,) = apart(b'"' + base64.b64encode(data) + end + b'"')
    assert found.is_whole is not is_without_pixels
    assert found.whole == data
    assert [*parts(found.data, "", Budget())] == [*parts(data, "", Budget())]


def test_who_drew_a_picture_in_a_notebook_is_told_though_its_pixels_are_not_decoded():
    author = base64.b64encode(png(before=part(b"tEXt", b"Author\0Somebody")))
    (found,) = metadata(SiteFile("a.ipynb", b'{"image/png": "' + author + b'\\n"}'))
    assert "owner" in found.message
