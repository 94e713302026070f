"""What must not leave with a push: secrets in any commit of it, and files that are private."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from proofolio.leaks import find_leaks
from proofolio.model.finding import Finding, Spot
from proofolio.model.leak import Leak
from proofolio.publish.look_into import Looked, look_into
from proofolio.publish.outgoing import Outgoing, OutgoingFile
from proofolio.publish.raw_findings import RawFinding, doubtful, gather
from proofolio.publish.searched import MOST_BYTES, SearchCache

_PRIVATE: Final = re.compile(
    r"\.env(?:rc|\.(?!(?:example|sample|template|dist)$)[^/]+)?"
    r"|[._]netrc|\.pypirc|\.pgpass|\.git-credentials|kaggle\.json|id_(?:rsa|dsa|ecdsa|ed25519)"
)
_ALL_NEW: Final = '`git commit -m "What is new"`'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A secret in one version of a file."""

    leak: Leak
    file: OutgoingFile
    spot: Spot


def leaving(
    out: Outgoing,
    cache: Path,
    *,
    is_push: bool,
    on_done: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[Finding, ...]:
    """Return a blocker for everything that must not leave, with how to keep it here.

    Args:
        out: what would leave.
        cache: a file that remembers what was searched.
        is_push: whether the learner's own commits leave; else only the folder is looked at.
        on_done: told how many files were searched, of how many.
    """
    with SearchCache(cache) as searches:
        return gather(_raw_findings(out, searches, is_push=is_push, on_done=on_done))


def _raw_findings(
    out: Outgoing, cache: SearchCache, *, is_push: bool, on_done: Callable[[int, int], None]
) -> Iterator[RawFinding]:
    places: dict[str, list[_Place]] = {}
    for file, looked in _searched(out, cache, on_done):
        if looked is None or looked.unread:
            yield _unsearched(out, file, looked)
        for one in looked.leaks if looked else ():
            spot = Spot(
                path=_shown(out, file.path), line=one.line, cell=one.cell, commit=file.commit
            )
            place = _Place(leak=one.leak, file=file, spot=spot)
            places.setdefault(one.leak.fingerprint, []).append(place)
    for found in places.values():
        yield from _secret(out, found, is_push=is_push)
    yield from _in_words(out)
    for file in out.files:
        if (file.is_tracked or is_push) and (what := _private(out, file)):
            yield _private_file(out, file, what)


def _searched(
    out: Outgoing, cache: SearchCache, on_done: Callable[[int, int], None]
) -> Iterator[tuple[OutgoingFile, Looked | None]]:
    """Yield each file with what is in it; None for one that is too large."""
    files = {(file.path, file.blob): file for file in out.files}
    for one in cache.search(out.git, (key for key in files if key[1]), on_done=on_done):
        yield files[one.path, one.blob], one.looked
    for file in out.files:
        path = out.git.folder / file.path
        if not file.blob and path.is_file():
            is_small = path.stat().st_size <= MOST_BYTES
            yield file, look_into(file.path, path.read_bytes()) if is_small else None


def _in_words(out: Outgoing) -> Iterator[RawFinding]:
    """Yield the secrets in messages of commits, and in names of files."""
    for text in out.texts:
        for leak in find_leaks(text.message):
            spot = Spot(path="the commit's message", commit=text.id)
            statement = "is in the message of a commit that is not pushed yet"
            yield _raw_finding(leak, spot, statement, _new_commit(out))
    for file in out.files:
        for leak in find_leaks(file.path) if file.commit else ():
            spot = Spot(path=_shown(out, file.path), commit=file.commit)
            statement = "is in the name of a file, in a commit that is not pushed yet"
            yield _raw_finding(leak, spot, statement, f"Rename it. {_new_commit(out)}")


def _secret(out: Outgoing, found: list[_Place], *, is_push: bool) -> Iterator[RawFinding]:
    leak = found[0].leak
    where = f" at {leak.revoke}" if leak.revoke else " where you got it"
    is_current = any(place.file.is_current for place in found)
    if any(place.file.commit for place in found):
        statement = "is in a commit that is not pushed yet"
        hint = f"Take it out of the file. {_new_commit(out)}"
        if not is_current:
            statement += ", though a later one took it out: a push sends every commit"
            hint = _new_commit(out)
        hint += f" Whoever saw it has it: then revoke it, too,{where}."
    elif is_push and all(place.file.blob for place in found):
        statement = "is in your portfolio's folder, and in the repository that you pushed"
        hint = f"Revoke it{where}: it stays in the history. Then take it out of the file, and commit that."
    else:
        statement = "is in your portfolio's folder, and git publishes it with your next push"
        hint = f"Take it out of the file, or name the file in .gitignore. Was it committed, revoke it{where}."
    for place in found:
        yield _raw_finding(place.leak, place.spot, statement, hint)


def _raw_finding(leak: Leak, spot: Spot, statement: str, hint: str) -> RawFinding:
    if leak.doubt:
        return doubtful(leak, spot)
    return RawFinding(
        rule="secret",
        key=leak.fingerprint,
        severity="blocker",
        message=f"{leak.name} `{leak.masked}` {statement}.",
        hint=hint,
        spot=spot,
        url=leak.revoke,
    )


def _new_commit(out: Outgoing) -> str:
    """How all that was not pushed becomes one commit, of the files as they are now."""
    back = f"`git reset --soft {out.base}`" if out.base else "`git update-ref -d HEAD`"
    return (
        "Nothing has left this computer. Make one new commit of all that is not pushed yet, as the files "
        f"are now: `git add -u`, {back}, {_ALL_NEW}."
    )


def _private(out: Outgoing, file: OutgoingFile) -> str:
    """Return what of a private kind a file is; empty for any other."""
    within = file.path.removeprefix(out.folder) if file.path.startswith(out.folder) else ""
    if within.startswith("shares/") and within.endswith((".yml", ".yaml")):
        return "share"
    if within.startswith(".proofolio/"):
        return "cache"
    name = file.path.rpartition("/")[2]
    return "settings" if _PRIVATE.fullmatch(name.casefold()) else ""


def _private_file(out: Outgoing, file: OutgoingFile, what: str) -> RawFinding:
    shown = _shown(out, file.path)
    statement, ignored = {
        "share": ("holds the address of a page for one employer", "shares/"),
        "cache": ("is a copy of what was pulled, private work included", ".proofolio/"),
        "settings": ("is a file for keys and passwords", shown.rpartition("/")[2]),
    }[what]
    keep = f"Write `{ignored}` into .gitignore"
    untrack = f"{keep}, then `git add .gitignore`, `git rm -r --cached --ignore-unmatch {ignored if what != 'settings' else shown}`"
    if file.commit:
        message, hint = "would leave with the next push", f"{untrack}. {_new_commit(out)}"
    elif file.is_tracked:
        message, hint = "is in the repository", f"{untrack}, and commit that."
        if what == "share":
            name = posixpath.splitext(posixpath.basename(shown))[0]
            hint = (
                f"Whoever read it can open the page: delete its line `key`, and `proofolio new share {name}` "
                f"gives it another address. {hint}"
            )
    else:
        message, hint = "would be taken by `git add .`", f"{keep}."
    return RawFinding(
        rule="private-file",
        key=file.path,
        severity="blocker",
        message=f"`{shown}` {statement}, and {message}.",
        hint=hint,
        spot=Spot(path=shown, commit=file.commit),
    )


def _unsearched(out: Outgoing, file: OutgoingFile, looked: Looked | None) -> RawFinding:
    """A file that is too large keeps the push here; one of a kind that nobody can read does not."""
    shown = _shown(out, file.path)
    why = looked.unread[0] if looked else f"it is larger than {MOST_BYTES // 1_000_000} MB"
    return RawFinding(
        rule="not-searched",
        key=f"{file.path} {file.blob}",
        severity="suggestion" if looked else "blocker",
        message=f"`{shown}` was not searched for secrets, because {why}.",
        hint="Leave it out of the repository (GitHub takes 100 MB at most), or accept it.",
        spot=Spot(path=shown, commit=file.commit),
    )


def _shown(out: Outgoing, path: str) -> str:
    """A path as it is called from the portfolio's folder."""
    return posixpath.relpath(path, out.folder.rstrip("/")) if out.folder else path
