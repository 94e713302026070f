"""A source: the public repositories of a user of GitLab, or of a server of one's own."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from proofolio.api.sources import (
    Addresses,
    GitHost,
    JsonApi,
    Learner,
    Listed,
    Listing,
    Options,
    PullContext,
    RepoRecord,
    Source,
    SourceError,
    SourceResult,
    pull_repositories,
)


class GitLabOptions(Options):
    """What stands below `gitlab:` in `portfolio.yml`."""

    user: str
    server: str = "https://gitlab.com"


class GitLab(Source[GitLabOptions]):
    """https://docs.gitlab.com/api/projects/#list-a-users-projects."""

    name = "gitlab"
    label = "GitLab"
    options = GitLabOptions

    def pull(self, options: GitLabOptions, context: PullContext) -> SourceResult:
        """List the user's projects; what is the same for every host of git repositories is Proofolio's."""
        api = JsonApi(f"{options.server.rstrip('/')}/api/v4", label=self.label, context=context)
        people = api.get("/users", username=options.user)
        if not people:
            raise SourceError(
                f"GitLab has no user {options.user!r}.", "Check `gitlab: user:` in portfolio.yml."
            )
        items, is_complete = api.pages(f"/users/{people[0]['id']}/projects", visibility="public")
        listing = Listing(
            owner=options.user,
            learner=Learner(
                login=options.user,
                account_id=str(people[0]["id"]),
                names=frozenset({str(people[0].get("name") or "").casefold()} - {""}),
                noreply=("users.noreply.gitlab.com",),
            ),
            repos=tuple(_repository(item, options) for item in items),
            is_complete=is_complete,
            waited_s=api.waited_s,
        )
        host = GitHost(
            label=self.label,
            clone_url=lambda repo: self.clone_url(options, repo),
            trusted=api.origins,
        )
        return pull_repositories(listing, host, context)

    def clone_url(self, options: GitLabOptions, repo: RepoRecord) -> str:
        """Where git clones a repository."""
        return f"{options.server.rstrip('/')}/{repo.full_name}.git"


def _repository(item: Mapping[str, Any], options: GitLabOptions) -> Listed:
    page = f"{options.server.rstrip('/')}/{{repository}}/-"
    pushed_at = _moment(item["last_activity_at"])
    repo = RepoRecord(
        host_id=str(item["id"]),
        owner=options.user,
        name=item["path"],
        url=item["web_url"],
        description=item.get("description") or "",
        topics=tuple(item.get("topics") or ()),
        stars=int(item.get("star_count") or 0),
        default_branch=item.get("default_branch") or "",
        created_at=_moment(item["created_at"]),
        pushed_at=pushed_at,
        committed_at=pushed_at,
        is_fork="forked_from_project" in item,
        is_archived=bool(item.get("archived")),
        addresses=Addresses(
            file=f"{page}/blob/{{ref}}/{{path}}",
            folder=f"{page}/tree/{{ref}}/{{path}}",
            raw=f"{page}/raw/{{ref}}/{{path}}",
        ),
    )
    return Listed(repo=repo, is_empty=bool(item.get("empty_repo")))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


SOURCE = GitLab()
