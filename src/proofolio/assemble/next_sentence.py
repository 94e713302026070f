"""The one sentence that would help most: what a stranger looks for first and does not find."""

from proofolio.errors import Problem
from proofolio.model.portfolio import Person, Project

_ENOUGH_WORDS = 3


def suggested_sentence(person: Person, projects: tuple[Project, ...], login: str) -> Problem | None:
    """Return what to write next, the most useful first; None when nothing of it is missing.

    Args:
        person: whose portfolio it is.
        projects: in the order of the index.
        login: the account's, which is no name.
    """
    if not projects:
        return None
    if person.name.casefold() in {login.casefold(), "portfolio"}:
        return _suggestion(
            "the site calls you by your login.",
            "Write your name below `basics` in resume.yml: `name: …`.",
        )
    if len(person.headline.split()) < _ENOUGH_WORDS and not person.summary:
        return _suggestion(
            "nothing says who you are and what you look for.",
            "Write it in portfolio.yml: `headline: …`.",
        )
    for project in (project for project in projects if project.featured):
        if not project.summary:
            return _suggestion(
                f"nothing says what “{project.title}” is.",
                f"Write `summary: …` in projects/{project.slug}.md, or one sentence below the title of its README.",
            )
        if not (project.results or project.outcome or project.people):
            return _suggestion(
                f"nothing says what came out of “{project.title}”.",
                f"Write one sentence with a figure in its README, or `results:` in projects/{project.slug}.md.",
            )
    return None


def _suggestion(lack: str, hint: str) -> Problem:
    return Problem(message=f"One sentence would help most: {lack}", hint=hint)
