"""Names in the learner's own files that are nobody's."""

import difflib
from collections.abc import Callable, Sequence

from proofolio.assemble.slugs import key
from proofolio.errors import Place, Problem


def unknown(
    names: Sequence[str], known: Sequence[str], *, setting: str, place: Callable[[str], Place]
) -> tuple[Problem, ...]:
    """Say which names are nobody's.

    Args:
        names: as a file has them.
        known: slugs and names of what there is.
        setting: what the file calls the list: `pin`.
        place: tells where a name stands.
    """
    there = {key(name) for name in known}
    found = []
    for name in names:
        if key(name) in there:
            continue
        close = difflib.get_close_matches(key(name), sorted(there), n=1)
        found.append(
            Problem(
                message=f"`{setting}` names `{name}`, which is no project or skill of this résumé.",
                hint=f"Did you mean `{close[0]}`?"
                if close
                else "Write its slug (the last part of its page's address), or its name.",
                where=place(name),
            )
        )
    return tuple(found)
