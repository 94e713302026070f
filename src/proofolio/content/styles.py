"""Colours and alignment that pulled HTML asks for: kept where harmless, legible on both schemes.

What comes out is made anew from parsed values, so no `url()`, no position and no expression can
pass. A colour without a ground of its own becomes `light-dark(…)`, dark enough on paper and light
enough on the dark scheme; an element with its own ground keeps it in both schemes, its words in
whatever of the author's colour, black and white can be read on it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import Final

from proofolio.content import tags
from proofolio.model.portfolio import SafeHtml

NAMES: Final = frozenset(
    {"background", "background-color", "border", "border-bottom", "border-left", "border-right"}
    | {"border-top", "color", "display", "font-style", "font-weight", "max-width", "text-align"}
    | {"text-decoration", "vertical-align", "white-space", "width"}
)
"""Properties that `declarations` understands."""

MAX_CHARACTERS: Final = 2_000
"""Of one element's declarations; a gradient bar takes a hundred."""

Rgb = tuple[int, int, int]

_PAPER: Final[Rgb] = (255, 255, 255)
_INK: Final[Rgb] = (17, 22, 29)
_DARK_PAPER: Final[Rgb] = (15, 19, 24)
_DARK_INK: Final[Rgb] = (232, 236, 241)
_READABLE: Final = 4.5
_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "display": frozenset({"none", "inline-block", "block"}),
    "font-style": frozenset({"normal", "italic"}),
    "font-weight": frozenset(
        {"normal", "bold", "bolder", "lighter", *(str(weight) for weight in range(100, 1000, 100))}
    ),
    "text-align": frozenset({"left", "right", "center", "start", "end", "justify"}),
    "text-decoration": frozenset({"none", "underline", "line-through", "overline"}),
    "vertical-align": frozenset({"top", "middle", "bottom", "baseline"}),
    "white-space": frozenset({"normal", "nowrap", "pre", "pre-wrap"}),
}
_LENGTH: Final = re.compile(r"(?:\d{1,4}(?:\.\d{1,4})?(?:px|em|rem|ch|%|pt)|0|auto)")
_FUNCTION: Final = re.compile(
    r"(rgb|hsl)a?\(\s*(-?[\d.]{1,12})(?:deg)?\s*[, ]\s*([\d.]{1,12})(%?)\s*[, ]\s*([\d.]{1,12})%?"
    r"\s*(?:[,/]\s*([\d.]{1,12})(%?)\s*)?\)"
)
_STOP: Final = re.compile(
    r"[\s,]*((?:rgb|hsl)a?\([^()]{1,60}\)|#[0-9a-f]{3,8}|[a-z]{3,30})"
    r"((?:\s+-?\d{1,4}(?:\.\d{1,12})?%){0,2})\s*"
)
_GRADIENT: Final = re.compile(r"linear-gradient\(\s*90deg\s*,(.{1,600})\)")
_BORDER: Final = re.compile(
    r"(\d{1,2}(?:\.\d)?(?:px|em))\s+(solid|dashed|dotted|double)\s+(.{1,60})"
)
_FONT: Final = re.compile(
    r"<font\b[^<>]{0,200}?\bcolor\s*=\s*[\"']?(#?\w{3,20})\b[^<>]{0,200}>|</font\s*>", re.IGNORECASE
)
_STYLE: Final = tags.attribute("style")


def without_fonts(html: str) -> str:
    """Wild HTML with the colour of each `<font>`, which authors of notebooks still write, as a style."""

    def span(match: re.Match[str]) -> str:
        return f'<span style="color:{match[1]}">' if match[1] else "</span>"

    return _FONT.sub(span, html) if re.search("<font", html, re.IGNORECASE) else html


def restyle(html: SafeHtml) -> SafeHtml:
    """Clean HTML with every `style` attribute made anew by `declarations`."""

    def anew(match: re.Match[str]) -> str:
        made = declarations(unescape(match[3][:MAX_CHARACTERS]))
        return f'{match[1]} style="{made}"' if made else match[1]

    return SafeHtml(_STYLE.sub(anew, html)) if ' style="' in html else html


@lru_cache(maxsize=4096)
def declarations(css: str) -> str:
    """Declarations fit for a double-quoted `style` attribute; empty when nothing is left.

    Args:
        css: what an author or their library wrote, `color:red;width:10em`.
    """
    wanted: dict[str, str] = {}
    for declaration in css[:MAX_CHARACTERS].lower().split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in NAMES:
            wanted[name.strip()] = value.replace("!important", "").strip()
    colour = _colour(wanted.pop("color", ""))
    background = wanted.pop("background", "")
    ground = _colour(wanted.pop("background-color", "") or background)
    made = []
    if ground and ground[1] > 0:
        made.extend(_grounded(_over(ground, _PAPER), colour))
    elif colour:
        made.append(f"color:{_both(_over(colour, _PAPER))}")
    bar = _GRADIENT.fullmatch(background) if "gradient" in background else None
    if bar and not ground:
        made.extend(_bar(bar[1]))
    for name, value in sorted(wanted.items()):
        kept = _plain(name, value)
        if kept:
            made.append(f"{name}:{kept}")
    return ";".join(made)


