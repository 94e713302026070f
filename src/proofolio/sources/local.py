"""Notebooks in folders of this disk."""

import os
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from proofolio.model.records import (
    Checkpoint,
    Event,
    Failure,
    NotebookRecord,
    Omission,
    Put,
    Report,
)
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import SyncRequest
from proofolio.notebooks.text_formats import (
    is_notebook_name,
    is_paired,
    is_script_of_cells,
    may_be_script,
)
from proofolio.settings.scalars import Words
from proofolio.sources.contract import Options, Source
from proofolio.sources.git.files import is_vendored
from proofolio.sources.paths import safe_paths
from proofolio.sources.previous_notebooks import PreviousNotebooks
from proofolio.sources.unreadable import size_in_words

MAX_NOTEBOOKS = 1_000
"""Per folder."""
_MAX_SCRIPT = 2_000_001
"""Bytes of a script that are read to tell whether it has cells: more than those of one have."""
MAX_FOLDERS = 20_000
"""Looked into, per folder."""


class FolderOptions(Options):
    """What `portfolio.yml` says of this disk."""

    folders: Words = ()
    """Folders and notebooks, looked up from the portfolio's folder."""


class Folders(Source[FolderOptions]):
    """Notebooks in folders of this disk."""

    name = "folders"
    label = "this disk"
    is_credited = False
    options = FolderOptions

    def pull(
        self,
        options: FolderOptions,
        request: SyncRequest,
        *,
        previous: SourceSnapshot | None,
        put: Put,
        report: Report,
        checkpoint: Checkpoint,
    ) -> SourceResult:
        """Pull the notebooks in the folders; see `contract.Source`."""
        del checkpoint
        places = [request.root / Path(folder).expanduser() for folder in options.folders]
        return pull_folders(places, request, previous=previous, put=put, report=report)


SOURCE = Folders()


def pull_folders(
    places: Sequence[Path],
    request: SyncRequest,
    *,
    previous: SourceSnapshot | None,
    put: Put,
    report: Report,
) -> SourceResult:
    """Pull the notebooks in folders, and notebooks that are named themselves; see `contract.Source.pull`.

    Left out are hidden folders, folders of installed packages, symbolic links, and sites that were
    built beside their `mkdocs.yml`. A notebook in two of the folders is told once.
    """
    kept = PreviousNotebooks.of(previous)
    notebooks: dict[str, NotebookRecord] = {}
    failures: list[Failure] = []
    omissions: list[Omission] = []
    labels: set[str] = set()
    seen: set[Path] = set()
    for place in places:
        label = _label(place, labels)
        labels.add(label)
        prefix = f"local:{label}" if _is_named_so(place) else f"local:{label}/"
        failure = _why_unusable(place)
        if failure is not None:
            failures.append(failure)
            report(Event(kind="failed", subject=str(place), detail=failure.message))
            notebooks |= kept.beginning_with(prefix, failure.message)
            continue
        paths, refused = _find(place, seen)
        for omission in refused:
            omissions.append(omission)
            report(Event(kind="skipped", subject=omission.subject, detail=omission.reason))
        report(Event(kind="found", subject=str(place), total=len(paths)))
        for relative, path in paths.items():
            key = prefix if place.is_file() else f"{prefix}{relative}"
            folder = "" if place.is_file() else label
            try:
                notebook = _read(path, key, folder, request.max_file_bytes, put)
            except OSError as error:
                failure = _unreadable(path, error.strerror or str(error))
            except _TooLargeError:
                failure = _unreadable(path, f"larger than {size_in_words(request.max_file_bytes)}")
            else:
                notebooks[key] = notebook
                report(Event(kind=kept.compare(notebook), subject=str(path)))
                continue
            failures.append(failure)
            report(Event(kind="failed", subject=str(path), detail=failure.message))
            notebooks |= kept.exactly(key, failure.message)
    return SourceResult(
        notebooks=tuple(notebooks.values()),
        omissions=tuple(omissions),
        failures=tuple(failures),
    )


class _TooLargeError(Exception):
    """The file is over the limit."""


