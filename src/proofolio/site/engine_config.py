"""Checks `mkdocs.yml` before the engine reads it, so that what is missing is named with its line."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from proofolio.boundary import files_in
from proofolio.errors import InputError, Place, Problem
from proofolio.site import engine_theme
from proofolio.site import engine_yaml as read
from proofolio.site.address import derived
from proofolio.site.engine_assets import own_assets
from proofolio.site.own_files import STYLE_SHEET
from proofolio.site.paths import is_inside

__all__ = ["address", "check", "custom_dir", "language", "mount_path", "own_assets"]


def check(config_file: Path) -> None:
    """Check that the learner's `mkdocs.yml` still says what Proofolio needs.

    Raises:
        InputError: the file is missing or not YAML, or it names every needed line that is gone.
    """
    name = config_file.name
    top = read.top_of(config_file)
    problems = [
        *_site_name(top, name),
        *_docs_dir(top, name),
        *_theme(top, name),
        *_plugins(top, name),
        *_style_sheet(top, name),
        *_addresses(top, name),
        *_site_url(top, name),
        *_inside(top, config_file),
        *engine_theme.problems_of(top, name, _own_templates(top, config_file)),
        *_links_out(_own_templates(top, config_file), config_file.parent.resolve()),
    ]
    if problems:
        raise InputError(problems=tuple(problems))


def mount_path(config_file: Path) -> str:
    """Return the sub-path that the site's address gives it: `/portfolio/`; `/` when it is not known.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        path = urlsplit(address(config_file)).path
    except ValueError:
        path = ""
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def address(config_file: Path) -> str:
    """Return the site's address, ending in `/`: what `site_url` says, else where GitHub Pages will serve it.

    Empty when neither tells; an empty `site_url` says that there is none.

    Raises:
        InputError: the file cannot be read.
    """
    top = read.top_of(config_file)
    if "site_url" not in top:
        return derived(config_file.parent)
    written_url = read.text(top, "site_url").rstrip("/")
    return f"{written_url}/" if written_url.startswith(("http://", "https://")) else ""


def language(config_file: Path) -> str:
    """Return the site's language as `theme.language` names it; empty when it does not.

    Raises:
        InputError: the file cannot be read.
    """
    top = read.top_of(config_file)
    return read.text(read.mapping(top["theme"][1]) if "theme" in top else {}, "language")


def custom_dir(config_file: Path) -> Path | None:
    """Return the folder of the learner's own templates, absolute; it need not exist.

    Raises:
        InputError: the file cannot be read.
    """
    return _own_templates(read.top_of(config_file), config_file)


def _own_templates(top: read.Mapping, config_file: Path) -> Path | None:
    theme = read.mapping(top["theme"][1]) if "theme" in top else {}
    named = read.text(theme, "custom_dir")
    return config_file.parent.resolve() / named if named else None


def _links_out(templates: Path | None, root: Path) -> tuple[Problem, ...]:
    """Return what is in the learner's templates and is not to be read: the engine would publish it."""
    if templates is None or not templates.is_relative_to(root) or templates == root:
        return ()
    return files_in(root, templates.relative_to(root).as_posix()).problems


def _site_name(top: read.Mapping, name: str) -> list[Problem]:
    if "site_name" in top:
        return []
    return [_wrong(top, "site_name", "site_name: Your Name", name)]


def _site_url(top: read.Mapping, name: str) -> list[Problem]:
    written_url = read.text(top, "site_url")
    try:
        urlsplit(written_url)
    except ValueError as error:
        return [
            Problem(
                message=f"`site_url` is not a web address: {error}.",
                hint="Write it as in `site_url: https://your-name.github.io/portfolio/`.",
                where=Place(path=name, line=top["site_url"][0]),
            )
        ]
    return []


def _inside(top: read.Mapping, config_file: Path) -> Iterator[Problem]:
    """Name what would be read outside of the portfolio's folder."""
    root, name = config_file.parent.resolve(), config_file.name
    theme = read.mapping(top["theme"][1]) if "theme" in top else {}
    named = read.text(theme, "custom_dir")
    if named:
        leads_out = not is_inside(root, named) or not all(
            is_inside(root, str(path)) for path in (root / named).rglob("*") if path.is_symlink()
        )
        if leads_out:
            yield _outside("custom_dir", named, name, theme["custom_dir"][0])
    listed = read.listed(top["markdown_extensions"][1]) if "markdown_extensions" in top else {}
    if "pymdownx.snippets" in listed:
        options = read.mapping(listed["pymdownx.snippets"][1])
        line, node = options.get("base_path", (0, None))
        for base in (read.items(node) or [node]) if node else ():
            if not is_inside(root, read.scalar(base)):
                yield _outside("base_path", read.scalar(base), name, line)


