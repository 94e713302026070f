"""Where a notebook that was named on its own lives → its bytes: Drive, a gist, GitHub."""

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from proofolio.errors import SourceError
from proofolio.model.records import BlobId, NotebookRecord, Put
from proofolio.sources.colab_links import DriveAddress, GistAddress, GitHubAddress
from proofolio.sources.download import Download, download
from proofolio.sources.endpoints import Endpoints, Token
from proofolio.sources.files import exactly
from proofolio.sources.git import Limits, Remote, fetch_files, list_refs
from proofolio.sources.ipynb import is_notebook, name_in_metadata
from proofolio.sources.paths import printable
from proofolio.sources.unreadable import UnreadableError, Why

SHARE = (
    "In Colab, open Share and set General access to 'Anyone with the link', then run "
    "`proofolio sync` again."
)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_JSON_OVERHEAD = 4
"""A gist comes as JSON, where one byte takes up to six characters; most take one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookReader:
    """Reads one address; raises SourceError with the reason and what to do."""

    endpoints: Endpoints
    token: Token | None
    limits: Limits
    put: Put

    def from_drive(self, address: DriveAddress) -> tuple[NotebookRecord, ...]:
        """A file on Drive that anyone with the link may read."""
        query = {"id": address.file_id, "export": "download", "confirm": "t"}
        if address.resource_key:
            query["resourcekey"] = address.resource_key
        answer = download(
            f"{self.endpoints.drive}/download?{urlencode(query)}",
            max_bytes=self.limits.max_file_bytes,
        )
        if answer.status != 200 or not is_notebook(answer.data):
            raise _refused(answer)
        name = answer.file_name or name_in_metadata(answer.data) or address.file_id
        return (
            NotebookRecord(
                key=f"drive:{address.file_id}",
                name=_file_name(name),
                blob=self.put(answer.data),
                size_bytes=len(answer.data),
                colab_url=address.colab_url,
                view_url=address.view_url,
            ),
        )

    def from_gist(self, address: GistAddress) -> tuple[NotebookRecord, ...]:
        """The notebooks of a gist, in the order of their names."""
        gist = self._gist(address)
        owner = address.owner or str((gist.get("owner") or {}).get("login") or "anonymous")
        files = [
            file
            for name, file in sorted(gist["files"].items())
            if name.endswith(".ipynb") and address.file in {None, name}
        ]
        if not files:
            raise SourceError(
                "there is no such notebook in the gist",
                "Open its page: one of its files has to end in .ipynb.",
            )
        records = []
        for file in files:
            name: str = file["filename"]
            data = self._gist_file(file)
            if not is_notebook(data):
                raise SourceError(
                    f"{printable(name)} in the gist is not a notebook", "Save it again in Jupyter."
                )
            tail = f"{quote(owner)}/{address.gist_id}"
            records.append(
                NotebookRecord(
                    key=f"gist:{address.gist_id}/{printable(name)}",
                    name=_file_name(name),
                    blob=self.put(data),
                    size_bytes=len(data),
                    colab_url=f"https://colab.research.google.com/gist/{tail}/{quote(name)}",
                    view_url=f"https://gist.github.com/{tail}",
                )
            )
        return tuple(records)

    def _gist(self, address: GistAddress) -> dict[str, Any]:
        """https://docs.github.com/en/rest/gists/gists#get-a-gist."""
        headers = {"Accept": "application/vnd.github+json"}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token.value}"
        answer = download(
            f"{self.endpoints.api}/gists/{address.gist_id}",
            max_bytes=self.limits.max_file_bytes * _JSON_OVERHEAD,
            headers=headers,
        )
        if answer.status == 404:
            raise SourceError("GitHub has no such gist", "Check the link; it may be deleted.")
        if answer.status == 401:
            origin = self.token.origin if self.token else "GITHUB_TOKEN"
            raise SourceError(
                f"GitHub does not accept the token from {origin}",
                f"Unset or renew {origin}; public gists need no token.",
            )
        if answer.status in {403, 429}:
            raise SourceError(
                "GitHub's limit of requests is reached", "Run `proofolio sync` again in an hour."
            )
        try:
            gist = json.loads(answer.data)
        except (ValueError, RecursionError):
            gist = None
        files = gist.get("files") if isinstance(gist, dict) else None
        is_whole = isinstance(files, dict) and all(
            isinstance(file, dict) and isinstance(file.get("filename"), str)
            for file in files.values()
        )
        if answer.status != 200 or not is_whole:
            raise SourceError(
                f"GitHub did not answer as it should (status {answer.status})",
                "Run `proofolio sync` again later.",
            )
        return dict(gist)

    def _gist_file(self, file: dict[str, Any]) -> bytes:
        if not file.get("truncated"):
            return str(file.get("content") or "").encode()
        url = str(file.get("raw_url"))
        host = urlsplit(url).hostname or ""
        ours = {urlsplit(self.endpoints.api).hostname, urlsplit(self.endpoints.server).hostname}
        if not host.endswith(".githubusercontent.com") and host not in ours:
            raise SourceError("the gist points to another host", "Run `proofolio sync` later.")
        return download(url, max_bytes=self.limits.max_file_bytes).data

    def from_github(
        self, addresses: Sequence[GitHubAddress]
    ) -> dict[GitHubAddress, tuple[NotebookRecord, ...] | SourceError]:
        """Notebooks of one repository, with one clone per branch."""
        first = addresses[0]
        remote = Remote(url=f"{self.endpoints.server}/{quote(first.owner)}/{quote(first.repo)}.git")
        try:
            refs = list_refs(remote, self.limits)
        except UnreadableError as error:
            return dict.fromkeys(addresses, error)
        by_ref: dict[str, dict[str, GitHubAddress]] = {}
        results: dict[GitHubAddress, tuple[NotebookRecord, ...] | SourceError] = {}
        for address in addresses:
            ref, path = split_ref(address.ref_and_path, refs)
            if ref is None:
                results[address] = UnreadableError(
                    Why.NO_REF,
                    "the repository has no such branch",
                    "Open the notebook on GitHub and copy the link again.",
                )
            else:
                by_ref.setdefault(ref, {})[path] = address
        for ref, wanted in by_ref.items():
            results |= self._from_ref(remote, ref, wanted)
        return results

    def _from_ref(
        self, remote: Remote, ref: str, wanted: dict[str, GitHubAddress]
    ) -> dict[GitHubAddress, tuple[NotebookRecord, ...] | SourceError]:
        notebooks: set[BlobId] = set()

        def keep(data: bytes) -> BlobId:
            blob = self.put(data)
            if is_notebook(data):
                notebooks.add(blob)
            return blob

        try:
            checkout = fetch_files(
                remote,
                ref,
                choose=exactly(wanted),
                follow=lambda _path, _data: (),
                put=keep,
                limits=self.limits,
            )
        except UnreadableError as error:
            return dict.fromkeys(wanted.values(), error)
        files = {file.path: file for file in checkout.files}
        reasons = {file.path: file.reason for file in checkout.skipped}
        results: dict[GitHubAddress, tuple[NotebookRecord, ...] | SourceError] = {}
        for path, address in wanted.items():
            if path in files and files[path].blob in notebooks:
                notebook = NotebookRecord(
                    key=f"github:{address.owner}/{address.repo}/{path}",
                    name=_file_name(path),
                    blob=files[path].blob,
                    size_bytes=files[path].size_bytes,
                    colab_url=address.colab_url,
                    view_url=address.view_url,
                )
                results[address] = (notebook,)
                continue
            why = "it is not a notebook" if path in files else f"{path} is not on {ref}"
            results[address] = SourceError(
                reasons.get(path, why), "Open the notebook on GitHub and copy the link again."
            )
        return results


