"""GitHub's GraphQL API, at `/api/graphql`: graphql-core over plain dictionaries.

See https://docs.github.com/graphql; the schema is the part in `schema.graphql`.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from tests.standin import graphql_cost
from tests.standin.git_store import iso
from tests.standin.graphql_pages import ApiError
from tests.standin.graphql_types import owner, repository
from tests.standin.hub import BadCredentialsError, Hub
from tests.standin.quota import Allowance
from tests.standin.rest_call import refusal
from tests.standin.web import Answer, Request, json_answer

Json = dict[str, Any]


def answer(hub: Hub, request: Request) -> Answer:
    """Answers a query; HTTP 200 whatever is wrong with it, as GitHub does."""
    try:
        token = hub.token_of(request)
    except BadCredentialsError:
        return refusal(401, "Bad credentials")
    if token is None:
        return refusal(401, "This endpoint requires you to be authenticated.")
    try:
        asked = json.loads(request.body)
        query, variables = asked["query"], asked.get("variables") or {}
    except (ValueError, KeyError, TypeError):
        return refusal(400, "Problems parsing JSON")
    left = hub.quota.look(token, "graphql")
    if left.remaining == 0:
        message = f"API rate limit exceeded for user ID {hub.account.id}."
        value: Json = {"errors": [{"type": "RATE_LIMITED", "message": message}]}
    else:
        value, left = _run(hub, token, query, variables)
    answered = json_answer(200, value)
    headers = {**answered.headers, **left.headers, "x-github-media-type": "github.v4; format=json"}
    return replace(answered, headers=headers)


@cache
def schema() -> GraphQLSchema:
    """The part of GitHub's schema that is answered."""
    return build_schema(Path(__file__).with_name("schema.graphql").read_text("utf-8"))


def _run(hub: Hub, token: str, query: str, variables: Mapping[str, Any]) -> tuple[Json, Allowance]:
    try:
        document = parse(query)
    except GraphQLError as error:
        return {"errors": [_error(error)]}, hub.quota.take(token, "graphql")
    errors = validate(schema(), document) or graphql_cost.check(document, variables)
    if errors:
        return {"errors": [_error(error) for error in errors]}, hub.quota.take(token, "graphql")
    return _execute(hub, token, document, variables)


def _execute(
    hub: Hub, token: str, document: DocumentNode, variables: Mapping[str, Any]
) -> tuple[Json, Allowance]:
    cost = graphql_cost.of(document, variables)
    left = hub.quota.take(token, "graphql", cost.points)
    limits = {
        "cost": cost.points,
        "limit": left.limit,
        "nodeCount": cost.nodes,
        "remaining": left.remaining,
        "resetAt": iso(datetime.fromtimestamp(left.reset, UTC)),
        "used": left.used,
    }
    result = execute_sync(
        schema(), document, root_value=_root(hub, limits), variable_values=dict(variables)
    )
    for error in result.errors or ():
        if error.original_error is not None and not isinstance(error.original_error, ApiError):
            raise error.original_error
    value: Json = {"data": result.data}
    if result.errors:
        value["errors"] = [_error(error) for error in result.errors]
    return value, left


def _root(hub: Hub, limits: Json) -> Json:
    def named(kind: str) -> Any:
        def resolve(_info: Any, login: str) -> Json:
            is_organisation = kind == "Organization"
            if not hub.owns(login) or hub.account.is_organisation is not is_organisation:
                article = "an" if is_organisation else "a"
                message = f"Could not resolve to {article} {kind} with the login of '{login}'."
                raise ApiError(message, "NOT_FOUND")
            return owner(hub)

        return resolve

    def by_name(_info: Any, owner: str, name: str, followRenames: bool = True) -> Json:  # noqa: N803
        found = hub.visible(owner, name, signed_in=True)
        is_current = found is not None and found.name.casefold() == name.casefold()
        if found is None or not (is_current or followRenames):
            message = f"Could not resolve to a Repository with the name '{owner}/{name}'."
            raise ApiError(message, "NOT_FOUND")
        return repository(hub, found)

    return {
        "organization": named("Organization"),
        "rateLimit": lambda _info, **_: limits,
        "repository": by_name,
        "repositoryOwner": lambda _info, login: owner(hub) if hub.owns(login) else None,
        "user": named("User"),
        # Whoever has a token is the account's owner; an organisation's has no account of its own.
        "viewer": lambda _info: {**owner(hub), "__typename": "User"},
    }


def _error(error: GraphQLError) -> Json:
    formatted: Json = dict(error.formatted)
    if isinstance(error.original_error, ApiError):
        formatted["type"] = error.original_error.type
    elif error.extensions:
        formatted["type"] = error.extensions.get("type")
        formatted.pop("extensions", None)
    return formatted