def _outside(key: str, path: str, name: str, line: int) -> Problem:
    return Problem(
        message=f"`{key}` leads out of this folder: {path}.",
        hint="A portfolio reads what lies in its own folder: copy it there, and name it.",
        where=Place(path=name, line=line),
    )


def _docs_dir(top: read.Mapping, name: str) -> list[Problem]:
    if read.text(top, "docs_dir") == ".proofolio/docs":
        return []
    return [_wrong(top, "docs_dir", "docs_dir: .proofolio/docs", name)]


def _theme(top: read.Mapping, name: str) -> list[Problem]:
    if "theme" not in top or _says_one_thing(top["theme"][1]):
        return [_wrong(top, "theme", "theme:\n  name: material\n  font: false", name)]
    line, node = top["theme"]
    theme = read.mapping(node)
    problems = []
    if read.text(theme, "name") != "material":
        problems.append(
            _wrong(theme, "name", "  name: material", name, parent=line, section="theme")
        )
    if read.text(theme, "font").lower() != "false":
        why = "Without it every visit is told to Google."
        problems.append(
            _wrong(theme, "font", "  font: false", name, parent=line, section="theme", why=why)
        )
    return problems


def _plugins(top: read.Mapping, name: str) -> list[Problem]:
    needed = {"blog_dir": "log", "post_url_date_format": "yyyy"}
    lines = "".join(f"\n      {key}: {value}" for key, value in needed.items())
    if "plugins" in top and _says_one_thing(top["plugins"][1]):
        return [_wrong(top, "plugins", f"plugins:\n  - search\n  - blog:{lines}", name)]
    line = top["plugins"][0] if "plugins" in top else None
    listed = read.listed(top["plugins"][1]) if "plugins" in top else {}
    problems = []
    if not {"search", "material/search"} & listed.keys():
        problems.append(
            _wrong(listed, "search", "  - search", name, parent=line, section="plugins")
        )
    blog = listed.get("blog") or listed.get("material/blog")
    if blog is None:
        return [
            *problems,
            _wrong(listed, "blog", f"  - blog:{lines}", name, parent=line, section="plugins"),
        ]
    if _says_one_thing(blog[1]):
        return [*problems, _wrong({"blog": blog}, "blog", f"  - blog:{lines}", name)]
    options = read.mapping(blog[1])
    problems.extend(
        _wrong(options, key, f"      {key}: {value}", name, parent=blog[0], section="blog")
        for key, value in needed.items()
        if read.text(options, key) != value
    )
    return problems


def _style_sheet(top: read.Mapping, name: str) -> list[Problem]:
    if "extra_css" in top and _says_one_thing(top["extra_css"][1]):
        return [_wrong(top, "extra_css", f"extra_css:\n  - {STYLE_SHEET}", name)]
    line = top["extra_css"][0] if "extra_css" in top else None
    if line is not None and STYLE_SHEET in read.listed(top["extra_css"][1]):
        return []
    return [_wrong({}, "extra_css", f"  - {STYLE_SHEET}", name, parent=line, section="extra_css")]


def _addresses(top: read.Mapping, name: str) -> list[Problem]:
    if read.text(top, "use_directory_urls").lower() in {"", "true", "yes", "on"}:
        return []
    return [
        Problem(
            message="`use_directory_urls` must be true: links of the portfolio end in `/`.",
            hint="Delete this line.",
            where=Place(path=name, line=top["use_directory_urls"][0]),
        )
    ]


def _says_one_thing(node: yaml.Node) -> bool:
    """Tell whether a single value stands where lines below the key are expected."""
    return isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null"


def _wrong(
    found: read.Mapping,
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
        needs = (
            "as Proofolio needs it"
            if wanted.endswith(":")
            else f"as Proofolio needs it: `{wanted}`"
        )
        return Problem(
            message=f"`{key}` must be {needs}.{reason}",
            hint=f"Change this line to:\n{line}",
            where=Place(path=name, line=found[key][0]),
        )
    if section and parent is None:
        line = f"{section}:\n{line}"
    below = f" below `{section}`" if parent else ""
    return Problem(
        message=f"The line `{wanted}` is missing.{reason}",
        hint=f"Add{below}:\n{line}",
        where=Place(path=name, line=parent),
    )
