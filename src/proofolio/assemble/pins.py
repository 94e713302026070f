"""Which projects stand first: those that their author pinned or featured, else the strongest."""

import difflib
from dataclasses import replace

from proofolio.assemble.order import Origin, chosen, strongest
from proofolio.errors import Place, Problem
from proofolio.model.portfolio import Project
from proofolio.model.snapshot import Snapshot
from proofolio.settings import Settings


def ordered(
    projects: list[Project],
    origins: list[Origin],
    snapshot: Snapshot,
    settings: Settings,
    most: int,
) -> tuple[tuple[Project, ...], list[Problem]]:
    """Put featured projects first: those that the learner featured or pinned, else the profile's pins, else the strongest."""
    pins = [pin.lower() for pin in settings.portfolio.pin]
    ranks = {repo.full_name: repo.pin_rank for repo in snapshot.repos}

    def names(project: Project) -> set[str]:
        full = (project.repository or "").lower()
        if project.folder:
            part = project.folder.lower()
            return {project.slug, part, part.rpartition("/")[2], f"{full}/{part}"}
        return {project.slug, full, full.rpartition("/")[2]} - {""}

    def rank(project: Project) -> tuple[int, int]:
        pinned = [index for index, pin in enumerate(pins) if pin in names(project)]
        if pinned:
            return 0, pinned[0]
        if project.featured:
            return 1, 0
        on_profile = None if project.folder else ranks.get(project.repository or "")
        return (2, on_profile) if on_profile is not None and not pins else (3, 0)

    scored = strongest(projects, origins, snapshot.synced_at.date())
    ordered = sorted((project for project, _ in scored), key=rank)
    picked = sum(rank(project)[0] < 3 for project in ordered)
    count = picked or chosen(scored, most)
    known = {name for project in projects for name in names(project)}
    problems = [
        _unknown_pin(pin, known, settings.place("pin", index))
        for index, pin in enumerate(pins)
        if pin not in known
    ]
    return tuple(
        replace(project, featured=index < count) for index, project in enumerate(ordered)
    ), problems


def _unknown_pin(pin: str, known: set[str], where: Place) -> Problem:
    close = difflib.get_close_matches(pin, sorted(known), n=1)
    return Problem(
        message=f"`pin` names `{pin}`, but there is no such project.",
        hint=f"Did you mean `{close[0]}`?" if close else "`proofolio status` lists the projects.",
        where=where,
    )
