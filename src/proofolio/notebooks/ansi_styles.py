"""Colours and weights of terminal text, as classes that the theme makes legible."""

from typing import Final

_NAMES: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_SET: Final[dict[int, tuple[str, str]]] = {
    1: ("bold", "pf-ansi-bold"),
    2: ("faint", "pf-ansi-faint"),
    3: ("italic", "pf-ansi-italic"),
    4: ("under", "pf-ansi-underline"),
    7: ("inverse", ""),
    21: ("under", "pf-ansi-underline"),
    9: ("strike", "pf-ansi-strike"),
    **{30 + n: ("colour", f"pf-ansi-{name}") for n, name in enumerate(_NAMES)},
    **{90 + n: ("colour", f"pf-ansi-{name}") for n, name in enumerate(_NAMES)},
    **{40 + n: ("ground", f"pf-ansi-on-{name}") for n, name in enumerate(_NAMES)},
    **{100 + n: ("ground", f"pf-ansi-on-{name}") for n, name in enumerate(_NAMES)},
    # Bright black is a grey, and bright white what words are written in.
    90: ("colour", "pf-ansi-white"),
    97: ("colour", "pf-ansi-black"),
    100: ("ground", "pf-ansi-on-white"),
}
_RESET: Final[dict[int, tuple[str, ...]]] = {
    22: ("bold", "faint"),
    23: ("italic",),
    24: ("under",),
    27: ("inverse",),
    29: ("strike",),
    39: ("colour",),
    49: ("ground",),
}


def apply(codes: list[int], pen: dict[str, str]) -> None:
    """Changes a pen as the numbers of an escape sequence say; uses the numbers up.

    Args:
        codes: of `ESC [ … m`, https://en.wikipedia.org/wiki/ANSI_escape_code#SGR
        pen: what is drawn with, a class of the page for each of its properties.
    """
    while codes:
        code = codes.pop(0)
        if code in {38, 48}:
            name = _extended(codes)
            if name is not None:
                pen["colour" if code == 38 else "ground"] = (
                    f"pf-ansi-{name}" if code == 38 else f"pf-ansi-on-{name}"
                )
        elif code == 0:
            pen.clear()
        elif code in _SET:
            key, name = _SET[code]
            pen[key] = name
        elif code in _RESET:
            for key in _RESET[code]:
                pen.pop(key, None)


def inverted(pen: dict[str, str]) -> dict[str, str]:
    """The pen with the colours of words and ground exchanged."""
    words = pen.get("colour", "pf-ansi-black").removeprefix("pf-ansi-")
    ground = pen.get("ground", "pf-ansi-on-white").removeprefix("pf-ansi-on-")
    kept = {key: name for key, name in pen.items() if key != "inverse"}
    return {**kept, "colour": f"pf-ansi-{ground}", "ground": f"pf-ansi-on-{words}"}


def _extended(codes: list[int]) -> str | None:
    """The nearest of the eight colours to one of 256 or 16 million; takes its numbers off.

    Eight that the theme chooses stay legible in light and dark; exact ones would not.
    """
    kind = codes.pop(0) if codes else 0
    if kind == 5 and codes:
        number = codes.pop(0)
        if number < 16:
            return {8: "white", 15: "black"}.get(number, _NAMES[number % 8])
        if number < 232:
            number -= 16
            return _nearest(number // 36 * 51, number // 6 % 6 * 51, number % 6 * 51)
        grey = (number - 232) * 10 + 8
        return _nearest(grey, grey, grey)
    if kind == 2 and len(codes) >= 3:
        red, green, blue = codes[:3]
        del codes[:3]
        return _nearest(red, green, blue)
    return None


def _nearest(red: int, green: int, blue: int) -> str:
    """The name for a colour: by its hue, or by its lightness when it is a grey."""
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 40 or high - low < high * 0.2:
        return "white" if high > 100 else "black"
    if high == red:
        hue = 60 * (green - blue) / (high - low)
    elif high == green:
        hue = 120 + 60 * (blue - red) / (high - low)
    else:
        hue = 240 + 60 * (red - green) / (high - low)
    ends = ((20, "red"), (75, "yellow"), (165, "green"), (205, "cyan"), (260, "blue"))
    hue %= 360
    return next((name for end, name in ends if hue < end), "magenta" if hue < 335 else "red")
