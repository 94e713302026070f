"""What the code of a notebook does, as it is gathered from the first cell to the last."""

from dataclasses import dataclass, field
from typing import Final

from proofolio.model.runnable import ImportUse, Install, PathUse

_USUAL: Final = {
    "pd": "pandas", "np": "numpy", "plt": "matplotlib.pyplot", "tf": "tensorflow",
    "mpimg": "matplotlib.image", "gpd": "geopandas", "pl": "polars",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Facts:
    """Gathers while the cells are read; what may have come so far decides what a later read means."""

    imports: dict[str, ImportUse] = field(default_factory=dict)
    reads: dict[str, PathUse] = field(default_factory=dict)
    """By path: what is read though nothing before could have made it."""
    on_drive: dict[str, PathUse] = field(default_factory=dict)
    """What is named on a mounted Drive, read or not."""
    installs: list[Install] = field(default_factory=list)
    installs_more: bool = False
    secrets: dict[str, int] = field(default_factory=dict)
    gpu: int | None = None
    """The first cell that stops without one."""
    has_cpu_way: bool = False
    """It looks which devices there are."""
    refuses: bool = False
    """It raises an error of its own where there is no GPU."""
    uploads: int | None = None
    inputs: int | None = None
    mounts: int | None = None
    tensorflow_1: int | None = None
    made: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    """Environment variables that the notebook sets."""
    brought: bool = False
    """Files were put somewhere."""
    may_be_brought: bool = False
    code_brought: bool = False
    """Python modules may be among them."""
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=lambda: dict(_USUAL))
