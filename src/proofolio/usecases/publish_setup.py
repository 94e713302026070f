"""The workflow and the files with which GitHub publishes a portfolio by itself."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from proofolio.errors import InputError, Place
from proofolio.publish.git import is_ignored
from proofolio.publish.installed import is_from_this_computer
from proofolio.publish.workflow import REQUIREMENTS, WORKFLOW, Choices, moment, render, requirements
from proofolio.publish.written import Written, fingerprint, is_plain_place, note, recall
from proofolio.settings.load import load
from proofolio.site.repository import repository_of
from proofolio.store.files import write_atomically

FileStatus = Literal["written", "updated", "current", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What was set up, and what somebody needs to know to go on."""

    path: Path
    folder: str
    """The portfolio's, from the root of the repository; empty for the root itself."""
    account: str
    """Whose work it shows; empty when `portfolio.yml` names nobody."""
    status: FileStatus
    """Of the workflow; kept: the learner changed it."""
    list_status: FileStatus
    """Of the list of what the workflow installs, which is written with it."""
    branch: str
    """A push to it publishes."""
    time: str
    """When it runs each day, such as `04:23`; UTC."""
    page: str
    """Of the repository on GitHub; empty when unknown."""
    is_repository: bool
    """Whether git knows of the folder."""
    leaves_shares: bool
    """Whether `git add .` would take pages for one employer."""
    is_release_wanted: bool
    """Whether GitHub is to install a release, while here is a version from this computer's disk."""


def set_up(root: Path, *, install: str = "") -> SetUp:
    """Write the workflow and the list of what it installs at the root of the repository, and remember them.

    A workflow that is as we wrote it is written anew; one that was edited is kept.

    Args:
        root: the portfolio's folder.
        install: what pip installs there; empty for this very version of Proofolio.

    Raises:
        InputError: `portfolio.yml` cannot be read, something cannot stand in a workflow, or a link is
            in its place.
    """
    root = root.resolve()
    repository = repository_of(root)
    folder = root.relative_to(repository.root).as_posix()
    account = load(root).portfolio.github or ""
    choices = Choices(
        account=account or repository.page or root.name,
        branch=repository.branch,
        folder="" if folder == "." else folder,
        install=install,
    )
    texts = {WORKFLOW: render(choices), REQUIREMENTS: requirements(root, install)}
    for name in texts:
        if not is_plain_place(repository.root, name):
            raise InputError(
                "A link or a folder stands where the workflow belongs.",
                "Move it away, then try again.",
                Place(path=name),
            )
    ours = recall(root)
    statuses = {
        name: _status(repository.root / name, text, ours.get(name)) for name, text in texts.items()
    }
    # The list belongs to the version that the workflow installs.
    for name, text in texts.items() if statuses[WORKFLOW] != "kept" else ():
        if statuses[name] in ("written", "updated"):
            write_atomically(repository.root / name, text.encode())
        if statuses[name] != "kept":
            values = choices.values() if name == WORKFLOW else {}
            ours[name] = Written(sha256=fingerprint(text.encode()), values=values)
    if statuses[WORKFLOW] != "kept":
        note(root, ours)
    hour, minute = moment(choices.account)
    return SetUp(
        path=repository.root / WORKFLOW,
        folder=choices.folder,
        account=account,
        status=statuses[WORKFLOW],
        list_status=statuses[REQUIREMENTS],
        branch=choices.branch,
        time=f"{hour:02}:{minute:02}",
        page=repository.page,
        is_repository=repository.is_there,
        leaves_shares=(root / "shares").is_dir() and not is_ignored(root, "shares/"),
        is_release_wanted=not install and is_from_this_computer(),
    )


def _status(path: Path, text: str, written: Written | None) -> FileStatus:
    if not path.exists():
        return "written"
    mark = fingerprint(path.read_bytes())
    if mark == fingerprint(text.encode()):
        return "current"
    return "updated" if written and mark == written.sha256 else "kept"
