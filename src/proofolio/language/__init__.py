"""Every word of the site in its language: a file of words for each."""

from proofolio.language.catalogue import (
    LANGUAGES,
    Words,
    catalogue_of,
    gettext,
    ngettext,
    speak,
    speaking,
    spoken,
)

__all__ = [
    "LANGUAGES",
    "Words",
    "catalogue_of",
    "gettext",
    "ngettext",
    "speak",
    "speaking",
    "spoken",
]
