"""A portfolio that GitHub is to publish by itself."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from proofolio.errors import InputError, Place
from proofolio.publish.installed import is_from_this_computer
from proofolio.publish.workflow import WORKFLOW, Choices, moment, render
from proofolio.publish.written import Written, fingerprint, is_plain_place, note, recall
from proofolio.settings import load
from proofolio.site.repository import repository_of
from proofolio.store.files import write_atomically


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What was set up, and what somebody needs to know to go on."""

    path: Path
    folder: str
    """The portfolio's, from the root of the repository; empty for the root itself."""
    account: str
    """Whose work it shows; empty when `portfolio.yml` names nobody."""
    fate: Literal["written", "updated", "current", "kept"]
    """Of the workflow; kept: the learner changed it."""
    branch: str
    """A push to it publishes."""
    time: str
    """When it runs each day, such as `04:23`; UTC."""
    page: str
    """Of the repository on GitHub; empty when unknown."""
    is_repository: bool
    """Whether git knows of the folder."""
    is_release_wanted: bool
    """Whether GitHub is to install a release, while here is a version from this computer's disk."""


def set_up(root: Path, *, install: str = "") -> SetUp:
    """Write the workflow at the root of the repository, and remember it.

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
    text = render(choices)
    if not is_plain_place(repository.root, WORKFLOW):
        raise InputError(
            "A link or a folder stands where the workflow belongs.",
            "Move it away, then try again.",
            Place(path=WORKFLOW),
        )
    path = repository.root / WORKFLOW
    ours = recall(root)
    fate = _fate(path, text, ours.get(WORKFLOW))
    if fate in ("written", "updated"):
        write_atomically(path, text.encode())
    if fate != "kept":
        ours[WORKFLOW] = Written(sha256=fingerprint(text.encode()), values=choices.values())
        note(root, ours)
    hour, minute = moment(choices.account)
    return SetUp(
        path=path,
        folder=choices.folder,
        account=account,
        fate=fate,
        branch=choices.branch,
        time=f"{hour:02}:{minute:02}",
        page=repository.page,
        is_repository=repository.is_there,
        is_release_wanted=not install and is_from_this_computer(),
    )


def _fate(
    path: Path, text: str, written: Written | None
) -> Literal["written", "updated", "current", "kept"]:
    if not path.exists():
        return "written"
    mark = fingerprint(path.read_bytes())
    if mark == fingerprint(text.encode()):
        return "current"
    return "updated" if written and mark == written.sha256 else "kept"
