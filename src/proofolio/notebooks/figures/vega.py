"""Charts of Vega and Vega-Lite, which Altair writes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from proofolio.content import frames
from proofolio.notebooks.figures.figure import Figure, UnfitError, height, title
from proofolio.notebooks.figures.script import MAX_CALLS, value
from proofolio.notebooks.read import joined

_MEDIA_TYPE: Final = re.compile(r"application/vnd\.vega(lite)?\.v(\d+)[\d.]*[+.]json")
_SPEC: Final = re.compile(
    r"(?:\}\)\(|\b(?:spec|vlSpec|yourVlSpec)\s{0,20}=|\"?\bspec\"?\s{0,20}:"
    r"|vegaEmbed\(\s{0,20}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[\w.]{1,80}),)\s{0,200}(?=\{)"
)
_COMMA: Final = re.compile(r"\s{0,200},\s{0,200}(?=\{)")
_SCHEMA: Final = re.compile(r"/vega(-lite)?/v(\d+)")
_PARTS: Final = frozenset(
    {"mark", "marks", "layer", "concat", "hconcat", "vconcat", "facet", "repeat", "spec"}
)
_LIGHT: Final = 1_000_000
"""Characters up to which a chart is drawn as SVG, which fits any width."""


def find(data: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the charts of an output; none when it has none.

    Raises:
        UnfitError: when there is a chart that a frame cannot draw.
    """
    for media_type, spec in data.items():
        match = _MEDIA_TYPE.fullmatch(media_type)
        if match and isinstance(spec, dict):
            options = spec.get("usermeta")
            options = options.get("embedOptions") if isinstance(options, dict) else None
            return (_figure(spec, options, is_lite=bool(match[1]), version=int(match[2])),)
    scripts = (joined(data.get(kind)) for kind in ("text/html", "application/javascript"))
    return tuple(
        _figure(*found) for script in scripts if "vega" in script for found in _called(script)
    )


def _called(html: str) -> Iterator[tuple[dict[str, Any], Any]]:
    start = 0
    for _ in range(MAX_CALLS):
        match = _SPEC.search(html, start)
        if not match:
            return
        start = match.end()
        found = value(html, start)
        if not found or not isinstance(found[0], dict):
            continue
        spec, end = found
        if "spec" in spec and "mode" in spec and isinstance(spec["spec"], dict):
            spec = spec["spec"]
        if not _PARTS & spec.keys():
            continue
        start = end
        comma = _COMMA.match(html, end)
        options = value(html, comma.end()) if comma else None
        yield spec, options[0] if options else None


def _figure(
    spec: dict[str, Any], options: Any, *, is_lite: bool = True, version: int = 0
) -> Figure:
    schema = _SCHEMA.search(str(spec.get("$schema", "")))
    if schema:
        is_lite, version = bool(schema[1]), int(schema[2])
    elif "marks" in spec:
        is_lite = False
    if _fetches(spec):
        raise UnfitError("its data lie on another host")
    options = options if isinstance(options, dict) else {}
    theme = options.get("theme")
    values = {
        "spec": spec,
        "mode": "vega-lite" if is_lite else "vega",
        "theme": theme if isinstance(theme, str) else None,
    }
    job = frames.job("vega", **values)
    # What was selected by `selection` up to version 4 is selected by `params` since.
    lite = "vega-lite-4.17.0.min.js" if is_lite and 0 < version <= 4 else "vega-lite-6.5.0.min.js"
    return Figure(
        job=frames.job("vega", **values, light=len(job) < _LIGHT),
        library="Vega-Lite" if is_lite else "Vega",
        scripts=("vega-6.4.0.min.js", lite, "vega-interpreter-2.3.2.js", "vega-embed-7.3.0.min.js"),
        title=title(spec.get("title")),
        height=height(spec.get("height"), 300) + 60,
    )


def _fetches(node: Any) -> bool:
    """Whether some data of a chart are to be fetched: only an image may name an address."""
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, dict):
            data = current.get("data")
            sources = data if isinstance(data, list) else [data]
            for source in sources:
                if isinstance(source, dict) and isinstance(source.get("url"), str | dict):
                    return True
            pending.extend(
                item for key, item in current.items() if key not in {"datasets", "values"}
            )
        elif isinstance(current, list):
            pending.extend(current)
    return False
