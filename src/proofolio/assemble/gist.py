"""What a README says first: its title, and the one sentence that tells what the thing is."""

from dataclasses import dataclass

from proofolio.assemble.readme_blocks import blocks
from proofolio.assemble.readme_words import STARTER, TEMPLATE_TITLE, TOOL
from proofolio.assemble.starter_readmes import is_default
from proofolio.assemble.summary import best_sentence
from proofolio.assemble.title_place import title_at
from proofolio.assemble.titles import clean_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What a README says first."""

    title: str
    """Plain text; empty when nothing in it names the thing."""
    line: str
    """A whole sentence of plain text that says what it is; empty when there is none."""
    heading: str
    """The heading that the title was made of, as it is shown; empty when there is none."""


def gist(html: str) -> Gist:
    """Find the title and the sentence.

    Args:
        html: the README, rendered.
    """
    found = blocks(html)
    if is_default(found) or any(STARTER.match(block.said) for block in found[:1]):
        return Gist(title="", line="", heading="")
    at = title_at(found)
    if at is None:
        is_template = bool(found) and bool(TEMPLATE_TITLE.search(found[0].said))
        return Gist(
            title="", line="" if is_template else best_sentence(found, None, ""), heading=""
        )
    named = found[at]
    if any(TOOL.search(block.said) for block in found[at + 1 : at + 3]):
        return Gist(title="", line="", heading=named.raw)
    said = named.lines[0] if named.tag == "p" else named.said
    title = clean_title(said, " ".join(block.said for block in found))
    return Gist(title=title, line=best_sentence(found, at, title or said), heading=named.raw)
