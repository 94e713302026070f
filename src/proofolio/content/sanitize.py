"""The one allow-list. Every pulled text passes here after it was rendered, none before."""

import re
from functools import cache
from typing import Final
from urllib.parse import unquote

import nh3
from pygments.token import STANDARD_TYPES

from proofolio.content import styles, tags
from proofolio.content.embedded_images import SHORTEST
from proofolio.content.escape import armour, printable
from proofolio.content.escape import text as escape_text
from proofolio.content.images import cleaned_address
from proofolio.language import gettext as _
from proofolio.model.portfolio import SafeHtml

ID_PREFIX: Final = "u-"
"""Every pulled id begins with it, so that none can pose as an id of the theme's."""

MAX_DEPTH: Final = 500
"""Nesting beyond which HTML is shown as text: parsing takes time that grows with its square."""


_NAMELESS: Final = re.compile(
    r"<th((?:\s+(?!scope)[\w-]+=\"[^\"<>]*\")*)(?:\s+scope=\"\w+\")?\s*>\s*</th>"
)
_BOX: Final = re.compile(r"<input([^<>]*)>")


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_TAGS: Final = _words(
    # What GitHub lets through in a README, without `source` and with `mark` and figures.
    "a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p picture pre q rp rt "
    "ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead "
    "tr tt u ul var wbr"
)
_DROPPED_WITH_CONTENT: Final = _words(
    "script style template title svg math iframe object noscript noembed noframes textarea select "
    "audio video canvas head button"
)
_BLOCKS: Final = _words("div h1 h2 h3 h4 h5 h6 hr p table tbody td tfoot th thead tr col colgroup")
_ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "*": frozenset({"title", "dir", "lang", "style"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height", "align"}),
    "details": frozenset({"open"}),
    "input": frozenset({"checked"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
_STYLES: Final = frozenset({"text-align", "vertical-align", "width", "max-width", "font-weight"})
_COLOURS: Final = _STYLES | styles.NAMES
_CLASSES: Final[dict[str, frozenset[str]]] = {
    # Only what Markdown itself, pandas and Pygments write: the author can have these anyway.
    "span": frozenset(name for name in STANDARD_TYPES.values() if name),
    "div": frozenset({"highlight", "admonition", "note", "tip", "info", "warning", "danger"}),
    "p": frozenset({"admonition-title"}),
    "table": frozenset({"dataframe"}),
    "ul": frozenset({"contains-task-list", "task-list"}),
    "ol": frozenset({"contains-task-list", "task-list", "footnotes-list"}),
    "li": frozenset({"task-list-item", "footnote-item"}),
    "input": frozenset({"task-list-item-checkbox"}),
    "section": frozenset({"footnotes"}),
    "sup": frozenset({"footnote-ref"}),
    "a": frozenset({"footnote-backref"}),
    "hr": frozenset({"footnotes-sep"}),
}
_DATA_IMAGE: Final = re.compile(
    r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NAMED: Final = re.compile(r"\sname\s*=", re.IGNORECASE)
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_VOID: Final = _words("area br col embed hr img input link meta source track wbr")
_CLOSED_BY_THE_NEXT: Final = _words("p li td th tr dt dd option thead tbody tfoot")
_CLASS: Final = tags.attribute("class")
_ZERO_WIDTH: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0e]"
)
_INVISIBLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0e"
    "\ufeff\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def clean(html: str, *, ids: bool = True, colours: bool = False) -> SafeHtml:
    """Pulled HTML with only what is harmless left, well-formed and armoured.

    Links are `http(s)`, `mailto` or relative; images also `data:` of four raster types. Ids carry
    the prefix `u-`, and so do links to them. Scripts, styles, forms, frames, inline SVG and MathML
    go; HTML that is nested absurdly deep is shown as text.

    Args:
        html: a fragment, as wild as it comes.
        ids: whether to keep ids; outputs of cells have no use for theirs.
        colours: whether to keep colours, as legible ones.
    """
    html = printable(html)
    if _too_deep(html):
        return SafeHtml(f"<pre>{escape_text(html)}</pre>")
    html = styles.without_fonts(html) if colours else html
    wild = ids and (_NAMED.search(html) is not None)
    wild = wild or "data:" in html or "DATA:" in html
    cleaned = printable(_cleaner(ids=ids, wild=wild, colours=colours).clean(html))
    # Not by nh3, which writes several set attributes in an order that changes from run to run.
    if "<th" in cleaned:
        # A header without a word is none: whoever has the table read aloud would hear of a nameless column.
        cleaned = _NAMELESS.sub(r"<td\1></td>", cleaned)
    if "<input" in cleaned:
        cleaned = _BOX.sub(_named_box, cleaned)
    if 'class=""' in cleaned:
        cleaned = _CLASS.sub(lambda found: found[0] if found[3] else found[1], cleaned)
    cleaned = armour(cleaned)
    return styles.restyle(cleaned)


def _named_box(found: re.Match[str]) -> str:
    """Write a box of a task list; its text stands beside it, where a program that reads aloud does not look."""
    word = _("Done") if "checked" in found[1] else _("To do")
    return f'<input type="checkbox" disabled="" aria-label="{word}"{found[1]}>'


def text(value: str, limit: int = 300) -> str:
    """Pulled one-line plain text: a name, a title, a description.

    Control, zero-width and direction-changing characters go, white space is collapsed, and what is
    longer than `limit` characters is cut at a word and ends in an ellipsis. Not HTML: escape it.
    """
    value = " ".join(_INVISIBLE.sub(" ", _ZERO_WIDTH.sub("", value)).split())
    if len(value) <= limit:
        return value
    head = value[: limit - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit * 0.6 else head).rstrip(" ,;:.-") + "…"


@cache
def _cleaner(*, ids: bool, wild: bool, colours: bool) -> nh3.Cleaner:
    """The allow-list as a reusable cleaner.

    A filter written in Python is called for every attribute and costs more than all else, so it
    runs only for HTML that may hold what needs it: `data:` images and `name` anchors.
    """
    attributes: dict[str, set[str]] = {tag: set(names) for tag, names in _ATTRIBUTES.items()}
    for tag in _BLOCKS:
        attributes.setdefault(tag, set()).add("align")
    if ids:
        attributes["*"].add("id")
    if wild:
        attributes["a"].add("name")
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=attributes,
        attribute_filter=_filter if wild else None,
        link_rel="noopener",
        allowed_classes=_CLASSES,
        filter_style_properties=_COLOURS if colours else _STYLES,
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        url_schemes={"http", "https", "mailto"} | ({"data"} if wild else set()),
        url_relative=_relative,
        id_prefix=ID_PREFIX,
    )


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """Closes what the allow-list of schemes, which is one for all attributes, had to open."""
    if attribute == "name":
        return value if value.startswith(ID_PREFIX) else ID_PREFIX + value
    if attribute not in {"href", "src"}:
        return value
    compact = "".join(value.split())
    if not compact.lower().startswith("data:"):
        return value
    if tag != "img" or not _DATA_IMAGE.fullmatch(compact):
        return None
    return compact if len(compact) < SHORTEST else cleaned_address(compact) or None


def _relative(url: str) -> str | None:
    """A relative address as the site may carry it; None when it only poses as relative."""
    url = url.strip()
    if _SCHEME.match(url) or "\ufffd" in url or printable(url) != url:
        return None
    if url.startswith(("//", "\\\\", "/\\", "\\/")):
        return "https://" + url[2:]
    if url.startswith("#") and len(url) > 1:
        fragment = unquote(url[1:])
        return "#" + (fragment if fragment.startswith(ID_PREFIX) else ID_PREFIX + fragment)
    return url


def _too_deep(html: str) -> bool:
    if html.count("<") <= MAX_DEPTH:
        return False
    depths: dict[str, int] = {}
    for closing, name in _TAG.findall(html):
        tag = name.lower()
        if closing:
            depths[tag] = max(0, depths.get(tag, 0) - 1)
        elif tag not in _VOID:
            depths[tag] = depths.get(tag, 0) + 1
            if depths[tag] > MAX_DEPTH and tag not in _CLOSED_BY_THE_NEXT:
                return True
    return False
