"""Where a repository's files are on the web."""

from urllib.parse import quote, urlsplit

from proofolio.model.records import RepoRecord

_COLAB = "https://colab.research.google.com"


def is_web(value: str) -> bool:
    """Tell a web address from anything else that was pulled in its place."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def outside(repo: RepoRecord, path: str) -> str | None:
    """Return a file's page on its host, at the commit that was pulled."""
    return f"{repo.url}/blob/{repo.head_commit}/{quote(path)}" if is_web(repo.url) else None


def inside(repo: RepoRecord, path: str, *, is_folder: bool) -> str | None:
    """Return the page of a folder or file on its host, as it is on the default branch now."""
    kind = "tree" if is_folder else "blob"
    branch = quote(repo.default_branch)
    return f"{repo.url}/{kind}/{branch}/{quote(path)}" if is_web(repo.url) else None


def colab(repo: RepoRecord, path: str) -> str | None:
    """Colab opens notebooks of github.com only, and private ones only for their owner."""
    if not repo.url.startswith("https://github.com/") or repo.is_private:
        return None
    return f"{_COLAB}/github/{repo.full_name}/blob/{quote(repo.default_branch)}/{quote(path)}"
