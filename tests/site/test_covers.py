"""Covers in the sizes of pages: made once, and shown in place of the picture."""

import hashlib
import re
from io import BytesIO

import pytest
from PIL import Image

from proofolio.model.portfolio import Picture
from proofolio.pages.citations import catalogue
from proofolio.pages.project import page
from proofolio.pages.render import render
from proofolio.site import covers
from tests.pages.factories import a_portfolio, a_project

PATH = "projects/iris/files/plot.png"


class CoverSizer:
    """Sizes covers, and keeps what was made."""

    def __init__(self, cache, width=1600):
        picture = Image.radial_gradient("L").resize((width, width // 2))
        out = BytesIO()
        Image.merge("RGB", [picture, picture.rotate(90), picture.rotate(180)]).save(out, "PNG")
        self.kept = {}
        self.cache = cache
        self.blobs = {PATH: self.put(out.getvalue())}
        self.project = a_project(cover=Picture(path=PATH, alt="", width=width, height=width // 2))

    def put(self, data):
        blob = hashlib.sha256(data).hexdigest()
        self.kept[blob] = data
        return blob

    def size(self):
        return covers.size_covers(
            (self.project, a_project("plain")),
            blobs=self.blobs,
            get=self.kept.__getitem__,
            put=self.put,
            has=self.kept.__contains__,
            cache=self.cache,
        )

    def shown(self):
        sized, _ = self.size().projects
        portfolio = a_portfolio(projects=(sized,))
        return render(page(sized, portfolio, catalogue(portfolio))).text


def test_a_page_offers_the_sizes_beside_the_picture_itself(tmp_path):
    sizer = CoverSizer(tmp_path)
    text = sizer.shown()
    (offered,) = re.findall(r'<source type="image/webp" srcset="([^"]+)" sizes="[^"]+">', text)
    assert offered == "files/plot-480.webp 480w, files/plot-960.webp 960w"
    assert '<img src="files/plot.png" alt="" width="1600" height="800"' in text
    served = {asset.path: sizer.kept[asset.blob] for asset in sizer.size().assets}
    sizes = [
        Image.open(BytesIO(served[f"projects/iris/files/plot-{w}.webp"])).size for w in (480, 960)
    ]
    assert sizes == [(480, 240), (960, 480)]


def test_a_narrow_cover_is_not_blown_up_to_its_place(tmp_path):
    text = CoverSizer(tmp_path, width=500).shown()
    assert '<source type="image/webp" srcset="files/plot-500.webp">' in text


def test_a_cover_is_sized_once(tmp_path, monkeypatch):
    sizer = CoverSizer(tmp_path)
    first = sizer.size()
    monkeypatch.setattr(covers.thumbnails, "thumbnails", lambda *_: pytest.fail("made again"))
    assert sizer.size() == first


@pytest.mark.parametrize("harm", ["the size is gone", "the note is cut off"])
def test_a_damaged_cache_is_made_again(tmp_path, harm):
    sizer = CoverSizer(tmp_path)
    first = sizer.size()
    if harm == "the size is gone":
        del sizer.kept[first.assets[0].blob]
    else:
        (note,) = first.cached
        note.write_text("[[480,")
    assert sizer.size() == first
    assert {asset.blob for asset in first.assets} <= sizer.kept.keys()
