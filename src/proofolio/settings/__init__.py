"""What the learner wrote: `portfolio.yml`, `resume.yml`, and their own words in Markdown."""

from proofolio.settings.files import Basics, Location, NetworkProfile, ResumeFile
from proofolio.settings.load import Settings, load
from proofolio.settings.words import PostWords, ProjectWords, Words, read_words

__all__ = [
    "Basics",
    "Location",
    "NetworkProfile",
    "PostWords",
    "ProjectWords",
    "ResumeFile",
    "Settings",
    "Words",
    "load",
    "read_words",
]
