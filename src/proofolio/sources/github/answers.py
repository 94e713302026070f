"""What GitHub lists of an account, read from either of its APIs; pure.

REST: https://docs.github.com/en/rest/repos/repos. GraphQL: `account.graphql` beside this file.
The readers raise KeyError, TypeError, ValueError or AttributeError for an answer in another shape.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from proofolio.model.records import Language, ProfileRecord, Quota, RepoRecord
from proofolio.sources.git.activity import Learner
from proofolio.sources.git.listing import Listed, Misread
from proofolio.sources.github.web import addresses_of
from proofolio.sources.paths import printable

_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


def learner_of(profile: ProfileRecord, account_id: object, emails: Iterable[str] = ()) -> Learner:
    """By what the account's commits are known, in either API's words."""
    return Learner(
        login=profile.login,
        account_id=str(account_id),
        names=frozenset({profile.name.casefold()} - {""}),
        emails=frozenset(email.casefold() for email in emails),
        noreply=("users.noreply.github.com", "noreply.github.com"),
        is_everybody=profile.is_organisation,
    )


def emails_from_graphql(nodes: Iterable[dict[str, Any]], account_id: object) -> Iterator[str]:
    """The account's addresses, of the repositories whose last commit it wrote."""
    for node in nodes:
        author = (((node.get("defaultBranchRef") or {}).get("target")) or {}).get("author") or {}
        user, email = author.get("user") or {}, author.get("email")
        if account_id is not None and user.get("databaseId") == account_id and email:
            yield _text(email)


def profile_from_graphql(owner: dict[str, Any]) -> ProfileRecord:
    """The account part of an answer to `account.graphql`."""
    is_organisation = owner["__typename"] == "Organization"
    return ProfileRecord(
        login=_name(owner["login"]),
        name=_text(owner.get("name")),
        bio=_text(owner.get("description" if is_organisation else "bio")),
        location=_text(owner.get("location")),
        website=_text(owner.get("websiteUrl")),
        url=_text(owner["url"]),
        is_organisation=is_organisation,
        readme=None,
    )


def pins_from_graphql(owner: dict[str, Any]) -> tuple[str, ...]:
    """Host ids of the pinned repositories, in the order of the profile."""
    items = (owner.get("pinnedItems") or {}).get("nodes") or ()
    return tuple(str(item["databaseId"]) for item in items if item)


def changes_from_graphql(owner: dict[str, Any]) -> dict[str, datetime]:
    """Host id → when it changed, of the repositories that changed last."""
    nodes = (owner.get("latest") or {}).get("nodes") or ()
    return {str(int(node["databaseId"])): _moment(node["updatedAt"]) for node in nodes if node}


def repo_from_graphql(node: dict[str, Any], pins: tuple[str, ...]) -> Listed:
    """One of the repositories of an answer to `account.graphql`."""
    host_id = str(int(node["databaseId"]))
    branch = node.get("defaultBranchRef") or {}
    target = branch.get("target") or {}
    created_at = _moment(node["createdAt"])
    pushed_at = _moment(node.get("pushedAt") or node["createdAt"])
    edges = (node.get("languages") or {}).get("edges") or ()
    topics = (node.get("repositoryTopics") or {}).get("nodes") or ()
    repo = RepoRecord(
        host_id=host_id,
        owner=_name(node["owner"]["login"]),
        name=_name(node["name"]),
        url=_text(node["url"]),
        description=_text(node.get("description")),
        homepage=_text(node.get("homepageUrl")),
        topics=tuple(_text(item["topic"]["name"]) for item in topics if item),
        languages=tuple(
            Language(name=_text(edge["node"]["name"]), size_bytes=int(edge["size"]))
            for edge in edges
        ),
        licence=_licence((node.get("licenseInfo") or {}).get("spdxId")),
        stars=int(node["stargazerCount"]),
        default_branch=_text(branch.get("name")),
        head_commit=_text(target.get("oid")),
        created_at=created_at,
        pushed_at=pushed_at,
        committed_at=_moment(target["committedDate"]) if "committedDate" in target else pushed_at,
        is_fork=bool(node["isFork"]),
        is_archived=bool(node["isArchived"]),
        is_template=bool(node["isTemplate"]),
        is_private=bool(node["isPrivate"]),
        pin_rank=pins.index(host_id) if host_id in pins else None,
        files=(),
        skipped=(),
        addresses=addresses_of(_text(node["url"]), is_private=bool(node["isPrivate"])),
    )
    return Listed(repo=repo, is_empty=bool(node["isEmpty"]) or not target)


