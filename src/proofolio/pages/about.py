"""About: the learner in their own words, and how to reach them."""

from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio
from proofolio.pages.home import counts
from proofolio.pages.links import safe


def page(portfolio: Portfolio) -> Page:
    """Lay out the about page; without words of the learner's it says what there is to see."""
    person = portfolio.person
    return Page(
        path="about/index.md",
        template="about.html",
        title="About",
        description=person.summary or person.headline or f"About {person.name}.",
        context={
            "person": person,
            "links": safe(person.links),
            "counts": counts(portfolio.projects),
        },
    )
