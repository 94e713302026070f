"""The gate looks at the final pictures, wherever they are."""

import base64

import pytest

from proofolio.publish.pages import SiteFile
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
