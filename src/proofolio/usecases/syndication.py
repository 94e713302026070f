"""A post as Markdown for another site, which says where it was posted first."""

import posixpath
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote, urljoin

import yaml

from proofolio.errors import InputError, Place
from proofolio.model.portfolio import Post
from proofolio.notebooks.as_markdown import as_markdown
from proofolio.usecases.context import BuildContext, opened
from proofolio.usecases.draft import Draft, make_draft

Service = Literal["dev.to", "medium", "hashnode"]

_TARGET: Final = re.compile(r"(\]\(\s*<?)([^)>\s]+)")
_HEADING: Final = re.compile(r"# +([^\n]*[^\s#]) *#*(?:\n|\Z)")
_MOST_TAGS: Final = 4
"""As dev.to takes them; the others take five."""


def export_post(root: Path, name: str, service: Service, *, today: date) -> str:
    """Return a post's Markdown with the front matter of a service, `canonical_url` and absolute links.

    dev.to: https://developers.forem.com/api/v1 (articles). Medium takes no front matter in its editor;
    its fields are those of its API. Hashnode: those of its GitHub source.

    Args:
        root: the portfolio's folder; drafts can be exported, too.
        name: the post's file (`posts/2026-01-31-why.md`), its name, or the last part of its address.
        service: where it is to go.
        today: posts of a later date are there, marked.

    Raises:
        InputError: there is no such post, or the site's address is not known.
    """
    with opened(root, today=today, preview=True) as context:
        return exported(context, make_draft(context), name, service)


def exported(context: BuildContext, draft: Draft, name: str, service: Service) -> str:
    """Return what `export_post` does, of a portfolio that is put together already."""
    post = _named(draft, name)
    if not context.address:
        raise InputError(
            "A post that goes elsewhere needs the site's address, to name where it was posted first.",
            "Name your repository on GitHub (`git remote add origin …`), or write it in mkdocs.yml: `site_url: https://your-name.github.io/portfolio/`.",
            Place(path="mkdocs.yml"),
        )
    words = next(entry for entry in draft.words.posts if entry.path == post.source)
    canonical = words.front.canonical_url or urljoin(context.address, post.path)
    own = {f"projects/{p.slug}.md": p.path for p in draft.portfolio.projects}
    own |= {other.source: other.path for other in draft.portfolio.posts}
    own["about.md"] = "about/"

    def resolve_links(markdown: str) -> str:
        return absolute(markdown, post.source, context.address, own)

    page = urljoin(context.address, post.path)
    text = (
        _of_notebook(context, draft, post, page, resolve_links)
        if post.notebook
        else resolve_links(words.text.strip())
    )
    front = _front(post, canonical, service)
    head = f"# {post.title}\n\n" if service == "medium" else ""
    dumped = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{dumped}---\n\n{head}{text}\n"


def _of_notebook(
    context: BuildContext, draft: Draft, post: Post, page: str, resolve_links: Callable[[str], str]
) -> str:
    """Return a notebook's cells and printed outputs as Markdown, without its title."""
    download = post.notebook.download if post.notebook else ""
    blob = next(asset.blob for asset in draft.portfolio.assets if asset.path == download)
    text = as_markdown(context.get(blob), name=post.source, page=page, resolve_links=resolve_links)
    heading = _HEADING.match(text)
    return text[heading.end() :].lstrip() if heading and heading[1] == post.title else text


def absolute(markdown: str, source: str, address: str, own: Mapping[str, str]) -> str:
    """Return Markdown whose links and pictures lead to the site; code in fences stays as it is.

    Args:
        markdown: as it was written.
        source: the file that it stands in, from the portfolio's folder.
        address: of the site, ending in `/`.
        own: path in the portfolio's folder → page.
    """

    def resolved(match: re.Match[str]) -> str:
        opening, target = match.groups()
        if target.startswith(("#", "/")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
            return match[0]
        path, _, fragment = target.partition("#")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        # What lies beside a post is served beside the log.
        page = own.get(file) or quote(f"log/{file.removeprefix('posts/')}", safe="/%")
        return f"{opening}{urljoin(address, page)}{f'#{fragment}' if fragment else ''}"

    lines, fence = [], ""
    for line in markdown.split("\n"):
        mark = line.lstrip()[:3]
        if mark in {"```", "~~~"} and fence in {"", mark}:
            fence = "" if fence else mark
        lines.append(line if fence else _TARGET.sub(resolved, line))
    return "\n".join(lines)


def _front(post: Post, canonical: str, service: Service) -> dict[str, Any]:
    tags = [tag.label for tag in post.tags][:_MOST_TAGS]
    plain = [re.sub(r"[\W_]+", "", tag).lower() for tag in tags]
    match service:
        case "dev.to":
            front: dict[str, Any] = {"title": post.title, "published": False}
            front |= {"description": post.excerpt, "tags": ", ".join(filter(None, plain))}
            return {**front, "canonical_url": canonical} | (
                {"series": post.series} if post.series else {}
            )
        case "medium":
            return {"title": post.title, "tags": tags, "canonicalUrl": canonical}
        case "hashnode":
            front = {"title": post.title, "slug": post.slug, "subtitle": post.excerpt}
            joined = ", ".join(filter(None, plain))
            return {**front, "tags": joined, "canonical": canonical, "saveAsDraft": True}


def _named(draft: Draft, name: str) -> Post:
    wanted = Path(name).as_posix().removeprefix("./")
    for post in draft.portfolio.posts:
        stem = posixpath.splitext(posixpath.basename(post.source))[0]
        if wanted in {post.source, posixpath.basename(post.source), stem, post.slug}:
            return post
    raise InputError(
        f"There is no post `{name}`.",
        "Give its file, such as posts/2026-01-31-my-title.md.",
    )
