"""The sample learner's GitHub: repositories, notebooks, and a small server that answers as GitHub does."""

from pathlib import Path

SAMPLE_ACCOUNT = Path(__file__).parent / "github"
"""The folder of the sample learner's account, in the format that `account.load` reads."""
