"""A job description held against the evidence: what is shown, what is only claimed, what is missing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from proofolio.assemble.slugs import key
from proofolio.model.portfolio import Portfolio, Project
from proofolio.model.resume import Proof
from proofolio.model.skills import Skill
from proofolio.resume.choice import choose
from proofolio.resume.skills import mentions, proofs
from proofolio.settings import Settings
from proofolio.skills.taxonomy import entry_named, taxonomy

NAMES: Final = Path(__file__).parent / "asked.txt"
_MOST_WORDS: Final = 5
_MOST_PROJECTS: Final = 4
_WORD: Final = re.compile(r"[^\W_]+[+#]*|\.NET\b")
_AMBIGUOUS: Final = frozenset(
    {"accelerate", "agents", "altair", "arch", "black", "c", "celery", "click", "comet", "dash"}
    | {"darts", "evidently", "excel", "flair", "go", "haiku", "hydra", "hypothesis", "implicit"}
    | {"interpret", "make", "neptune", "panel", "playwright", "poetry", "prefect", "prophet", "r"}
    | {"ray", "requests", "rest", "rich", "river", "shell", "spark", "stan", "supervision"}
    | {"surprise", "tokenizers", "whisper"}
)
"""Names that are words as well: they count only in a list, and spelt as names are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A skill that a job description names."""

    name: str
    times: int
    line: int
    """Where it is named first."""
    state: Literal["shown", "claimed", "missing"]
    proof: Proof | None
    """Of a skill that the portfolio knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A job description, read."""

    asked: tuple[Asked, ...]
    """Shown ones first, each by how often it is named."""
    projects: tuple[str, ...]
    """Slugs of the projects that show most of what is asked; at most four."""

    def of(self, state: str) -> tuple[Asked, ...]:
        """Return the skills of one state."""
        return tuple(item for item in self.asked if item.state == state)


def match(
    text: str,
    portfolio: Portfolio,
    settings: Settings,
    *,
    names: Mapping[str, Sequence[str]],
) -> Match:
    """Find the skills that a text names.

    Args:
        text: the job description.
        portfolio: the work and what it shows.
        settings: what the learner says besides.
        names: skills that may be asked → other words for them.
    """
    known = {p.slug: p for p in mentions(portfolio)}
    known |= {p.slug or key(p.name): p for p in _all_proofs(portfolio, settings)}
    by_key = {key(p.name): p for p in known.values()} | known
    vocabulary = _vocabulary(names, by_key)
    found = list(_mentions(text, vocabulary))
    times = Counter(name for name, _ in found)
    lines = dict(reversed(found))
    order = {"shown": 0, "claimed": 1, "missing": 2}
    asked = [_asked(name, times[name], lines[name], by_key.get(key(name))) for name in times]
    asked.sort(key=lambda item: (order[item.state], -item.times, item.line, item.name))
    return Match(asked=tuple(asked), projects=tuple(_projects(portfolio, asked)))


def read_names(path: Path = NAMES) -> Mapping[str, tuple[str, ...]]:
    """Return skills that may be asked for, and other words for each.

    Those are what Proofolio finds evidence for, and what the file adds: `Name | other | other`, one a line.
    """
    found = {entry.name: entry.signs.get("aliases", ()) for entry in taxonomy()}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            names = tuple(part.strip() for part in line.split("|"))
            known = next(filter(None, map(entry_named, names)), None)
            name = known.name if known else names[0]
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *names)))
    return found


def _all_proofs(portfolio: Portfolio, settings: Settings) -> tuple[Proof, ...]:
    from dataclasses import replace

    everything = replace(choose(settings, None), hide=(), pin=(), skills=None, most_skills=100_000)
    return proofs(portfolio, settings.resume, everything)


def _vocabulary(
    names: Mapping[str, Sequence[str]], known: Mapping[str, Proof]
) -> Mapping[tuple[str, ...], str]:
    """Return the words of each name → the name, as the portfolio spells it when it knows it."""
    vocabulary: dict[tuple[str, ...], str] = {}
    for name, others in names.items():
        spelt = next(
            (known[k].name for k in map(key, (name, *others)) if k in known),
            name,
        )
        for word in (name, *others):
            vocabulary.setdefault(_words(word), spelt)
    for proof in known.values():
        vocabulary[_words(proof.name)] = proof.name
    vocabulary.pop((), None)
    return vocabulary


def _words(text: str) -> tuple[str, ...]:
    return tuple(match[0].lower() for match in _WORD.finditer(text))


def _mentions(text: str, vocabulary: Mapping[tuple[str, ...], str]) -> Iterator[tuple[str, int]]:
    """Yield each name with its line, the longest that begins at a word; linear in the text."""
    for number, line in enumerate(text.splitlines(), 1):
        found = list(_WORD.finditer(line))
        words = [match[0].lower() for match in found]
        place = 0
        while place < len(words):
            for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
                name = vocabulary.get(tuple(words[place : place + length]))
                if name and (length > 1 or _is_name(line, found[place], name)):
                    yield name, number
                    place += length
                    break
            else:
                place += 1


def _is_name(line: str, word: re.Match[str], name: str) -> bool:
    """Tell `Go, Rust` from `go on`, and `R` from `R&D`."""
    if word[0].lower() not in _AMBIGUOUS:
        return True
    if word[0] != name.partition(" ")[0]:
        return False
    before, after = line[: word.start()].rstrip(), line[word.end() :].lstrip()
    return (
        before[-1:] in {"", ",", "/", "(", "-", "*", "•", ":"}
        and (after[:1] in {"", ",", "/", ")", ";", "."} or after.startswith(("or ", "and ")))
    ) or (before.endswith((" or", " and", ",")) and after[:1] in {"", ",", "/", ")", ";", "."})


def _asked(name: str, times: int, line: int, proof: Proof | None) -> Asked:
    state: Literal["shown", "claimed", "missing"] = "missing"
    if proof is not None:
        state = "claimed" if proof.is_claimed else "shown"
    return Asked(name=name, times=times, line=line, state=state, proof=proof)


def _projects(portfolio: Portfolio, asked: Iterable[Asked]) -> list[str]:
    """Return the projects that show most of what is asked; none that shows nothing of it."""
    wanted = {key(item.name) for item in asked}
    skills = {skill.slug: skill for skill in portfolio.skills}
    scored = [
        (-len(wanted & _shows(project, skills)), place, project.slug)
        for place, project in enumerate(portfolio.projects)
    ]
    return [slug for score, _, slug in sorted(scored) if score][:_MOST_PROJECTS]


def _shows(project: Project, skills: Mapping[str, Skill]) -> set[str]:
    there = [skills[slug].name for slug in project.skills if slug in skills]
    there += [*project.topics, *(name for name, _ in project.facts.languages)]
    return {key(name) for name in there}


def variant_text(found: Match, *, source: str) -> str:
    """Return a proposal for `resumes/<name>.yml`; every word in it is the portfolio's own.

    Args:
        found: what is asked.
        source: what to call the job description.
    """
    import json

    claimed = [item for item in found.of("claimed") if item.proof and not item.proof.evidence]
    shown = [item.name for item in (*found.of("shown"), *claimed)]
    lines = [
        f"# Proposed for {' '.join(source.split())}; edit it as you like (see `resume` in portfolio.yml).",
        "# In place of those in resume.yml:",
        "# label: What you are to them",
        "# summary: Two sentences for them",
        *(["projects:", *(f"  - {slug}" for slug in found.projects)] if found.projects else []),
        *(
            ["skills:", *(f"  - {json.dumps(n, ensure_ascii=False)}" for n in shown)]
            if shown
            else []
        ),
    ]
    return "\n".join(lines) + "\n"
