"""What would run, or act as the site, although nobody put it there: pages must show pulled work, never execute it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import dirname, normpath
from typing import Final
from urllib.parse import unquote, urlsplit

import yaml
from selectolax.lexbor import LexborHTMLParser

from proofolio.content import frames
from proofolio.model.finding import Spot
from proofolio.publish.ours import is_frame_script, is_ours
from proofolio.publish.pages import SiteFile
from proofolio.publish.raw_findings import RawFinding
from proofolio.publish.xml_files import acts_in_xml, is_xml

_INNOCENT: Final = "404.html"
"""Nothing that was pulled is on it: what runs there is the theme's, or the author's own."""
_SCOPE: Final = re.compile(r'new URL\("[./]*[^"]*",location\)')
_LEADS: Final = re.compile(
    r"[\s\0-\x1f]*(?:javascript|vbscript|data:text/html|data:image/svg)", re.IGNORECASE
)
_HANDLER: Final = re.compile(rb"on[^\s/>=]*+\s*+=")
_BEFORE_NAME: Final = b" \t\n\r\f\v/\"'"
"""What stands before an attribute's name."""
_LEADING: Final = "[href],[src],[action],[formaction],[data]"
_LONG: Final = 6
_DATA_TYPES: Final = frozenset({"application/json", "application/ld+json", "text/template"})
_REFRESH: Final = re.compile(r"\s*\d+\s*;\s*url\s*=\s*(.*)", re.IGNORECASE)
_PLUGINS: Final = frozenset(
    {"search", "blog", "tags", "material/search", "material/blog", "material/tags"}
)
_LOADED: Final = frozenset({".js", ".mjs", ".css"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptCheck:
    """Tells what may run on a page from what may not; plain values, so that processes can share it."""

    inline: frozenset[str]
    """Scripts that stand on the page without pulled work."""
    sources: frozenset[str]
    """Addresses of scripts that it loads, and paths from the site's root."""
    ours: frozenset[str]
    """Paths of the site's scripts and style sheets whose bytes are ours."""
    shell: frozenset[str]
    """Those of them that shut a frame in, or draw in it."""
    own: str
    """What the author wrote with their own hands: a script that stands in it is theirs."""
    is_extended: bool = False
    """Whether the author's own hooks, plugins or templates have a hand in the pages."""
    base: str = "/"
    """The path that the site's address has."""

    @classmethod
    def of(
        cls, site: Path, *, own: str, is_extended: bool = False, address: str = ""
    ) -> "ScriptCheck":
        """Look at what comes with us, and at what the theme runs on every page.

        Args:
            site: the folder.
            own: what the author wrote with their own hands.
            is_extended: whether hooks, plugins or templates of the author's make the pages, too.
            address: of the site; may be empty.
        """
        loaded = {
            file.relative_to(site).as_posix(): file.read_bytes()
            for file in site.rglob("*")
            if file.suffix in _LOADED and file.is_file()
        }
        innocent = site / _INNOCENT
        tree = LexborHTMLParser(innocent.read_bytes() if innocent.is_file() else b"")
        base = urlsplit(address).path or "/"
        scripts = tree.css("script")
        named = [node.attributes.get("src") or "" for node in scripts]
        return cls(
            inline=frozenset(_same(node.text()) for node in scripts),
            sources=frozenset(_path(source, _INNOCENT, base) for source in named if source),
            ours=frozenset(path for path, data in loaded.items() if is_ours(data)),
            shell=frozenset(path for path, data in loaded.items() if is_frame_script(data)),
            own=own,
            is_extended=is_extended,
            base=base,
        )

    def without_own(self) -> "ScriptCheck":
        """Return one to which nothing is the author's own."""
        return replace(self, own="")

    def alive(self, file: SiteFile) -> Iterator[RawFinding]:
        """Yield what would run, or act, on a file."""
        if file.is_of_the_theme:
            return
        if is_xml(file.path):
            found = acts_in_xml(file.data)
        elif file.is_page:
            loaded = frames.read(file.data)
            found = self._on_page(file) if loaded is None else self._in_frame(file, loaded)
        else:
            return
        for what, text in found:
            yield self._raw_finding(file, what, text)

    def _in_frame(self, file: SiteFile, loaded: frames.Loaded) -> Iterator[tuple[str, str]]:
        """The shell is ours to the byte and the rest is data: what it loads must be ours, too."""
        paths = [_path(source, file.path, self.base) for source in loaded.scripts]
        if not paths or not {paths[0], paths[-1]} <= self.shell:
            yield "a frame that nothing shuts in", "frame"
        for path in (
            *paths,
            *(_path(source, file.path, self.base) for source in loaded.styles),
        ):
            if path not in self.ours:
                yield f"`{path[:100]}` in a frame", path

    def _on_page(self, file: SiteFile) -> Iterator[tuple[str, str]]:
        for node in file.tree.css("script"):
            source = node.attributes.get("src")
            what = self._script(file, source, node.attributes.get("type"), node.text())
            if what:
                yield what, node.text()[:500] or str(source)
        for node in file.tree.css("*" if _may_act(file.data) else _LEADING):
            for name, value in node.attributes.items():
                text = value or ""
                if _acts(name, text) and not self._is_own(text):
                    yield f"`{name}` on <{node.tag}>", text[:500]
        for node in file.tree.css("iframe,frame,object,embed,applet,base,portal,meta[http-equiv]"):
            what = self._container(node.tag or "", dict(node.attributes))
            if what:
                yield what, node.html or ""

    def _is_own(self, text: str) -> bool:
        """Whether the author wrote it; what is short stands in any text by chance."""
        return len(text) >= _LONG and text in self.own

    def _script(self, file: SiteFile, source: str | None, kind: str | None, text: str) -> str:
        if source:
            path = _path(source, file.path, self.base)
            if path in self.shell:
                return "a frame that was changed"
            known = path in self.ours or path in self.sources or self._is_own(source)
            return "" if known else f"a script from `{source[:100]}`"
        if (kind or "").lower() in _DATA_TYPES or _same(text) in self.inline:
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

    def _raw_finding(self, file: SiteFile, what: str, text: str) -> RawFinding:
        """Name it by what it is, not by where: it keeps its id when the page around it changes."""
        return RawFinding(
            rule="live-script",
            key=f"{what}\n{text}",
            severity="blocker",
            message=f"A page would run something that is not Proofolio's and not yours: {what}.",
            hint=(
                "A hook, a plugin or a template of yours may have written it: mend it there, or accept it with a reason."
                if self.is_extended
                else "Nothing that was pulled should get this far: please report it. If you put it there yourself, accept it with a reason."
            ),
            spot=Spot(path=f"site/{file.path}"),
        )


def is_extended(words: Mapping[str, str]) -> bool:
    """Tell whether the author's own hooks, plugins or templates have a hand in the pages.

    Args:
        words: path → text of the author's own files.
    """
    try:
        settings = yaml.load(words.get("mkdocs.yml", ""), Loader=yaml.BaseLoader)  # noqa: S506  strings only
    except yaml.YAMLError:
        return False
    if not isinstance(settings, dict):
        return False
    theme, plugins = settings.get("theme"), settings.get("plugins")
    names = {
        str(next(iter(one), "") if isinstance(one, dict) else one)
        for one in (plugins if isinstance(plugins, list | dict) else ())
    }
    has_templates = isinstance(theme, dict) and "custom_dir" in theme
    return bool(settings.get("hooks")) or has_templates or bool(names - _PLUGINS)


def _may_act(page: bytes) -> bool:
    """Whether anything on a page can be a handler, however it is written; if not, few elements are looked at."""
    plain = page.lower()
    found = _HANDLER.search(plain)
    while found:
        if found.start() and plain[found.start() - 1] in _BEFORE_NAME:
            return True
        found = _HANDLER.search(plain, found.start() + 1)
    return b"xlink" in plain


def _acts(name: str, value: str) -> bool:
    if name.startswith("on"):
        return True
    leads = name in {"href", "src", "action", "formaction", "xlink:href", "data"}
    return leads and bool(_LEADS.match(value)) and not value.startswith("data:image/svg+xml")


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return "?"


def _same(script: str) -> str:
    return _SCOPE.sub("new URL(location)", script).strip()


def _path(source: str, page: str, base: str) -> str:
    """Return the path from the site's root of what a page loads; its address if it is elsewhere."""
    if _host(source) or ":" in source.partition("/")[0]:
        return source
    path = unquote(urlsplit(source).path)
    if path.startswith("/"):
        return path.removeprefix(base.rstrip("/")).lstrip("/")
    return normpath(f"{dirname(page)}/{path}").lstrip("/")
