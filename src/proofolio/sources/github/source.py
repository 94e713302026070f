"""GitHub as a source: `github: LOGIN` in `portfolio.yml`."""

import os
from urllib.parse import quote

from proofolio.model.records import Checkpoint, Put, RepoRecord, Report
from proofolio.model.snapshot import SourceResult, SourceSnapshot
from proofolio.model.sync_request import SyncRequest
from proofolio.settings.files import GitHubLogin
from proofolio.sources.contract import Options, Source


class GitHubOptions(Options):
    """What `portfolio.yml` says of GitHub."""

    github: GitHubLogin = ""
    """A user or an organisation."""


class GitHub(Source[GitHubOptions]):
    """The repositories of a user or an organisation."""

    name = "github"
    label = "GitHub"
    options = GitHubOptions

    def pull(
        self,
        options: GitHubOptions,
        request: SyncRequest,
        *,
        previous: SourceSnapshot | None,
        put: Put,
        report: Report,
        checkpoint: Checkpoint,
    ) -> SourceResult:
        """Pull the account; see `contract.Source`."""
        # PyGithub alone takes a quarter of a second to load.
        from proofolio.sources.github.account import pull_account  # noqa: PLC0415

        return pull_account(
            options.github,
            request,
            previous=previous,
            put=put,
            report=report,
            checkpoint=checkpoint,
        )

    def clone_url(self, options: GitHubOptions, repo: RepoRecord) -> str:
        """Return the address on the server that `GITHUB_SERVER_URL` names."""
        del options
        from proofolio.sources.github.endpoints import Endpoints  # noqa: PLC0415

        return f"{Endpoints.from_environment(os.environ).server}/{quote(repo.full_name)}.git"


SOURCE = GitHub()
