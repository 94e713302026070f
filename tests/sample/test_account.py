"""The sample learner's account holds together."""

import pytest

from proofolio.sample import SAMPLE_ACCOUNT, fast_import
from proofolio.sample.account import load

ACCOUNT = load(SAMPLE_ACCOUNT)


@pytest.mark.parametrize("repository", ACCOUNT.repositories, ids=lambda repository: repository.name)
def test_every_commit_of_the_sample_brings_files(repository):
    for number, revision in enumerate(fast_import.plan(repository), start=1):
        assert revision.changes, f"Commit {number} of {repository.name} adds nothing."


def test_the_sample_names_only_what_is_there():
    for name in ACCOUNT.pinned:
        assert ACCOUNT.repository(name).commits
    for gist in ACCOUNT.gists:
        assert all((gist.folder / name).is_file() for name in gist.files)
    assert all(item.file.is_file() for item in ACCOUNT.drive if item.file)


def test_ids_are_those_of_one_thing_each():
    ids = [repository.id for repository in ACCOUNT.repositories]
    assert len(set(ids)) == len(ids)
