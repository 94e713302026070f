"""What a plug-in may use of Proofolio, and all of it: nothing else is promised to stay.

A plug-in is a package with entry points (docs/reference/plugins.md): `proofolio.pages` leads to a `PageType`,
`proofolio.outputs` to an `Output`, `proofolio.taxonomies` to a `Taxonomy`, `proofolio.looks` to a
`Look`; `proofolio.sources` leads to a `Source` of `proofolio.api.sources`. What it gets is frozen;
what it returns is checked. An error costs the plug-in's part, and is reported under the plug-in's name.
`tests/api.txt` lists the names and signatures of both modules.
"""

from proofolio.errors import InputError, Place, Problem, ProofolioError, SourceError
from proofolio.language import Words, speaking
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
from proofolio.model.resume import Entry, Proof, Resume, Section
from proofolio.model.site import Site
from proofolio.model.skills import Evidence, Skill
from proofolio.pages.citations import Catalogue, Citation, cite
from proofolio.pages.page_type import PageSite, PageType
from proofolio.pages.words import listing, long_day, short_day

__all__ = [
    "Catalogue",
    "Citation",
    "Entry",
    "Evidence",
    "InputError",
    "Link",
    "Look",
    "Notebook",
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
    "Proof",
    "ProofolioError",
    "Resume",
    "SafeHtml",
    "Section",
    "Site",
    "Skill",
    "SourceError",
    "Taxonomy",
    "Words",
    "cite",
    "listing",
    "long_day",
    "short_day",
    "speaking",
]
