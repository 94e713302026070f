"""Which notebooks a snapshot holds."""

from proofolio.model.records import RepoRecord, Snapshot
from proofolio.notebooks.library import Wanted


def inventory(snapshot: Snapshot) -> tuple[Wanted, ...]:
    """Return every notebook of a snapshot, under the key that `assemble` looks it up by."""
    found = [
        Wanted(key=notebook_key(repo, file.path), name=file.path.rsplit("/", 1)[-1], blob=file.blob)
        for repo in snapshot.repos
        for file in repo.files
        if is_notebook(file.path)
    ]
    found += [Wanted(key=item.key, name=item.name, blob=item.blob) for item in snapshot.notebooks]
    return tuple(found)


def is_notebook(path: str) -> bool:
    """Tell a notebook by its name."""
    return path.lower().endswith(".ipynb")


def notebook_key(repo: RepoRecord, path: str) -> str:
    """Return the key of a repository's notebook; it reads well in a report."""
    return f"{repo.full_name}: {path}"