def _plain(name: str, value: str) -> str:
    if name in {"width", "max-width"}:
        return value if _LENGTH.fullmatch(value) else ""
    if name.startswith("border"):
        if value in {"none", "0"}:
            return value
        match = _BORDER.fullmatch(value)
        colour = _colour(match[3]) if match else None
        return f"{match[1]} {match[2]} {_hex(_over(colour, _PAPER))}" if match and colour else ""
    return value if value in _WORDS.get(name, ()) else ""


def _grounded(ground: Rgb, colour: tuple[Rgb, float] | None) -> list[str]:
    words = _over(colour, ground) if colour else _INK
    if _contrast(words, ground) < _READABLE:
        words = max(((0, 0, 0), _PAPER), key=lambda ink: _contrast(ink, ground))
    # What lies within and has a colour alone is then coloured for this ground.
    scheme = "light" if _light(ground) > 0.18 else "dark"
    return [f"background:{_hex(ground)}", f"color:{_hex(words)}", f"color-scheme:{scheme}"]


def _bar(stops: str) -> list[str]:
    """A bar behind a number (`Styler.bar`), in tints on which the page's own ink can be read."""
    made = []
    position = 0
    while position < len(stops):
        match = _STOP.match(stops, position)
        if not match:
            return []
        position = match.end()
        places = "".join(f" {place}" for place in match[2].split())
        colour = _colour(match[1])
        if colour:
            light = _hex(_toward(_over(colour, _PAPER), _PAPER, _INK))
            dark = _hex(_toward(_over(colour, _DARK_PAPER), _DARK_PAPER, _DARK_INK))
            made.append(f"light-dark({light},{dark}){places}")
        elif match[1] == "transparent":
            made.append(f"#0000{places}")
        else:
            return []
    return [f"background:linear-gradient(90deg,{','.join(made)})"] if len(made) > 1 else []


def _both(colour: Rgb) -> str:
    light = _toward(colour, (0, 0, 0), _PAPER)
    dark = _toward(colour, _PAPER, _DARK_PAPER)
    if max(colour) - min(colour) < 40:
        # Grey and black stand for 'the colour of words', which differs between the schemes.
        dark = _toward(_DARK_INK if _light(colour) < 0.05 else colour, _PAPER, _DARK_PAPER)
    return f"light-dark({_hex(light)},{_hex(dark)})"


def _toward(colour: Rgb, goal: Rgb, other: Rgb) -> Rgb:
    """The colour, moved no more than needed towards `goal` to be told apart from `other`."""
    for share in range(0, 101, 5):
        moved = _mixed(colour, goal, share / 100)
        if _contrast(moved, other) >= _READABLE:
            return moved
    return goal


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _over(colour: tuple[Rgb, float], ground: Rgb) -> Rgb:
    return _mixed(ground, colour[0], colour[1])


def _light(colour: Rgb) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Rgb, other: Rgb) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _hex(colour: Rgb) -> str:
    text = "".join(f"{value:02x}" for value in colour)
    return f"#{text[::2]}" if text[::2] == text[1::2] else f"#{text}"


def _colour(value: str) -> tuple[Rgb, float] | None:
    """A CSS colour as red, green, blue and opacity; None when it is none, or `transparent`."""
    from PIL import ImageColor  # here, since Pillow takes a while and most builds meet no colour

    value = value.strip()
    match = _FUNCTION.fullmatch(value)
    rgb: tuple[int, ...]
    try:
        if match:
            alpha = float(match[6]) / (100 if match[7] else 1) if match[6] else 1.0
            numbers = [float(match[index]) for index in (2, 3, 5)]
            if match[1] == "hsl":
                hue, saturation, lightness = (round(number) for number in numbers)
                rgb = ImageColor.getrgb(f"hsl({hue % 360},{saturation}%,{lightness}%)")
            else:
                scale = 2.55 if match[4] else 1
                rgb = tuple(round(number * scale) for number in numbers)
        elif re.fullmatch(r"#[0-9a-f]{3,8}|[a-z]{3,30}", value):
            rgb = ImageColor.getrgb(value)
            alpha = rgb[3] / 255 if len(rgb) == 4 else 1.0
        else:
            return None
    except ValueError:
        return None
    red, green, blue = (min(255, max(0, part)) for part in rgb[:3])
    return (red, green, blue), min(1.0, max(0.0, alpha))
