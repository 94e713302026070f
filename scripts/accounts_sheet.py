"""One picture of all home pages: at 1440 px and, beside it, at 390 px."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DESK_PX, PHONE_PX, HEIGHT_PX, LABEL_PX, GAP_PX = 600, 234, 708, 30, 16
ACROSS = 3


def draw(homes: Sequence[tuple[str, Path]], target: Path) -> None:
    """Draw the sheet.

    Args:
        homes: label, and the folder with `home-1440.png` and `home-390.png`.
        target: the picture.
    """
    tile = (DESK_PX + PHONE_PX + 2 * GAP_PX, HEIGHT_PX + LABEL_PX + GAP_PX)
    rows = -(-len(homes) // ACROSS)
    sheet = Image.new("RGB", (tile[0] * ACROSS, max(1, tile[1] * rows)), "#888888")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(18)
    for number, (label, folder) in enumerate(homes):
        left, top = tile[0] * (number % ACROSS), tile[1] * (number // ACROSS)
        pen.text((left + 6, top + 5), label, fill="white", font=font)
        _paste(sheet, folder / "home-1440.png", (left, top + LABEL_PX), DESK_PX)
        _paste(sheet, folder / "home-390.png", (left + DESK_PX + GAP_PX, top + LABEL_PX), PHONE_PX)
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target)


def _paste(sheet: Image.Image, file: Path, place: tuple[int, int], width: int) -> None:
    if not file.exists():
        return
    with Image.open(file) as picture:
        height = round(picture.height * width / picture.width)
        small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    sheet.paste(small.crop((0, 0, width, min(height, HEIGHT_PX))), place)
