"""What a repository itself says of a project."""

import re
from collections.abc import Iterable

from proofolio.model.portfolio import Facts
from proofolio.model.records import FileRecord, Get, RepoRecord

_APP_NAMES = re.compile(r"(?:^|/)(?:streamlit_app|app|main|demo|gradio_app|webapp)\.py$")
_APP_IMPORT = re.compile(
    rb"^\s*(?:import|from)\s+(?:streamlit|gradio|flask|fastapi|dash|panel)\b", re.MULTILINE
)
_TEST_FILE = re.compile(r"(?:^|/)(?:tests?/.*|test_[^/]*|[^/]*_test)\.py$")

_NOTEBOOKS = "Jupyter Notebook"
_KERNEL_NAMES = {"r": "R", "cpp": "C++", "csharp": "C#", "javascript": "JavaScript"}

NO_FACTS = Facts(
    updated=None,
    licence=None,
    languages=(),
    stars=0,
    commit=None,
    has_tests=False,
    has_dockerfile=False,
    app=None,
    is_archived=False,
    stale=None,
)
"""Of a project that has no repository."""


def facts(repo: RepoRecord, kernels: Iterable[str], get: Get) -> Facts:
    """Read the facts off a repository.

    Args:
        repo: the repository.
        kernels: the language of each of its notebooks.
        get: returns a file's bytes.
    """
    paths = [file.path for file in repo.files]
    return Facts(
        updated=repo.committed_at.date(),
        licence=repo.licence,
        languages=_languages(repo, kernels),
        stars=repo.stars,
        commit=repo.head_commit,
        has_tests=any(_TEST_FILE.search(path) for path in paths),
        has_dockerfile=any(path.rsplit("/", 1)[-1].startswith("Dockerfile") for path in paths),
        app=_app(repo.files, get),
        is_archived=repo.is_archived,
        stale=repo.stale.since.date() if repo.stale else None,
    )


def _languages(repo: RepoRecord, kernels: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return what people wrote in, with shares: a notebook is written in its kernel's language.

    GitHub counts a notebook's pictures as 'Jupyter Notebook', which says nothing about the work.
    """
    written = [entry for entry in repo.languages if entry.name != _NOTEBOOKS]
    if not written:
        names = list(
            dict.fromkeys(_KERNEL_NAMES.get(kernel, kernel.capitalize()) for kernel in kernels)
        )
        return ((names[0], 100),) if len(names) == 1 else tuple((name, 0) for name in names)
    total = sum(entry.size_bytes for entry in written)
    shares = [(entry.name, round(100 * entry.size_bytes / total)) for entry in written if total]
    return tuple((name, share) for name, share in shares if share >= 1)


def _app(files: tuple[FileRecord, ...], get: Get) -> str | None:
    """Return the app's entry point: the shallowest file that is named like one and imports a web toolkit."""
    named = sorted(
        (f for f in files if _APP_NAMES.search(f.path)), key=lambda f: (f.path.count("/"), f.path)
    )
    return next((file.path for file in named if _APP_IMPORT.search(get(file.blob))), None)
