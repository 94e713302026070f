"""Pictures tell of nobody when they are served, keep how they look, and are not packed again in vain."""

import base64
import io

import pytest
from PIL import Image

from proofolio.content import images
from proofolio.content.embedded_images import cleaned

SECRET = "SECRETOWNER"
UPRIGHT = Image.effect_noise((120, 60), 60).convert("RGB")
SIDE = UPRIGHT.transpose(Image.Transpose.ROTATE_90)


def packed(form, image=SIDE, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def telling(orientation=6):
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0112] = SECRET, SECRET, orientation
    exif.get_ifd(0x8825)[1] = "N"
    return exif


FILM = b"\0\0\0\x18ftypmp42" + SECRET.encode()
JPEG = packed("JPEG", exif=telling(), comment=SECRET.encode())
TABLES = JPEG.index(b"\xff\xdb")
TAKEN = {
    "jpg": JPEG,
    "jpg, upright": packed("JPEG", UPRIGHT, exif=telling(1), comment=SECRET.encode()),
    "jpg, film behind": JPEG + FILM,
    "jpg, second picture behind": JPEG + JPEG,
    "jpg, stray byte": JPEG[:TABLES] + b"\0" + JPEG[TABLES:],
    "jpg, cut off": JPEG[:-100],
    "png": packed("PNG", exif=telling()),
    "png, more behind": packed("PNG", exif=telling()) + FILM,
    "webp": packed("WEBP", exif=telling(), xmp=SECRET.encode()),
    "gif": packed("GIF", UPRIGHT.quantize(32), comment=SECRET.encode()) + FILM,
}


@pytest.mark.parametrize("kind", TAKEN)
def test_a_photograph_tells_nothing_and_stands_upright(kind):
    extension = kind.partition(",")[0]
    image = images.prepare(TAKEN[kind], extension)
    assert SECRET.encode() not in image.data
    assert b"ftyp" not in image.data
    shown = Image.open(io.BytesIO(image.data))
    shown.load()
    assert shown.size == (image.width, image.height) == (120, 60)
    assert not shown.getexif()
    assert images.prepare(image.data, extension).data is image.data, "clean is clean"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_plain_picture_keeps_its_bytes(form):
    frames = [UPRIGHT.rotate(angle).quantize(32) for angle in (0, 20, 40)]
    moving = {} if form == "JPEG" else {"save_all": True, "append_images": frames[1:]}
    data = packed(form, UPRIGHT if form == "JPEG" else frames[0], **moving)
    assert images.prepare(data, form.lower().replace("jpeg", "jpg")).data is data


def test_an_animation_that_is_drawn_anew_still_moves():
    frames = [UPRIGHT.rotate(angle) for angle in (0, 20, 40)]
    data = packed("PNG", frames[0], save_all=True, append_images=frames[1:], duration=90)
    odd = data[:-12]  # Without its end, so that it cannot be followed.
    shown = Image.open(io.BytesIO(images.prepare(odd, "png").data))
    assert shown.n_frames == 3


@pytest.mark.parametrize("form", ["TIFF", "AVIF"])
def test_files_beside_posts_are_cleaned_under_their_own_name(form):
    data = images.cleaned_file(packed(form, exif=telling()), f".{form.lower()}")
    assert SECRET.encode() not in data
    assert Image.open(io.BytesIO(data)).size == (120, 60)


@pytest.mark.parametrize("suffix", [".heic", ".cr2", ".psd"])
def test_what_cannot_be_cleaned_is_not_served(suffix):
    with pytest.raises(images.UnfitError, match="cannot take out"):
        images.cleaned_file(b"anything", suffix)


def test_a_picture_in_a_text_is_cleaned_where_it_is():
    url = "data:image/jpeg;base64," + base64.b64encode(JPEG).decode()
    found = cleaned(f"![a]({url}) and more")
    assert found.startswith("![a](data:image/jpeg;base64,")
    assert found.endswith(") and more")
    assert SECRET.encode() not in base64.b64decode(found.partition("base64,")[2].partition(")")[0])
    assert cleaned(f"({url[: len(url) // 2]}!)".replace("/9j/", "AAAA")) == "(data:,!)"


def test_an_svg_of_ones_own_keeps_what_it_does_and_loses_its_editors_notes():
    data = (
        b'<svg xmlns:inkscape="i" inkscape:export-filename="/home/x/a.png"><metadata>Jane</metadata>'
        b"<!-- Jane --><script>a()</script><animate/></svg>"
    )
    found = images.cleaned_file(data, ".svg")
    assert b"Jane" not in found
    assert b"/home" not in found
    assert b"<script>a()</script><animate/>" in found
