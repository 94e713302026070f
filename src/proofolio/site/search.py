"""Adds to the engine's search index what the engine was not handed."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from proofolio.model.records import BlobId, Get
from proofolio.site.tree import File

INDEX = "search/search_index.json"
"""As MkDocs and Material write it: `docs` is a list of `location`, `title` and `text`, both as HTML."""


def with_sections(index: File, pages: Mapping[str, BlobId], get: Get) -> File:
    """Return the index with the sections of pages: page URL → JSON, a list of `Section`."""

    def read() -> bytes:
        data = json.loads(index.read())
        data["docs"] = list(_entries(data["docs"], pages, get))
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    recipe = repr((index.digest, sorted(pages.items())))
    return File(digest=hashlib.sha256(recipe.encode()).hexdigest(), read=read)


def _entries(
    docs: list[dict[str, Any]], pages: Mapping[str, BlobId], get: Get
) -> Iterator[dict[str, Any]]:
    for entry in docs:
        blob = pages.get(entry["location"])
        if blob is None:
            yield entry
            continue
        opening, *sections = _with_opening(json.loads(get(blob)))
        yield {**entry, "text": escape(opening["text"])}
        for section in sections:
            yield {
                "location": f"{entry['location']}#{section['anchor']}",
                "title": escape(section["title"]),
                "text": escape(section["text"]),
            }


def _with_opening(sections: list[dict[str, str]]) -> list[dict[str, str]]:
    """Let what stands before the first heading be the page's own entry, even when nothing does."""
    if sections and not sections[0]["anchor"]:
        return sections
    return [{"anchor": "", "title": "", "text": ""}, *sections]
