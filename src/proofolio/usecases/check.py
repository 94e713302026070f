"""The look at everything that strangers will see, before it is brought to them; what did not change is not looked at again."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from proofolio.boundary import problem_of
from proofolio.errors import Place, SystemProblemError
from proofolio.model.finding import ACCEPTED_FILE, Finding, Grade
from proofolio.model.records import Report
from proofolio.publish.checked import Checked, read_checked, version_of_others, write_checked
from proofolio.publish.raw_findings import with_accepted
from proofolio.site import engine_config
from proofolio.store import stamps
from proofolio.usecases import build_receipt
from proofolio.usecases.build import build
from proofolio.usecases.built import Built
from proofolio.usecases.grade import grade_notebooks
from proofolio.usecases.workspace import OWN_FILES, Folders

if TYPE_CHECKING:
    from proofolio.settings.accepted_file import AcceptedLine

BESIDE: Final = ("CNAME", "overrides", ACCEPTED_FILE)
"""What an author may write beside their own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What a look at the site and at the public work found."""

    built: Built
    address: str
    """Of the site, ending in `/`; empty when it is not known."""
    findings: tuple[Finding, ...]
    """The worst first; those that were accepted, too."""
    grades: tuple[Grade, ...]
    """Of each project, in the order of the portfolio."""

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """What keeps the site from being published."""
        return self._open("blocker")

    @property
    def leaks(self) -> tuple[Finding, ...]:
        """What is not on the site, and public all the same."""
        return self._open("leak")

    def _open(self, severity: str) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == severity and not f.accepted)


OnDone = Callable[[int, int], None]
"""Told how many of how many are looked at."""


def check(
    root: Path,
    *,
    today: date,
    report: Report = lambda _: None,
    on_done: OnDone = lambda _done, _total: None,
    advise: bool = True,
    links: bool = False,
) -> Checkup:
    """Build what would be published, and look at its final bytes and at what was pulled.

    Args:
        root: the portfolio's folder.
        today: as `build`.
        report: told of each step of the build.
        on_done: told how far the look is.
        advise: whether to grade the projects, too.
        links: whether to ask other hosts whether what the site links to is still there.

    Raises:
        ProofolioError: as `build`, or `accepted.yml` needs an edit.
    """
    accepted = _accepted(root)
    built = build(root, today=today, report=report)
    folders = Folders(root)
    address = engine_config.address(folders.config)
    memory, recipe = root / ".proofolio" / "checked.json", _recipe(folders, today, advise=advise)
    checked = read_checked(memory, recipe)
    if checked is None:
        checked = _checked(folders, built, address=address, on_done=on_done, advise=advise)
        write_checked(memory, recipe, checked)
    found, graded = checked.findings, checked.grades
    if links:
        from proofolio.publish.outside import dead_links

        found = (
            *found,
            *dead_links(
                built.site,
                address=address,
                memory=root / ".proofolio" / "links.json",
                now=datetime.now(UTC),
                on_done=on_done,
            ),
        )
    return Checkup(
        built=built, address=address, findings=with_accepted(found, accepted), grades=graded
    )


def _accepted(root: Path) -> "tuple[AcceptedLine, ...]":
    if not os.path.lexists(root / ACCEPTED_FILE):
        return ()
    from proofolio.settings.accepted_file import read_accepted

    return read_accepted(root)


def _checked(
    folders: Folders, built: Built, *, address: str, on_done: OnDone, advise: bool
) -> Checked:
    from proofolio.publish.gate import GateInput, look
    from proofolio.publish.inventory import read_card_words

    root, snapshot = folders.root, folders.snapshot.read()
    if snapshot is None:
        raise SystemProblemError(
            "Nothing has been pulled yet.", "Run `proofolio sync` first.", Place(path=str(root))
        )
    found = look(
        GateInput(
            site=folders.site,
            address=address,
            snapshot=snapshot,
            get=folders.snapshot.objects.get,
            place=folders.snapshot.objects.path,
            own=tuple(_own(folders)),
            root=root,
            pictures=read_card_words(folders.card_words),
            memory=root / ".proofolio" / "looked.json",
        ),
        on_done,
    )
    if not advise:
        return Checked(findings=found, grades=())
    from proofolio.publish.suggestions import grades, suggestions

    runnable = grade_notebooks(root, on_done=on_done)
    graded = grades(built.merits, runnable)
    advised = suggestions(built.on_portfolio, graded, runnable)
    return Checked(findings=(*found, *advised), grades=graded)


def _recipe(folders: Folders, today: date, *, advise: bool) -> str:
    """Tell one check from another; empty when a build may read what we do not know."""
    inputs = build_receipt.inputs(folders, today=today)
    looked_at = stamps.of_files([folders.site, *_own(folders)])
    told = f"{inputs} {looked_at} {version_of_others()} {advise}"
    return hashlib.sha256(told.encode()).hexdigest() if inputs else ""


def _own(folders: Folders) -> list[Path]:
    places = [folders.root / name for name in (*OWN_FILES, *BESIDE)]
    overrides = engine_config.custom_dir(folders.config)
    return [
        place
        for place in (*places, *([overrides] if overrides else []))
        if place.exists() and not problem_of(folders.root, place, is_folder=place.is_dir())
    ]
