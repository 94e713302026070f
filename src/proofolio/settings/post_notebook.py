"""What the first cell of a notebook among the posts says of it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from proofolio.errors import InputError, Place
from proofolio.model.first_cell import listed_below_title
from proofolio.settings.yaml_file import YamlDocument, parse

MAX_BYTES: Final = 50_000_000
_MOST_CHARACTERS: Final = 20_000
_FRONT_MATTER: Final = re.compile(
    r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)


def first_cell(path: Path, shown: str) -> YamlDocument:
    """Return the front matter in a notebook's first cell, empty when it has none.

    Raises:
        InputError: the file is no notebook, or what stands between the two lines `---` is not YAML.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(
                f"{shown} is larger than {MAX_BYTES // 1_000_000} MB.",
                "Clear its outputs, or make its pictures smaller.",
                Place(path=shown),
            )
        cells = json.loads(path.read_bytes())["cells"]
        source = cells[0]["source"] if cells and cells[0]["cell_type"] != "code" else ""
        text = source if isinstance(source, str) else "".join(source)
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise InputError(
            "This post is not a notebook that can be read.",
            "Save it again in Jupyter or Colab (File, Download .ipynb), or move it out of posts/.",
            Place(path=shown, line=line),
        ) from error
    document, _ = split(text, shown)
    return YamlDocument(
        path=document.path, value=_in_our_words(document.value), lines=document.lines
    )


def split(source: str, shown: str) -> tuple[YamlDocument, str]:
    """Tell the front matter of a cell, YAML or nbdev's list, from the rest of it.

    Raises:
        InputError: what stands between the two lines `---` is not YAML.
    """
    source = source.replace("\r\n", "\n")
    match = _FRONT_MATTER.match(source[:_MOST_CHARACTERS])
    where = f"{shown}, first cell"
    if match is None:
        found = listed_below_title(source[:_MOST_CHARACTERS])
        if found is None or not found.entries:
            return parse("", shown), source
        text = "\n".join(f"{key}: {_as_yaml(value)}" for key, value in found.entries.items())
        return parse(text, where, first_line=found.first_line), (
            found.rest + source[_MOST_CHARACTERS:]
        )
    first_line = source.count("\n", 0, match.start(1)) + 1
    return parse(match[1], where, first_line=first_line), source[match.end() :]


def _as_yaml(value: str) -> str:
    """Put quotes around what nbdev takes as it stands, and YAML would not."""
    return json.dumps(value, ensure_ascii=False) if ": " in value or " #" in value else value


def _in_our_words(front: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take Quarto's and nbdev's `categories` for tags, and its `date: today` for none."""
    if str(front.get("date")).strip().lower() in {"today", "now", "last-modified"}:
        front = {key: value for key, value in front.items() if key != "date"}
    if "tags" not in front and isinstance(front.get("categories"), list | str):
        return {**front, "tags": front["categories"]}
    return front
