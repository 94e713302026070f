"""Posts that are begun from what is there already: a notebook, or a week's work. Always drafts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from proofolio.assemble.slugs import slugify
from proofolio.boundary import check_no_pipe
from proofolio.errors import InputError, Place, Problem, SourceError, SystemProblemError
from proofolio.model.portfolio import Portfolio, Project
from proofolio.model.records import RepoRecord, Report
from proofolio.model.snapshot import Snapshot
from proofolio.model.sync_request import PullContext, SyncRequest
from proofolio.pages.words import count, long_day
from proofolio.settings.post_notebook import split
from proofolio.usecases.scaffold import begin, quoted

_WEEK: Final = timedelta(days=7)


def start_from_notebook(
    root: Path, title: str, where: str, today: date, report: Report = lambda _: None
) -> Path:
    """Copy a notebook to `posts/<date>-<title>.ipynb`, with a first cell that makes it a draft.

    Args:
        root: the portfolio's folder.
        title: may be empty; then it is called as the file is, and its own heading is its title.
        where: a path, or a Colab, Drive, GitHub or gist link, which is read from the network.
        today: the post's date.
        report: told of the reading.

    Raises:
        InputError: it is no notebook, or there is such a post already, or a link is in the way.
        SourceError: the link could not be read.
    """
    name, data, colab = _read(where, report)
    try:
        notebook = json.loads(data)
        cells = notebook["cells"]
        values = {"title": title, "date": today, "draft": True, "colab": colab}
        _write_front_matter(cells, {key: value for key, value in values.items() if value}, where)
    except (ValueError, LookupError, TypeError) as error:
        raise InputError(
            "This is not a notebook that can be a post.",
            "Save it again in Jupyter or Colab (File, Download .ipynb).",
            Place(path=where),
        ) from error
    text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    stem = slugify(title or Path(name).stem)
    return begin(root, f"posts/{today.isoformat()}-{stem}.ipynb", text)


def _read(where: str, report: Report) -> tuple[str, bytes, str]:
    """Return a notebook's file name, its bytes, and what opens it in Colab; the last may be empty."""
    if "://" not in where:
        check_no_pipe(Path(where).expanduser(), where)
        try:
            return Path(where).name, Path(where).expanduser().read_bytes(), ""
        except OSError as error:
            raise InputError(
                f"This notebook cannot be read: {error.strerror or error}.",
                "Give the path of an .ipynb file, or its Colab link.",
                Place(path=where),
            ) from error
    # Imported here: what reads links takes a quarter of a second to load.
    from proofolio.sources.colab.notebooks import pull_notebooks

    kept: dict[str, bytes] = {}

    def put(data: bytes) -> str:
        kept[str(len(kept))] = data
        return str(len(kept) - 1)

    pulled = pull_notebooks(
        (where,), PullContext(request=SyncRequest(), previous=None, put=put, report=report)
    )
    for failure in pulled.failures:
        raise SourceError(problems=(Problem(message=failure.message, hint=failure.hint),))
    if len(pulled.notebooks) != 1:
        raise InputError(
            f"This link leads to {count(len(pulled.notebooks), 'notebook')}.",
            "Give the link of one notebook.",
            Place(path=where),
        )
    notebook = pulled.notebooks[0]
    return notebook.name, kept[notebook.blob], notebook.colab_url or ""


def _write_front_matter(cells: list[Any], values: Mapping[str, Any], where: str) -> None:
    """Let the first cell say this, beside what it says already."""
    first = cells[0] if cells else {"cell_type": "code", "source": ""}
    source = first["source"] if isinstance(first["source"], str) else "".join(first["source"])
    document, rest = split("" if first["cell_type"] == "code" else source, where)
    front = {**document.value, **values}
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---"
    if document.value:
        first["source"] = f"{text}\n{rest}" if rest.strip() else text
        return
    cell: dict[str, Any] = {"cell_type": "raw", "metadata": {}, "source": text}
    if any("id" in other for other in cells):
        cell["id"] = "proofolio-post"
    cells.insert(0, cell)


def start_weekly(root: Path, snapshot: Snapshot, portfolio: Portfolio, today: date) -> Path:
    """Write `posts/<date>-week-of-<monday>.md`: what was done in a week, in lists, for the learner to tell.

    It is the week of `today`, or the one before when nothing was done in it yet.

    Raises:
        SystemProblemError: nothing that was pulled was done in either.
        InputError: it is there already.
    """
    this_monday = today - timedelta(days=today.weekday())
    for monday in (this_monday, this_monday - _WEEK):
        lists = tuple(_done(snapshot, portfolio, monday))
        if lists:
            name = f"posts/{today.isoformat()}-week-of-{monday.isoformat()}.md"
            return begin(root, name, _weekly(lists, monday, today))
    raise SystemProblemError(
        f"Nothing that was pulled was done since {long_day(this_monday - _WEEK)}.",
        f"Run `proofolio sync`: the work is as of {long_day(snapshot.synced_at.date())}.",
        Place(path=str(root)),
    )


def _done(
    snapshot: Snapshot, portfolio: Portfolio, monday: date
) -> Iterator[tuple[Project, int, list[str]]]:
    """Yield the projects that were worked on: commits, and titles of notebooks."""
    repos = {repo.full_name: repo for repo in snapshot.repos}
    for project in portfolio.projects:
        repo = repos.get(project.repository or "")
        if repo is None:
            continue
        commits = sum(
            week.commits
            for week in (repo.activity.weeks if repo.activity else ())
            if week.monday == monday
        )
        books = list(_notebooks(project, repo, monday))
        if commits or books:
            yield project, commits, books


def _notebooks(project: Project, repo: RepoRecord, monday: date) -> Iterator[str]:
    touched = {f.path for f in repo.files if f.last and monday <= f.last < monday + _WEEK}
    return (book.title for book in project.notebooks if book.file_name in touched)


def _weekly(done: Iterable[tuple[Project, int, list[str]]], monday: date, today: date) -> str:
    found = list(done)
    commits = [
        f"- [{_plain(project.title)}](../projects/{project.slug}.md)"
        + (f": {count(number, 'commit')}" if number else "")
        for project, number, _ in found
    ]
    books = [
        f"- {_plain(title)} ({project.slug})" for project, _, titles in found for title in titles
    ]
    slugs = ", ".join(quoted(project.slug) for project, _, _ in found)
    parts = [
        "---",
        f"title: {quoted(f'The week of {long_day(monday)}')}",
        f"date: {today.isoformat()}",
        "# learned (breathing in), built or shared (breathing out)",
        "kind: built",
        f"projects: [{slugs}]",
        "draft: true",
        "---",
        "",
        "<!-- Say in your own words what came of it, then take out `draft: true`. Keep of the lists what helps. -->",
        "",
        "## What I worked on",
        "",
        *commits,
    ]
    if books:
        parts += ["", "## Notebooks", "", *books]
    return "\n".join(parts) + "\n"


def _plain(title: str) -> str:
    """Take out of a pulled title what Markdown would act on."""
    return "".join(" " if character in "[]<>`*_{}\\" else character for character in title).strip()
