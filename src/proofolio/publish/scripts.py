"""What would run, or act as the site, although nobody put it there: pages must show pulled work, never execute it."""

import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit

from proofolio.model.finding import Spot
from proofolio.publish.pages import SiteFile
from proofolio.publish.sighting import Sighting

INNOCENT: Final = "404.html"
"""Nothing that was pulled is on it: what runs there is the theme's, or the author's own."""
_SCOPE: Final = re.compile(r'new URL\("[./]*[^"]*",location\)')
_LEADS: Final = re.compile(
    r"[\s\0-\x1f]*(?:javascript|vbscript|data:text/html|data:image/svg)", re.IGNORECASE
)
_LONG: Final = 6
_FRAME: Final = frozenset({"html", "head", "body", "meta", "title", "link", "style", "script"})
_DATA_TYPES: Final = frozenset({"application/json", "application/ld+json", "text/template"})
_SVG: Final = re.compile(r"<script\b|<foreignObject\b|[\s\"'/]on\w+\s*=|javascript:", re.IGNORECASE)
_REFRESH: Final = re.compile(r"\s*\d+\s*;\s*url\s*=\s*(.*)", re.IGNORECASE)


class Guard:
    """Tells what may run on a page from what may not."""

    def __init__(self, innocent: SiteFile | None, *, own: Callable[[], str]) -> None:
        """Look at what the theme runs on every page.

        Args:
            innocent: the page without pulled work; None when there is none.
            own: returns what the author wrote with their own hands; a script that stands in it is theirs.
        """
        self._inline: set[str] = set()
        self._sources: set[str] = set()
        self._own = own
        for node in innocent.tree.css("script") if innocent else ():
            if node.attributes.get("src"):
                self._sources.add(_name(node.attributes["src"] or ""))
            else:
                self._inline.add(_same(node.text()))

    def alive(self, file: SiteFile) -> Iterator[Sighting]:
        """Yield what would run, or act, on a file."""
        if file.path.endswith(".svg") and not file.is_of_the_theme:
            if _SVG.search(file.source):
                yield _sighting(file, "a script in a picture", file.path)
        elif file.is_page and 'id="pf-job"' in file.source:
            yield from self._in_frame(file)
        elif file.is_page:
            yield from self._on_page(file)

    def _on_page(self, file: SiteFile) -> Iterator[Sighting]:
        for node in file.tree.css("script"):
            what = self._script(
                node.attributes.get("src"), node.attributes.get("type"), node.text()
            )
            if what:
                yield _sighting(file, what, node.text()[:500] or str(node.attributes.get("src")))
        for node in file.tree.css("*"):
            for name, value in node.attributes.items():
                text = value or ""
                if _acts(name, text) and not self._is_own(text):
                    yield _sighting(file, f"`{name}` on <{node.tag}>", text[:500])
        for node in file.tree.css("iframe,frame,object,embed,applet,base,portal,meta[http-equiv]"):
            what = self._container(node.tag or "", dict(node.attributes))
            if what:
                yield _sighting(file, what, node.html or "")

    def _is_own(self, text: str) -> bool:
        """Whether the author wrote it; what is short stands in any text by chance."""
        return len(text) >= _LONG and text in self._own()

    def _script(self, source: str | None, kind: str | None, text: str) -> str:
        if source:
            name = _name(source)
            of_site = not _host(source) and name.startswith("assets/")
            known = of_site or name in self._sources or self._is_own(source)
            return "" if known else f"a script from `{source[:100]}`"
        if (kind or "").lower() in _DATA_TYPES or _same(text) in self._inline:
            return ""
        return "" if self._is_own(text.strip()) else "a script within the page"

    def _container(self, tag: str, attributes: dict[str, str | None]) -> str:
        if tag == "meta":
            refresh = _REFRESH.match(attributes.get("content") or "")
            is_refresh = (attributes.get("http-equiv") or "").lower() == "refresh"
            target = refresh[1].strip("'\" ") if refresh else ""
            away = refresh is None or (bool(_host(target)) and not self._is_own(target))
            return "a page that leads elsewhere" if is_refresh and away else ""
        markup = " ".join(value or "" for value in attributes.values())
        if tag == "iframe":
            source = attributes.get("src") or ""
            sandbox = set((attributes.get("sandbox") or "allow-same-origin").split())
            if "srcdoc" not in attributes and not _host(source) and sandbox <= {"allow-scripts"}:
                return ""
            return "" if self._is_own(source) else "a frame that is not shut in"
        return "" if self._is_own(markup) else f"<{tag}>"

    def _in_frame(self, file: SiteFile) -> Iterator[Sighting]:
        """A frame draws data with our libraries; anything else in it could run on the site's own origin."""
        policy = file.tree.css_first('meta[http-equiv="Content-Security-Policy"]')
        said = (policy.attributes.get("content") if policy else "") or ""
        if "default-src 'none'" not in said or "require-trusted-types-for 'script'" not in said:
            yield _sighting(file, "a frame without its policy", file.path)
        scripts = [node.attributes.get("src") for node in file.tree.css("script:not([type])")]
        if None in scripts or not scripts or not str(scripts[0]).endswith("frame.js"):
            yield _sighting(file, "a script in a frame", file.path)
        for source in scripts:
            if source and _host(source):
                yield _sighting(file, f"a script from `{source[:100]}`", source)
        for node in file.tree.css("*"):
            if (node.tag or "") not in _FRAME or any(
                name.startswith("on") for name in node.attributes
            ):
                yield _sighting(file, f"<{node.tag}> in a frame", node.html or "")


def _acts(name: str, value: str) -> bool:
    if name.startswith("on"):
        return True
    leads = name in {"href", "src", "action", "formaction", "xlink:href", "data"}
    return leads and bool(_LEADS.match(value)) and not value.startswith("data:image/svg+xml")


def _sighting(file: SiteFile, what: str, key: str) -> Sighting:
    return Sighting(
        rule="live-script",
        key=f"{what}\n{key}",
        severity="blocker",
        message=f"A page would run something that is not Proofolio's and not yours: {what}.",
        hint="Please report it: nothing that was pulled should get this far. If you wrote it yourself, accept it with a reason.",
        spot=Spot(path=f"site/{file.path}"),
    )


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return "?"


def _same(script: str) -> str:
    return _SCOPE.sub("new URL(location)", script).strip()


def _name(source: str) -> str:
    """Return a script's address the same from every page."""
    if _host(source):
        return source
    path = urlsplit(source).path
    _, mark, rest = path.rpartition("assets/")
    return f"{mark}{rest}" if mark else path.lstrip("./")
