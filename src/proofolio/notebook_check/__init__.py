"""Whether a notebook would run in a fresh Colab, by reading it: `examine`, then `verdict`."""

from proofolio.notebook_check.examine import VERSION, examine
from proofolio.notebook_check.verdict import praise, verdict

__all__ = ["VERSION", "examine", "praise", "verdict"]
