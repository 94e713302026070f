"""What tells of a person more than they chose to: addresses, home folders, what Colab writes into notebooks."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from proofolio.model.finding import Spot
from proofolio.publish.pages import SiteFile
from proofolio.publish.sighting import Sighting

_EMAIL: Final = re.compile(
    r"(?<![\w.+%-])([a-z0-9][\w.+%-]{1,63})@((?:[a-z0-9][a-z0-9-]{0,62}\.){0,3}[a-z0-9][a-z0-9-]{1,62}\."
    r"(?:com|org|net|edu|gov|mil|int|info|biz|name|app|dev|tech|cloud|online|[a-z]{2}))(?![\w@(-]|\.\w)",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    r"(?:^|\.)(?:example|test|invalid|localhost|domain|email|company|yourdomain|mydomain|users\.noreply\.github)\.[a-z]+(?:\.[a-z]+)?$",
    re.IGNORECASE,
)
"""Domains that belong to nobody (RFC 2606), or to GitHub's addresses without a reader."""
_NO_PERSON: Final = frozenset(
    {
        "git",
        "noreply",
        "no-reply",
        "user",
        "username",
        "you",
        "your",
        "yourname",
        "name",
        "email",
        "me",
        "someone",
        "foo",
    }
)
_HOME: Final = re.compile(
    r"(?<![\w.~-])(?:/home/|/Users/|/mnt/[a-z]/Users/|[A-Za-z]:[\\/]{1,2}Users[\\/]{1,2})"
    r"([A-Za-z0-9_\u00c0-\uffff][\w.\u00c0-\uffff-]{0,63})(?=[\\/\s\"'<>)\],;:]|$)"
)
_NO_HOME: Final = frozenset(
    {
        "admin", "administrator", "all", "anaconda", "app", "appuser", "azureuser", "coder", "codespace", "colab", "default",
        "docker", "ec2-user", "gitpod", "guest", "home", "jovyan", "kaggle", "linuxbrew", "me", "my_name", "myname", "name",
        "node", "pi", "public", "root", "runner", "sagemaker-user", "shared", "someone", "studio-lab-user", "test", "ubuntu",
        "user", "user1", "username", "user_name", "vagrant", "vscode", "worker", "xxx", "you", "your", "your-name", "your_name",
        "your-username", "your_username", "yourname", "yourusername",
    }
)  # fmt: skip
_COLAB_KEY: Final = re.compile(
    r"[\"'](userId|photoUrl|executionInfo|mount_file_id|authorship_tag|file_id)[\"']\s*:\s*[\"'{]"
)
_PHOTO: Final = re.compile(r"lh3\.googleusercontent\.com/[\w./=-]+")
_LONG: Final = re.compile(r"(?<![\w-])[\w-]{17,60}(?![\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What of a person may be told, and what must not."""

    chosen: frozenset[str]
    """E-mail addresses in the author's own words, in lower case."""
    colab: frozenset[str]
    """Account and file numbers that Colab wrote into the notebooks that were pulled."""


def read_known(own: str, notebooks: Iterable[bytes], *, public: Callable[[str], bool]) -> Known:
    """Collect what is known beforehand.

    Args:
        own: all that the author wrote with their own hands.
        notebooks: what was pulled.
        public: tells whether a file's number is public, because its notebook is shared by its link.
    """
    colab = {number for data in notebooks for number in _numbers(data)}
    return Known(
        chosen=frozenset(match[0].lower() for match in _EMAIL.finditer(own)),
        colab=frozenset(number for number in colab if not public(number)),
    )


def identities(file: SiteFile, known: Known) -> Iterator[Sighting]:
    """Yield what a file of the site tells of a person."""
    if file.is_of_the_theme:
        return
    spot = Spot(path=f"site/{file.path}")
    seen: set[tuple[str, str]] = set()
    for text in file.texts:
        for sighting in (
            *_emails(text, known, spot),
            *_homes(text, spot),
            *_of_colab(text, known, spot),
        ):
            if (sighting.rule, sighting.key) not in seen:
                seen.add((sighting.rule, sighting.key))
                yield sighting


def emails_in(text: str) -> set[str]:
    """Return every e-mail address of somebody in a text, in lower case."""
    if "@" not in text:
        return set()
    return {match[0].lower() for match in _EMAIL.finditer(text) if _is_somebody(match)}


def _is_somebody(match: re.Match[str]) -> bool:
    return not _NOBODY.search(match[2]) and match[1].lower() not in _NO_PERSON


def _emails(text: str, known: Known, spot: Spot) -> Iterator[Sighting]:
    if "@" not in text:
        return
    for match in _EMAIL.finditer(text):
        email = match[0].lower()
        if email in known.chosen or not _is_somebody(match):
            continue
        yield Sighting(
            rule="email",
            key=email,
            severity="blocker",
            message=f"The e-mail address {match[0]} stands on the site, and none of your own files names it.",
            hint="Take it out where it was pulled from; if it is yours, write it in `resume.yml` under `basics.email`; if it may stay, accept it.",
            spot=spot,
        )


def _homes(text: str, spot: Spot) -> Iterator[Sighting]:
    for match in _HOME.finditer(text):
        name = match[1]
        if name.lower() in _NO_HOME or set(name) <= set("x.*-_"):
            continue
        yield Sighting(
            rule="home-path",
            key=name.lower(),
            severity="blocker",
            message=f"The site shows a folder of the user `{name}`: `{match[0]}`.",
            hint="Write a path from the notebook's own folder instead (`data/…`), or accept it if the name tells nothing.",
            spot=spot,
        )


def _of_colab(text: str, known: Known, spot: Spot) -> Iterator[Sighting]:
    found = (
        [match[1] for match in _COLAB_KEY.finditer(text)]
        if "notebook" in spot.path
        or '"userId"' in text
        or '"executionInfo"' in text
        or '"photoUrl"' in text
        else []
    )
    found += [match[0] for match in _PHOTO.finditer(text)]
    found += (
        [match[0] for match in _LONG.finditer(text) if match[0] in known.colab]
        if known.colab
        else []
    )
    for what in dict.fromkeys(found):
        yield Sighting(
            rule="identity",
            key=what,
            severity="blocker",
            message=f"The site tells what Colab noted about an account: `{_masked(what)}`.",
            hint="In Colab: Edit, Notebook settings, 'Omit code cell output when saving'; or clear it with `jupyter nbconvert --clear-output`, push, and run `proofolio sync`.",
            spot=spot,
        )


def _masked(text: str) -> str:
    return text if len(text) < 16 else f"{text[:4]}…{text[-2:]}"


def _numbers(data: bytes) -> Iterator[str]:
    """Yield the numbers in a notebook's metadata that name an account or a file."""
    if b"userId" not in data and b"file_id" not in data and b"authorship_tag" not in data:
        return
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        return
    places: list[Any] = [notebook.get("metadata")] if isinstance(notebook, dict) else []
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    places += [cell.get("metadata") for cell in cells or () if isinstance(cell, dict)]
    while places:
        value = places.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in {"userId", "file_id", "mount_file_id", "authorship_tag"} and isinstance(
                    inner, str
                ):
                    if len(inner) >= 17:
                        yield inner
                elif isinstance(inner, dict | list):
                    places.append(inner)
        elif isinstance(value, list):
            places.extend(value)
