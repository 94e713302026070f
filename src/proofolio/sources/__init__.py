"""Where the work comes from: GitHub, git, Colab, folders. One function for each, one entry here."""

from collections.abc import Iterator

from proofolio.model.wanted import Wanted
from proofolio.sources.contract import Pull

__all__ = ["Pull", "sources"]


def sources(wanted: Wanted) -> Iterator[Pull]:
    """Yield the sources that are asked for, in the order in which they are read.

    The others are not even imported: PyGithub alone takes a quarter of a second.
    """
    if wanted.github:
        from proofolio.sources.github.account import pull_account  # noqa: PLC0415

        yield pull_account
    if wanted.colab:
        from proofolio.sources.colab.notebooks import pull_colab  # noqa: PLC0415

        yield pull_colab
    if wanted.folders:
        from proofolio.sources.local import pull_local  # noqa: PLC0415

        yield pull_local