def _read(path: Path, key: str, folder: str, max_bytes: int, put: Put) -> NotebookRecord:
    with path.open("rb") as stream:
        data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _TooLargeError
    return NotebookRecord(
        key=key,
        name=path.name,
        blob=put(data),
        size_bytes=len(data),
        colab_url=None,
        view_url=None,
        folder=folder,
    )


def _find(place: Path, seen: set[Path]) -> tuple[dict[str, Path], list[Omission]]:
    """Relative path → notebook, sorted and without those seen before; and what has no fit name."""
    walk = iter([place]) if place.is_file() else _walk(place)
    taken = list(islice(walk, MAX_NOTEBOOKS))
    found = [path for path in taken if path.is_file()]
    no_files = [
        Omission(subject=str(path), reason="neither a file nor a folder: a pipe, say")
        for path in taken
        if not path.is_file() and path.exists()
    ]
    more = [
        Omission(subject=str(path), reason=f"more than {MAX_NOTEBOOKS} notebooks in one folder")
        for path in walk
    ]
    unseen = {path: real for path in found if (real := path.resolve()) not in seen}
    seen.update(unseen.values())
    if place.is_file():
        return {path.name: path for path in unseen}, []
    by_name = {os.fsencode(path.relative_to(place).as_posix()): path for path in unseen}
    usable, refused = safe_paths(by_name)
    return (
        {relative: by_name[name] for relative, name in usable.items()},
        [
            *(Omission(subject=f"{place}/{file.path}", reason=file.reason) for file in refused),
            *no_files,
            *more,
        ],
    )


def _walk(place: Path) -> Iterator[Path]:
    # os.walk does not enter folders that are symbolic links.
    for parent, folders, names in islice(os.walk(place), MAX_FOLDERS):
        if "pyvenv.cfg" in names:
            # https://docs.python.org/3/library/venv.html marks an environment of any name so.
            folders.clear()
            continue
        built = {"site"} if "mkdocs.yml" in names else set()
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in built and not is_vendored(f"{name}/x")
        )
        for name in sorted(names):
            path = Path(parent, name)
            if not path.is_symlink() and _is_notebook(path, names):
                yield path


def _is_named_so(place: Path) -> bool:
    """Whether a place that was named is a file by its name; it may be gone."""
    may_be = is_notebook_name(place.name) or may_be_script(place.name)
    return may_be and not place.is_dir()


def _is_notebook(path: Path, names: Collection[str]) -> bool:
    """Whether a file is a notebook, and no copy of one beside it; scripts are opened to tell."""
    if not (is_notebook_name(path.name) or may_be_script(path.name)):
        return False
    if path.suffix.lower() == ".ipynb":
        original = path.name.rpartition("-checkpoint.")[0]
        return not (original and f"{original}{path.suffix}" in names)
    try:
        if not path.is_file():
            return is_notebook_name(path.name)
        with path.open("rb") as stream:
            data = stream.read(_MAX_SCRIPT)
    except OSError:
        # It is named when it is read.
        return is_notebook_name(path.name)
    if is_paired(path.name, data, names):
        return False
    return is_notebook_name(path.name) or is_script_of_cells(path.name, data)


def _label(place: Path, taken: Collection[str]) -> str:
    """The folder's name, with as many of its parents' as it takes to tell it from the others."""
    parts = place.absolute().parts[1:]
    for count in range(1, len(parts) + 1):
        label = "/".join(parts[-count:])
        if label not in taken:
            return label
    return place.as_posix()


def _why_unusable(place: Path) -> Failure | None:
    if place.is_file() and not (
        place.suffix.lower() == ".ipynb" or _is_notebook(place, {place.name})
    ):
        return Failure(
            subject=str(place),
            message=f"{place} is neither a folder nor a notebook.",
            hint="Name a folder, or a file that ends in .ipynb, .Rmd or .qmd.",
        )
    if place.is_file() or place.is_dir():
        return None
    return Failure(
        subject=str(place),
        message=f"{place} is not there.",
        hint="Correct its name in portfolio.yml; it is looked up from the portfolio's folder.",
    )


def _unreadable(path: Path, reason: str) -> Failure:
    return Failure(
        subject=str(path),
        message=f"{path} could not be read: {reason}.",
        hint="Check that the file may be read, and clear its output if it is very large.",
    )
