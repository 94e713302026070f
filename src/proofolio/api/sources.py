"""What a plug-in that adds a source of work may use, beside `proofolio.api`.

An entry point of the group `proofolio.sources` leads to an object of a class that derives from `Source`.
Whatever lists git repositories needs `listed` for each, and `pull_repositories` for the rest. These
modules take a moment to load, so a source may import them where it pulls.
"""

from proofolio.errors import ProofolioError, SourceError
from proofolio.model.records import (
    Addresses,
    Checkpoint,
    Event,
    Failure,
    Language,
    NotebookRecord,
    Omission,
    ProfileRecord,
    Put,
    RepoRecord,
    Report,
    Stale,
    Withdrawn,
)
from proofolio.model.snapshot import SourceResult, SourceSnapshot, Unmatched
from proofolio.model.sync_request import SyncRequest
from proofolio.sources.contract import Options, Source
from proofolio.sources.git.activity import Learner
from proofolio.sources.git.host import GitHost
from proofolio.sources.git.listing import Listed, Listing, listed
from proofolio.sources.git.pull import pull_repositories
from proofolio.sources.http.json_api import JsonApi
from proofolio.sources.previous_notebooks import PreviousNotebooks
from proofolio.sources.secrets import Token

__all__ = [
    "Addresses",
    "Checkpoint",
    "Event",
    "Failure",
    "GitHost",
    "JsonApi",
    "Language",
    "Learner",
    "Listed",
    "Listing",
    "NotebookRecord",
    "Omission",
    "Options",
    "PreviousNotebooks",
    "ProfileRecord",
    "ProofolioError",
    "Put",
    "RepoRecord",
    "Report",
    "Source",
    "SourceError",
    "SourceResult",
    "SourceSnapshot",
    "Stale",
    "SyncRequest",
    "Token",
    "Unmatched",
    "Withdrawn",
    "listed",
    "pull_repositories",
]
