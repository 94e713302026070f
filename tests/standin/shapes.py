"""Answers of GitHub's REST API in full shape: every field that the published contract requires.

See https://docs.github.com/rest; addresses that nobody here asks for end in 404.
"""

import base64
from typing import Any

from tests.standin import languages
from tests.standin.account import Repository
from tests.standin.hub import Hub

Json = dict[str, Any]

_LICENCES = {
    "MIT": "MIT License",
    "Apache-2.0": "Apache License 2.0",
    "BSD-3-Clause": 'BSD 3-Clause "New" or "Revised" License',
    "GPL-3.0": "GNU General Public License v3.0",
    "CC-BY-4.0": "Creative Commons Attribution 4.0 International",
    "CC0-1.0": "Creative Commons Zero v1.0 Universal",
    "Unlicense": "The Unlicense",
}
_USER_PATHS = {
    "followers_url": "followers",
    "following_url": "following{/other_user}",
    "gists_url": "gists{/gist_id}",
    "starred_url": "starred{/owner}{/repo}",
    "subscriptions_url": "subscriptions",
    "organizations_url": "orgs",
    "repos_url": "repos",
    "events_url": "events{/privacy}",
    "received_events_url": "received_events",
}
_REPOSITORY_PATHS = {
    "archive_url": "{archive_format}{/ref}",
    "assignees_url": "assignees{/user}",
    "blobs_url": "git/blobs{/sha}",
    "branches_url": "branches{/branch}",
    "collaborators_url": "collaborators{/collaborator}",
    "comments_url": "comments{/number}",
    "commits_url": "commits{/sha}",
    "compare_url": "compare/{base}...{head}",
    "contents_url": "contents/{+path}",
    "contributors_url": "contributors",
    "deployments_url": "deployments",
    "downloads_url": "downloads",
    "events_url": "events",
    "forks_url": "forks",
    "git_commits_url": "git/commits{/sha}",
    "git_refs_url": "git/refs{/sha}",
    "git_tags_url": "git/tags{/sha}",
    "hooks_url": "hooks",
    "issue_comment_url": "issues/comments{/number}",
    "issue_events_url": "issues/events{/number}",
    "issues_url": "issues{/number}",
    "keys_url": "keys{/key_id}",
    "labels_url": "labels{/name}",
    "languages_url": "languages",
    "merges_url": "merges",
    "milestones_url": "milestones{/number}",
    "notifications_url": "notifications{?since,all,participating}",
    "pulls_url": "pulls{/number}",
    "releases_url": "releases{/id}",
    "stargazers_url": "stargazers",
    "statuses_url": "statuses/{sha}",
    "subscribers_url": "subscribers",
    "subscription_url": "subscription",
    "tags_url": "tags",
    "teams_url": "teams",
    "trees_url": "git/trees{/sha}",
}


def node_id(kind: str, number: int | str) -> str:
    """An opaque id, as GraphQL knows the thing."""
    return base64.urlsafe_b64encode(f"{kind}:{number}".encode()).decode().rstrip("=")


def api(hub: Hub, *parts: str) -> str:
    """An address of the REST API."""
    return "/".join([hub.url, "api/v3", *parts])


def simple_user(hub: Hub) -> Json:
    """The account, as it is named inside of other answers."""
    account = hub.account
    home = api(hub, "users", account.login)
    return {
        "login": account.login,
        "id": account.id,
        "node_id": node_id("Organization" if account.is_organisation else "User", account.id),
        "avatar_url": f"{hub.url}/avatars/u/{account.id}",
        "gravatar_id": "",
        "url": home,
        "html_url": f"{hub.pages_url}/{account.login}",
        **{name: f"{home}/{path}" for name, path in _USER_PATHS.items()},
        "type": "Organization" if account.is_organisation else "User",
        "site_admin": False,
    }


