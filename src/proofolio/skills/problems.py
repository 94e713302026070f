"""Which problem of a trade a project says that it solves, and where its code may have done so by hand.

A problem (churn, credit scoring, vehicle routing) is shown by words and code together: the words of
its title, README, headings and file names (`said` in the taxonomy) and, in a file of it, the kind of
work that the problem takes (`work`, or `named` for what is written by hand).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Final

from proofolio.model.usage import Usage, Written
from proofolio.skills.taxonomy import Entry, taxonomy

Said = Mapping[str, str]
"""Problem → the words that say so, as they were found."""

Told = Mapping[str, tuple[float, str]]
"""Problem → how clearly it is said that it is what this is about, and the words that say so."""

TITLE: Final = 3.0
"""What is said by a name or a title; what a later heading or a paragraph says counts less."""
SENTENCE: Final = 2.0
HEADING: Final = 1.0
PARAGRAPH: Final = 0.25
CLEAR: Final = 2.0
"""From here on it is said clearly: by a name, in an opening, or by several headings."""
_BEGINNING: Final = 100
"""Characters of a sentence."""
_OPENING: Final = 3
_OFTEN: Final = 2
"""Names of a problem's quantities that are used where the class or function itself is called otherwise."""
_STEPS: Final = 2
"""How many kinds of steps a calculation takes that counts as work by hand."""
_TAG: Final = re.compile(r"<[^>]*>?|!?\[[^\]]*\]\([^)]*\)?")
"""Badges and other HTML; a heading may be cut in the middle of them."""
_SPACES: Final = re.compile(r"[\s_\-/.'\u2019]+")
_HUMP: Final = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")
_ALPHABETS: Final = re.compile(r"[^\u2e80-\uffef]+")
"""Writing whose words end somewhere; Chinese, Japanese and Korean are looked for as they stand."""
_EXAMPLES: Final = re.compile(
    r"(?:^|/)(?:tests?|examples?|docs)/|(?:^|/)(?:test_[^/]*|conftest)\.py$"
)


@cache
def problems() -> tuple[Entry, ...]:
    """Return the skills that words and work together can show."""
    return tuple(entry for entry in taxonomy() if "said" in entry.signs)


def said_in(text: str) -> Said:
    """Return the problems that a text names; of two phrases in one place the longer counts."""
    plain = _SPACES.sub(" ", _HUMP.sub(" ", text)).casefold()
    spans = sorted(
        (found.start() - found.end(), found.start(), found.end(), problem)
        for stem, phrase, problem in _phrases()
        if stem in plain
        for found in islice(phrase.finditer(plain), 3)
    )
    said: dict[str, str] = {}
    taken: list[tuple[int, int, str]] = []
    for _, start, end, problem in spans:
        inside = any(a <= start and end <= b and end - start < b - a for a, b, _ in taken)
        if not inside:
            taken.append((start, end, problem))
            said.setdefault(problem, plain[start:end].strip())
    return said


def told(parts: Iterable[tuple[str, float]]) -> Told:
    """Return what some texts name clearly, each text with how much it counts.

    One piece of work solves one problem: of two that take the same kind of work the one that is named
    more clearly is what it is about; the other is its background.
    """
    points: defaultdict[str, float] = defaultdict(float)
    words: dict[str, str] = {}
    for part, counts in parts:
        for problem, said in said_in(part).items():
            points[problem] += counts
            words.setdefault(problem, said)
    return {
        problem: (many, words[problem])
        for problem, many in points.items()
        if many >= CLEAR and not any(points[it] > many for it in points if are_rivals(problem, it))
    }


def sentence(text: str) -> Iterator[tuple[str, float]]:
    """Yield a sentence for `told`: what it is about stands at its beginning."""
    yield text[:_BEGINNING], SENTENCE
    yield text[_BEGINNING:], HEADING


def headings_of(headings: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield a notebook's headings for `told`: its opening, and the name of its data, say more than the rest."""
    said = (plain for heading in headings if (plain := _TAG.sub(" ", heading).strip(" -*:")))
    for number, heading in enumerate(said):
        is_title = number == 0 or ".csv" in heading
        yield heading, TITLE if is_title else SENTENCE if number < _OPENING else HEADING


def first_own(own: Told, by_project: Told) -> Told:
    """Return what a file says of itself; a sentence of it yields to a rival that the project is named after."""
    return {
        problem: (many, words)
        for problem, (many, words) in own.items()
        if many >= TITLE
        or not any(
            other != problem and are_rivals(problem, other) and points >= TITLE
            for other, (points, _) in by_project.items()
        )
    }


@cache
def are_rivals(first: str, second: str) -> bool:
    """Whether two problems take the same kind of work."""
    return not _work(first).isdisjoint(_work(second))


@cache
def _work(problem: str) -> frozenset[str]:
    entries = (one for one in problems() if one.name == problem)
    return frozenset(name for one in entries for name in one.signs.get("work", ()))


def is_demo(path: str) -> bool:
    """Whether a file shows what others do; where those are there, they are cited."""
    return "demo" in path.rpartition("/")[2].casefold()


def is_example(path: str) -> bool:
    """Whether a file only tries or explains what others do."""
    return bool(_EXAMPLES.search(path))


def by_hand(usage: Usage) -> Iterator[tuple[Entry, Written]]:
    """Yield the problems that a class or function is called after and calculates, each once."""
    doing = [one for one in usage.written if one.name and len(one.does) >= _STEPS]
    for entry in problems():
        parts = entry.signs.get("named", ())
        called = [one for one in doing if any(part in _plain(one.name) for part in parts)]
        speaking = (one for one in doing if sum(part in one.words for part in parts) >= _OFTEN)
        found = called[0] if called else next(speaking, None)
        if found:
            yield entry, found


def _plain(name: str) -> str:
    return name.replace("_", "").casefold()


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple(
        (_stem(text), _phrase(text), entry.name)
        for entry in problems()
        for text in map(str.casefold, entry.signs["said"])
    )


def _stem(text: str) -> str:
    """The longest piece that must be there, so that few patterns are tried."""
    return max(re.split(r"[ *]", text), key=len)


def _phrase(text: str) -> re.Pattern[str]:
    pattern = re.escape(text).replace(r"\ ", " ").replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){pattern}(?!\w)" if _ALPHABETS.fullmatch(text) else pattern)
