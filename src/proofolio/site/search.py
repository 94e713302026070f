"""Adds to the engine's search index what the engine was not handed."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from proofolio.model.records import BlobId, Get
from proofolio.site.tree import File

_VERSION = 2
"""Grows when the index is made in another way."""
_SIGN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BETWEEN_SIGNS = re.compile(f"(?<={_SIGN})(?={_SIGN})")
INDEX = "search/search_index.json"
"""As MkDocs and Material write it: `docs` is a list of `location`, `title` and `text`, both as HTML."""


def with_sections(index: File, pages: Mapping[str, BlobId], get: Get) -> File:
    """Return the index with the sections of pages: page URL → JSON, a list of `Section`."""

    def read() -> bytes:
        data = json.loads(index.read())
        data["config"] = _settings(data["config"])
        data["docs"] = [_apart(entry) for entry in _entries(data["docs"], pages, get)]
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    recipe = repr((_VERSION, index.digest, sorted(pages.items())))
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


def _settings(config: dict[str, Any]) -> dict[str, Any]:
    """Mend Material's settings for Chinese: they stem the words of the index, but not those of a query."""
    if "stemmer" in config.get("pipeline", ()) and "\\u200b" in config.get("separator", ""):
        return {**config, "pipeline": ["stopWordFilter"]}
    return config


def _apart(entry: dict[str, Any]) -> dict[str, Any]:
    """Let each Chinese sign be a word: a search finds words, and Chinese is written without spaces.

    Between two signs stands what Material's own segmentation puts there, and its separator for Chinese
    knows: a space of no width. The signs of a query are looked for in the same way.
    """
    return {
        **entry,
        "title": _BETWEEN_SIGNS.sub("\u200b", entry["title"]),
        "text": _BETWEEN_SIGNS.sub("\u200b", entry["text"]),
    }


def _with_opening(sections: list[dict[str, str]]) -> list[dict[str, str]]:
    """Let what stands before the first heading be the page's own entry, even when nothing does."""
    if sections and not sections[0]["anchor"]:
        return sections
    return [{"anchor": "", "title": "", "text": ""}, *sections]
