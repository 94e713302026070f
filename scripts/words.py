"""Keep the catalogues of `src/proofolio/language` complete: `python scripts/words.py [LANGUAGE ...]`.

Every text that the code and the templates mark (`_`, `ngettext`, `count` with its words) is
looked for, and written into each language's `.po` file; what is no longer said is taken out. Texts
without a translation stay empty, and are said in English. Prints how many there are.
With a new language as argument its file is begun.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from proofolio.skills.taxonomy import taxonomy

PACKAGE = Path(__file__).parent.parent / "src/proofolio"
FOLDER = PACKAGE / "language"
TEXT = r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'"
MARKED = re.compile(rf"\b_\(\s*(?:{TEXT})(?:\s+if [^()]*? else (?:{TEXT}))?")
PLURAL = re.compile(rf"\bngettext\(\s*(?:{TEXT}),\s*(?:{TEXT})")
COUNTED = re.compile(
    r"\bcount\([^()]*(?:\([^()]*\)[^()]*)*,\s*\"(\w[\w ]*)\"(?:,\s*\"(\w[\w ]*)\")?\)"
)
FILTERED = re.compile(r"\|\s*count\(['\"](\w+)['\"]\)")
LISTED = re.compile(r"^[A-Z_]+: Final.*?= ?(?:\{.*?\n\}|\(.*?\))", re.DOTALL | re.MULTILINE)

COUNTED_ELSEWHERE = ("file", "place", "project", "notebook")
"""What is counted by a word that stands in a list."""


def main() -> None:
    """Bring every catalogue up to date."""
    wanted = collect()
    for code in sorted({*(path.stem for path in FOLDER.glob("*.po")), *sys.argv[1:]}):
        path = FOLDER / f"{code}.po"
        old = read_po(BytesIO(path.read_bytes())) if path.exists() else Catalog()
        new = Catalog(locale=code, project="Proofolio", fuzzy=False, header_comment=f"# {code}")
        for singular, plural in sorted(wanted.items()):
            known = old.get(singular)
            said = known.string if known else ""
            new.add((singular, plural) if plural else singular, _fitting(said, plural, new))
        out = BytesIO()
        write_po(out, new, width=100, omit_header=False, no_location=True)
        path.write_bytes(_without_dates(out.getvalue()))
        missing = [m.id for m in new if m.id and not _is_said(m.string)]
        print(f"{code}: {len(wanted)} texts, {len(missing)} without a translation")


def collect() -> dict[str, str]:
    """Return every text that is marked: singular → plural, or nothing."""
    found: dict[str, str] = {}
    for path in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.glob("t*/**/*.html")]):
        text = path.read_text("utf-8")
        if "templates/init" in path.as_posix() or {FOLDER, PACKAGE / "cli"} & {*path.parents}:
            continue
        for match in MARKED.finditer(text):
            found |= {_plain(part): found.get(_plain(part), "") for part in match.groups() if part}
        for match in PLURAL.finditer(text):
            one, many = (_plain(part) for part in match.groups() if part is not None)
            found[one] = many
        for one, many in (*COUNTED.findall(text), *((m, "") for m in FILTERED.findall(text))):
            found[f"{{number}} {one}"] = f"{{number}} {many or one + 's'}"
    found |= {f"{{number}} {word}": f"{{number}} {word}s" for word in COUNTED_ELSEWHERE}
    return {text: plural for text, plural in found.items() if text} | dict.fromkeys(listed(), "")


def listed() -> Iterator[str]:
    """Yield what is said although it stands in a list: names of abilities and groups, reasons, headings."""
    from proofolio.pages.filters import KIND_NAMES
    from proofolio.pages.path import _KINDS, _TIMES
    from proofolio.pages.skill import _CAPTIONS
    from proofolio.pages.weekly_activity import COLUMNS
    from proofolio.resume.choice import HEADINGS
    from proofolio.resume.skills import _GROUPS, CLAIMED

    for entry in taxonomy():
        if entry.kind == "ability":
            yield entry.name
        yield entry.group
    yield from (*COLUMNS, *KIND_NAMES.values(), *_TIMES.values(), *_CAPTIONS.values())
    yield from (*HEADINGS.values(), *_GROUPS.values(), CLAIMED)
    yield from (name for kind, name in _KINDS.items() if kind != "other")
    yield from ("book", "course", "paper", "project", "now", "planned", "Ability", "Tool", "Topic")
    yield from ("learned", "built", "shared", "draft", "scheduled", "Résumé", "Path")
    yield from ("First notebook", "First project", "First post", "First deployment", "Began")
    yield from ("Finished", "A second time", "A third time", "Once more")
    yield from ("One answer takes", "Used by", "Only {command} shows this post.")
    for package in ("skills", "assemble"):
        for path in (PACKAGE / package).glob("*.py"):
            yield from re.findall(
                r"\"((?:It|The|What|Only)[^\"{}]*\.)\"$", path.read_text("utf-8"), re.MULTILINE
            )
            yield from re.findall(
                r"(?:why = |, )\"((?:It|The|What|Only)[^\"{}]*\.)\"", path.read_text("utf-8")
            )
    yield from re.findall(
        r"append\(\"([A-Z][\w ]+)\"\)",
        (PACKAGE / "notebook_check/verdict.py").read_text("utf-8"),
    )
    yield from ("mounts Google Drive", "looks at the GPU", "signs in to Hugging Face")
    yield from ("signs in to Weights & Biases",)
    yield from ("A control that works only while the notebook runs.", "Code")
    yield from (
        "A progress bar that moved while the notebook ran.",
        "Map tiles are not shown here.",
    )


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\'", "'")


def _fitting(said: object, plural: str, catalog: Catalog) -> object:
    if plural:
        return said if isinstance(said, tuple) else ("",) * catalog.num_plurals
    return said if isinstance(said, str) else ""


def _is_said(said: object) -> bool:
    return all(said) if isinstance(said, tuple) else bool(said)


def _without_dates(data: bytes) -> bytes:
    """Leave out what changes with each run."""
    lines = data.decode("utf-8").splitlines(keepends=True)
    changing = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator')
    return "".join(line for line in lines if not line.startswith(changing)).encode()


if __name__ == "__main__":
    main()
