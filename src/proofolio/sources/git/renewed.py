"""A repository's record, renewed by what GitHub lists and by what was read; pure."""

from dataclasses import replace
from typing import Literal

from proofolio.model.records import RepoRecord
from proofolio.notebooks.text_formats import is_notebook_name
from proofolio.sources.git.activity import Learner, activity_of, dated
from proofolio.sources.git.fetch import Checkout
from proofolio.sources.git.languages import languages_of
from proofolio.sources.unreadable import size_in_words

MAX_NAMES = 10
"""Former names of one repository that are remembered; the oldest decide its address."""


def describe(record: RepoRecord) -> str:
    """`3 notebooks, 14 files, 1.2 MB`."""
    notebooks = sum(is_notebook_name(file.path) for file in record.files)
    size_bytes = sum(file.size_bytes for file in record.files)
    counts = [(notebooks, "notebook"), (len(record.files), "file")]
    words = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts]
    return ", ".join([*words, size_in_words(size_bytes)])


def refreshed(before: RepoRecord, now: RepoRecord) -> RepoRecord:
    """The files of before with what the listing says now.

    Languages are measured by GitHub with a token and counted by us without one, so those of before
    stay as long as the files do.
    """
    return replace(
        now,
        former_names=former_names(before, now),
        head_commit=before.head_commit,
        committed_at=before.committed_at,
        languages=before.languages or now.languages,
        files=before.files,
        skipped=before.skipped,
        activity=before.activity,
        web_pictures=before.web_pictures,
        plots=before.plots,
    )


def filled(
    repo: RepoRecord, checkout: Checkout, before: RepoRecord | None, learner: Learner
) -> RepoRecord:
    """What the listing says with what was read; of `before` the names alone are kept."""
    return replace(
        repo,
        former_names=former_names(before, repo) if before else (),
        head_commit=checkout.history.commit,
        committed_at=checkout.history.committed_at,
        languages=repo.languages or languages_of(checkout.files),
        files=dated(checkout.files, checkout.history, learner, until=repo.pushed_at),
        skipped=checkout.skipped,
        activity=activity_of(checkout.history, learner, until=repo.pushed_at),
        plots=checkout.spare,
    )


def former_names(before: RepoRecord, now: RepoRecord) -> tuple[str, ...]:
    """Names that a repository had before, oldest first."""
    names = (*before.former_names, before.full_name)
    others = [name for name in names if name.casefold() != now.full_name.casefold()]
    return tuple(dict.fromkeys(others))[:MAX_NAMES]


def kind_of(before: RepoRecord | None, now: RepoRecord) -> Literal["new", "changed", "unchanged"]:
    """How a record differs from the one before; that it could not be read then is no difference."""
    if before is None:
        return "new"
    return "unchanged" if replace(before, stale=None) == now else "changed"
