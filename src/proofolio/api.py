"""What a plug-in may use of Proofolio, and all of it: nothing else is promised to stay.

A plug-in is a package with entry points (docs/reference/plugins.md): `proofolio.sources` leads to a `Source`,
`proofolio.pages` to a `PageType`, `proofolio.outputs` to an `Output`, `proofolio.taxonomies` to a
`Taxonomy`, `proofolio.looks` to a `Look`. What it gets is frozen; what it returns is checked. An error costs the plug-in's part, and is
reported under the plug-in's name. `tests/api.txt` lists this module's names and signatures.
"""

from typing import TYPE_CHECKING, Any, Final

from proofolio.errors import InputError, Place, Problem, ProofolioError, SourceError
from proofolio.language import Words
from proofolio.model.extensions import Look, Output, Taxonomy
from proofolio.model.page import Page
from proofolio.model.portfolio import (
    Link,
    Notebook,
    Person,
    Picture,
    Portfolio,
    Post,
    Project,
    SafeHtml,
)
from proofolio.model.records import (
    Addresses,
    Checkpoint,
    Event,
    Failure,
    NotebookRecord,
    Omission,
    Put,
    RepoRecord,
    Report,
)
from proofolio.model.resume import Resume
from proofolio.model.site import Site
from proofolio.model.skills import Evidence, Skill
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import SyncRequest
from proofolio.pages.citations import Catalogue, Citation, cite
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.words import listing, long_day, short_day

if TYPE_CHECKING:
    from proofolio.sources.contract import Options, Source
    from proofolio.sources.git.activity import Learner
    from proofolio.sources.git.host import GitHost
    from proofolio.sources.git.listing import Listing, listed
    from proofolio.sources.git.pull import pull_repositories
    from proofolio.sources.kept import Kept

__all__ = [
    "Addresses",
    "Catalogue",
    "Checkpoint",
    "Citation",
    "Event",
    "Evidence",
    "Failure",
    "GitHost",
    "InputError",
    "Kept",
    "Learner",
    "Link",
    "Listing",
    "Look",
    "Notebook",
    "NotebookRecord",
    "Omission",
    "Options",
    "Output",
    "Page",
    "PageSite",
    "PageType",
    "Person",
    "Picture",
    "Place",
    "Portfolio",
    "Post",
    "Problem",
    "Project",
    "ProofolioError",
    "Put",
    "RepoRecord",
    "Report",
    "Resume",
    "SafeHtml",
    "Site",
    "Skill",
    "Source",
    "SourceError",
    "SourceResult",
    "SourceSnapshot",
    "SyncRequest",
    "Taxonomy",
    "Words",
    "cite",
    "listed",
    "listing",
    "long_day",
    "pull_repositories",
    "short_day",
]

_OF_SOURCES: Final = {
    "GitHost": "proofolio.sources.git.host",
    "Kept": "proofolio.sources.kept",
    "Learner": "proofolio.sources.git.activity",
    "Listing": "proofolio.sources.git.listing",
    "Options": "proofolio.sources.contract",
    "Source": "proofolio.sources.contract",
    "listed": "proofolio.sources.git.listing",
    "pull_repositories": "proofolio.sources.git.pull",
}
"""What sources need, which no page has to wait for: name → where it is."""


def __getattr__(name: str) -> Any:
    """Import what only sources need when it is asked for."""
    if name not in _OF_SOURCES:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415  see above

    return getattr(import_module(_OF_SOURCES[name]), name)
