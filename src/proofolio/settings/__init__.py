"""What the learner wrote: `portfolio.yml`, `resume.yml`, and their own words in Markdown."""

from proofolio.settings.authors import Author
from proofolio.settings.layout_file import Layout, VariantFile
from proofolio.settings.load import Settings, Variant, load
from proofolio.settings.resume_file import Basics, Location, NetworkProfile, ResumeFile
from proofolio.settings.share_file import ShareWords
from proofolio.settings.words import PostWords, ProjectWords, Words, no_date, read_words

__all__ = [
    "Author",
    "Basics",
    "Layout",
    "Location",
    "NetworkProfile",
    "PostWords",
    "ProjectWords",
    "ResumeFile",
    "Settings",
    "ShareWords",
    "Variant",
    "VariantFile",
    "Words",
    "load",
    "no_date",
    "read_words",
]
