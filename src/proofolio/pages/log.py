"""The front matter of the log's index; Material's blog plugin lists the posts on it."""

from proofolio.language import t_
from proofolio.model.page import Page
from proofolio.model.portfolio import Portfolio


def page(portfolio: Portfolio) -> Page:
    """Lay out the log's index. Without posts it is empty, and the header does not lead to it."""
    return Page(
        path="log/index.md",
        template="log.html",
        title=t_("Log"),
        description=t_("What {name} learned, built and shared.").format(name=portfolio.person.name),
        context={"has_posts": bool(portfolio.posts)},
        meta={
            "template": "blog.html",
            "search": {"exclude": True},
            "empty": not portfolio.posts,
        },
    )
