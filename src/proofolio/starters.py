"""Files that a learner begins with. Nothing that exists is ever overwritten."""

import re
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from string import Template
from typing import Literal

from proofolio.assemble.slugs import slugify
from proofolio.errors import InputError, Place
from proofolio.publish.written import MEMORY, Written, fingerprint, note, recall
from proofolio.settings import files

_INIT_FILES = ("portfolio.yml", "resume.yml", ".gitignore", "projects/README.md", "posts/README.md")
STARTERS = ("mkdocs.yml", *_INIT_FILES, "curriculum.yml")
"""What `init` may write."""
_SAMPLE_PARTS = (
    "mkdocs.yml",
    "portfolio.yml",
    "resume.yml",
    "curriculum.yml",
    "projects",
    "posts",
)
Compass = Literal["beginner", "advanced"]
"""A `curriculum.yml` to begin with."""


def github_login(value: str) -> str:
    """Return the user name in what somebody typed: a name, `@name`, or the address of a profile.

    Raises:
        InputError: it cannot be one.
    """
    try:
        return files.github_login(value)
    except ValueError as error:
        raise InputError(
            f"`{value}` is not a GitHub user name.",
            "It is the last part of your profile's address: github.com/YOUR-NAME.",
        ) from error


def write_portfolio(
    root: Path, *, github: str, colab: tuple[str, ...], path: Compass | None = None
) -> Iterator[tuple[str, bool]]:
    """Write a portfolio's files in `root`; yields each name, and whether it was written or kept.

    Args:
        root: the folder.
        github: a user name; may be empty.
        colab: links of notebooks.
        path: the compass to write a `curriculum.yml` from; None for none.
    """
    chosen: dict[str, dict[str, str]] = {"mkdocs.yml": {"github": github}}
    chosen |= {name: {} for name in _INIT_FILES}
    chosen["portfolio.yml"] = {"github": github, "colab": "\n".join(colab)}
    if path:
        chosen["curriculum.yml"] = {"path": path}
    ours = recall(root)
    for name, values in chosen.items():
        text = starter(name, values)
        is_new = _write_new(root / name, text)
        if is_new or (name not in ours and _is_same(root / name, text)):
            ours[name] = Written(sha256=fingerprint(text.encode()), values=values)
        yield name, is_new
    yield MEMORY, note(root, ours)


def starter(name: str, values: Mapping[str, str]) -> str:
    """Return a file as `init` writes it.

    Args:
        name: its path in the portfolio, one of `STARTERS`.
        values: what is filled in: `github`, `colab` (a link on each line), or `path`.
    """
    github = values.get("github", "")
    if name == "mkdocs.yml":
        return _engine_settings(github or "My portfolio")
    if name == "curriculum.yml":
        kind = "advanced" if values.get("path") == "advanced" else "beginner"
        return _template(f"curriculum-{kind}.yml")
    colab = [f"  - {quoted(link)}" for link in values.get("colab", "").splitlines()]
    template = _template("gitignore" if name == ".gitignore" else name.replace("/", "-"))
    return Template(template).substitute(
        github=f"github: {github}" if github else "# github: YOUR-NAME",
        colab="\n".join(["colab:", *colab]) if colab else "colab: []",
    )


def start_project(root: Path, name: str) -> Path:
    """Write `projects/<name>.md` to be filled in.

    Raises:
        InputError: it is there already.
    """
    plain_name = _named(name.rsplit("/", 1)[-1].removesuffix(".md"))
    path = root / "projects" / f"{slugify(plain_name)}.md"
    repository = f"repository: {name}" if "/" in name else f"repository: {plain_name}"
    return begin(path, Template(_template("project.md")).substitute(repository=repository))


def start_post(root: Path, title: str, today: date) -> Path:
    """Write `posts/<date>-<title>.md` to be filled in.

    Raises:
        InputError: it is there already.
    """
    _named(title)
    path = root / "posts" / f"{today.isoformat()}-{slugify(title)}.md"
    return begin(
        path, Template(_template("post.md")).substitute(title=quoted(title), date=today.isoformat())
    )


def share_text(*, reader: str, expires: str, key: str) -> str:
    """Return a file of `shares/`, to be filled in."""
    return Template(_template("share.yml")).substitute(
        reader=quoted(reader), expires=expires, key=key
    )


def is_untouched(path: Path) -> bool:
    """Tell whether a file is as `init` wrote it, so that nothing is lost with it."""
    try:
        return path.read_text(encoding="utf-8") == _template(path.name)
    except (OSError, UnicodeDecodeError):
        return False


def copy_sample(root: Path) -> None:
    """Put the sample learner's own words in `root`.

    Raises:
        InputError: somebody else's portfolio is there.
    """
    mark = root / "portfolio.yml"
    source = _sample_portfolio()
    if mark.exists() and mark.read_bytes() != (source / "portfolio.yml").read_bytes():
        raise InputError(
            "There is another portfolio in this folder.",
            "Name a new folder: `proofolio demo my-demo`.",
            Place(path=str(root)),
        )
    for part in _SAMPLE_PARTS:
        for path in [source / part, *sorted((source / part).rglob("*"))]:
            if path.is_file() and not path.name.startswith("."):
                target = root / path.relative_to(source)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)


def _sample_portfolio() -> Path:
    """Return where the sample's own words are: in the installed package, or at the root of a checkout."""
    package = Path(str(resources.files("proofolio")))
    installed = package / "sample" / "portfolio"
    return installed if installed.is_dir() else package.parent.parent


def _engine_settings(site_name: str) -> str:
    """Return the sample's `mkdocs.yml` under another name: what the tests build is what a learner gets."""
    text = (_sample_portfolio() / "mkdocs.yml").read_text(encoding="utf-8")
    named = text.replace("site_name: Sample Learner", f"site_name: {quoted(site_name)}")
    return named.replace("sample-learner.github.io", "YOUR-NAME.github.io")


def _template(name: str) -> str:
    return (resources.files("proofolio") / "templates" / "init" / name).read_text(encoding="utf-8")


def begin(path: Path, text: str) -> Path:
    """Write a new file.

    Raises:
        InputError: it is there already.
    """
    if not _write_new(path, text):
        raise InputError(
            "This file is there already.", "Edit it, or choose another name.", Place(path=str(path))
        )
    return path


def _write_new(path: Path, text: str) -> bool:
    """Write a file unless something stands there, even if that comes to be at this very moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def _is_same(path: Path, text: str) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    return fingerprint(path.read_bytes()) == fingerprint(text.encode())


def _named(text: str) -> str:
    """Return a name that has at least a letter or a digit.

    Raises:
        InputError: it has none.
    """
    if not re.search(r"[^\W_]", text):
        raise InputError(f"`{text}` is not a name.", "Use at least one letter or digit.")
    return text


def quoted(text: str) -> str:
    """Quote a text for YAML when it needs that."""
    if re.fullmatch(r"[A-Za-z][\w ,.'-]*", text) and text.lower() not in {
        "yes",
        "no",
        "true",
        "false",
        "null",
        "on",
        "off",
    }:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]+", " ", escaped) + '"'
