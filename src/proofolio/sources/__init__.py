"""Where the work comes from: one function per place, one line here for each."""

from proofolio.sources.account import pull_account
from proofolio.sources.colab import pull_colab
from proofolio.sources.contract import Pull
from proofolio.sources.local import pull_local

__all__ = ["SOURCES", "Pull"]

SOURCES: tuple[Pull, ...] = (pull_account, pull_colab, pull_local)
"""Asked in this order at each sync."""
