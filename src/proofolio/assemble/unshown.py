"""What a README or notebook shows on GitHub and the site does not, for the author."""

from collections.abc import Iterable, Iterator

from proofolio.assemble.readme import is_shown_as_written, readme_file
from proofolio.content.sanitize import text
from proofolio.errors import Problem
from proofolio.model.records import RepoRecord, WebPicture
from proofolio.model.snapshot import Snapshot

_MOST_NAMED = 3


def advice(snapshot: Snapshot) -> Iterator[Problem]:
    """Tell of pictures that are not shown, and of READMEs that are shown as they were written; once a repository."""
    for repo in snapshot.all_repos:
        missed = [one for one in repo.web_pictures or () if one.blob is None]
        elsewhere = [one for one in missed if one.is_elsewhere]
        failed = [one for one in missed if not one.is_elsewhere]
        if elsewhere:
            yield Problem(
                message=f"{repo.full_name}: {_counted(elsewhere, 'lies', 'lie')} on other hosts and "
                f"{'is' if len(elsewhere) == 1 else 'are'} a link there: {_named(one.url for one in elsewhere)}.",
                hint="To show them, put the files into the repository and name them by their path.",
            )
        if failed:
            yield not_pulled(repo, failed)
        readme = readme_file(repo)
        if readme and is_shown_as_written(readme.path):
            yield Problem(
                message=f"{repo.full_name}: {readme.path} is shown as it was written.",
                hint="Org and AsciiDoc are not laid out here; a README.md beside it would be.",
            )


def not_pulled(repo: RepoRecord, failed: list[WebPicture]) -> Problem:
    """Tell of pictures that could not be had, each with its reason."""
    said = _named(f"{one.url} ({one.reason})" for one in failed)
    passing = any(one.is_passing for one in failed)
    return Problem(
        message=f"{repo.full_name}: {_counted(failed, 'was', 'were')} not pulled: {said}.",
        hint="Run `proofolio sync` again later."
        if passing
        else "Put the files into the repository, or look whether their addresses open for somebody who is not signed in.",
    )


def _counted(pictures: list[WebPicture], one: str, many: str) -> str:
    return f"a picture {one}" if len(pictures) == 1 else f"{len(pictures)} pictures {many}"


def _named(said: Iterable[str]) -> str:
    words = [text(one, 200) for one in said]
    rest = len(words) - _MOST_NAMED
    more = f" and {rest} more (`proofolio status --json` lists them)" if rest > 0 else ""
    return ", ".join(words[:_MOST_NAMED]) + more
