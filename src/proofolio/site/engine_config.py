"""Checks `mkdocs.yml` before the engine reads it, so that what is missing is named with its line."""

from pathlib import Path
from urllib.parse import urlsplit

import yaml

from proofolio.errors import InputError, Place, Problem
from proofolio.site.own_files import STYLE_SHEET

_Mapping = dict[str, tuple[int, yaml.Node]]
"""Key → its line (counted from 1) and its value."""


def check(config_file: Path) -> None:
    """Check that the learner's `mkdocs.yml` still says what Proofolio needs.

    Raises:
        InputError: the file is missing or not YAML, or it names every needed line that is gone.
    """
    name = config_file.name
    root = _compose(config_file)
    top = _mapping(root)
    problems = [
        *_docs_dir(top, name),
        *_theme(top, name),
        *_plugins(top, name),
        *_style_sheet(top, name),
        *_addresses(top, name),
    ]
    if problems:
        raise InputError(problems=tuple(problems))


def line_of(config_file: Path, key: str) -> int | None:
    """Return the line of a top-level key; None when the file does not have it or cannot be read."""
    try:
        top = _mapping(_compose(config_file))
    except InputError:
        return None
    return top[key][0] if key in top else None


def mount_path(config_file: Path) -> str:
    """Return the sub-path that `site_url` gives the site: `/portfolio/`; `/` when it says nothing.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        path = urlsplit(_text(_mapping(_compose(config_file)), "site_url")).path
    except ValueError:
        path = ""
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def _compose(config_file: Path) -> yaml.Node | None:
    place = Place(path=config_file.name)
    try:
        # Composing reads the lines and leaves tags such as `!ENV` alone.
        return yaml.compose(config_file.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    except FileNotFoundError as error:
        raise InputError(
            "There is no mkdocs.yml here.",
            "Run `proofolio init` in this folder, or change to the folder of your portfolio.",
            place,
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"This file cannot be read: {error}.", "Save it as UTF-8 text.", place
        ) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise InputError(
            f"This is not valid YAML: {error.problem or error.context}.",
            "Check the indentation (spaces, not tabs) and the quotes of this line and the one before.",
            Place(path=config_file.name, line=mark.line + 1 if mark else None),
        ) from error
    except yaml.YAMLError as error:
        raise InputError(
            f"This is not valid YAML: {error}", "Save the file as UTF-8 text.", place
        ) from error


def _docs_dir(top: _Mapping, name: str) -> list[Problem]:
    if _text(top, "docs_dir") == ".proofolio/docs":
        return []
    return [_wrong(top, "docs_dir", "docs_dir: .proofolio/docs", name)]


def _theme(top: _Mapping, name: str) -> list[Problem]:
    if "theme" not in top:
        return [_wrong(top, "theme", "theme:\n  name: material\n  font: false", name)]
    line, node = top["theme"]
    theme = _mapping(node)
    problems = []
    if _text(theme, "name") != "material":
        problems.append(_wrong(theme, "name", "  name: material", name, parent=line))
    if _text(theme, "font").lower() != "false":
        why = "Without it every visit is told to Google."
        problems.append(_wrong(theme, "font", "  font: false", name, parent=line, why=why))
    palette = theme.get("palette")
    if palette and not isinstance(palette[1], yaml.MappingNode | yaml.SequenceNode):
        problems.append(
            Problem(
                message="`palette` is neither a scheme nor a list of schemes.",
                hint="Write it as Material documents it, such as `palette:` and below it `  scheme: default`.",
                where=Place(path=name, line=palette[0]),
            )
        )
    return problems


def _plugins(top: _Mapping, name: str) -> list[Problem]:
    line = top["plugins"][0] if "plugins" in top else None
    listed = _listed(top["plugins"][1]) if "plugins" in top else {}
    problems = []
    if not {"search", "material/search"} & listed.keys():
        problems.append(
            _wrong(listed, "search", "  - search", name, parent=line, section="plugins")
        )
    blog = listed.get("blog") or listed.get("material/blog")
    needed = {"blog_dir": "log", "post_url_date_format": "yyyy"}
    if blog is None:
        lines = "".join(f"\n      {key}: {value}" for key, value in needed.items())
        return [
            *problems,
            _wrong(listed, "blog", f"  - blog:{lines}", name, parent=line, section="plugins"),
        ]
    options = _mapping(blog[1])
    problems.extend(
        _wrong(options, key, f"      {key}: {value}", name, parent=blog[0])
        for key, value in needed.items()
        if _text(options, key) != value
    )
    return problems


def _style_sheet(top: _Mapping, name: str) -> list[Problem]:
    line = top["extra_css"][0] if "extra_css" in top else None
    if line is not None and STYLE_SHEET in _listed(top["extra_css"][1]):
        return []
    return [_wrong({}, "extra_css", f"  - {STYLE_SHEET}", name, parent=line, section="extra_css")]


def _addresses(top: _Mapping, name: str) -> list[Problem]:
    if _text(top, "use_directory_urls").lower() in {"", "true", "yes", "on"}:
        return []
    return [
        Problem(
            message="`use_directory_urls` must be true: links of the portfolio end in `/`.",
            hint="Delete this line.",
            where=Place(path=name, line=top["use_directory_urls"][0]),
        )
    ]


def _wrong(
    found: _Mapping,
    key: str,
    line: str,
    name: str,
    *,
    parent: int | None = None,
    why: str = "",
    section: str = "",
) -> Problem:
    """Name a line that is missing or says something else, with the line as it must be."""
    wanted = line.strip().split("\n")[0].removeprefix("- ")
    reason = f" {why}" if why else ""
    if key in found:
        return Problem(
            message=f"`{key}` must be as Proofolio needs it: `{wanted}`.{reason}",
            hint=f"Change this line to:\n{line}",
            where=Place(path=name, line=found[key][0]),
        )
    if section and parent is None:
        line = f"{section}:\n{line}"
    below = f" below `{section or 'the line named here'}`" if parent else ""
    return Problem(
        message=f"The line `{wanted}` is missing.{reason}",
        hint=f"Add{below}:\n{line}",
        where=Place(path=name, line=parent),
    )


def _mapping(node: yaml.Node | None) -> _Mapping:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        str(key.value): (key.start_mark.line + 1, value)
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def _listed(node: yaml.Node) -> _Mapping:
    """Return the entries of a list, or of a mapping, which MkDocs takes as well."""
    if not isinstance(node, yaml.SequenceNode):
        return _mapping(node)
    entries: _Mapping = {}
    for item in node.value:
        if isinstance(item, yaml.ScalarNode):
            entries[item.value] = (item.start_mark.line + 1, item)
        else:
            entries |= _mapping(item)
    return entries


def _text(found: _Mapping, key: str) -> str:
    """Return a scalar as it stands in the file; empty when it is missing."""
    if key not in found or not isinstance(found[key][1], yaml.ScalarNode):
        return ""
    return str(found[key][1].value)
