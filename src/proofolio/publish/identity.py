"""What tells of a person more than they chose to: addresses, home folders, what Colab writes into notebooks."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from ahocorasick_rs import AhoCorasick

from proofolio.leaks import read_json
from proofolio.model.finding import Spot
from proofolio.model.records import BlobId
from proofolio.model.snapshot import Snapshot
from proofolio.publish import picture_texts
from proofolio.publish.budget import Budget, Unread
from proofolio.publish.encoded import without_pictures
from proofolio.publish.pages import SiteFile
from proofolio.publish.personal import emails_in, homes_in
from proofolio.publish.raw_findings import MOST_SPOTS, RawFinding

_SETTINGS: Final = frozenset(
    {"portfolio.yml", "resume.yml", "resume.json", "mkdocs.yml", "authors.yml", ".authors.yml"}
)
"""Files of the author's in which an address is meant to be seen."""
_COLAB_KEYS: Final = (
    "userId", "photoUrl", "executionInfo", "mount_file_id", "authorship_tag", "file_id",
)  # fmt: skip
_COLAB_KEY: Final = re.compile(rf"[\"']({'|'.join(_COLAB_KEYS)})[\"']\s*:\s*[\"'{{]")
_PHOTO: Final = re.compile(r"lh3\.googleusercontent\.com/[\w./=-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a file tells of persons."""

    emails: Mapping[str, str]
    homes: Mapping[str, str]
    """Each in lower case → as it stands there; the key of a home folder is the name before a `/`."""
    numbers: tuple[str, ...] = ()
    """That name an account or a file, in a notebook's metadata."""


NOTHING: Final = Details(emails={}, homes={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A file that is public already, and what it tells."""

    spot: Spot
    emails: int
    homes: int
    some: str
    """The first of them, as it stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What of a person may be told, and what must not; plain values, so that processes can share it."""

    chosen: frozenset[str]
    """E-mail addresses in the author's own settings, in lower case."""
    public: Mapping[str, Holder]
    """An address, or the name of a home folder, in lower case → the file in which it is public already."""
    written: Mapping[str, tuple[Spot, ...]]
    """The same → where it was written that nobody can read yet."""
    colab: frozenset[str]
    """Account and file numbers that Colab wrote into the notebooks that were pulled."""


def details_of(data: bytes) -> Details:
    """Read what a file that was pulled tells of persons."""
    text = _readable(data)
    emails, homes = _personal_details(text.decode("utf-8", "replace"))
    return Details(emails=emails, homes=homes, numbers=tuple(dict.fromkeys(_numbers(text))))


def _readable(data: bytes) -> bytes:
    """Return the words of a file: among pixels any letters meet by chance."""
    if not picture_texts.is_picture(data):
        return without_pictures(data)[0]
    parts = picture_texts.parts(data, "", Budget())
    return b"\n".join(part.data for part in parts if not isinstance(part, Unread))


def read_known(
    words: Mapping[str, str], snapshot: Snapshot, details: Callable[[BlobId], Details]
) -> Known:
    """Collect what is known beforehand.

    Args:
        words: path → text of what the author wrote with their own hands.
        snapshot: what was pulled.
        details: returns what a blob that it names tells.
    """
    own = "\n".join(words.values())
    public: dict[str, Holder] = {}
    written: dict[str, list[Spot]] = {}
    colab: set[str] = set()
    for spot, told, is_public in _pulled(snapshot, details):
        colab.update(told.numbers)
        every = {**told.emails, **told.homes}
        if is_public and every:
            holder = Holder(
                spot=spot,
                emails=len(told.emails),
                homes=len(told.homes),
                some=next(iter(every.values())),
            )
            for detail in every:
                public.setdefault(detail, holder)
        else:
            for detail in every:
                written.setdefault(detail, []).append(spot)
    for path, text in words.items():
        for found in _personal_details(text):
            for detail in found:
                written.setdefault(detail, []).append(Spot(path=path))
    settings = "\n".join(text for path, text in words.items() if path in _SETTINGS)
    return Known(
        chosen=frozenset(emails_in(settings)),
        public=public,
        written={detail: tuple(spots[:MOST_SPOTS]) for detail, spots in written.items()},
        colab=frozenset(
            number for number in colab if number not in own and not _is_shared(number, snapshot)
        ),
    )


def identities(file: SiteFile, known: Known) -> Iterator[RawFinding]:
    """Yield what a file of the site tells of a person."""
    if file.is_of_the_theme:
        return
    spot = Spot(path=f"site/{file.path}")
    found = dict.fromkeys(
        raw
        for text in file.texts
        for raw in (*_details(text, known, spot), *_of_colab(text, known, spot))
    )
    yield from found


def _pulled(
    snapshot: Snapshot, details: Callable[[BlobId], Details]
) -> Iterator[tuple[Spot, Details, bool]]:
    """Yield what was pulled, and whether everybody can read it where it comes from; notebooks first."""
    files = [(repo, file) for repo in snapshot.all_repos for file in repo.files]
    for repo, file in sorted(files, key=lambda one: not one[1].path.endswith(".ipynb")):
        spot = Spot(path=f"{repo.full_name}/{file.path}", commit=repo.head_commit)
        yield spot, details(file.blob), not repo.is_private
    for notebook in snapshot.notebooks:
        spot = Spot(path=notebook.key.removeprefix("local:"))
        yield spot, details(notebook.blob), notebook.is_public
    if snapshot.profile:
        profile = snapshot.profile
        yield Spot(path=profile.url), details_of(f"{profile.bio}\n{profile.website}".encode()), True
    for repo in snapshot.repos:
        yield Spot(path=repo.full_name), details_of(repo.description.encode()), not repo.is_private


def _is_shared(number: str, snapshot: Snapshot) -> bool:
    """Whether a file's number is public, because its notebook is shared by its link."""
    return any(
        number in (notebook.colab_url or "") + (notebook.view_url or "")
        for notebook in snapshot.notebooks
    )


def _personal_details(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the addresses and home folders of a text; the key of a folder is the name before a `/`."""
    return emails_in(text), {f"{name}/": path for name, path in homes_in(text).items()}


def _details(text: str, known: Known, spot: Spot) -> Iterator[RawFinding]:
    emails, homes = _personal_details(text)
    for detail, shown in {**emails, **homes}.items():
        if detail in known.chosen:
            continue
        holder = known.public.get(detail)
        if holder:
            remark = _remark(holder)
            yield from (remark, replace(remark, spot=spot))
            continue
        blocker = _home(detail, shown) if detail in homes else _email(detail, shown)
        for place in (*known.written.get(detail, ()), spot):
            yield replace(blocker, spot=place)


def _remark(holder: Holder) -> RawFinding:
    counts = (
        _count(holder.emails, "e-mail address", "es"),
        _count(holder.homes, "home folder", "s"),
    )
    told = " and ".join(filter(None, counts))
    more = ", …" if holder.emails + holder.homes > 1 else ""
    return RawFinding(
        rule="personal-details",
        key=holder.spot.path,
        severity="remark",
        message=f"`{holder.spot.path}` tells {told} (`{holder.some}`{more}). It is public there already, and your site shows it, too.",
        hint="If that is meant to be, there is nothing to do, or accept it. Else take it out there, push, and run `proofolio sync`.",
        spot=holder.spot,
    )


def _count(number: int, one: str, ending: str) -> str:
    return f"{number} {one}{ending * (number > 1)}" if number else ""


def _email(email: str, shown: str) -> RawFinding:
    return RawFinding(
        rule="email",
        key=email,
        severity="blocker",
        message=f"The e-mail address {shown} stands on the site, is public nowhere else, and none of your settings names it.",
        hint="Take it out where it was written; if it is yours, write it in `resume.yml` under `basics.email`; if it may stay, accept it.",
        spot=Spot(path=""),
    )


def _home(detail: str, shown: str) -> RawFinding:
    return RawFinding(
        rule="home-path",
        key=detail.removesuffix("/"),
        severity="blocker",
        message=f"The site shows a folder of the user `{detail.removesuffix('/')}` that is public nowhere else: `{shown}`.",
        hint="Write a path from the notebook's own folder instead (`data/…`), or accept it if the name tells nothing.",
        spot=Spot(path=""),
    )


def _of_colab(text: str, known: Known, spot: Spot) -> Iterator[RawFinding]:
    is_noted = any(f'"{key}"' in text for key in ("userId", "executionInfo", "photoUrl"))
    if not is_noted and "notebook" in spot.path:
        is_noted = any(key in text for key in _COLAB_KEYS)
    found = [match[1] for match in _COLAB_KEY.finditer(text)] if is_noted else []
    found += [match[0] for match in _PHOTO.finditer(text)]
    found += _standing_alone(known.colab, text)
    for what in dict.fromkeys(found):
        yield RawFinding(
            rule="identity",
            key=what,
            severity="blocker",
            message=f"The site tells what Colab noted about an account: `{_masked(what)}`.",
            hint="In Colab: Edit, Notebook settings, 'Omit code cell output when saving'; or clear it with `jupyter nbconvert --clear-output`, push, and run `proofolio sync`.",
            spot=spot,
        )


def _standing_alone(numbers: frozenset[str], text: str) -> list[str]:
    """Return the numbers that stand in a text, not as a part of a longer one."""
    found = dict.fromkeys(_search_for(numbers).find_matches_as_strings(text, overlapping=True))
    return [
        number for number in found if re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", text)
    ]


@lru_cache(maxsize=1)
def _search_for(numbers: frozenset[str]) -> AhoCorasick:
    return AhoCorasick(sorted(numbers))


def _masked(text: str) -> str:
    return text if len(text) < 16 else f"{text[:4]}…{text[-2:]}"


def _numbers(data: bytes) -> Iterator[str]:
    """Yield the numbers in a notebook's metadata that name an account or a file."""
    if b"userId" not in data and b"file_id" not in data and b"authorship_tag" not in data:
        return
    notebook = read_json(data)
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
