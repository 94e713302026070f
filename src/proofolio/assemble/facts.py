"""What a repository itself says of a project."""

import re

from proofolio.model.portfolio import Facts
from proofolio.model.records import FileRecord, Get, RepoRecord

_APP_NAMES = re.compile(r"(?:^|/)(?:streamlit_app|app|main|demo|gradio_app|webapp)\.py$")
_APP_IMPORT = re.compile(
    rb"^\s*(?:import|from)\s+(?:streamlit|gradio|flask|fastapi|dash|panel)\b", re.MULTILINE
)
_TEST_FILE = re.compile(r"(?:^|/)(?:tests?/.*|test_[^/]*|[^/]*_test)\.py$")

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


def facts(repo: RepoRecord, get: Get) -> Facts:
    """Read the facts off a repository."""
    paths = [file.path for file in repo.files]
    total = sum(language.size_bytes for language in repo.languages)
    shares = [
        (entry.name, round(100 * entry.size_bytes / total)) for entry in repo.languages if total
    ]
    return Facts(
        updated=repo.committed_at.date(),
        licence=repo.licence,
        languages=tuple((name, share) for name, share in shares if share >= 1),
        stars=repo.stars,
        commit=repo.head_commit,
        has_tests=any(_TEST_FILE.search(path) for path in paths),
        has_dockerfile=any(path.rsplit("/", 1)[-1].startswith("Dockerfile") for path in paths),
        app=_app(repo.files, get),
        is_archived=repo.is_archived,
        stale=f"{repo.stale.reason} Shown as of {repo.stale.since:%d %B %Y}."
        if repo.stale
        else None,
    )


def _app(files: tuple[FileRecord, ...], get: Get) -> str | None:
    """Return the app's entry point: the shallowest file that is named like one and imports a web toolkit."""
    named = sorted(
        (f for f in files if _APP_NAMES.search(f.path)), key=lambda f: (f.path.count("/"), f.path)
    )
    return next((file.path for file in named if _APP_IMPORT.search(get(file.blob))), None)
