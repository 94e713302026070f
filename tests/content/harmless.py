"""Reads HTML the way a browser does and says what in it could act."""

import re
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "col", "wbr"}
ACTIVE = {
    *("script", "style", "iframe", "object", "embed", "form", "button", "svg", "base"),
    *("link", "meta", "template", "textarea", "title", "video", "audio", "source", "noscript"),
}
ATTRIBUTES = {
    *("href", "src", "alt", "title", "class", "id", "name", "width", "height", "align", "style"),
    *("loading", "rel", "type", "disabled", "checked", "open", "start", "colspan", "rowspan"),
    *("dir", "lang", "scope", "span", "value", "reversed"),
}
MATHS = {
    *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac"),
    *("msqrt", "mroot", "mover", "munder", "munderover", "mtable", "mtr", "mtd", "mphantom"),
    *("mpadded", "mmultiscripts", "mprescripts", "menclose", "mstyle"),
}
"""What our own formulas are made of; of pulled HTML none of it comes through."""
MATHS_ATTRIBUTES = {
    *("alttext", "display", "displaystyle", "scriptlevel", "accent", "accentunder", "stretchy"),
    *("symmetric", "movablelimits", "lspace", "rspace", "minsize", "maxsize", "width", "height"),
    *(
        "depth",
        "voffset",
        "linethickness",
        "form",
        "mathvariant",
        "notation",
        "class",
        "id",
        "style",
    ),
}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.open = []

    def handle_starttag(self, tag, attrs):
        if tag in ACTIVE or "-" in tag:
            self.found.append(tag)
        within_maths = "math" in self.open
        if tag in MATHS and tag != "math" and not within_maths:
            self.found.append(f"{tag} outside of a formula")
        if within_maths and tag not in MATHS | {"a", "b", "i", "code", "span"}:
            self.found.append(f"{tag} in a formula")
        if tag not in VOID:
            self.open.append(tag)
        for name, given in attrs:
            self.check(tag, name, given or "")

    def check(self, tag, name, value):
        if (tag, name) == ("input", "aria-label") and value in {"Done", "To do"}:
            return
        if name not in (MATHS_ATTRIBUTES if tag in MATHS else ATTRIBUTES):
            self.found.append(f"{tag} {name}")
        if name in {"href", "src"}:
            compact = "".join(c for c in value if c > " ").lower()
            match = re.match(r"[a-z][a-z0-9+.-]*(?=:)", compact)
            scheme = match[0] if match else ""
            allowed = {"", "http", "https", "mailto"} | ({"data"} if tag == "img" else set())
            if scheme not in allowed or compact.startswith(("data:image/svg", "data:text")):
                self.found.append(f"{name}={value}")
        if name in {"id", "name"} and not value.startswith(("u-", "pf-eq-")):
            self.found.append(f"{name}={value}")
        if name == "class" and any(
            word.startswith(("md-", "pf-")) and word not in {"pf-equation", "pf-formula", "pf-tex"}
            for word in value.split()
        ):
            self.found.append(f"class={value}")
        if name == "style" and ("url" in value or "position" in value):
            self.found.append(f"style={value}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.found.append(f"unbalanced {tag}")

    def handle_decl(self, decl):
        self.found.append(decl)

    def handle_comment(self, data):
        self.found.append(f"comment {data}")


def dangers(html):
    """Everything in the HTML that is not on the short list of what may be there."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [*reader.found, *(f"unclosed {tag}" for tag in reader.open)]
