"""What kind of work a project is, as far as somebody says so."""

import re
from collections.abc import Sequence
from typing import Final, Literal

from proofolio.assemble.projects import Plan
from proofolio.model.portfolio import Facts, Notebook, ProjectKind

_TOPICS: Final[dict[ProjectKind, re.Pattern[str]]] = {
    "course work": re.compile(
        r"course-?work|homework|assignments?|course-project|university-project"
    ),
    "replication": re.compile(
        r"(?:paper-)?(?:replication|reproduction|reimplementation)|paper-implementation"
    ),
}


def kind(
    item: Plan, facts: Facts, books: Sequence[Notebook], demo_url: str | None
) -> ProjectKind | Literal[""]:
    """Return what the learner says it is; else what its topics say, what can be run, or a package without notebooks."""
    if item.words and item.words.front.kind:
        return item.words.front.kind
    if item.repo is None:
        return ""
    for name, pattern in _TOPICS.items():
        if any(pattern.fullmatch(topic.lower()) for topic in item.repo.topics):
            return name
    if demo_url or facts.app:
        return "app"
    root = f"{item.folder}/" if item.folder else ""
    paths = {file.path.removeprefix(root) for file in item.repo.files}
    is_package = not paths.isdisjoint({"pyproject.toml", "setup.py", "setup.cfg"})
    return "library" if is_package and not books else ""
