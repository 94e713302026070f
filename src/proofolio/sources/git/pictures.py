"""Pictures that READMEs and notebooks show from hosts that serve a repository's own uploads.

They are asked for as any stranger may: no token, no cookie, no private address, bounded in bytes,
number and time. What cannot be had costs that picture alone.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from proofolio.content import images
from proofolio.content.hosted import is_upload
from proofolio.errors import SourceError
from proofolio.model.records import Put, RepoRecord, Report, WebPicture
from proofolio.sources.git.host import GitHost
from proofolio.sources.http.download import Download, download
from proofolio.sources.http.patience import Patience
from proofolio.sources.unreadable import UnreadableError, Why, size_in_words

MAX_BYTES: Final = 10_000_000
"""Of one picture."""
MOST_OF_A_REPOSITORY: Final = 20
"""Beside the first picture of each file that shows some."""
MOST_OF_AN_ACCOUNT: Final = 200
"""Asked for in one sync."""
LONGEST_S: Final = 60
"""Spent on pictures in one sync; what is left then is asked for by the next."""
_MOST_TOLD: Final = 1_000
"""Remembered of one repository, for the author."""
_WAIT_S: Final = 10
ELSEWHERE: Final = "it lies on another host"
MISSING: Final = "no such picture is in the repository"
_TOO_MANY: Final = f"there are more than {MOST_OF_A_REPOSITORY} in the repository"
_NEXT_TIME: Final = "there was no time left; the next sync goes on"


class WebPictures:
    """Asks for the pictures of one account; for use by several threads."""

    def __init__(self, host: GitHost, report: Report) -> None:
        self._host = host
        self._patience = Patience(subject="pictures", report=report, left_s=_WAIT_S)
        self._lock = Lock()
        self._asked = 0
        self._spent_s = 0.0
        self._dead: dict[str, UnreadableError] = {}

    def pull(
        self,
        uploads: Mapping[str, tuple[str, ...]],
        elsewhere: Mapping[str, tuple[str, ...]],
        missing: Mapping[str, tuple[str, ...]],
        repo: RepoRecord,
        before: RepoRecord | None,
        put: Put,
    ) -> tuple[WebPicture, ...]:
        """Return the pictures of one repository, with the reasons of those that could not be had.

        Args:
            uploads: address → the files that show it.
            elsewhere: the same of other hosts, which are not asked.
            missing: path → the files that show it, of what is not in the repository.
            repo: whose pictures they are.
            before: its record of before; what it holds is asked for by its validator, or not at all.
            put: keeps the bytes of a picture.
        """
        known = {one.url: one for one in (before.web_pictures or () if before else ())}
        found = [
            WebPicture(url=url, shown_by=by, blob=None, reason=ELSEWHERE, is_elsewhere=True)
            for url, by in islice(elsewhere.items(), _MOST_TOLD)
        ]
        found += [
            WebPicture(url=path, shown_by=by, blob=None, reason=MISSING)
            for path, by in islice(missing.items(), _MOST_TOLD)
        ]
        # Of a collection each README has its first picture, however many there are.
        firsts = {by[:1]: url for url, by in reversed([*uploads.items()])}.values()
        wanted = {*islice(uploads, MOST_OF_A_REPOSITORY), *firsts}
        for url, by in islice(uploads.items(), _MOST_TOLD):
            if url in wanted:
                found.append(self._one(repo, url, by, known.get(url), put))
            else:
                found.append(WebPicture(url=url, shown_by=by, blob=None, reason=_TOO_MANY))
        return tuple(sorted(found, key=lambda one: one.url))

    def again(self, repo: RepoRecord, put: Put) -> tuple[WebPicture, ...]:
        """Ask again for those whose host did not answer; the others stay."""
        return tuple(
            self._one(repo, one.url, one.shown_by, one, put) if one.is_passing else one
            for one in repo.web_pictures or ()
        )

    def _one(
        self,
        repo: RepoRecord,
        url: str,
        by: tuple[str, ...],
        known: WebPicture | None,
        put: Put,
    ) -> WebPicture:
        kept = known if known and known.blob else None
        if kept and is_upload(url, repo):
            # Another picture gets another address.
            return replace(kept, shown_by=by)
        missed = WebPicture(url=url, shown_by=by, blob=None)
        host = urlsplit(url).netloc
        with self._lock:
            dead = self._dead.get(host)
            late = self._spent_s > LONGEST_S or self._asked >= MOST_OF_AN_ACCOUNT
            self._asked += dead is None and not late
        if dead is not None or late:
            reason = dead.message if dead else _NEXT_TIME
            # What is there from before is better than nothing, and as true as it was.
            return replace(kept or replace(missed, reason=reason), shown_by=by, is_passing=True)
        began = time.monotonic()
        try:
            answer = download(
                self._host.picture_url(url),
                max_bytes=MAX_BYTES,
                patience=self._patience,
                known=kept.validator if kept else "",
                trusted=self._host.trusted,
            )
        except UnreadableError as error:
            passing = error.why is Why.UNREACHABLE
            if passing:
                with self._lock:
                    self._dead[host] = error
            return replace(
                kept or replace(missed, reason=error.message), shown_by=by, is_passing=passing
            )
        except SourceError:
            return replace(missed, reason=f"it is larger than {size_in_words(MAX_BYTES)}")
        finally:
            with self._lock:
                self._spent_s += time.monotonic() - began
        if answer.is_known and kept:
            return replace(kept, shown_by=by, is_passing=False)
        return _checked(missed, answer, put)


def _checked(missed: WebPicture, answer: Download, put: Put) -> WebPicture:
    if answer.status != 200:
        return replace(
            missed,
            reason="it is not there"
            if answer.status in {401, 403, 404, 410}
            else f"the host answered with status {answer.status}",
            is_passing=answer.status in {408, 429} or answer.status >= 500,
        )
    kind = "svg" if answer.data.lstrip()[:1] == b"<" else "png"
    try:
        images.prepare(answer.data, kind)
    except images.UnfitError as error:
        reason = "what was sent is no picture" if kind == "svg" else f"it {error}"
        return replace(missed, reason=reason)
    return replace(
        missed,
        blob=put(answer.data),
        size_bytes=len(answer.data),
        validator=answer.validator,
    )
