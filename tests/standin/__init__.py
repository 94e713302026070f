"""A stand-in for GitHub, Colab and Drive: a small server that answers as they do, over an account folder.

Tests, scripts and the making of the sample's snapshot pull from it through the real code.
"""

from pathlib import Path

SAMPLE_ACCOUNT = Path(__file__).parent / "sample_account"
"""The folder of the sample learner's account, in the format that `account.load` reads."""
