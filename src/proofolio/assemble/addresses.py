"""Where a repository's files are on the web."""

from urllib.parse import urlsplit

from proofolio.model.records import RepoRecord, filled_in


def is_web(value: str) -> bool:
    """Tell a web address from anything else that was pulled in its place."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def outside(repo: RepoRecord, path: str) -> str | None:
    """Return a file's page on its host, at the commit that was pulled."""
    return filled_in(
        repo.addresses.file, repository=repo.full_name, ref=repo.head_commit, path=path
    )


def inside(repo: RepoRecord, path: str, *, is_folder: bool) -> str | None:
    """Return the page of a folder or file on its host, as it is on the default branch now."""
    where = repo.addresses.folder if is_folder else repo.addresses.file
    return filled_in(where, repository=repo.full_name, ref=repo.default_branch, path=path)


def colab(repo: RepoRecord, path: str) -> str | None:
    """Return what opens a notebook in Colab, as its source knows; None when nothing does."""
    return filled_in(
        repo.addresses.colab, repository=repo.full_name, ref=repo.default_branch, path=path
    )
