"""Figures as data: what a charting library was told to draw, found in an output and checked."""

from collections.abc import Mapping
from typing import Any

from proofolio.notebooks.figures import bokeh, maps, plotly, vega
from proofolio.notebooks.figures.figure import Figure, UnfitError

__all__ = ["Figure", "UnfitError", "find", "is_loader"]


def find(data: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the figures of an output, as a bundle of media types; none when it holds no figure.

    Raises:
        UnfitError: when there is a figure that a frame cannot draw, with the reason.
    """
    return plotly.find(data) or vega.find(data) or bokeh.find(data) or maps.find(data)


def is_loader(data: Mapping[str, Any]) -> bool:
    """Whether the output only fetches a library for the cells that follow."""
    return plotly.is_loader(data) or bokeh.is_loader(data)
