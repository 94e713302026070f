"""GitHub's published contracts, which hold the stand-in's answers and our own queries.

They come as two packages of npm (@octokit/openapi, @octokit/graphql-schema), which `make test` downloads into
`build/contracts/`; where they are absent, the tests that need them say so and skip.
"""

import json
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate
from openapi_schema_validator import OAS30Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

CONTRACTS = Path(__file__).parents[1] / "build/contracts"
_ABSENT = "GitHub's contracts are not there: `make test` downloads them where npm is installed"

_needed = pytest.mark.skipif(not CONTRACTS.is_dir(), reason=_ABSENT)


def needs_contracts(test):
    """Marks a test that needs the published contracts."""
    return _needed(test)


@cache
def published_schema() -> GraphQLSchema:
    """GitHub's whole GraphQL schema; takes about a second to build."""
    text = _packed("octokit-graphql-schema-*.tgz", "package/schema.graphql").decode()
    return build_schema(text, assume_valid=True)


def validate_query(query: str) -> list[str]:
    """What the published GraphQL schema has against a query; nothing is good."""
    return [error.message for error in validate(published_schema(), parse(query))]


def rest_validator(operation: str, status: int = 200) -> OAS30Validator:
    """Validates the body of a REST answer: `rest_validator("repos/get").validate(body)`.

    Args:
        operation: GitHub's operation id: `repos/list-for-user`.
        status: of the answer.
    """
    contract, registry = _rest()
    for methods in contract["paths"].values():
        if methods.get("get", {}).get("operationId") == operation:
            answer = methods["get"]["responses"][str(status)]
            schema = _absolute(_resolved(contract, answer)["content"]["application/json"]["schema"])
            return OAS30Validator(
                schema, registry=registry, format_checker=OAS30Validator.FORMAT_CHECKER
            )
    raise KeyError(operation)


@cache
def _rest() -> tuple[dict[str, Any], Registry]:
    data = _packed("octokit-openapi-*.tgz", "package/generated/api.github.com.json")
    contract = json.loads(data)
    schemas = {"components": {"schemas": contract["components"]["schemas"]}}
    resource = Resource(contents=_absolute(schemas), specification=DRAFT4)
    return contract, Registry().with_resource("github:rest", resource)


def _packed(package: str, name: str) -> bytes:
    """A file of the one package that is there."""
    if not CONTRACTS.is_dir():
        pytest.skip(_ABSENT)
    [archive] = CONTRACTS.glob(package)
    with tarfile.open(archive) as packed:
        file = packed.extractfile(name)
        assert file
        return file.read()


def _resolved(contract: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in value:
        return value
    for part in value["$ref"].removeprefix("#/").split("/"):
        contract = contract[part]
    return contract


def _absolute(value: Any) -> Any:
    """The same with every reference pointing into the registry.

    `discriminator` is dropped: it only hints at which part of a `oneOf` will match, and the
    validator cannot follow it for arrays.
    """
    if isinstance(value, list):
        return [_absolute(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: f"github:rest{item}" if key == "$ref" else _absolute(item)
        for key, item in value.items()
        if key != "discriminator"
    }
