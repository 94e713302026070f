"""A source: notebooks in zip archives, as Google Takeout hands them out.

In `portfolio.yml`:

```yaml
archives:
  files: [takeout.zip]
```
"""

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from proofolio.api import (
    Checkpoint,
    Event,
    Failure,
    Kept,
    NotebookRecord,
    Omission,
    Options,
    Put,
    Report,
    Source,
    SourceResult,
    SourceSnapshot,
    SyncRequest,
)


class ArchiveOptions(Options):
    """What stands below `archives:` in `portfolio.yml`."""

    files: tuple[str, ...] = ()
    """Archives, looked up from the portfolio's folder."""


class Archives(Source[ArchiveOptions]):
    """Notebooks in zip archives."""

    name = "archives"
    label = "an archive"
    is_credited = False
    options = ArchiveOptions

    def pull(
        self,
        options: ArchiveOptions,
        request: SyncRequest,
        *,
        previous: SourceSnapshot | None,
        put: Put,
        report: Report,
        checkpoint: Checkpoint,
    ) -> SourceResult:
        """Read every archive; one that cannot be read keeps the notebooks that it had."""
        del checkpoint
        kept = Kept.of(previous)
        notebooks: dict[str, NotebookRecord] = {}
        omissions: list[Omission] = []
        failures: list[Failure] = []
        for file in options.files:
            try:
                with ZipFile(request.root / file) as archive:
                    for entry in _notebooks(archive):
                        if entry.file_size > request.max_file_bytes:
                            omissions.append(
                                Omission(subject=f"{file}: {entry.filename}", reason="too large")
                            )
                            continue
                        notebook = _record(file, entry, archive, put)
                        notebooks[notebook.key] = notebook
                        report(
                            Event(kind=kept.compare(notebook), subject=f"{file}: {entry.filename}")
                        )
            except (OSError, BadZipFile) as error:
                reason = f"{file} could not be read: {error}."
                failures.append(Failure(subject=file, message=reason, hint="Download it again."))
                report(Event(kind="failed", subject=file, detail=reason))
                notebooks |= kept.beginning_with(f"archive:{file}/", reason)
        return SourceResult(
            notebooks=tuple(notebooks.values()),
            omissions=tuple(omissions),
            failures=tuple(failures),
        )


SOURCE = Archives()


def _notebooks(archive: ZipFile) -> Iterator[ZipInfo]:
    for entry in archive.infolist():
        if entry.filename.endswith(".ipynb") and not entry.filename.startswith("__MACOSX/"):
            yield entry


def _record(file: str, entry: ZipInfo, archive: ZipFile, put: Put) -> NotebookRecord:
    return NotebookRecord(
        key=f"archive:{file}/{entry.filename}",
        name=Path(entry.filename).name,
        blob=put(archive.read(entry)),
        size_bytes=entry.file_size,
        colab_url=None,
        view_url=None,
        folder=Path(file).stem,
    )
