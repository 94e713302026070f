"""Draw `borrowed-neighbours/docs/pins.jpg`, with the EXIF of a photograph: camera, owner and position.

    build/sample/bin/python scripts/sample/pins.py

It lies in the repository as learners leave theirs there; the site must show it without any of it.
"""

from pathlib import Path

import numpy as np
import plotly.express as px
from PIL import ExifTags, Image, ImageDraw, ImageFilter

SIZE = (960, 640)
TARGET = (
    Path(__file__).resolve().parents[2]
    / "tests/standin/sample_account/repos/borrowed-neighbours/docs/pins.jpg"
)


def main() -> None:
    """Draw the board and write it."""
    rng = np.random.default_rng(9)
    board = _cork(rng)
    zones = px.data.carshare()
    x = _spread(zones.centroid_lon) * (SIZE[0] - 160) + 80
    y = SIZE[1] - (_spread(zones.centroid_lat) * (SIZE[1] - 140) + 70)
    shade = _spread(zones.car_hours)
    shadows = Image.new("L", SIZE, 0)
    pen = ImageDraw.Draw(shadows)
    for left, top in zip(x, y, strict=True):
        pen.ellipse((left - 3, top - 1, left + 11, top + 9), fill=150)
    dark = Image.new("RGB", SIZE, (48, 30, 14))
    board = Image.composite(dark, board, shadows.filter(ImageFilter.GaussianBlur(3)))
    pen = ImageDraw.Draw(board)
    for left, top, part in zip(x, y, shade, strict=True):
        colour = _between((244, 196, 72), (11, 79, 214), min(1.0, part * 1.6))
        pen.ellipse((left - 6, top - 6, left + 6, top + 6), fill=colour)
        pen.ellipse((left - 4, top - 4, left - 1, top - 1), fill=(255, 255, 255))
    board = board.filter(ImageFilter.GaussianBlur(0.7))
    board.save(TARGET, quality=72, exif=_exif())
    print(f"{TARGET.name}  {TARGET.stat().st_size / 1000:.0f} kB")


def _cork(rng: np.random.Generator) -> Image.Image:
    """A board of cork in the light of a window at the left."""
    grain = Image.fromarray(rng.integers(0, 256, (SIZE[1] // 3, SIZE[0] // 3), np.uint8))
    grain = grain.resize(SIZE, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.6))
    light = np.linspace(1.08, 0.78, SIZE[0])[None, :] * np.linspace(1.03, 0.93, SIZE[1])[:, None]
    speckle = (np.asarray(grain, float) - 128) / 128 * 0.16 + 1
    cork = np.array([201, 157, 104])[None, None, :] * (light * speckle)[:, :, None]
    return Image.fromarray(np.clip(cork, 0, 255).astype(np.uint8))


def _spread(values: np.ndarray) -> np.ndarray:
    """Values between 0 and 1."""
    values = np.asarray(values, float)
    return (values - values.min()) / (values.max() - values.min())


def _between(one: tuple[int, int, int], other: tuple[int, int, int], part: float) -> tuple[int, int, int]:
    return tuple(round(a + (b - a) * part) for a, b in zip(one, other, strict=True))


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Sample Camera"
    exif[ExifTags.Base.Model] = "Sample 1"
    exif[ExifTags.Base.Artist] = "Sample Learner"
    exif[ExifTags.Base.DateTime] = "2026:10:03 11:20:00"
    exif[ExifTags.Base.Orientation] = 1
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef] = "N"
    gps[ExifTags.GPS.GPSLatitude] = (45.0, 31.0, 30.0)
    gps[ExifTags.GPS.GPSLongitudeRef] = "W"
    gps[ExifTags.GPS.GPSLongitude] = (73.0, 36.0, 0.0)
    return exif


if __name__ == "__main__":
    main()
