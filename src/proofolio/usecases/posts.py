"""The posts as the engine is handed them: front matter, and what their author wrote."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import yaml

from proofolio.assemble.post_links import parts, related
from proofolio.assemble.posts import body, front_matter
from proofolio.content.embedded_images import cleaned
from proofolio.model.page import Text
from proofolio.pages.render import PLACE_OF_INSERT
from proofolio.usecases.draft import Draft


def posts(draft: Draft, heads: Mapping[str, Mapping[str, Any]]) -> Iterator[Text]:
    """Write the posts for the engine, which renders them.

    Args:
        draft: what they are of.
        heads: what their pages' heads say, by path.
    """
    portfolio = draft.portfolio
    by_path = {entry.path: entry for entry in draft.words.posts}
    titles = {project.slug: project.title for project in portfolio.projects}
    pages = {f"projects/{project.slug}.md": project.path for project in portfolio.projects}
    places, more = parts(portfolio.posts), related(portfolio.posts)
    for post in portfolio.posts:
        entry = by_path[post.source]
        front = yaml.safe_dump(
            {
                "description": escape(heads[post.path]["description"]),
                **front_matter(post, entry, titles, places.get(post.path), more[post.path]),
                "head": dict(heads[post.path]),
            },
            allow_unicode=True,
            sort_keys=False,
        )
        # The theme prints the title; a heading here would be read as Markdown.
        text = PLACE_OF_INSERT if post.notebook else cleaned(body(entry, pages)).lstrip()
        name = f"{post.source}.md" if post.notebook else post.source
        yield Text(path=f"log/{name}", text=f"---\n{front}---\n\n{text}")