def split_ref(ref_and_path: str, refs: Collection[str]) -> tuple[str | None, str]:
    """Tell the branch from the path; of several that fit, the longest name is meant.

    Returns:
        The branch, tag or commit, None when the repository has none of that name; and the path.
    """
    parts = ref_and_path.split("/")
    for count in range(len(parts) - 1, 0, -1):
        ref = "/".join(parts[:count])
        if ref in refs or (count == 1 and (ref == "HEAD" or _COMMIT.fullmatch(ref))):
            return ref, "/".join(parts[count:])
    return None, ref_and_path


def _refused(answer: Download) -> SourceError:
    """Drive says why in a web page, mostly with status 200."""
    page = answer.data[:200_000].decode("utf-8", "replace").casefold()
    if answer.status == 404:
        return SourceError("Google Drive has no such file", "Check the link; copy it again.")
    if "too many users" in page or "quota exceeded" in page or answer.status == 429:
        return SourceError(
            "Google Drive allows no more downloads of it for now",
            "Run `proofolio sync` again tomorrow, or put the notebook on GitHub.",
        )
    if answer.status >= 500:
        return SourceError("Google Drive is having trouble", "Run `proofolio sync` again later.")
    if "can't scan" in page or "virus scan" in page:
        return SourceError("Google Drive asks for a confirmation instead of sending it", SHARE)
    if "<html" in page or "accounts.google.com" in answer.url or answer.status in {401, 403}:
        return SourceError("Google Drive asks to sign in, so it is not shared", SHARE)
    return SourceError("what the link leads to is not a notebook", "Check the link.")


def _file_name(pulled: str) -> str:
    """A name without folders that ends in `.ipynb`."""
    name = printable(pulled.replace("\\", "/").rsplit("/", maxsplit=1)[-1], 120)
    return name if name.endswith(".ipynb") else f"{name or 'notebook'}.ipynb"
