"""Manifests of the first schema, which did not say which source brought what: read once, written anew.

There were three sources then: what is a repository came from GitHub, what is a notebook tells by its key
where it came from.
"""

import json
from typing import Any, Final
from urllib.parse import urlsplit

from proofolio.model.snapshot import Snapshot
from proofolio.store.serialise import load

SCHEMA: Final = 1

_COLAB: Final = "https://colab.research.google.com/github/{repository}/blob/{ref}/{path}"
_RAW: Final = "https://raw.githubusercontent.com/{repository}/{ref}/{path}"
_IN_READMES: Final = (
    "https://github.com/{repository}/blob/{ref}/{path}",
    "https://github.com/{repository}/raw/{ref}/{path}",
    "https://github.com/{repository}/tree/{ref}/{path}",
    _RAW,
    "https://raw.github.com/{repository}/{ref}/{path}",
    "https://media.githubusercontent.com/media/{repository}/{ref}/{path}",
)
_UPLOADS: Final = (
    "https://github.com/user-attachments/assets/{name}",
    "https://github.com/{owner}/{name}/assets/{path}",
    "https://user-images.githubusercontent.com/{path}",
)
_LABELS: Final = {"github": "GitHub", "colab": "Colab", "folders": ""}


def split(data: bytes) -> Snapshot:
    """Return a snapshot of the first schema as one by source.

    Raises:
        ValueError: it is damaged.
    """
    try:
        old = json.loads(data)
        at = old["synced_at"]
        sources = {
            name: {
                "name": name,
                "label": label,
                "synced_at": at,
                "notebooks": [
                    {**one, "is_public": one["key"].startswith(("gist:", "github:"))}
                    for one in old["notebooks"]
                    if _brought(one["key"]) == name
                ],
                "omissions": [one for one in old["omissions"] if _seen(one["subject"]) == name],
                "failures": [one for one in old["failures"] if _seen(one["subject"]) == name],
            }
            for name, label in _LABELS.items()
        }
        profile = old["profile"]
        if profile and profile["readme"]:
            profile = {**profile, "readme": _with_addresses(profile["readme"])}
        sources["github"] |= {
            "profile": profile,
            "repos": list(map(_with_addresses, old["repos"])),
            "withdrawn": old.get("withdrawn", []),
            "state": json.dumps(old["older"]) if old.get("older") else "",
        }
        brought = [part for part in sources.values() if _is_something(part)]
        return load(Snapshot, json.dumps({"synced_at": at, "sources": brought}).encode())
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _brought(key: str) -> str:
    """Return the source of a notebook: `local:PATH` was on this disk, the others were named by a link."""
    return "folders" if key.startswith("local:") else "colab"


def _seen(subject: str) -> str:
    """Return the source of what was left out or failed: `owner/name`, a link, or a path in full."""
    if subject.startswith(("http://", "https://")):
        return "colab"
    is_path = subject.startswith(("/", "\\")) or subject[1:3] in {":\\", ":/"}
    return "folders" if is_path else "github"


def _with_addresses(repo: dict[str, Any]) -> dict[str, Any]:
    """Say of a repository what its source says today."""
    parts = urlsplit(repo["url"])
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return repo
    base = f"{parts.scheme}://{parts.netloc}/{{repository}}"
    is_public = parts.netloc == "github.com"
    return {
        **repo,
        "addresses": {
            "file": f"{base}/blob/{{ref}}/{{path}}",
            "folder": f"{base}/tree/{{ref}}/{{path}}",
            "raw": _RAW if is_public else f"{base}/raw/{{ref}}/{{path}}",
            "colab": _COLAB if is_public and not repo["is_private"] else "",
            "others": _IN_READMES,
            "uploads": _UPLOADS,
        },
    }


def _is_something(part: dict[str, Any]) -> bool:
    return any(part.get(key) for key in part if key not in {"name", "label", "synced_at"})
