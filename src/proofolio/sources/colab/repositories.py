"""Notebooks of repositories that were named one by one → their bytes."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from threading import Event as Flag
from urllib.parse import quote

from proofolio.errors import SourceError
from proofolio.model.records import BlobId, NotebookRecord, Put
from proofolio.sources.breaker import Breaker
from proofolio.sources.colab.links import Address, GitHubAddress
from proofolio.sources.git.fetch import Limits, Remote, fetch_files, list_refs
from proofolio.sources.git.files import exactly
from proofolio.sources.github.endpoints import Endpoints
from proofolio.sources.ipynb import file_name, is_notebook
from proofolio.sources.unreadable import UnreadableError, Why

_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookReader:
    """What reading needs besides the addresses."""

    endpoints: Endpoints
    limits: Limits
    put: Put
    stop: Flag
    """Set to give up at once."""
    breaker: Breaker = field(default_factory=Breaker)

    def read(
        self, addresses: Sequence[GitHubAddress]
    ) -> dict[Address, tuple[NotebookRecord, ...] | SourceError]:
        """Notebooks of one repository, with one clone per branch."""
        first = addresses[0]
        remote = Remote(
            url=f"{self.endpoints.server}/{quote(first.owner)}/{quote(first.repo)}.git",
            stop=self.stop,
        )
        try:
            with self.breaker.watch():
                refs = list_refs(remote, self.limits)
        except UnreadableError as error:
            return dict.fromkeys(addresses, error)
        by_ref: dict[str, dict[str, GitHubAddress]] = {}
        results: dict[Address, tuple[NotebookRecord, ...] | SourceError] = {}
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
    ) -> dict[Address, tuple[NotebookRecord, ...] | SourceError]:
        notebooks: set[BlobId] = set()

        def keep(data: bytes) -> BlobId:
            blob = self.put(data)
            if is_notebook(data):
                notebooks.add(blob)
            return blob

        try:
            with self.breaker.watch():
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
        results: dict[Address, tuple[NotebookRecord, ...] | SourceError] = {}
        for path, address in wanted.items():
            if path in files and files[path].blob in notebooks:
                notebook = NotebookRecord(
                    key=f"github:{address.owner}/{address.repo}/{path}",
                    name=file_name(path),
                    blob=files[path].blob,
                    size_bytes=files[path].size_bytes,
                    colab_url=address.colab_url,
                    view_url=address.view_url,
                    is_public=True,
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
