"""A portfolio whose every pulled text is an attack: account, sync, build. Part of `xss.py`."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path

from proofolio.content.markdown import to_html
from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from proofolio.usecases.sync import sync
from tests.standin.server import StandIn

WAYS = ("readme", "markdown", "output", "svg", "title", "name")
PER_README = 33
"""At most, and one that swallows what follows it."""
TITLE_CHARACTERS = 280
NAME_LENGTH = 400
NAME_BYTES = 200
"""Of one part of a path."""
PATH_BYTES = 900
LOGIN = "sample-learner"
_DAY = date(2026, 11, 22)
_END = "the-end-of-the-text"
_SKILL = "shap"
"""A module that only the innocent repository uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The site that came of it."""

    folder: Path
    pages: tuple[str, ...]
    """Paths from the site's root, without `index.html`."""
    innocent: tuple[str, ...]
    """Those pages on which nothing is an attack, of every kind of page."""
    pictures: tuple[Path, ...]
    """SVG files that the site serves."""
    carried: Mapping[str, int]
    """Way → payloads that went in by it."""

    def ways(self, page: str) -> tuple[str, ...]:
        """By which ways payloads can have come to a page."""
        parts = page.strip("/").split("/")
        if parts[0] != "projects" or len(parts) < 2:
            return ("title", "name")
        if len(parts) == 2:
            return ("readme", "svg", "title", "name")
        return ("markdown", "output", "svg") if parts[2] == "attack" else ("title", "name")


def build_attacks(payloads: Sequence[str], svgs: Sequence[str], work: Path) -> Site:
    """Write the account, pull it, build the site.

    Args:
        payloads: the attacks.
        svgs: each of them as an SVG file.
        work: an empty folder.
    """
    carried: Counter[str] = Counter()
    _write_account(work / "account", payloads, svgs, carried)
    root = work / "portfolio"
    root.mkdir()
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    with StandIn(work / "account", pages_url="https://github.com", work_dir=work / "git") as github:
        os.environ |= {**github.environment(), "GITHUB_TOKEN": "good-token"}
        synced = sync(root, lambda _: None)
    built = build(root, today=_DAY)
    print(f"# {len(synced.new)} new, {len(built.problems)} notebooks named in the report")
    site = root / "site"
    pages = sorted(
        path.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        for path in site.rglob("index.html")
    )
    innocent = [
        page
        for page in pages
        if "innocent" in page
        or "wants-nothing" in page
        or page.count("/") == 1
        or page == f"skills/{_SKILL}/"
    ]
    return Site(
        folder=site,
        pages=tuple(pages),
        innocent=tuple(innocent),
        pictures=tuple(sorted(site.rglob("projects/**/*.svg"))),
        carried=carried,
    )


def _write_account(
    home: Path, payloads: Sequence[str], svgs: Sequence[str], carried: Counter[str]
) -> None:
    repositories = [_innocent(home)]
    shares = _shares(payloads)
    wanted = list(zip_longest(_joined(payloads, TITLE_CHARACTERS), _joined(payloads, NAME_LENGTH)))
    for number, share in enumerate(shares):
        name = f"attack-{number:04}"
        folder = home / "repos" / name
        own = wanted[number :: len(shares)]
        _write(folder / "README.md", _readme(share, payloads))
        _write(folder / "attack.ipynb", _notebook(_attack_cells(share, payloads, svgs)))
        for index in share:
            _write(folder / f"svg/{index}.svg", svgs[index])
        for index, (title, file) in enumerate(own):
            cells = _titled(title or "Plain", as_heading=index % 2 == 0)
            _write(folder / f"n{index}" / _file_name(file or "plain"), _notebook(cells))
        description = own[0][0] if own else ""
        repositories.append(_repository(number + 2, name, description or ""))
        carried.update({way: len(share) for way in ("readme", "markdown", "output", "svg")})
    carried.update({"title": len(payloads), "name": len(payloads)})
    account = {
        "login": LOGIN, "id": 1, "type": "User", "name": "Sample Learner", "bio": payloads[0],
        "location": payloads[-1], "blog": "javascript:alert(1)", "company": payloads[0],
        "created_at": "2024-01-01T00:00:00Z", "pinned": [], "repositories": repositories,
    }  # fmt: skip
    _write(home / "account.json", json.dumps(account))


