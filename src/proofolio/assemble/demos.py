"""Where people can try a project, as its author says in a field or in a text."""

import re
from html import unescape
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlsplit, urlunsplit

from proofolio.assemble.addresses import is_web
from proofolio.assemble.projects import Plan
from proofolio.model.portfolio import SafeHtml

_HOSTS: Final = (
    ".streamlit.app",
    ".streamlitapp.com",
    ".hf.space",
    ".onrender.com",
    ".herokuapp.com",
)
"""Ends of host names under which each app has its own."""
_SPACES: Final = "huggingface.co"
_STREAMLIT: Final = "share.streamlit.io"
_SHARED: Final = (_SPACES, _STREAMLIT)
"""Hosts whose addresses begin alike for everybody."""
_NO_DEMO: Final = ("colab.research.google.com", "colab.sandbox.google.com", ".gradio.live")
"""A notebook is opened by a button of its own; an address of Gradio's tunnel is dead after days."""
_INVITING: Final = re.compile(
    r"\b(?:demo|app|try|live|launch|open|play|hosted|deployed)\b", re.IGNORECASE
)
# In safe HTML `<` and `>` stand nowhere but around tags, and links are not nested.
_LINK: Final = re.compile(r'<a\s[^<>]*?\bhref="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")


def demo(item: Plan, *texts: SafeHtml) -> str | None:
    """Return where people can try it: own words, else the repository's homepage, else a link in a text.

    Args:
        item: the project.
        texts: its own words and its README; the first that has a demo is asked. What the text only
            mentions, such as somebody else's app, is none.
    """
    if item.words and item.words.front.demo:
        return item.words.front.demo
    if not item.repo:
        return None
    homepage = item.repo.homepage.strip()
    if is_web(homepage) and not _is_on(homepage, _NO_DEMO):
        return homepage
    known = {_bare(item.repo.owner), _bare(item.repo.name)}
    return next((found for html in texts if (found := _in_text(html, known))), None)


def _in_text(html: SafeHtml, known: set[str]) -> str | None:
    for link in _LINK.finditer(html):
        address = _app(unescape(link[1]))
        if address and _is_meant(link[2], address, known):
            return address
    return None


def _is_meant(shown: str, address: str, known: set[str]) -> bool:
    """Tell a link to try this project from a mention of another: a badge, its words, whose it is."""
    words = unescape(_TAG.sub("", shown)).strip()
    is_address = is_web(words) or ("." in words and words.casefold() in address.casefold())
    if "<img" in shown or (_INVITING.search(words) and not is_address):
        return True
    named = _bare(address)
    return (is_address and not _is_on(address, _SHARED)) or any(one in named for one in known)


def _app(value: str) -> str | None:
    """Return the address of one app on a host that is known to run apps; None for any other."""
    if not is_web(value):
        return None
    parts = urlsplit(value)
    host = (parts.hostname or "").removeprefix("www.")
    steps = [step for step in parts.path.split("/") if step]
    is_app = _is_on(value, _HOSTS)
    if host == _SPACES:
        is_app = (
            len(steps) > 2 and steps[0] == "spaces" and "duplicate" not in parse_qs(parts.query)
        )
    elif host == _STREAMLIT:
        is_app = len(steps) > 1
    # Each of these hosts answers so, and a page that was come to safely is left safely.
    secure = SplitResult("https", parts.netloc, parts.path, parts.query, parts.fragment)
    return urlunsplit(secure) if is_app else None


def _is_on(address: str, hosts: tuple[str, ...]) -> bool:
    host = f".{(urlsplit(address).hostname or '').casefold()}"
    return any(host.endswith(end if end.startswith(".") else f".{end}") for end in hosts)


def _bare(name: str) -> str:
    """Return a name without what hosts put between its words."""
    return re.sub(r"[^a-z0-9]", "", name.casefold())
