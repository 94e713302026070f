"""Pictures in the sizes that pages show them in."""

import random
from io import BytesIO

import pytest
from PIL import Image

from proofolio.content.thumbnails import thumbnails


def noise(width, height, mode="RGB"):
    """The heaviest picture that there is: nothing in it repeats."""
    pixels = random.Random(7).randbytes(width * height * len(mode))
    return Image.frombytes(mode, (width, height), pixels)


def photograph(width, height, mode="RGB"):
    """Soft patches of colour."""
    return noise(width // 25 + 1, height // 25 + 1, mode).resize(
        (width, height), Image.Resampling.BICUBIC
    )


def packed(image, form, **options):
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def opened(thumbnail):
    image = Image.open(BytesIO(thumbnail.data))
    assert image.format == "WEBP"
    assert image.size == (thumbnail.width, thumbnail.height)
    return image


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1600, 1200), [(480, 360), (960, 720)]),
        ((700, 500), [(480, 343), (700, 500)]),
        ((300, 200), [(300, 200)]),
        ((500, 3000), [(160, 960)]),
    ],
)
def test_a_picture_gets_the_sizes_of_pages_and_is_never_enlarged(size, expected):
    found = thumbnails(packed(photograph(*size), "PNG"), "png")
    assert [opened(one).size for one in found] == expected


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_no_picture_costs_a_page_more_than_60_kb(mode):
    found = thumbnails(packed(noise(1100, 1000, mode), "PNG"), "png")
    assert found
    assert all(len(one.data) < 60_000 for one in found)


def test_a_photograph_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    taken = packed(photograph(2000, 1000), "JPEG", quality=90, exif=exif)
    assert [opened(one).size for one in thumbnails(taken, "jpg")] == [(480, 960)]


def test_what_is_clear_stays_clear():
    small, _ = thumbnails(packed(photograph(800, 600, "RGBA"), "PNG"), "png")
    assert opened(small).mode == "RGBA"


def test_the_same_picture_gives_the_same_bytes():
    data = packed(noise(600, 600), "PNG")
    assert thumbnails(data, "png") == thumbnails(data, "png")


def test_what_moves_is_light_or_damaged_is_left_as_it_is():
    frames = [noise(200, 200, "L") for _ in range(2)]
    frames[1].paste(0, (0, 0, 90, 90))
    moving = packed(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert thumbnails(moving, "gif") == ()
    assert thumbnails(packed(Image.new("RGB", (2000, 2000)), "PNG"), "png") == ()
    damaged = packed(noise(400, 400), "PNG")
    assert thumbnails(damaged[:33] + damaged[200:], "png") == ()
    assert thumbnails(b"<svg/>" * 9000, "svg") == ()


def test_a_light_picture_is_not_made_heavier_nor_worse():
    rows = Image.new("P", (900, 700))
    rows.putpalette([0, 0, 0, 255, 255, 255])
    rows.putdata([int(x * x // 7 + y * y // 5) % 9 == 0 for y in range(700) for x in range(900)])
    data = packed(rows, "PNG")
    for one in thumbnails(data, "png"):
        assert len(one.data) < len(data)