def _shares(payloads: Sequence[str]) -> list[list[int]]:
    """Deal the payloads out; one that swallows what follows it stands last in its share."""
    swallows = [_END not in _last_paragraph(payload) for payload in payloads]
    calm = [index for index, last in enumerate(swallows) if not last]
    final = [index for index, last in enumerate(swallows) if last]
    count = max(len(final), -(-len(calm) // PER_README), 1)
    return [calm[number::count] + final[number : number + 1] for number in range(count)]


def _last_paragraph(payload: str) -> str:
    return to_html(f"{payload}\n\n{_END}\n").rstrip().rpartition("<p>")[2]


def _joined(payloads: Iterable[str], length: int) -> Iterator[str]:
    """Yield payloads on one line, as many together as fit."""
    line = ""
    for payload in payloads:
        flat = " ".join(payload.split())
        if line and len(line) + len(flat) >= length:
            yield line
            line = ""
        line = f"{line} {flat}".strip()
    yield line


def _file_name(line: str) -> str:
    """Make a path of a line: as much of it as a file system holds."""
    parts = []
    for part in "".join(c for c in line if c.isprintable() and c != "\\").split("/"):
        data = part.encode("utf-8", "replace")
        cut = [
            data[i : i + NAME_BYTES].decode("utf-8", "ignore")
            for i in range(0, len(data), NAME_BYTES)
        ]
        parts += [piece for piece in cut if piece.strip(". ")]
    path = "/".join(parts)
    return path.encode()[:PATH_BYTES].decode("utf-8", "ignore").rstrip("/") + ".ipynb"


def _readme(share: Iterable[int], payloads: Sequence[str]) -> str:
    texts = (f"## {i}\n\n![picture](svg/{i}.svg)\n\n{payloads[i]}\n" for i in share)
    return "# Attack\n\nA repository that means no good at all.\n\n" + "\n".join(texts)


def _attack_cells(
    share: Iterable[int], payloads: Sequence[str], svgs: Sequence[str]
) -> Iterator[dict[str, object]]:
    yield _prose("# Attack")
    for index in share:
        payload = payloads[index]
        yield _prose(payload)
        yield _code("text/html", payload)
        # What is around it is cut away, kept or shown by rules of their own.
        yield _code("text/html", f"<table id='x'><tr><td title='{payload}'>{payload}</table>")
        yield _code("image/svg+xml", svgs[index])
        yield _code("text/markdown", payload)


def _titled(title: str, *, as_heading: bool) -> list[dict[str, object]]:
    if as_heading:
        return [_prose(f"# {title}"), _prose(f"## {title}\n\n{title}")]
    quoted = json.dumps(title)
    return [_prose(f"---\ntitle: {quoted}\ndescription: {quoted}\n---\n"), _prose("Text")]


def _prose(source: str) -> dict[str, object]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _code(media_type: str, content: str) -> dict[str, object]:
    output = {"output_type": "display_data", "data": {media_type: content}, "metadata": {}}
    return {
        "cell_type": "code", "metadata": {}, "source": "show()", "execution_count": None,
        "outputs": [output],
    }  # fmt: skip


def _notebook(cells: Iterable[Mapping[str, object]]) -> str:
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": list(cells)})


def _innocent(home: Path) -> dict[str, object]:
    """Write a repository of the same make that wants nothing."""
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0"/></svg>'
    words = "A *word*, a [link](https://example.com), `code`, $x$ and a ![picture](svg/0.svg)."
    folder = home / "repos/innocent"
    _write(folder / "README.md", f"# Innocent\n\n{words}\n\n## Part\n\nText.\n")
    _write(folder / "svg/0.svg", picture)
    table = "<table class='dataframe'><tr><td>1</td></tr></table>"
    cells = [_prose("# Innocent"), *_attack_cells([0], [words], [picture])]
    cells += [_prose("## Part\n\n- [ ] task[^1]\n\n[^1]: Note."), _code("text/html", table)]
    cells += [_code("text/html", "<p id=a></p><script>a.textContent = 1</script>")]
    _write(folder / "innocent.ipynb", _notebook(cells))
    # Two places of its own give a skill a page of its own.
    source = f"import {_SKILL}\n{_SKILL}.run()\n"
    _write(folder / f"{_SKILL}.py", source)
    for number in range(2):
        use = {**_code("text/plain", "1"), "source": source}
        _write(folder / f"innocent-{number}.ipynb", _notebook([_prose("# Innocent, too"), use]))
    # Of two folders, with one title: the list on the project's page groups them and tells them apart.
    for name in ("early", "late"):
        _write(folder / f"{name}/innocent-{name}.ipynb", _notebook([_prose("# Innocent, too")]))
    return _repository(1, "innocent", "A repository that wants nothing")


def _repository(number: int, name: str, description: str) -> dict[str, object]:
    return {
        "id": number, "name": name, "description": description, "homepage": description[:200],
        "topics": [description[:45]], "license": "MIT", "created_at": "2025-01-01T00:00:00Z",
        "default_branch": "main", "stars": 0,
        "commits": [{"date": "2025-03-02T10:00:00Z", "message": "Begin", "paths": []}],
    }  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", errors="replace")