def user(hub: Hub) -> Json:
    """The account's profile."""
    account = hub.account
    return {
        **simple_user(hub),
        "user_view_type": "public",
        "name": account.name,
        "company": account.company,
        "blog": account.blog,
        "location": account.location,
        "email": None,
        "hireable": None,
        "bio": account.bio,
        "twitter_username": None,
        "public_repos": sum(not repository.private for repository in account.repositories),
        "public_gists": len(account.gists),
        "followers": 0,
        "following": 0,
        "created_at": account.created_at,
        "updated_at": account.created_at,
    }


def organisation(hub: Hub) -> Json:
    """The account's profile, when it is an organisation's."""
    profile = user(hub)
    login = hub.account.login
    return {
        **{name: profile[name] for name in ("login", "id", "node_id", "avatar_url", "html_url")},
        **{name: profile[name] for name in ("name", "company", "blog", "location", "email")},
        **{name: profile[name] for name in ("public_repos", "public_gists", "created_at", "type")},
        "url": api(hub, "orgs", login),
        "repos_url": api(hub, "orgs", login, "repos"),
        "description": hub.account.bio,
        "followers": 0,
        "following": 0,
        "updated_at": hub.account.created_at,
        "has_organization_projects": True,
        "has_repository_projects": True,
    }


def pushed_at(hub: Hub, repository: Repository) -> str:
    """When the last commit came; for an empty repository when it was created."""
    head = hub.git.directory(repository).head()
    return head.committed_at if head else repository.created_at


def repository(hub: Hub, repo: Repository) -> Json:
    """A repository as lists show it."""
    full_name = f"{hub.account.login}/{repo.name}"
    home = api(hub, "repos", full_name)
    head = hub.git.directory(repo).head()
    entries = hub.git.directory(repo).entries(head.tree).values() if head else ()
    host = hub.url.removeprefix("http://")
    pushed = pushed_at(hub, repo)
    return {
        "id": repo.id,
        "node_id": node_id("Repository", repo.id),
        "name": repo.name,
        "full_name": full_name,
        "private": repo.private,
        "owner": simple_user(hub),
        "html_url": f"{hub.pages_url}/{full_name}",
        "description": repo.description,
        "fork": repo.fork,
        "url": home,
        **{name: f"{home}/{path}" for name, path in _REPOSITORY_PATHS.items()},
        "created_at": repo.created_at,
        "updated_at": pushed,
        "pushed_at": pushed,
        "git_url": f"git://{host}/{full_name}.git",
        "ssh_url": f"git@{host}:{full_name}.git",
        "clone_url": f"{hub.url}/{full_name}.git",
        "svn_url": f"{hub.url}/{full_name}",
        "homepage": repo.homepage,
        "size": sum(entry.size or 0 for entry in entries) // 1000,
        "stargazers_count": repo.stars,
        "watchers_count": repo.stars,
        "language": next(iter(languages.of(entries)), None),
        "has_issues": True,
        "has_projects": True,
        "has_downloads": True,
        "has_wiki": True,
        "has_pages": False,
        "has_discussions": False,
        "forks_count": 0,
        "mirror_url": None,
        "archived": repo.archived,
        "disabled": False,
        "open_issues_count": 0,
        "license": licence(hub, repo.license),
        "allow_forking": True,
        "is_template": repo.is_template,
        "web_commit_signoff_required": False,
        "topics": list(repo.topics),
        "visibility": "private" if repo.private else "public",
        "forks": 0,
        "open_issues": 0,
        "watchers": repo.stars,
        "default_branch": repo.default_branch,
    }


def full_repository(hub: Hub, repo: Repository) -> Json:
    """A repository asked for by name."""
    return {**repository(hub, repo), "network_count": 0, "subscribers_count": 0}


def licence(hub: Hub, spdx_id: str | None) -> Json | None:
    """A licence, by its SPDX id."""
    if spdx_id is None:
        return None
    if spdx_id == "NOASSERTION":
        return {
            "key": "other",
            "name": "Other",
            "spdx_id": spdx_id,
            "url": None,
            "node_id": "other",
        }
    key = spdx_id.lower()
    return {
        "key": key,
        "name": _LICENCES.get(spdx_id, spdx_id),
        "spdx_id": spdx_id,
        "url": api(hub, "licenses", key),
        "node_id": node_id("License", key),
    }
