"""A film of a project, on a host that plays it in a frame."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

_YOUTUBE: Final = frozenset(
    {"youtu.be", "youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
)
_VIMEO: Final = frozenset({"vimeo.com", "player.vimeo.com"})
_YOUTUBE_ID: Final = re.compile(r"[A-Za-z0-9_-]{11}")
_VIMEO_ID: Final = re.compile(r"[0-9]{1,20}")
_VIMEO_KEY: Final = re.compile(r"[0-9a-f]{1,40}")
_TIME: Final = re.compile(r"(?:([0-9]{1,3})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """Where it is watched."""

    url: str
    """Its page, for people."""
    host: str
    """The name of what shows it: `YouTube`."""
    player: str
    """What a frame shows. It keeps no cookie until it plays (YouTube), or is asked not to track (Vimeo)."""
    origin: str
    """Of the player, as a policy names it."""


def read_video(address: str) -> Video | None:
    """Return the video of an address as people copy it; None when no host here knows it."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    if host in _YOUTUBE:
        return _youtube(parts, host)
    return _vimeo(parts) if host in _VIMEO else None


def _youtube(parts: SplitResult, host: str) -> Video | None:
    steps = [step for step in parts.path.split("/") if step]
    asked = parse_qs(parts.query)
    if host == "youtu.be":
        name = steps[0] if steps else ""
    elif steps and steps[0] in {"embed", "shorts", "live", "v"}:
        name = steps[1] if len(steps) > 1 else ""
    else:
        name = asked.get("v", [""])[0] if steps == ["watch"] else ""
    if not _YOUTUBE_ID.fullmatch(name):
        return None
    start = _seconds((asked.get("t") or asked.get("start") or [""])[0])
    origin = "https://www.youtube-nocookie.com"
    return Video(
        url=f"https://www.youtube.com/watch?v={name}" + (f"&t={start}s" if start else ""),
        host="YouTube",
        player=f"{origin}/embed/{name}?"
        + urlencode({"autoplay": 1, **({"start": start} if start else {})}),
        origin=origin,
    )


def _vimeo(parts: SplitResult) -> Video | None:
    steps = [step for step in parts.path.split("/") if step]
    place = next((i for i, step in enumerate(steps) if _VIMEO_ID.fullmatch(step)), None)
    if place is None:
        return None
    # A video that is not listed has a key, behind its number or as `h`.
    key = steps[place + 1] if len(steps) > place + 1 else parse_qs(parts.query).get("h", [""])[0]
    name, key = steps[place], key if _VIMEO_KEY.fullmatch(key) else ""
    origin = "https://player.vimeo.com"
    return Video(
        url=f"https://vimeo.com/{name}" + (f"/{key}" if key else ""),
        host="Vimeo",
        player=f"{origin}/video/{name}?"
        + urlencode({"autoplay": 1, "dnt": 1, **({"h": key} if key else {})}),
        origin=origin,
    )


def _seconds(text: str) -> int:
    """Read `90`, `90s` or `1m30s`; 0 for anything else."""
    match = _TIME.fullmatch(text)
    if not match:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds
