"""R and Julia show their packages by what is attached and called."""

from proofolio.notebook_check.other_languages import usage_of_text
from proofolio.skills.match import Match, match


def shown(code: str, language: str = "r") -> dict[str, Match]:
    return {found.entry.name: found for found in match(usage_of_text(language, code.encode()))}


def test_a_function_belongs_to_the_package_that_is_attached() -> None:
    found = shown("library(dplyr)\n\nflights |>\n  filter(delay > 60)\n")

    assert (found["dplyr"].used, found["dplyr"].at.line, found["dplyr"].weight) == (
        ("filter",), 4, 1.0,
    )  # fmt: skip
    # Without it, `filter` is R's own.
    assert "dplyr" not in shown("filter(x)\n")


def test_a_family_brings_its_packages() -> None:
    found = shown(
        "suppressPackageStartupMessages(library(tidyverse))\nggplot(d, aes(x)) + geom_bar()\n"
    )

    assert {"tidyverse", "ggplot2", "Data visualisation"} <= set(found)
    assert found["tidyverse"].weight == 1.0


def test_a_package_that_is_named_needs_no_library() -> None:
    assert "Plotly" in shown("plotly::plot_ly(d)\n")
    assert {"sf", "Leaflet"} <= set(shown("pacman::p_load(sf, leaflet)\n"))


def test_what_stands_in_comments_and_strings_or_is_ones_own_shows_nothing() -> None:
    code = '# library(caret)\nx <- "library(tm)"\nlm <- function(y) y\nlm(2)\nobj$kmeans(3)\n'

    assert set(shown(code)) == set()


def test_models_of_base_r_are_abilities() -> None:
    found = shown(
        "m <- glm(y ~ x, family = binomial)\nn <- lm(y ~ x)\nt.test(a, b)\nkmeans(d, 3)\n"
    )

    assert {"Classification", "Regression", "Statistical testing", "Clustering"} <= set(found)


def test_julia_says_using() -> None:
    found = shown(
        "using CSV, DataFrames\nusing Plots: plot # and Flux\ndf = CSV.read(f)\nplot(df.x)\n",
        "julia",
    )

    assert {"CSV.jl", "DataFrames.jl", "Plots.jl"} <= set(found)
    assert found["CSV.jl"].used == ("read",)
    assert "Flux" not in found
