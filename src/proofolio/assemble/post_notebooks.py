"""Notebooks among the posts: what each says, and the files that its page needs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from proofolio.assemble import notebooks
from proofolio.assemble.links import Origin
from proofolio.model.portfolio import Asset, NotebookCard, Post
from proofolio.settings import PostWords


def with_notebooks(
    posts: tuple[Post, ...],
    cards: Mapping[str, NotebookCard],
    words: Iterable[PostWords],
    own: Mapping[str, str],
    beside: Mapping[str, str],
) -> tuple[tuple[Post, ...], tuple[Asset, ...]]:
    """Give the posts that are notebooks their text; returns all posts, and the files that those need.

    Args:
        posts: newest first.
        cards: path of the learner's file → the notebook, converted.
        words: what the learner wrote of each.
        own: path in the portfolio's folder → page, for links.
        beside: path in the portfolio's folder of what lies beside posts → where the site serves it.
    """
    pages = {**beside, **own}
    colab = {entry.path: entry.front.colab for entry in words}

    def origin(folder: str) -> Origin:
        return Origin(folder=folder, pages=pages, files=beside, outside=lambda _: None)

    made: list[Post] = []
    assets: list[Asset] = []
    for post in posts:
        card = cards.get(post.source)
        if card is None:
            made.append(post)
            continue
        source = notebooks.Source(
            path=post.source,
            card=card,
            runnability=None,
            date=post.date,
            colab_url=colab.get(post.source) or None,
            source_url=None,
        )
        notebook, files = notebooks.build(source, {post.source: post.path}, origin, pictures={})
        made.append(replace(post, notebook=notebook))
        assets.extend(files)
    return tuple(made), tuple(assets)
