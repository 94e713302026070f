"""GitHub's REST API, under `/api/v3`: routes, credentials, quota and conditional requests.

See https://docs.github.com/rest/using-the-rest-api.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from tests.standin import rest_files, rest_lists
from tests.standin.hub import BadCredentialsError, Hub
from tests.standin.quota import Allowance
from tests.standin.rest_call import Call, RefusedError, refusal
from tests.standin.web import Answer, Request

_ROUTES: tuple[tuple[re.Pattern[str], Callable[..., Answer]], ...] = tuple(
    (re.compile(pattern.replace("NAME", "([^/]+)")), handler)
    for pattern, handler in (
        ("rate_limit", rest_lists.rate_limit),
        ("user", rest_lists.viewer),
        ("user/repos", rest_lists.viewer_repositories),
        ("users/NAME", rest_lists.profile),
        ("users/NAME/repos", rest_lists.repositories),
        ("users/NAME/gists", rest_lists.gists),
        ("orgs/NAME", rest_lists.organisation),
        ("orgs/NAME/repos", rest_lists.organisation_repositories),
        ("gists/NAME", rest_lists.gist),
        ("repos/NAME/NAME", rest_files.repository),
        ("repos/NAME/NAME/languages", rest_files.languages_of),
        ("repos/NAME/NAME/topics", rest_files.topics),
        ("repos/NAME/NAME/readme", rest_files.readme),
        ("repos/NAME/NAME/license", rest_files.licence),
        ("repos/NAME/NAME/releases", rest_files.releases),
        ("repos/NAME/NAME/commits", rest_files.commits),
        ("repos/NAME/NAME/git/trees/(.+)", rest_files.tree),
        ("repos/NAME/NAME/git/blobs/NAME", rest_files.blob),
        ("repos/NAME/NAME/contents/?(.*)", rest_files.contents),
    )
)


def answer(hub: Hub, request: Request) -> Answer:
    """Answers a call of the REST API."""
    try:
        token = hub.token_of(request)
    except BadCredentialsError:
        return refusal(401, "Bad credentials")
    left = hub.quota.look(token, "core")
    path = "/".join(request.segments[2:])
    if path == "rate_limit":
        return _with(_handle(Call(hub=hub, request=request, token=token), path), left)
    if left.remaining == 0:
        return _with(_exhausted(hub, token), left)
    answered = _handle(Call(hub=hub, request=request, token=token), path)
    etag = _etag(answered, token)
    headers = {"etag": etag, "cache-control": "private, max-age=60, s-maxage=60"}
    if etag and request.headers.get("if-none-match") == etag:
        # Free with a token only: docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api.
        spent = hub.quota.take(token, "core", 0 if token else 1)
        return _with(Answer(status=304, headers=headers), spent)
    if etag:
        answered = replace(answered, headers={**answered.headers, **headers})
    return _with(answered, hub.quota.take(token, "core"))


def _handle(call: Call, path: str) -> Answer:
    if call.request.method not in {"GET", "HEAD"}:
        return refusal(404, "Not Found")
    path = _by_name(call.hub, path)
    for pattern, handler in _ROUTES:
        if match := pattern.fullmatch(path):
            try:
                return handler(call, *match.groups())
            except RefusedError as refused:
                return refused.answer
    return refusal(404, "Not Found")


def _by_name(hub: Hub, path: str) -> str:
    """Turns `repositories/ID/rest`, where renamed ones redirect to, into `repos/OWNER/NAME/rest`."""
    for repository in hub.account.repositories:
        prefix = f"repositories/{repository.id}"
        if path == prefix or path.startswith(f"{prefix}/"):
            return f"repos/{hub.account.login}/{repository.name}{path.removeprefix(prefix)}"
    return path


def _etag(answered: Answer, token: str | None) -> str:
    # Tied to the token, as GitHub's are.
    if answered.status != 200 or not isinstance(answered.body, bytes):
        return ""
    return f'W/"{hashlib.sha256(answered.body + (token or "").encode()).hexdigest()}"'


def _exhausted(hub: Hub, token: str | None) -> Answer:
    if token is not None:
        return refusal(403, f"API rate limit exceeded for user ID {hub.account.id}.")
    return refusal(
        403,
        "API rate limit exceeded for 127.0.0.1. (But here's the good news: Authenticated "
        "requests get a higher rate limit. Check out the documentation for more details.)",
    )


def _with(answered: Answer, left: Allowance) -> Answer:
    headers = {**answered.headers, **left.headers, "x-github-media-type": "github.v3; format=json"}
    return replace(answered, headers=headers)
