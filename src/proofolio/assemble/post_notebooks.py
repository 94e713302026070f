"""Notebooks among the posts: what each says, and the files that its page needs."""

from collections.abc import Mapping
from dataclasses import replace

from proofolio.assemble import notebooks
from proofolio.assemble.links import Origin
from proofolio.model.portfolio import Asset, NotebookCard, Post


def with_notebooks(
    posts: tuple[Post, ...], cards: Mapping[str, NotebookCard], own: Mapping[str, str]
) -> tuple[tuple[Post, ...], tuple[Asset, ...]]:
    """Give the posts that are notebooks their text; returns all posts, and the files that those need.

    Args:
        posts: newest first.
        cards: path of the learner's file → the notebook, converted.
        own: path in the portfolio's folder → page, for links.
    """
    origin = Origin(folder="posts", pages=own, files={}, outside=lambda _: None)
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
            colab_url=None,
            source_url=None,
        )
        notebook, files = notebooks.build(
            source, {post.source: post.path}, lambda _: origin, pictures={}
        )
        made.append(replace(post, notebook=notebook))
        assets.extend(files)
    return tuple(made), tuple(assets)
