"""What would make the portfolio stronger: a grade for each project, and the one thing that would help most."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

from proofolio.errors import Problem
from proofolio.model.finding import Finding, Grade, Merits, Spot
from proofolio.model.portfolio import Project
from proofolio.model.runnable import Checked
from proofolio.publish.raw_findings import RawFinding, gather

_STOPS: Final = frozenset({"D", "E"})
_WORTH: Final[Mapping[str, int]] = {
    "story": 4,
    "runnable": 3,
    "try": 3,
    "results": 2,
    "cover": 2,
    "summary": 2,
    "licence": 1,
}
"""What each thing is worth to somebody with two minutes; the order in which a lack is told."""
_LETTERS: Final[tuple[tuple[float, Literal["A", "B", "C", "D"]], ...]] = (
    (0.85, "A"),
    (0.6, "B"),
    (0.35, "C"),
    (0.0, "D"),
)
_ADVICE: Final[Mapping[str, tuple[str, str]]] = {
    "story": ("nobody is told what it is for and what came of it", "Write projects/{slug}.md: the problem, the data, what you did, what came of it, what you learned. `proofolio new project {slug}` begins it."),
    "runnable": ("none of its notebooks would run for a reader", "`proofolio check --notebooks` names the cell at which each stops."),
    "try": ("nothing can be tried: no demo, and no notebook that opens in Colab", "Put the app on share.streamlit.io or a Hugging Face Space, and name it: `demo: https://…` in projects/{slug}.md."),
    "results": ("it says no figure that it came to", "Add `results:` to projects/{slug}.md, with the cell that printed each."),
    "cover": ("it has no picture", "Show a plot or a screenshot in its README, or name one: `cover:` in projects/{slug}.md."),
    "summary": ("it has no line that says what it is", "Write the repository's description on GitHub, or `summary:` in projects/{slug}.md."),
    "licence": ("others may not use it: it has no licence", "Add one on GitHub: Add file, Create new file, `LICENSE`, and choose a template."),
}  # fmt: skip


def merits(project: Project) -> Merits:
    """Return what of a project is there to be graded; a build keeps it for the check that follows."""
    has = {
        "story": bool(project.story) or len(project.readme) > 600,
        "try": bool(
            project.demo_url or project.colab_url or any(n.colab_url for n in project.notebooks)
        ),
        "results": bool(project.results),
        "cover": project.cover is not None,
        "summary": bool(project.summary),
        "licence": bool(project.facts.licence),
    }
    return Merits(
        slug=project.slug,
        title=project.title,
        repository=project.repository or "",
        has=tuple(name for name in has if has[name]),
    )


def grades(projects: Iterable[Merits], checked: Iterable[Checked]) -> tuple[Grade, ...]:
    """Grade each project by what a visitor finds there.

    Args:
        projects: what the site shows.
        checked: whether its notebooks would run, by `owner/name: path`.
    """
    runs: dict[str, list[bool]] = {}
    for item in checked:
        if item.runnability.grade:
            runs.setdefault(item.name.partition(": ")[0], []).append(
                item.runnability.grade not in _STOPS
            )
    return tuple(_grade(project, runs.get(project.repository, [])) for project in projects)


def suggestions(
    advice: Iterable[Problem], graded: Iterable[Grade], checked: Iterable[Checked]
) -> tuple[Finding, ...]:
    """Return what could be better, each with what to do.

    Args:
        advice: what the portfolio itself told while it was put together.
        graded: its projects.
        checked: its notebooks.
    """
    return gather(_raw_findings(advice, graded, checked))


def _grade(project: Merits, runs: list[bool]) -> Grade:
    has = {*project.has, *(["runnable"] if any(runs) else [])}
    asked = [name for name in _WORTH if name != "runnable" or runs]
    share = sum(_WORTH[name] for name in asked if name in has) / sum(map(_WORTH.__getitem__, asked))
    return Grade(
        slug=project.slug,
        title=project.title,
        letter=next(letter for least, letter in _LETTERS if share >= least),
        lacks=tuple(name for name in asked if name not in has),
    )


def _raw_findings(
    advice: Iterable[Problem], graded: Iterable[Grade], checked: Iterable[Checked]
) -> Iterator[RawFinding]:
    for grade in graded:
        for lack in grade.lacks[:1]:
            what, do = _ADVICE[lack]
            yield RawFinding(
                rule=f"no-{lack}",
                key=grade.slug,
                severity="suggestion",
                message=f"{grade.title}: {what}.",
                hint=do.format(slug=grade.slug),
                spot=Spot(path=f"projects/{grade.slug}"),
            )
    for item in checked:
        if item.runnability.grade in _STOPS and item.runnability.findings:
            worst = item.runnability.findings[0]
            yield RawFinding(
                rule="notebook-stops",
                key=item.name,
                severity="suggestion",
                message=f"{item.name} would stop in a fresh Colab: {worst.message}",
                hint=worst.hint,
                spot=Spot(path=item.name.replace(": ", "/", 1), cell=worst.cell),
            )
    for problem in advice:
        yield _advised(problem)


def _advised(problem: Problem) -> RawFinding:
    where = problem.where
    return RawFinding(
        rule="advice",
        key=problem.message,
        severity="suggestion",
        message=problem.message,
        hint=problem.hint,
        spot=Spot(path=where.path, line=where.line) if where else Spot(path="portfolio.yml"),
    )
