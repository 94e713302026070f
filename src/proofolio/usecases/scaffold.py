"""Files that a learner begins with. Nothing that exists is ever overwritten."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from string import Template
from typing import Literal

from proofolio.assemble.slugs import slugify
from proofolio.boundary import check_writable
from proofolio.errors import InputError, Place
from proofolio.publish.written import MEMORY, Written, fingerprint, note, recall
from proofolio.settings import files
from proofolio.settings.load import PORTFOLIO_FILE, read_text
from proofolio.settings.yaml_file import parse
from proofolio.store.files import write_atomically, write_new

_IGNORED = (".proofolio/", "/site/", "/shares/")
"""What git is to leave out: what can be made again, and pages whose address is a secret."""
_INIT_FILES = ("portfolio.yml", "resume.yml", ".gitignore", "projects/README.md", "posts/README.md")
STARTERS = ("mkdocs.yml", *_INIT_FILES, "curriculum.yml")
"""What `init` may write."""
FileStatus = Literal["written", "kept", "added to"]
"""What became of a file."""
CurriculumTemplate = Literal["beginner", "advanced"]
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
    root: Path, *, github: str, colab: tuple[str, ...], path: CurriculumTemplate | None = None
) -> Iterator[tuple[str, FileStatus]]:
    """Write a portfolio's files in `root`; yields each name, and what became of it.

    To a `.gitignore` that is there already our lines are added.

    Args:
        root: the folder.
        github: a user name; may be empty.
        colab: links of notebooks.
        path: the template to write a `curriculum.yml` from; None for none.

    Raises:
        InputError: a link is in the way.
    """
    chosen: dict[str, dict[str, str]] = {"mkdocs.yml": {"github": github}}
    chosen |= {name: {} for name in _INIT_FILES}
    chosen["portfolio.yml"] = {"github": github, "colab": "\n".join(colab)}
    if path:
        chosen["curriculum.yml"] = {"path": path}
    ours = recall(root)
    for name, values in chosen.items():
        text = starter(name, values)
        is_new = _write_new(root, name, text)
        if is_new or (name not in ours and is_same(root / name, text)):
            ours[name] = Written(sha256=fingerprint(text.encode()), values=values)
        is_added = name == ".gitignore" and not is_new and _ignore(root / name)
        yield name, "written" if is_new else "added to" if is_added else "kept"
    yield MEMORY, "written" if note(root, ours) else "kept"


def shown_login(root: Path) -> str:
    """Return whose work the portfolio in `root` shows; empty when it names nobody, or is not there yet.

    Raises:
        InputError: `portfolio.yml` needs an edit.
    """
    if not (root / PORTFOLIO_FILE).exists():
        return ""
    document = parse(read_text(root / PORTFOLIO_FILE, PORTFOLIO_FILE, root), PORTFOLIO_FILE)
    return str(document.value.get("github") or "")


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
    repository = f"repository: {name}" if "/" in name else f"repository: {plain_name}"
    path = f"projects/{slugify(plain_name)}.md"
    return begin(root, path, Template(_template("project.md")).substitute(repository=repository))


def start_post(root: Path, title: str, today: date) -> Path:
    """Write `posts/<date>-<title>.md` to be filled in.

    Raises:
        InputError: it is there already.
    """
    _named(title)
    text = Template(_template("post.md")).substitute(title=quoted(title), date=today.isoformat())
    return begin(root, f"posts/{today.isoformat()}-{slugify(title)}.md", text)


def share_text(*, reader: str, expires: str, key: str) -> str:
    """Return a file of `shares/`, to be filled in."""
    return Template(_template("share.yml")).substitute(
        reader=quoted(reader), expires=expires, key=key
    )


def is_untouched(path: Path) -> bool:
    """Tell whether a file is as `init` wrote it, so that nothing is lost with it."""
    try:
        if path.is_symlink() or not path.is_file():
            return False
        return path.read_text(encoding="utf-8") == _template(path.name)
    except (OSError, UnicodeDecodeError):
        return False


def sample_folder() -> Path:
    """Return where the sample's own words are: in the installed package, or at the root of a checkout."""
    package = Path(str(resources.files("proofolio")))
    installed = package / "sample" / "portfolio"
    return installed if installed.is_dir() else package.parent.parent


def _engine_settings(site_name: str) -> str:
    """Return the sample's `mkdocs.yml` under another name: what the tests build is what a learner gets."""
    text = (sample_folder() / "mkdocs.yml").read_text(encoding="utf-8")
    named = text.replace("site_name: Sample Learner", f"site_name: {quoted(site_name)}")
    return named.replace("sample-learner.github.io", "YOUR-NAME.github.io")


def _template(name: str) -> str:
    return (resources.files("proofolio") / "templates" / "init" / name).read_text(encoding="utf-8")


def begin(root: Path, name: str, text: str) -> Path:
    """Write a new file of the portfolio; returns its path.

    Args:
        root: the portfolio's folder.
        name: the file's path in it.
        text: what it says.

    Raises:
        InputError: it is there already, or a link is on the way.
        OSError: no space, no permission; nothing is left over.
    """
    path = root / name
    if not _write_new(root, name, text):
        raise InputError(
            "This file is there already.", "Edit it, or choose another name.", Place(path=str(path))
        )
    return path


def _write_new(root: Path, name: str, text: str) -> bool:
    """Write a file unless something stands there, even if that comes to be at this very moment."""
    check_writable(root, root / name)
    return write_new(root / name, text.encode("utf-8"), within=root)


def _ignore(path: Path) -> bool:
    """Add our lines to a `.gitignore`; tells whether any was missing. What it says otherwise stays."""
    before = path.read_bytes()
    present = {
        line.strip().lstrip("!").strip("/")
        for line in before.decode("utf-8", "replace").splitlines()
    }
    missing = [line for line in _IGNORED if line.strip("/") not in present]
    if not missing:
        return False
    end = b"\r\n" if b"\r\n" in before else b"\n"
    own = [
        b"# Proofolio makes these again at any time, and shares/ is a secret.",
        *map(str.encode, missing),
    ]
    gap = b"" if not before else end if before.endswith(b"\n") else end + end
    write_atomically(path, before + gap + end.join(own) + end)
    return True


def is_same(path: Path, text: str) -> bool:
    """Tell whether a file says this text, whatever its line ends."""
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
