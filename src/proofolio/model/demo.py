"""A live demo that its host lets other pages show in a frame."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

_SPACE: Final = re.compile(r"/spaces/([A-Za-z0-9._-]{1,96})/([A-Za-z0-9._-]{1,96})/?")
_HOSTS: Final = {".hf.space": "Hugging Face", ".streamlit.app": "Streamlit"}
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoFrame:
    """Where the demo runs."""

    host: str
    """The name of whose computer it is on: `Streamlit`."""
    player: str
    """What a frame shows."""
    origin: str
    """Of the player, as a policy names it."""


def frame_of(address: str) -> DemoFrame | None:
    """Return how a demo is framed; None when its host does not say that it may be.

    Spaces (https://huggingface.co/docs/hub/spaces-embed) and apps on Streamlit's Community Cloud
    (https://docs.streamlit.io/deploy/streamlit-community-cloud/share-your-app/embed-your-app) may.
    """
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme != "https":
        return None
    if host in {"huggingface.co", "www.huggingface.co"} and (space := _SPACE.fullmatch(parts.path)):
        words = re.sub(r"[^a-z0-9]+", "-", f"{space[1]}-{space[2]}".lower()).strip("-")
        host = f"{words}.hf.space"
    for ending, name in _HOSTS.items():
        if host.endswith(ending) and _NAME.fullmatch(host.removesuffix(ending)):
            origin = f"https://{host}"
            query = urlencode({"embed": "true"}) if name == "Streamlit" else ""
            return DemoFrame(host=name, player=f"{origin}/?{query}".rstrip("?"), origin=origin)
    return None
