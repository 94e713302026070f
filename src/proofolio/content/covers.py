"""Whether a picture says something as the cover of a project."""

import io
import posixpath
import re
from typing import Final

_SILENT: Final = re.compile(
    r"logo|banner|icon|avatar|badge|mascot|favicon|header|footer|background|profile|photo|portrait|button|arrow|spinner|loading|placeholder"
    r"|thumbnail|certificate|signature|qr[ _-]?code|emoji|sprite|flag|divider|separator|\bcourse"
    r"|^(?:git(?:hub)?|linkedin|kaggle|gmail|python|streamlit|docker|aws|whatsapp|medium|twitter|pandas|numpy|jupyter)(?:[ _-]?(?:mark|white|black|dark|light|alt|\d+))*\.",
    re.IGNORECASE,
)
"""Names of what decorates."""
_INFORMATIVE: Final = re.compile(
    r"screen[ _-]?shots?|screen|demo|dashboard|confusion|roc|auc|precision|shap|importance|forecast|predict|actual|residual|heat[ _-]?map"
    r"|correlation|cluster|elbow|tsne|umap|pca|learning|loss|accuracy|metric|result|plot|chart|graph|curve|distribution|histogram|map"
    r"|trend|compar|evaluation|performance|architecture|pipeline|segment|interface|app|home",
    re.IGNORECASE,
)
"""Names of what shows what came out."""
_MOST_PIXELS: Final = 4_000_000
"""What is larger is not drawn by hand, and costs time to unpack."""
_SIDE: Final = 64
_FEWEST_COLOURS: Final = 4
_PLAIN: Final = 0.985


def says_nothing(path: str) -> bool:
    """Tell whether a picture's name is that of a logo, a banner or another ornament."""
    return _SILENT.search(posixpath.basename(path)) is not None


def informative_words(path: str) -> int:
    """Return how many words of a picture's name say that it shows what came out."""
    return len(_INFORMATIVE.findall(posixpath.splitext(posixpath.basename(path))[0]))


def is_plain(data: bytes) -> bool:
    """Tell whether a raster picture is hardly more than one colour."""
    from PIL import Image  # noqa: PLC0415 - most builds look at no new picture

    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "GIF", "WEBP"]) as image:
            if image.width * image.height > _MOST_PIXELS:
                return False
            image.draft("RGB", (_SIDE, _SIDE))
            small = image.convert("RGBA").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except Exception:  # noqa: BLE001 - a damaged picture fails in many ways; it is none to show
        return True
    ground = Image.new("RGBA", small.size, "white")
    rough = Image.alpha_composite(ground, small).convert("RGB").point(lambda level: level // 24)
    counted = rough.getcolors(_SIDE * _SIDE) or []
    most = max((count for count, _ in counted), default=0)
    return len(counted) < _FEWEST_COLOURS or most > _PLAIN * _SIDE * _SIDE
