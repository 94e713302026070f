"""The one sentence that says what a work is, from its README or from a description."""

from typing import Final

from proofolio.assemble.readme_blocks import Block, without_emoji
from proofolio.assemble.summary_candidates import Candidate, candidates
from proofolio.assemble.summary_features import echoes
from proofolio.assemble.summary_ranking import best
from proofolio.assemble.summary_shape import sentences, without_label
from proofolio.assemble.summary_shown import shown
from proofolio.content.sanitize import text

_LESS_ALONE: Final = 1.0
"""How much less a description has to weigh, or the line of a table: where it stands speaks for it already."""


def best_sentence(found: list[Block], at: int | None, title: str) -> str:
    """Return the sentence that says what the work is; empty when none does.

    Args:
        found: the README's blocks.
        at: which of them is the title.
        title: as it is shown.
    """
    chosen = best(candidates(found, at, title), title)
    return chosen.kept if chosen else ""


def only_sentence(said: str, title: str = "") -> str:
    """Return what a short text says of a work, as one whole sentence; empty when it says nothing.

    Args:
        said: a description of a repository, or what a table says of a project.
        title: what the work is called.
    """
    told = [
        Candidate(
            said=one,
            kept=kept,
            heading="",
            section=0,
            block=0,
            sentence=number,
            tag="p",
        )
        for number, one in enumerate(sentences(without_label(without_emoji(text(said, 1_000))))[:4])
        if (kept := shown(one, title)) and not echoes(kept, title)
    ]
    chosen = best(told, title, _LESS_ALONE)
    return chosen.kept if chosen else ""
