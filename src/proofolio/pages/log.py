"""The front matter of the log's index; Material's blog plugin lists the posts on it."""

from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio


def page(portfolio: Portfolio) -> Page:
    """Lay out the log's index. Without posts it is empty, and the header does not lead to it."""
    return Page(
        path="log/index.md",
        template="log.html",
        title="Log",
        description=f"What {portfolio.person.name} learned, built and shared.",
        context={"has_posts": bool(portfolio.posts)},
        meta={
            "template": "blog.html",
            "search": {"exclude": True},
            "empty": not portfolio.posts,
        },
    )
