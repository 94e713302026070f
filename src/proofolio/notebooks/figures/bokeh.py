"""Plots of Bokeh: documents as JSON, however the output carries them."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from proofolio.content import frames
from proofolio.notebooks.figures.figure import Figure, UnfitError
from proofolio.notebooks.figures.script import quoted, value, whole
from proofolio.notebooks.read import joined

_DOCS: Final = re.compile(r"\bdocs_json\s{0,20}=\s{0,20}")
_ITEMS: Final = re.compile(r"\brender_items\s{0,20}=\s{0,20}(?=\[)")
_ELSEWHERE: Final = re.compile(r"document\.getElementById\(['\"]([\w-]{1,80})['\"]\)\.textContent")
_REFERENCE: Final = re.compile(r"&(amp|lt|gt|quot|#x27|#x60);")
_CHARACTERS: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "#x27": "'", "#x60": "`"}
_FOREIGN: Final = re.compile(r'"(?:type|name)": ?"[a-z_]+\.[\w.]+"')
_NAMED: Final = re.compile(r'"(?:type|name)": ?"([\w.]+)"')
_TABLE: Final = re.compile(r'"(?:type|name)": ?"DataTable"')
_WIDGET: Final = re.compile(
    r'"(?:type|name)": ?"(?:\w*(?:Slider|Button|ButtonGroup|Input|Picker|Choice)|Toggle|Select|MultiSelect|Dropdown'
    r'|CheckboxGroup|RadioGroup|Spinner|Switch|Div|Paragraph|PreText|Panel|Tabs)"'
)
_HELPERS: Final = re.compile(r'"(?:type|name)": ?"panel\.models\.comm_manager\.CommManager"')
"""What Panel and HoloViews put beside a figure so that it can talk to the notebook."""
_CALLS: Final = re.compile(r'"(?:type|name)": ?"(?:CustomJS\w*|FuncTickFormatter|CustomAction)"')


def find(data: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the plots of an output; none when it has none.

    Raises:
        UnfitError: when there is a plot that a frame cannot draw.
    """
    for media_type in ("application/javascript", "text/html"):
        script = joined(data.get(media_type))
        start = _DOCS.search(script) if "docs_json" in script else None
        if start and not _HELPERS.search(script):
            return (_figure(_docs(script, start.end()), _items(script, start.end())),)
    return ()


def is_loader(data: Mapping[str, Any]) -> bool:
    """Whether the output only brings the library."""
    if any(
        key.startswith(("application/vnd.bokehjs_load", "application/vnd.holoviews_load"))
        for key in data
    ):
        return True
    html = joined(data.get("text/html"))
    return (
        "Loading BokehJS" in html
        or "bk-notebook-logo" in html
        or ("docs_json" in html and _HELPERS.search(html) is not None)
    )


def _docs(script: str, start: int) -> Any:
    if script.startswith("'", start):
        return whole(_unescaped(quoted(script, start) or ""))
    found = value(script, start)
    if found:
        return found[0]
    element = _ELSEWHERE.match(script, start)
    if not element:
        return None
    opening = re.search(rf'<script\b[^<>]*\sid="{re.escape(element[1])}"[^<>]*>', script)
    end = script.find("</script", opening.end()) if opening else -1
    return whole(_unescaped(script[opening.end() : end])) if opening and end > 0 else None


def _items(script: str, start: int) -> Any:
    match = _ITEMS.search(script, start)
    found = value(script, match.end()) if match else None
    return found[0] if found else None


def _unescaped(text: str) -> str:
    return _REFERENCE.sub(lambda match: _CHARACTERS[match[1]], text)


def _without_unused(doc: Any) -> Any:
    """Return a document without definitions that nothing in it uses, as HoloViews writes them."""
    if not isinstance(doc, dict) or not isinstance(doc.get("defs"), list):
        return doc
    used = set(_NAMED.findall(json.dumps(doc.get("roots"))))
    kept = [one for one in doc["defs"] if isinstance(one, dict) and one.get("name") in used]
    return {**doc, "defs": kept}


def _figure(docs: Any, items: Any) -> Figure:
    if not isinstance(docs, dict) or not isinstance(items, list):
        raise UnfitError("its data are damaged")
    versions = {str(doc.get("version", "")) for doc in docs.values() if isinstance(doc, dict)}
    places: list[dict[str, Any]] = []
    for item in items:
        roots = item.get("roots") if isinstance(item, dict) else None
        if not isinstance(roots, dict) or str(item.get("docid")) not in docs:
            raise UnfitError("it needs an older Bokeh than the one here")
        ids = {str(root): f"root-{len(places)}-{index}" for index, root in enumerate(roots)}
        places.append({"docid": str(item["docid"]), "roots": ids, "root_ids": list(ids)})
    docs = {key: _without_unused(doc) for key, doc in docs.items()}
    job = frames.job("bokeh", docs=docs, items=places)
    is_new = all(version.startswith("3.") for version in versions)
    if not is_new and not all(version.startswith("2.") for version in versions):
        raise UnfitError("it needs another Bokeh than the ones here")
    has_widgets = _WIDGET.search(job) is not None
    if _FOREIGN.search(job) or _TABLE.search(job) or (has_widgets and not is_new):
        raise UnfitError("it needs parts of Bokeh that are not at hand here")
    new = ("bokeh-3.10.0.min.js", *("bokeh-widgets-3.10.0.min.js",) * has_widgets)
    return Figure(
        job=job,
        library="Bokeh",
        scripts=new if is_new else ("bokeh-2.4.3.min.js",),
        height=600,
        code="called" if _CALLS.search(job) else "none",
    )
