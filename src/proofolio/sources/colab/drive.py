"""A notebook on Google Drive that anyone with the link may read.

Drive answers most refusals with a web page and status 200; only the bytes tell.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from proofolio.errors import SourceError
from proofolio.model.records import NotebookRecord, Put
from proofolio.sources.colab.links import DriveAddress
from proofolio.sources.git.fetch import Limits
from proofolio.sources.github.endpoints import Endpoints
from proofolio.sources.http.download import Download, download
from proofolio.sources.http.patience import Patience
from proofolio.sources.ipynb import file_name, is_notebook, name_in_metadata
from proofolio.sources.previous_notebooks import PreviousNotebooks

SHARE = (
    "In Colab, open Share and set General access to 'Anyone with the link', then run "
    "`proofolio sync` again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveReader:
    """What reading a file on Drive needs besides its address."""

    endpoints: Endpoints
    limits: Limits
    patience: Patience
    kept: PreviousNotebooks
    """What was read last time."""
    put: Put

    def read(self, address: DriveAddress) -> NotebookRecord:
        """The notebook; not sent again when Drive says that it has not changed.

        Raises:
            SourceError: with the reason and what to do.
        """
        query = {"id": address.file_id, "export": "download", "confirm": "t"}
        if address.resource_key:
            query["resourcekey"] = address.resource_key
        before = self.kept.as_good(f"drive:{address.file_id}")
        answer = download(
            f"{self.endpoints.drive}/download?{urlencode(query)}",
            max_bytes=self.limits.max_file_bytes,
            patience=self.patience,
            known=before.validator if before else "",
            trusted=self.endpoints.origins,
        )
        if answer.is_known and before:
            return before
        if answer.status != 200 or not is_notebook(answer.data):
            raise _refused(answer)
        name = answer.file_name or name_in_metadata(answer.data) or address.file_id
        return NotebookRecord(
            key=f"drive:{address.file_id}",
            name=file_name(name),
            blob=self.put(answer.data),
            size_bytes=len(answer.data),
            colab_url=address.colab_url,
            view_url=address.view_url,
            validator=answer.validator,
        )


def _refused(answer: Download) -> SourceError:
    page = answer.data[:200_000].decode("utf-8", "replace").casefold()
    if answer.status in {404, 410, 451}:
        return SourceError("Google Drive has no such file", "Check the link; copy it again.")
    if "too many users" in page or "quota exceeded" in page or answer.is_limited:
        return SourceError(
            "Google Drive allows no more downloads of it for now",
            "Run `proofolio sync` again tomorrow, or put the notebook on GitHub.",
        )
    if answer.status >= 500:
        return SourceError("Google Drive is having trouble", "Run `proofolio sync` again later.")
    if "can't scan" in page or "virus scan" in page:
        return SourceError("Google Drive asks for a confirmation instead of sending it", SHARE)
    is_page = "<html" in page or "<!doctype html" in page
    if is_page or "accounts.google.com" in answer.url or answer.status in {401, 403}:
        return SourceError("Google Drive asks to sign in, so it is not shared", SHARE)
    return SourceError("what the link leads to is not a notebook", "Check the link.")
