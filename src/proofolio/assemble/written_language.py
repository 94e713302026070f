"""Which language somebody writes in, by the small words of their READMEs: the site speaks it when nobody said another."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Final

from proofolio.assemble import readme
from proofolio.assemble.text_blocks import TAG
from proofolio.model.records import Get
from proofolio.model.snapshot import Snapshot

_SMALL: Final[Mapping[str, str]] = {
    "en": "the and of to is with for this that are was by from it",
    "es": "el los las y del una con este está más cómo sus fue lo mi",
    "pt": "os um uma com em não são mais dos das ao você é meu foi",
    "fr": "le les et des une du pour avec dans ce cette sont est sur par",
    "de": "der die und das ist mit für ein eine von auf den nicht zu",
    "it": "il gli di una per che della sono nel questo alla dei",
    "id": "dan yang untuk dengan ini dari pada adalah dalam tidak",
    "tr": "ve bir için ile bu olarak gibi olan",
}
"""Words that nearly every sentence of a language holds, and few of another's."""
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_JAPANESE: Final = re.compile(r"[\u3040-\u30ff]")
_KOREAN: Final = re.compile(r"[\uac00-\ud7af]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_OTHER_SCRIPTS: Final = (
    ("ja", _JAPANESE, 2.0),
    ("ko", _KOREAN, 1.5),
    ("zh", _CHINESE, 1.5),
    ("ru", _CYRILLIC, 5.0),
    ("ar", _ARABIC, 5.0),
)
"""Language, its signs, and how many of them say as much as a word."""
_BLOCK: Final = re.compile(r"<pre\b.*?</pre>|<code\b.*?</code>", re.DOTALL)
_MOST_READMES: Final = 30
_MOST_READ: Final = 20_000
_FEWEST: Final = 15
"""Small words that are enough to tell by."""
_CLEARLY: Final = 1.6
"""Times as many as of any other language."""
_PER_WORD: Final = 3
"""Words of a text, for one of them that is small."""


def written_language(snapshot: Snapshot, get: Get) -> str:
    """Return the language that most of the READMEs are written in, as `theme.language` names it; `en` in doubt.

    What its owner says of themselves decides, where they say enough.

    Args:
        snapshot: what was pulled.
        get: returns the bytes of any blob.
    """
    profile = snapshot.profile.readme if snapshot.profile else None
    if profile and (found := _of(_counted(readme.read_readme(profile, get)[0].whole))):
        return found
    total: Counter[str] = Counter()
    newest = sorted(snapshot.repos, key=lambda repo: (repo.pushed_at, repo.name), reverse=True)
    for repo in newest[:_MOST_READMES]:
        if not repo.is_fork:
            total += _counted(readme.read_readme(repo, get)[0].whole)
    return _of(total) or "en"


def _of(counted: Counter[str]) -> str:
    (found, most), (_, second) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    return found if most >= _FEWEST and most >= _CLEARLY * second else ""


def _counted(html: str) -> Counter[str]:
    plain = unescape(TAG.sub(" ", _BLOCK.sub(" ", html[:_MOST_READ]))).casefold()
    words = Counter(re.findall(r"[^\W\d_]+", plain))
    found = Counter(
        {code: sum(words[word] for word in small.split()) for code, small in _SMALL.items()}
    )
    found.update(dict(_scripts(plain)))
    return +found


def _scripts(plain: str) -> Iterator[tuple[str, int]]:
    counts = {
        code: int(len(signs.findall(plain)) / (each * _PER_WORD))
        for code, signs, each in _OTHER_SCRIPTS
    }
    if counts["ja"]:
        # Japanese is written with Chinese signs, too.
        counts["ja"] += counts.pop("zh")
    yield from counts.items()
