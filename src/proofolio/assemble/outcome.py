"""What came out of a project, in one sentence of its owner's that holds a figure."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from proofolio.assemble.claims import claims
from proofolio.assemble.summary_shape import sentences
from proofolio.assemble.text_blocks import BLOCK, TAG

_RESULTS: Final = re.compile(
    r"result|finding|conclusion|outcome|impact|insight|performance|evaluation|summary|highlight|lesson"
    r"|resultado|conclusi[oó]n|conclus[aã]o|hallazgo|impacto|desempenho|résultat|ergebnis|结果|结论|結果|결과|결론|النتائج",
    re.IGNORECASE,
)
"""Headings under which results stand."""
_SAYS: Final = re.compile(
    r"\b(?:achiev|reach|improv|reduc|increas|decreas|outperform|beats?\b|best|detect|explain|saves?\b|saved|predict\w*|of the time|from\b.{1,40}\bto\b"
    r"|higher|lower|more than|accura|error|correctly|revenue|profit|logr|alcanz|mejor|reduj|aument|melhor|atingi|reduzi|obtuv|obtev|lucro)",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(
    r"(?<![\w.])(?:[$€£R¥]+\s?)?\d[\d.,]*\s?(?:%|x\b|\u00d7(?!\s?\d)|k\b|million|MM?\b|ms\b|USD|EUR)|(?<![\w.])\d+[.,]\d+"
)
_COUNT: Final = re.compile(
    r"(?<![\w.-])\d{1,3}(?:,\d{3})+|(?<![\w.-])(?<!Fortune )(?!(?:19|20)\d\d(?!\d))\d{2,}(?![\w-])"
)
_BUTTON: Final = re.compile(r"[\s.]*[▶►→]+\s*[\w ]{2,20}$")
_MARKS: Final = re.compile(r"^[^\w(\[\"'\u201c\u2018\u00ab+$\u20ac\u00a3~\u2248#-]+")
"""Emoji and ticks before a line."""
_PREFIX: Final = re.compile(
    r"^(?:(?:key |final |main )?(?:metrics?|metric\(s\)|results?|outcomes?|impact)|m[ée]tricas?|resultados?|résultats?|ergebnisse?)\s*:\s*",
    re.IGNORECASE,
)
_NO_RESULT: Final = re.compile(
    r"\b(?:target|goal|assum\w+|hypothe\w+|should|will be|plan(?:ned)? to|expected|todo|tbd|install|python ?\d|version|license|clone|requires?|objetivo|meta|ground truth|kontrollgruppe|control group|grupo (?:de )?control\w*|groupe (?:de )?contrôle|random guess\w*|(?:without|before) (?:the |a |any )?(?:model|ml)|sin (?:el |un |ningún )?modelo|sem (?:o |um )?modelo|sans (?:le )?modèle|ohne modell)\b|\((?:true|actual|real|baseline)\)|^\W*(?:baseline|naive|dummy)\b|\bv?\d+\.\d+\.\d+|://|^\s*[#$>]",
    re.IGNORECASE,
)
_MEASURE: Final = re.compile(
    r"[^\W\d][\w@²%-]*(?:[ -][^\W\d][\w-]*){0,2}(?:@\d+)?\s*[:=≈~]?\s*\d[\d.,]*\s*%?(?:\s*\([^()]{1,20}\))?\.?"
)
"""A measure and its figure, and no word about them."""
_TASK: Final = re.compile(
    r"\W*(?:use|build|find|calculate|compute|estimate|plot|train|check|make|create|write|determine|identify|compare|predict|implement|explain|describe|show|test|display|draw"
    r"|usa|utiliza|calcula|construye|encuentra|entrena|determina|crea|crie|calcule|encontre|treine|construa)\s",
    re.IGNORECASE,
)
"""How a task begins that was set: it says what to do, and not what came out."""
_SCRAP: Final = re.compile(
    r"\b[\w-]*[a-z_-]\d{8,}\b|[$€£]\s?[\d.,]+\s?(?:/|per )\s?(?:h|hr|hour|day|month|call|request|token)\b|\b(?:endpoint|instance|bucket)s? (?:deleted|stopped|shut)|\bshut ?down\b|eliminated costs?|\d\s?%\+? (?:uptime|availability)\b|^\W*100\s?% [\w-]+:|%\+? accuracy (?:patterns|levels|potential)\b",
    re.IGNORECASE,
)
"""Lines of a log, what running something costs, and praise in per cent."""
_OF_DATA: Final = re.compile(
    r"\b(?:outliers?|nulos|(?:missing|null|duplicate\w*|erroneous|invalid) (?:values?|rows?|records?)|data quality|calidad de (?:los )?datos|registros? err[oó]neos?|valores (?:nulos|at[ií]picos|ausentes))\b",
    re.IGNORECASE,
)
"""Faults in the data: what was found wrong, and not what came out."""
_OF_NOTHING: Final = re.compile(
    r"^(?:[^:]{2,40}:\s*)?[~≈<>]?\s*\d[\d.,]*\s?%\+?\s(?:reduction|improvement|increase|decrease|uptime|availability|automat\w+|savings?|faster|better|more efficient)\W*$",
    re.IGNORECASE,
)
"""A share of nobody says what."""
_CRITERION: Final = re.compile(r"[<>≤≥]\s?\d")
"""What should be reached."""
_UNKNOWN: Final = re.compile(
    r"^[^:]{3,80}:\s*[~≈<>±]?\s*-?\d[\d.,]*(?:\s*(?:[\u00d7x*]\s*)?10\^?[-\u2212]?\d+)?(?:\s*[a-zµ/]{1,8})?\.?$"
)
"""A name and a bare number: without a measure that people know it says nothing."""
_WORDS: Final = re.compile(r"\w+")
_FEW_WORDS: Final = 5
_MOSTLY: Final = 0.75
"""Share of its words that the line beside it has, too, from which it is said twice."""
_LEAST: Final = 30
_LONGEST: Final = 190
_MOST_READ: Final = 60_000


def outcome(row: str, html: str, summary: str) -> str:
    """Return one sentence that says what came out; plain text, empty when none does.

    Args:
        row: what the README of the collection says of the project; may be empty.
        html: what the project's own README tells.
        summary: what is shown beside it and is not said twice.
    """
    row = _PREFIX.sub("", _MARKS.sub("", _BUTTON.sub("", row).strip()))
    if row and (_FIGURE.search(row) or _COUNT.search(row)) and not _is_same(row, summary):
        return _cut(_first_measure(row)) if not _SCRAP.search(row) else ""
    found = ""
    best = {claim.label: claim.value for claim in claims(html)}
    for is_result, said in _sentences(html):
        if not _is_outcome(said, is_result=is_result) or _is_same(said, summary):
            continue
        if any(best.get(c.label, c.value) != c.value for c in claims(f"<p>{said}</p>")[:1]):
            # Another model of the same work has a better one.
            continue
        if is_result:
            return _first_measure(_PREFIX.sub("", said))
        found = found or _first_measure(_PREFIX.sub("", said))
    return found


def _sentences(html: str) -> Iterator[tuple[bool, str]]:
    """Yield sentences and items, with whether they stand under a heading for results."""
    is_result = False
    for match in BLOCK.finditer(html[:_MOST_READ]):
        said = _MARKS.sub("", " ".join(unescape(TAG.sub("", match["inner"])).split()))
        if match["tag"][0] == "h":
            is_result = bool(_RESULTS.search(said))
            continue
        for sentence in sentences(said):
            yield is_result, sentence


def _is_outcome(said: str, *, is_result: bool) -> bool:
    if (
        said[0] in "(["
        or not _LEAST <= len(said) <= _LONGEST
        or said.endswith((":", "\N{FULLWIDTH COLON}", "...", "\N{HORIZONTAL ELLIPSIS}"))
        or _NO_RESULT.search(said)
        or _TASK.match(said)
        or _CRITERION.search(said)
        or _SCRAP.search(said)
        or _OF_NOTHING.match(said)
    ):
        return False
    if claims(f"<p>{said}</p>"):
        return True
    if _UNKNOWN.match(said) or _OF_DATA.search(said):
        return False
    return bool(_FIGURE.search(said)) and (is_result or bool(_SAYS.search(said)))


def _is_same(said: str, summary: str) -> bool:
    plain = said.rstrip(".…。 ").casefold()
    own, other = set(_WORDS.findall(plain)), set(_WORDS.findall(summary.casefold()))
    figures = {word for word in own if word.isdecimal()}
    is_retold = (
        figures <= other and len(own) >= _FEW_WORDS and len(own & other) >= _MOSTLY * len(own)
    )
    return bool(plain) and (
        is_retold or plain in summary.casefold() or summary.rstrip(".… ").casefold() == plain
    )


def _first_measure(said: str) -> str:
    """Of a row of measures and nothing else the first: five of them tell no more to who knows none."""
    parts = re.split(r"\s*[,;|·]\s+(?=[^\W\d])", said)
    is_row = len(parts) > 1 and all(_MEASURE.fullmatch(part) for part in parts)
    return parts[0] if is_row else said


def _cut(said: str) -> str:
    """Return whole parts of a row, as many as fit; a part of a sentence is none."""
    if len(said) <= _LONGEST:
        return said
    kept = ""
    for part in re.split(r"(?<=[.;→])\s+", said):
        if len(kept) + len(part) + 1 > _LONGEST:
            break
        kept = f"{kept} {part}".strip()
    return kept.rstrip(" ,;→")
