"""PyMdown's snippets, kept inside the portfolio: a post of somebody else's puts in no other file."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pymdownx.snippets import SnippetExtension, SnippetPreprocessor

NAME = "pymdownx.snippets"


def confine(extensions: list[Any], configs: dict[str, Any], root: Path) -> None:
    """Put this extension into the place of PyMdown's; folders are relative to the portfolio's.

    Args:
        extensions: names, as MkDocs hands them to Markdown.
        configs: name → settings.
        root: the portfolio's folder.
    """
    if NAME not in extensions:
        return
    settings: Mapping[str, Any] = configs.pop(NAME, None) or {}
    extensions[extensions.index(NAME)] = __name__
    configs[__name__] = {
        **settings,
        "base_path": [str(root / base) for base in bases(settings.get("base_path", "."))],
        "restrict_base_path": True,
        # A build never touches the network.
        "url_download": False,
        "root": str(root),
    }


def bases(value: Any) -> tuple[str, ...]:
    """Return the folders that `base_path` names."""
    named: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
    return tuple(os.fspath(one) for one in named if isinstance(one, str | os.PathLike))


class _Inside(SnippetPreprocessor):
    def __init__(self, config: Mapping[str, Any], md: Any) -> None:
        super().__init__(config, md)  # type: ignore[no-untyped-call]
        self._root = Path(config["root"]).resolve()

    def get_snippet_path(self, path: str) -> str | None:
        found: str | None = super().get_snippet_path(path)  # type: ignore[no-untyped-call]
        is_inside = found is not None and Path(found).resolve().is_relative_to(self._root)
        return found if is_inside else None


class _Snippets(SnippetExtension):
    def __init__(self, **settings: Any) -> None:
        root = settings.pop("root")
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        self.config["root"] = [root, "The portfolio's folder"]

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802 - the name that Markdown calls
        self.md = md
        md.registerExtension(self)
        md.preprocessors.register(_Inside(self.getConfigs(), md), "snippet", 32)


def makeExtension(**settings: Any) -> _Snippets:  # noqa: N802 - the name that Markdown calls
    """Return the extension, as Python-Markdown asks for it."""
    return _Snippets(**settings)
