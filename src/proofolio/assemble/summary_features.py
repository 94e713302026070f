"""What there is to know of a sentence that may say what a work is: where it stands, and by which signs it says it."""

import re
from functools import lru_cache
from typing import Final

from proofolio.assemble.readme_words import TELLING
from proofolio.assemble.summary_candidates import Candidate
from proofolio.assemble.summary_shown import CJK, is_cjk
from proofolio.assemble.summary_signs import (
    ABOUT_SOMETHING,
    AIMING,
    BACKGROUND,
    EMPTY_WORDS,
    HOLDS,
    MANY,
    OTHER_SCRIPT,
    STARTS,
)

_PROPER: Final = re.compile(r"[^\W\d_]{4,}")
_OF_ALL: Final = frozenset({"projec", "thi", "with", "using", "from"})
_GENERAL: Final = frozenset(
    [
        "projec",
        "case",
        "study",
        "analy",
        "machin",
        "learni",
        "data",
        "scienc",
        "reposi",
        "repo",
        "model",
        "notebo",
    ]
)
_NAME_ENDS: Final = re.compile(r"\s[—–:-]\s|:\s")
_LEAST_NAME: Final = 3
_SHORT: Final = 25
_IS: Final = r"\W*(?:\([^)]*\)\s*)?(?:\w+ ){0,2}(?:is|are|es|é|est|ist|è|adalah|là|predicts|analy|uses|provides|helps|implements|[—–:-])"
_AFTER_LEAD: Final = ("kind", "an", "doing", "defines")
"""What a sentence may begin with that lost its `This repository contains`."""
_OF_LEAD: Final = ("welcome", "never", "aside")
"""What a sentence may begin with that goes with it."""
_PHRASES: Final = frozenset({"plain", "plain:other", "plain:cjk", "an", "kind", "doing"})
_ABOUT: Final = {
    "this": {"this"},
    "aim": {"aim"},
    "did": {"did"},
    "kind": {"kind", "kkind", "end"},
    "an": {"an", "kan"},
    "doing": {"doing", "kdoing", "verb"},
}
"""What a sentence is about, by its signs; the first that fits."""
_WRITTEN: Final = {
    "commas": re.compile(r"(?:[^,]*,){6}"),
    "lower": re.compile(r"[a-z]"),
    "digit": re.compile(r"\W*\d"),
    "shout": re.compile(r"[A-ZÀ-Þ\W]{25,}"),
}
WIDE: Final = 2.6
"""Letters that one sign of Chinese, Japanese or Korean says as much as."""
_WELCOMED: Final = 80
_BRIEF: Final = 30
_LENGTHS: Final = (20, 30, 42, 60, 90, 130, 180, 230)


@lru_cache(maxsize=512)
def _of_heading(name: str) -> tuple[str, ...]:
    if not name:
        return ("h:none",)
    found = ["h:telling"] if TELLING.search(name) else ["h:other"]
    for rule, told in ((BACKGROUND, "h:background"), (MANY, "h:many"), (AIMING, "h:aim")):
        if rule.search(name):
            found.append(told)
    return tuple(found)


def place_features(one: Candidate, order: int, count: int) -> list[str]:
    """Name what is known of where a sentence stands.

    Args:
        one: the sentence.
        order: which of the README's sentences it is, from 0.
        count: how many there are.
    """
    section = min(one.section, 3)
    heading = _of_heading(one.heading)
    found = [
        "bias",
        f"order:{min(order, 6)}",
        f"sec:{section}",
        f"blk:{min(section, 1)}:{min(one.block, 3)}",
        f"sen:{min(section, 1)}:{min(one.sentence, 3)}",
        f"tag:{one.tag if one.tag in {'p', 'li', 'pre'} else 'h'}",
        *heading,
    ]
    if section:
        found += [f"{told}:{min(one.block + one.sentence, 2)}" for told in heading]
    if one.tag == "li":
        found.append(f"li:{min(section, 1)}:{min(one.block, 1)}:{heading[0]}")
    if one.is_quote:
        found.append("quote")
    if one.leads_to_list:
        found.append("leads")
    if one.is_alone:
        found.append("alone")
    if one.is_named_so:
        found.append("told")
    if count == 1:
        found.append("only")
    return found


def text_features(one: Candidate, title: str, count: int) -> frozenset[str]:
    """Name what is known of how a sentence says it.

    Args:
        one: the sentence.
        title: what the work is called.
        count: how many sentences the README has.
    """
    signs = _signs(one)
    about = _about(signs, one.said, title)
    found = signs | _shape(one) | _pairs(signs, one, count) | _of_title(one, title)
    found |= {f"is:{about}", f"is:{about}{'+' if 'does' in signs else '-'}"}
    found |= {f"at:{_nearness(one)}:{about}", f"tag:{one.tag}:{about}"}
    if one.section and not one.block and not one.sentence:
        found |= {f"under:{told}:{about}" for told in _of_heading(one.heading)}
    if about in _PHRASES and ABOUT_SOMETHING.match(one.said):
        found |= {"something", f"something:{'later' if one.section else 'top'}"}
        if "subject" in found:
            found.add("subject:something")
    return frozenset(found)


