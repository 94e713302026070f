"""Style sheets, scripts and pictures that `mkdocs.yml` names and that lie beside it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from proofolio.errors import Place, Problem
from proofolio.site import engine_yaml as read
from proofolio.site.own_files import PREFIX
from proofolio.site.paths import is_fit, is_inside


def own_assets(config_file: Path) -> dict[str, Path]:
    """Return path in the docs tree → file in the portfolio's folder, for what `mkdocs.yml` names.

    Material documents `extra_css`, `extra_javascript`, `theme.logo` and `theme.favicon` as relative to
    `docs_dir`, which is generated here; so a learner keeps these files beside `mkdocs.yml`.

    Raises:
        InputError: `mkdocs.yml` cannot be read.
    """
    root = config_file.parent.resolve()
    return {
        path: root / path
        for path, _ in _named(read.top_of(config_file))
        if is_fit(path)
        and not path.startswith(f"{PREFIX}/")
        and not any(part.startswith(".") for part in path.split("/"))
        and is_inside(root, path)
        and (root / path).is_file()
    }


def missing(config_file: Path, folders: list[Path]) -> tuple[Problem, ...]:
    """Return a problem for each file that `mkdocs.yml` names and that is in none of the folders.

    Args:
        config_file: the learner's `mkdocs.yml`.
        folders: the docs tree, and the theme's own folders.

    Raises:
        InputError: `mkdocs.yml` cannot be read.
    """
    return tuple(
        Problem(
            message=f"There is no file `{path}`.",
            hint="Put it at that path beside mkdocs.yml, or take this line out.",
            where=Place(path=config_file.name, line=line),
        )
        for path, line in _named(read.top_of(config_file))
        if not any((folder / path).is_file() for folder in folders)
    )


def _named(top: read.Mapping) -> Iterator[tuple[str, int]]:
    """Yield path and line of each entry that is a relative path."""
    for key in ("extra_css", "extra_javascript"):
        for item in read.items(top[key][1]) if key in top else ():
            yield from _relative(read.mapping(item).get("path", (0, item))[1])
    theme = read.mapping(top["theme"][1]) if "theme" in top else {}
    for key in ("logo", "favicon"):
        if key in theme:
            yield from _relative(theme[key][1])


def _relative(node: yaml.Node) -> Iterator[tuple[str, int]]:
    try:
        parts = urlsplit(read.scalar(node))
    except ValueError:
        return
    if parts.path and not parts.scheme and not parts.netloc and not parts.path.startswith("/"):
        yield parts.path.removeprefix("./"), node.start_mark.line + 1
