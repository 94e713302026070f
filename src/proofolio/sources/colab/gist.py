"""The notebooks of a gist; asked for by its ETag, so that one that has not changed is not sent."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from proofolio.errors import SourceError
from proofolio.model.records import NotebookRecord, Put
from proofolio.sources.colab.links import GistAddress
from proofolio.sources.git.fetch import Limits
from proofolio.sources.github.endpoints import Endpoints
from proofolio.sources.github.refusals import come_back
from proofolio.sources.http import addresses
from proofolio.sources.http.download import Download, download
from proofolio.sources.http.no_answer import NoAnswerError
from proofolio.sources.http.patience import Patience
from proofolio.sources.ipynb import file_name, is_notebook
from proofolio.sources.paths import printable
from proofolio.sources.previous_notebooks import PreviousNotebooks
from proofolio.sources.secrets import Token

_MAX_ANSWER_BYTES = 30_000_000
"""It holds a megabyte of each file at most; the rest is fetched by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GistReader:
    """What reading a gist needs besides its address."""

    endpoints: Endpoints
    token: Token | None
    limits: Limits
    patience: Patience
    kept: PreviousNotebooks
    """What was read last time."""
    put: Put

    def read(self, address: GistAddress) -> tuple[NotebookRecord, ...]:
        """The notebooks of a gist, in the order of their names.

        Raises:
            SourceError: with the reason and what to do.
        """
        before, known = self._before(address)
        answer = self._ask(address, known)
        if answer.is_known:
            return before
        gist = self._gist(answer)
        owner = address.owner or _owner_of(gist)
        notebooks = [
            file for name, file in sorted(gist["files"].items()) if name.lower().endswith(".ipynb")
        ]
        files = [file for file in notebooks if address.file in {None, file["filename"]}]
        if not files:
            raise SourceError(
                "there is no such notebook in the gist",
                "Open its page: one of its files has to end in .ipynb.",
            )
        validator = f"{len(files)}/{len(notebooks)} {answer.validator}"
        return tuple(self._records(files, f"{quote(owner)}/{address.gist_id}", validator))

    def _before(self, address: GistAddress) -> tuple[tuple[NotebookRecord, ...], str]:
        """All that the address led to last time with the gist's ETag; or nothing.

        In front of the ETag stands how many of how many notebooks were read, because another link
        may have led to a part of them.
        """
        found = self.kept.all_good(f"gist:{address.gist_id}/{address.file or ''}")
        validators = {one.validator for one in found}
        counts, _, known = validators.pop().partition(" ") if len(validators) == 1 else ("", "", "")
        is_whole = counts == f"{len(found)}/{len(found)}"
        return (found, known) if known and (is_whole or address.file) else ((), "")

    def _ask(self, address: GistAddress, known: str) -> Download:
        """https://docs.github.com/en/rest/gists/gists#get-a-gist."""
        answer = self._ask_with(self.token, address, known)
        # A workflow's own token may not read gists, not even public ones:
        # https://github.com/orgs/community/discussions/126039
        if self.token is not None and answer.status == 403 and not answer.is_limited:
            return self._ask_with(None, address, known)
        return answer

    def _ask_with(self, token: Token | None, address: GistAddress, known: str) -> Download:
        headers = {"Accept": "application/vnd.github+json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token.value}"
        return download(
            f"{self.endpoints.api}/gists/{address.gist_id}",
            max_bytes=_MAX_ANSWER_BYTES,
            patience=self.patience,
            headers=headers,
            known=known,
            trusted=self.endpoints.origins,
        )

    def _gist(self, answer: Download) -> dict[str, Any]:
        if answer.status != 200:
            raise self._refused(answer)
        try:
            gist = json.loads(answer.data)
        except (ValueError, RecursionError):
            gist = None
        files = gist.get("files") if isinstance(gist, dict) else None
        is_whole = isinstance(files, dict) and all(map(_is_file, files.values()))
        if not is_whole:
            raise _trouble(answer.status)
        return dict(gist)

    def _refused(self, answer: Download) -> SourceError:
        if answer.status in {404, 451}:
            return SourceError("GitHub has no such gist", "Check the link; it may be deleted.")
        if answer.status == 401:
            origin = self.token.origin if self.token else "GITHUB_TOKEN"
            return SourceError(
                f"GitHub does not accept the token from {origin}",
                f"Unset or renew {origin}; public gists need no token.",
            )
        if answer.is_limited or answer.status == 403:
            return SourceError(
                "GitHub's limit of requests is reached",
                f"Run `proofolio sync` again at {come_back(answer)}.",
            )
        return _trouble(answer.status)

    def _records(
        self, files: Iterable[dict[str, Any]], tail: str, validator: str
    ) -> Iterable[NotebookRecord]:
        for file in files:
            name: str = file["filename"]
            data = self._data(file)
            if not is_notebook(data):
                raise SourceError(
                    f"{printable(name)} in the gist is not a notebook", "Save it again in Jupyter."
                )
            yield NotebookRecord(
                key=f"gist:{tail.rpartition('/')[2]}/{printable(name)}",
                name=file_name(name),
                blob=self.put(data),
                size_bytes=len(data),
                colab_url=f"https://colab.research.google.com/gist/{tail}/{quote(name)}",
                view_url=f"https://gist.github.com/{tail}",
                validator=validator,
                is_public=True,
            )

    def _data(self, file: dict[str, Any]) -> bytes:
        if not file.get("truncated"):
            return str(file.get("content") or "").encode("utf-8", "replace")
        url = str(file.get("raw_url"))
        if not self._is_ours(url):
            raise SourceError("the gist points to another host", "Run `proofolio sync` later.")
        answer = download(
            url,
            max_bytes=self.limits.max_file_bytes,
            patience=self.patience,
            trusted=self.endpoints.origins,
        )
        if answer.status != 200:
            raise _trouble(answer.status)
        return answer.data

    def _is_ours(self, url: str) -> bool:
        try:
            host = addresses.parse(url).origin.host
        except NoAnswerError:
            return False
        ours = {urlsplit(self.endpoints.api).hostname, urlsplit(self.endpoints.server).hostname}
        return host.endswith(".githubusercontent.com") or host in ours


def _owner_of(gist: dict[str, Any]) -> str:
    owner = gist.get("owner")
    login = owner.get("login") if isinstance(owner, dict) else None
    return printable(login) if isinstance(login, str) and login else "anonymous"


def _is_file(file: Any) -> bool:
    """JSON can name half a surrogate pair, which no file name and no address can hold."""
    name = file.get("filename") if isinstance(file, dict) else None
    return isinstance(name, str) and not any("\ud800" <= char <= "\udfff" for char in name)


def _trouble(status: int) -> SourceError:
    return SourceError(
        f"GitHub did not answer as it should (status {status})",
        "Run `proofolio sync` again later.",
    )
