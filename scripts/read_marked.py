"""Write what the model of the summaries is told of READMEs that were read and marked, for `scripts/train_summaries.py`.

    python scripts/read_marked.py MARKS.jsonl

A line is `{"file": "…/README.md", "repository": "owner/name", "path": "README.md", "right": ["…"], "may": ["…"]}`:
the sentences that say what the work is, and those that may stand for it, or a part of each; and `"title": "…"`
where somebody judged that too.
"""

import argparse
import gzip
import json
import re
from collections.abc import Sequence
from pathlib import Path

from proofolio.assemble.choose import readable
from proofolio.assemble.front import split_front_matter
from proofolio.assemble.members import member_name
from proofolio.assemble.readme import _decoded
from proofolio.assemble.readme_blocks import blocks
from proofolio.assemble.summary_candidates import candidates
from proofolio.assemble.summary_ranking import facts_of
from proofolio.assemble.title_place import title_at
from proofolio.assemble.titles import clean_title
from proofolio.content import restructured
from proofolio.content.badges import without_badges
from proofolio.content.markdown import render

MARKED = Path(__file__).parent / "summaries" / "marked.json.gz"


def read(marks: Path) -> None:
    """Write what the model is told of the sentences of READMEs on this machine."""
    owners: dict[str, int] = {}
    signs: dict[str, int] = {}
    rows = []
    for mark in map(json.loads, marks.read_text("utf-8").splitlines()):
        words = _decoded(Path(mark["file"]).read_bytes())
        is_rst = mark["file"].endswith(".rst")
        html = restructured.to_html(words) if is_rst else render(split_front_matter(words)[1]).html
        html = without_badges(html)
        found = blocks(html)
        at = title_at(found)
        said = "" if at is None else found[at].lines[0] if found[at].tag == "p" else found[at].said
        clean = clean_title(said, " ".join(block.said for block in found))
        title = clean or said
        told = candidates(found, at, title)
        sentences = []
        for order, one in enumerate(told):
            facts = facts_of(one, title, order, len(told))
            good = 2 * is_marked(one.said, one.kept, mark["right"]) or int(
                is_marked(one.said, one.kept, mark["may"])
            )
            numbers = sorted(signs.setdefault(name, len(signs)) for name in facts.signs)
            sentences.append([good, facts.place, numbers, sorted(facts.terms)])
        owner = owners.setdefault(mark["repository"].split("/")[0].casefold(), len(owners))
        folder = mark["path"].rpartition("/")[0]
        name = member_name(folder) if folder else mark["repository"].rpartition("/")[2]
        is_right = int((clean or readable(name)) == mark["title"]) if "title" in mark else -1
        rows.append([owner, int(bool(mark["right"])), is_right, sentences])
    text = json.dumps({"signs": list(signs), "readmes": rows}, separators=(",", ":"))
    MARKED.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def is_marked(said: str, kept: str, marks: Sequence[str]) -> bool:
    """Whether a sentence was marked: by itself, a part of it, or as it was cut otherwise."""
    mine, shown = (re.sub(r"[\W_]+", "", one.casefold()) for one in (said, kept))
    for one in marks:
        other = re.sub(r"[\W_]+", "", one.casefold())
        if other in mine or other in shown:
            return True
        if len(shown) > 15 and (other.startswith(shown) or other.endswith(shown)):
            return True
    return False


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("marks", type=Path, help="one README a line, with its marks")
    read(asked.parse_args().marks)
