"""Whether a notebook would run in a fresh Colab, by reading it: `examine`, then `verdict`."""

from proofolio.notebooks.runnable.examine import VERSION, examine
from proofolio.notebooks.runnable.verdict import praise, verdict

__all__ = ["VERSION", "examine", "praise", "verdict"]
