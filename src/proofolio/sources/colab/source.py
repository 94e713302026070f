"""Links to notebooks as a source: `colab: [LINK, …]` in `portfolio.yml`."""

from proofolio.model.records import Checkpoint, Put, Report
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import SyncRequest
from proofolio.settings.scalars import Words
from proofolio.sources.contract import Options, Source


class ColabOptions(Options):
    """What `portfolio.yml` says of notebooks that a link leads to."""

    colab: Words = ()
    """Links, as the learner copied them."""


class Colab(Source[ColabOptions]):
    """Notebooks that were named by a link: on Colab, Drive, GitHub, or in a gist."""

    name = "colab"
    label = "Colab"
    options = ColabOptions

    def pull(
        self,
        options: ColabOptions,
        request: SyncRequest,
        *,
        previous: SourceSnapshot | None,
        put: Put,
        report: Report,
        checkpoint: Checkpoint,
    ) -> SourceResult:
        """Pull what the links lead to; see `contract.Source`."""
        del checkpoint
        from proofolio.sources.colab.notebooks import pull_notebooks  # noqa: PLC0415

        return pull_notebooks(options.colab, request, previous=previous, put=put, report=report)


SOURCE = Colab()