def read_each(
    items: Iterable[dict[str, Any]], read: Callable[[dict[str, Any]], Listed]
) -> tuple[list[Listed], list[Misread]]:
    """Read the repositories of a page, so that one that is odd spoils no other.

    Args:
        items: of either API.
        read: `repo_from_rest`, or `repo_from_graphql` with the pins.

    Raises:
        KeyError: one of them is no repository at all; TypeError and ValueError mean the same.
    """
    listed: list[Listed] = []
    misread: list[Misread] = []
    for item in items:
        try:
            listed.append(read(item))
        except (AttributeError, KeyError, TypeError, ValueError):
            host_id = item["databaseId"] if "databaseId" in item else item["id"]
            misread.append(Misread(host_id=str(int(host_id)), name=printable(_text(item["name"]))))
    return listed, misread


def quota_from_graphql(limit: dict[str, Any] | None) -> Quota | None:
    """The `rateLimit` of an answer; None on a server that sets no limit."""
    if limit is None:
        return None
    return Quota(
        remaining=int(limit["remaining"]),
        limit=int(limit["limit"]),
        resets_at=_moment(limit["resetAt"]),
    )


def profile_from_rest(user: dict[str, Any]) -> ProfileRecord:
    """The answer to `GET /users/{username}`."""
    return ProfileRecord(
        login=_name(user["login"]),
        name=_text(user.get("name")),
        bio=_text(user.get("bio")),
        location=_text(user.get("location")),
        website=_text(user.get("blog")),
        url=_text(user["html_url"]),
        is_organisation=user.get("type") == "Organization",
        readme=None,
    )


def count_from_rest(user: dict[str, Any]) -> int:
    """How many public repositories the account has."""
    return int(user["public_repos"])


def repo_from_rest(item: dict[str, Any]) -> Listed:
    """One item of the answer to `GET /users/{username}/repos`."""
    created_at = _moment(item["created_at"])
    pushed_at = _moment(item.get("pushed_at") or item["created_at"])
    repo = RepoRecord(
        host_id=str(int(item["id"])),
        owner=_name(item["owner"]["login"]),
        name=_name(item["name"]),
        url=_text(item["html_url"]),
        description=_text(item.get("description")),
        homepage=_text(item.get("homepage")),
        topics=tuple(_text(topic) for topic in item.get("topics") or ()),
        languages=(),
        licence=_licence((item.get("license") or {}).get("spdx_id")),
        stars=int(item.get("stargazers_count") or 0),
        default_branch=_text(item.get("default_branch")),
        head_commit="",
        created_at=created_at,
        pushed_at=pushed_at,
        committed_at=pushed_at,
        is_fork=bool(item["fork"]),
        is_archived=bool(item.get("archived")),
        is_template=bool(item.get("is_template")),
        is_private=bool(item["private"]),
        pin_rank=None,
        files=(),
        skipped=(),
        addresses=addresses_of(_text(item["html_url"]), is_private=bool(item["private"])),
    )
    # GitHub computes the size with a delay, so that 0 may stand for a little content.
    return Listed(repo=repo, is_empty=None if item.get("size") == 0 else False)


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {type(value).__name__}")
    return value


def _name(value: object) -> str:
    """A login or repository name, which goes into addresses."""
    name = _text(value)
    if not _NAME.fullmatch(name) or name in {".", ".."}:
        raise ValueError("not a name")
    return name


def _licence(spdx_id: object) -> str | None:
    return None if spdx_id in {None, "", "NOASSERTION"} else _text(spdx_id)


def _moment(value: object) -> datetime:
    return datetime.fromisoformat(_text(value)).astimezone(UTC)