def _signs(one: Candidate) -> set[str]:
    """Return what a sentence begins with, and what it holds."""
    found = {name for name, rule in STARTS.items() if rule.match(one.said)}
    found |= {name for name, rule in HOLDS.items() if rule.search(one.said)}
    if one.kept != one.said:
        kept = {name for name in _AFTER_LEAD if STARTS[name].match(one.kept)}
        found |= {"lead", *(f"k{name}" for name in kept)}
        found -= {name for name in _OF_LEAD if not STARTS[name].match(one.kept)}
    if "this" in found and "does" in found:
        found.add("this+does")
    if "is-this" in found:
        found.add("this")
    if "finds" in found:
        found.discard("you")
        found.add("this")
    return found


def _pairs(signs: set[str], one: Candidate, count: int) -> set[str]:
    """Return what two signs say together that neither says alone."""
    found = set()
    length = len(one.kept) * (WIDE if is_cjk(one.kept) else 1.0)
    if "welcome" in signs:
        found.add(f"welcome:{'short' if length < _WELCOMED else 'long'}")
    if "concept" in signs and not signs & {"this", "aim", "did"}:
        found.add("concept:alone")
    if "aim" in signs and "before" in signs:
        found.add("aim:before")
    if "course" in signs:
        found.add(f"course:{min(count, 4)}")
    if "colon" in signs:
        left = min(len(one.kept.split()), 12) // 4
        found.add(f"colon:{'this' if 'this' in signs else 'other'}:{left}")
    if count == 1 and length < _BRIEF:
        found.add("only:brief")
    if signs & {"this", "aim"} and "task" in signs:
        found.add("this+task")
    return found


def _shape(one: Candidate) -> set[str]:
    """Return how long a sentence is, and how it is written."""
    kept, cjk = one.kept, is_cjk(one.kept)
    length = len(kept) * (WIDE if cjk else 1.0)
    found = {f"len:{sum(length >= edge for edge in _LENGTHS)}"}
    if cjk:
        found.add("cjk")
    else:
        special = {word for word in _PROPER.findall(kept.casefold()) if word not in EMPTY_WORDS}
        found |= {f"special:{min(len(special), 5)}", f"words:{min(len(kept.split()), 9) // 2}"}
    return found | {name for name, rule in _WRITTEN.items() if rule.match(kept)}


def _about(signs: set[str], said: str, title: str) -> str:
    """Return what a sentence is about: the work by its name, this work, its aim, a kind of thing, a doing."""
    if _named(said, title):
        return "named"
    for about, ways in _ABOUT.items():
        if signs & ways:
            return about
    return "plain:cjk" if is_cjk(said) else "plain:other" if OTHER_SCRIPT.search(said) else "plain"


def _nearness(one: Candidate) -> str:
    if one.block or one.sentence:
        return "later" if one.section else "near"
    return "first" if one.section else "top"


def _of_title(one: Candidate, title: str) -> set[str]:
    """Return what a sentence has of the title."""
    words = content(title)
    if not words:
        return set()
    shared = len(content(one.said) & words)
    found = {f"shared:{min(shared, 3)}"}
    if shared and shared == len(words):
        found.add("shared:all")
    if echoes(one.kept, title):
        found.add("echo")
    first = _NAME_ENDS.split(title)[0]
    squeezed = _squeezed(first)
    if len(squeezed) > _LEAST_NAME and _squeezed(one.said[:120]).startswith(squeezed):
        found |= {"subject", f"subject:{min(len(first.split()), 4)}"}
    return found


def content(said: str) -> frozenset[str]:
    """Return the words of a text that say something, shortened; of one without spaces, its pairs of signs."""
    words = {word.casefold()[:6].rstrip("s") for word in _PROPER.findall(said)} - _OF_ALL
    signs = "".join(CJK.findall(said))
    return frozenset(words | {signs[at : at + 2] for at in range(len(signs) - 1)})


def echoes(kept: str, title: str) -> bool:
    """Whether a sentence says the title and no more."""
    told, named = content(kept), content(title)
    if len(kept) < _SHORT and told & named:
        return True
    return len(kept) <= len(title) + _SHORT and bool(told) and told <= named | _GENERAL


def _squeezed(said: str) -> str:
    return re.sub(r"^the |[\W_]+", "", said.casefold())


def _named(said: str, title: str) -> bool:
    first = _NAME_ENDS.split(title)[0]
    if len(first) < _LEAST_NAME or first.casefold() not in said[: len(first) + 12].casefold():
        return False
    return bool(re.match(rf"\W*(?:the )?{re.escape(first)}{_IS}", said, re.IGNORECASE))
