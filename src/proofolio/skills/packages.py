"""Functions of R, Julia and C++, which are called by their bare names, told by the packages that are attached."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from proofolio.model.usage import Usage, Use
from proofolio.skills.taxonomy import taxonomy

_LANGUAGES: Final = frozenset({"r", "julia", "c++"})
_BRINGS: Final[Mapping[str, tuple[str, ...]]] = {
    # https://www.tidyverse.org/packages/
    "R::tidyverse": (
        "R::ggplot2",
        "R::dplyr",
        "R::tidyr",
        "R::readr",
        "R::purrr",
        "R::tibble",
        "R::stringr",
        "R::forcats",
        "R::lubridate",
    ),
    # https://www.tidymodels.org/packages/
    "R::tidymodels": ("R::broom", "R::ggplot2", "R::dplyr", "R::tidyr", "R::purrr", "R::tibble"),
    "R::fpp2": ("R::ggplot2",),
    "R::fpp3": ("R::ggplot2", "R::dplyr", "R::tidyr", "R::lubridate", "R::tibble"),
    "R::survminer": ("R::ggplot2",),
}
"""Packages that attach others."""


def in_full(usage: Usage) -> Iterator[Use]:
    """Yield what is used, each function of R and Julia with its package: `R::filter` as `R::dplyr::filter`.

    A function stays as it is when no package that is attached has it.
    """
    if usage.language not in _LANGUAGES:
        yield from usage.uses
        return
    named = {use.name: None for use in usage.uses if use.kind == "import"}
    attached = {*named} | {name for package in named for name in _BRINGS.get(package, ())}
    for use in usage.uses:
        if use.kind != "call" or use.name.count("::") != 1:
            yield use
            continue
        placed = _placed(use, attached)
        yield placed
        package, _, function = placed.name.rpartition("::")
        # What a package brings is used through it.
        for bringer in named:
            if package in _BRINGS.get(bringer, ()):
                yield replace(use, name=f"{bringer}::{function}")


def _placed(use: Use, attached: set[str]) -> Use:
    language, _, function = use.name.partition("::")
    for packages in _owners().get(function, ()):
        if packages[0].startswith(f"{language}::") and not attached.isdisjoint(packages):
            # A family of packages is called by its first: `R::tidymodels`.
            return replace(use, name=f"{packages[0]}::{function}")
    return use


@cache
def _owners() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Function → the packages that may be meant, as families."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in taxonomy():
        packages = tuple(name for name in entry.signs.get("imports", ()) if "::" in name)
        for function in entry.signs.get("functions", ()) if packages else ():
            found[function] = (*found.get(function, ()), packages)
    return found
