"""The folders of a repository: which are parts of one thing, and which would be projects if it holds many."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

_WORK: Final = (".ipynb", ".py", ".r", ".rmd", ".qmd", ".jl", ".sql", ".scala")
README: Final = re.compile(r"readme(?:\.(?:md|markdown|mkd|rst|txt|org|adoc))?", re.IGNORECASE)
_PARTS: Final = frozenset(
    {
        "api", "app", "apps", "artifacts", "assets", "backend", "bin", "build", "ci", "cli", "client", "common", "conf",
        "config", "configs", "core", "css", "dashboard", "data", "database", "dataset", "datasets", "datos", "dados", "db",
        "demo", "demos", "deploy", "deployment", "dist", "doc", "docker", "docs", "etl", "evaluation", "examples",
        "experiments", "external", "features", "figures", "files", "frontend", "helper", "helpers", "html", "images",
        "imagenes", "imagens", "img", "imgs", "infra", "infrastructure", "input", "interim", "js", "lib", "libs", "logs",
        "media", "misc", "model", "models", "modelos", "modules", "mlruns", "notebook", "notebooks", "other", "others",
        "out", "output", "outputs", "package", "packages", "papers", "pipeline", "pipelines", "plots", "processed",
        "public", "raw", "references", "report", "reports", "reportes", "requirements", "res", "resources", "result",
        "results", "resultados", "scripts", "server", "service", "services", "shared", "slides", "source", "sql", "src",
        "static", "streamlit", "styles", "template", "templates", "terraform", "test", "tests", "tools", "train", "training", "ui",
        "util", "utilities", "utils", "visualizations", "visuals", "weights", "web", "website", "workflows",
    }
)  # fmt: skip
"""Folders that are a part of one thing, whatever README lies in them."""
_HOLDERS: Final = frozenset(
    {"apps", "demos", "examples", "experiments", "misc", "models", "notebooks", "other", "others"}
)
"""Those of them that may hold projects: `notebooks/titanic/`."""
_NUMBERED: Final = re.compile(
    r"\W*(?:projec?t|projet|proyecto|projeto|projekt|progetto|проект|项目|プロジェクト|프로젝트)s?[\s_.#-]*(?:n[°ºo]\.?\s*)?0*(?P<number>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
"""How people number what they made: `Projet 3 - Segmentation`, `Project_02_credit`."""
_LANGUAGES: Final = (
    "en", "eng", "english", "es", "español", "spanish", "fr", "français", "pt", "português", "de", "deutsch", "ru", "rus",
    "russian", "ja", "jp", "ko", "kr", "zh", "cn", "ar", "fa", "tr", "uk", "it",
)  # fmt: skip
"""What folders are called that hold the same work in one language each; of those the first is shown."""
_BETWEEN: Final = " \t_.:|)(-\N{EN DASH}\N{EM DASH}\N{FULLWIDTH COLON}"
"""What stands between a number and a name."""
_FEWEST: Final = 3
_DEEPEST: Final = 4


def is_work(path: str) -> bool:
    """Tell a file that somebody worked in from what surrounds it."""
    return path.casefold().endswith(_WORK)


def folders_of(paths: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return each folder with the names of the files that lie in it."""
    found: dict[str, set[str]] = {}
    for path in paths:
        folder, name = posixpath.split(path)
        found.setdefault(folder, set()).add(name)
        while folder:
            folder = posixpath.dirname(folder)
            found.setdefault(folder, set())
    found.pop("", None)
    return {folder: frozenset(names) for folder, names in found.items()}


