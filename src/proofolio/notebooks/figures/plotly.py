"""Figures of Plotly: as the media type has them, or as the arguments of the call that draws them."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import Any, Final

from proofolio.content import frames
from proofolio.notebooks.figures.figure import Figure, UnfitError, height, title
from proofolio.notebooks.figures.script import MAX_CALLS, value
from proofolio.notebooks.read import joined

MEDIA_TYPE: Final = "application/vnd.plotly.v1+json"

_CALL: Final = re.compile(
    r"Plotly\.(?:newPlot|react|plot)\(\s{0,200}"
    r"(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[\w.$]{1,80}(?:\([^()\n]{0,200}\))?)\s{0,200},\s{0,200}(?=[\[{])"
)
_FRAMES: Final = re.compile(r"Plotly\.addFrames\([^,\n]{0,200},\s{0,200}(?=\[)")
_COMMA: Final = re.compile(r"\s{0,400},\s{0,400}(?=\{)")
_GEO: Final = frozenset({"choropleth", "scattergeo"})
_TILED: Final = frozenset(
    f"{kind}{ground}"
    for kind in ("scatter", "choropleth", "density")
    for ground in ("map", "mapbox")
)
_GONE: Final = frozenset({"heatmapgl", "pointcloud", "area"})
"""Kinds of trace that the library no longer draws."""
_SCOPES: Final = frozenset({"world", "usa"})
"""Maps whose outlines come with us."""


def find(data: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the figures of an output; none when it is not Plotly's.

    Raises:
        UnfitError: when there is a figure that a frame cannot draw.
    """
    bundled = data.get(MEDIA_TYPE)
    if isinstance(bundled, dict):
        return (_figure(bundled),)
    html = joined(data.get("text/html"))
    return tuple(_figure(found) for found in _called(html)) if "Plotly." in html else ()


def is_loader(data: Mapping[str, Any]) -> bool:
    """Whether the output only brings the library."""
    html = joined(data.get("text/html"))
    return ("PlotlyConfig" in html or "_Plotly" in html) and "plotly-graph-div" not in html


def _called(html: str) -> Iterator[dict[str, Any]]:
    for call, following in pairwise((*islice(_CALL.finditer(html), MAX_CALLS), None)):
        found = value(html, call.end()) if call else None
        if not found:
            continue
        first, end = found
        figure = dict(first) if isinstance(first, dict) else {"data": first}
        if not figure.get("data"):
            continue
        for name in ("layout", "config"):
            comma = _COMMA.match(html, end)
            argument = value(html, comma.end()) if comma else None
            if not argument:
                break
            figure[name], end = argument
        later = _FRAMES.search(html, end, following.start() if following else len(html))
        animation = value(html, later.end()) if later else None
        if animation:
            figure["frames"] = animation[0]
        yield figure


def _figure(found: dict[str, Any]) -> Figure:
    traces = found.get("data") or []
    layout = found.get("layout") or {}
    if not isinstance(traces, list) or not isinstance(layout, dict):
        raise UnfitError("its data are damaged")
    traces = [trace for trace in traces if isinstance(trace, dict)]
    kinds = {str(trace.get("type", "scatter")) for trace in traces}
    _check(traces, layout, kinds)
    has_geo = bool(kinds & _GEO) or any(key.startswith("geo") for key in layout)
    steps = found.get("frames")
    config = found.get("config")
    figure = {
        "data": traces,
        "layout": layout,
        "frames": steps if isinstance(steps, list) else [],
        "config": config if isinstance(config, dict) else {},
    }
    return Figure(
        job=frames.job("plotly", figure=figure),
        library="Plotly",
        scripts=("plotly-geo-3.7.0.js",) * has_geo + ("plotly-3.7.0.min.js",),
        title=title(layout.get("title")),
        height=height(layout.get("height"), 450),
        notice="Map tiles are not shown here." if kinds & _TILED else "",
    )


def _check(traces: list[dict[str, Any]], layout: dict[str, Any], kinds: set[str]) -> None:
    if kinds & _GONE or any(trace.get("transforms") for trace in traces):
        raise UnfitError("it needs an older Plotly than the one here")
    if any(isinstance(trace.get("geojson"), str) for trace in traces):
        raise UnfitError("its outlines lie on another host")
    for key, geo in layout.items():
        if key.startswith("geo") and isinstance(geo, dict):
            scope = geo.get("scope", "world")
            if not isinstance(scope, str) or scope not in _SCOPES:
                raise UnfitError("the outlines of its map are not at hand here")