def has_readme(folder: str, folders: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a folder has a README of its own."""
    return any(README.fullmatch(name) for name in folders.get(folder, ()))


def is_part(folder: str, *, numbered: bool = True) -> bool:
    """Whether a folder is a part of something, by its own name or by one above it: `src/model/`.

    Args:
        folder: the folder.
        numbered: whether `01-sql` is `sql` all the same; where a README lists it, it is not.
    """
    above, _, name = folder.rpartition("/")
    plain = _plain(name) if numbered else name.casefold()
    if plain in _PARTS or name.startswith("."):
        return True
    return bool(above) and is_part(above) and _plain(above.rpartition("/")[2]) not in _HOLDERS


def _plain(name: str) -> str:
    return name.casefold().strip("._-0123456789 ")


def number_of(said: str) -> int | None:
    """Return which of somebody's projects a name or a heading is about: `Projet 3 - Segmentation` is the third."""
    match = _NUMBERED.match(said)
    return int(match["number"]) if match else None


def without_number(said: str) -> str:
    """Take the number of a project from its name, where a name is left: `Projet 3 - Segmentation` is `Segmentation`."""
    match = _NUMBERED.match(said)
    rest = said[match.end() :].lstrip(_BETWEEN) if match else said
    return rest if re.search(r"[^\W\d_]{2,}", rest) else said


def numbered(paths: Iterable[str]) -> dict[int, str]:
    """Return the folders with work that are called `Project 1`, `Project 2`, …, where there are two at least."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for path in sorted(paths):
        folder = posixpath.dirname(path) if is_work(path) else ""
        while folder:
            above, name = posixpath.split(folder)
            number = number_of(name)
            if number is not None:
                found[above].setdefault(number, folder)
            folder = above
    most = max(found.values(), key=len, default={})
    return most if len(most) > 1 else {}


def without_copies(chosen: Iterable[str]) -> list[str]:
    """Leave out what is there once more in another language: of `EN/churn` and `RU/churn` the first."""
    kept: dict[tuple[str, ...], tuple[int, str]] = {}
    for path in chosen:
        parts = path.casefold().split("/")
        ranks = [_LANGUAGES.index(part) for part in parts if part in _LANGUAGES]
        key = tuple("" if part in _LANGUAGES else part for part in parts)
        this = (ranks[0] if ranks else -1, path)
        kept[key] = min(kept.get(key, this), this)
    return [path for _, path in kept.values()]


def without_parts(paths: Mapping[str, str], files: Collection[str]) -> frozenset[str]:
    """Return which of the listed folders that are called like a part of one thing are projects all the same.

    `Models` is one where it stands in a row with `EDA` and `Introduction`, and holds notebooks itself.

    Args:
        paths: what the README lists → the heading that it stands under.
        files: every file.
    """
    own = Counter(group for path, group in paths.items() if not is_part(path, numbered=False))
    doubtful = Counter(group for path, group in paths.items() if is_part(path, numbered=False))
    with_notebooks = {posixpath.dirname(file) for file in files if _is_notebook(file)}
    return frozenset(
        path
        for path, group in paths.items()
        if not is_part(path, numbered=False)
        or (path in with_notebooks and 2 <= own[group] > doubtful[group])
    )


def chosen(
    paths: Collection[str],
    folders: Mapping[str, frozenset[str]],
    listed: Collection[str],
    *,
    says_many: bool,
) -> list[str]:
    """Return what would be projects if the repository is a collection.

    Args:
        paths: every file.
        folders: as `folders_of` returns them.
        listed: what the root's README lists.
        says_many: whether the repository says that it holds many.
    """
    candidates = {
        folder
        for folder in folders
        if folder.count("/") < _DEEPEST
        and has_readme(folder, folders)
        and (folder in listed or not is_part(folder))
    }
    candidates |= set(numbered(paths).values())
    candidates |= {path for path in listed if says_many or path in folders}
    if says_many and not root_notebooks(paths):
        candidates |= _folders_of_work(paths, candidates)
    tops: list[str] = []
    holders: set[str] = set()
    for path in sorted(candidates, key=lambda path: (path.count("/"), path)):
        below = [other for other in candidates if other.startswith(f"{path}/")]
        if _is_container(path, below, paths, listed):
            holders.add(path)
        elif not any(path.startswith(f"{top}/") for top in tops):
            tops.append(path)
    work = [path for path in paths if is_work(path)]
    # What a listed folder holds is told by its README alone where the work itself is no code: a dashboard.
    told = {holder for holder in holders if holder in listed}
    return without_copies(
        top
        for top in tops
        if top in listed
        or posixpath.dirname(top) in told
        or any(path == top or path.startswith(f"{top}/") for path in work)
    )


def is_all(chosen: Collection[str], paths: Collection[str]) -> bool:
    """Whether a few folders with a name of several words each hold all that a repository holds."""
    names = [posixpath.basename(path) for path in chosen]
    work = [path for path in paths if is_work(path)]
    return (
        all(len(re.findall(r"[^\W\d_]{2,}", name)) >= _FEWEST for name in names)
        and all(any(path.startswith(f"{one}/") for one in chosen) for path in work)
        and not any(is_work(path) or path.endswith(".txt") for path in paths if "/" not in path)
    )


def root_notebooks(paths: Iterable[str]) -> list[str]:
    """Return the notebooks that lie in no folder."""
    return [path for path in paths if "/" not in path and path.casefold().endswith(".ipynb")]


def _is_container(
    path: str, below: Collection[str], paths: Collection[str], listed: Collection[str]
) -> bool:
    """Whether a folder only holds projects: `tier-1/`, `projects/`, `machine-learning/`."""
    if len(below) < 2 or number_of(posixpath.basename(path)) is not None:
        return False
    own = [
        file
        for file in paths
        if is_work(file)
        and file.startswith(f"{path}/")
        and not any(file == other or file.startswith(f"{other}/") for other in below)
    ]
    told_below = sum(other in listed for other in below)
    if path in listed and told_below < 2:
        # A project with READMEs in its folders, or a folder of projects without code.
        return not own and not any(is_work(f) and f.startswith(f"{path}/") for f in paths)
    return told_below >= 2 or not own


def _folders_of_work(paths: Iterable[str], candidates: Collection[str]) -> set[str]:
    """Folders of the root that hold work: each a project where a repository says that it holds many.

    Those with notebooks; where nothing else tells of projects and no work lies in the root, those with several files of code, too.
    """
    files = [path for path in paths if is_work(path)]
    held = Counter(path.partition("/")[0] for path in files if "/" in path)
    tops = {path.partition("/")[0] for path in files if "/" in path and _is_notebook(path)}
    if not candidates and len(held) == len({path.partition("/")[0] for path in files}):
        tops |= {top for top, number in held.items() if number > 1}
    free = {
        top
        for top in tops
        if not is_part(top) and not any(one.startswith(f"{top}/") for one in candidates)
    }
    return free if len(free | set(candidates)) >= _FEWEST else set()


def _is_notebook(path: str) -> bool:
    return path.casefold().endswith((".ipynb", ".rmd", ".qmd"))
