"""Where this Proofolio came from, so that another computer can install the very same."""

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from urllib.parse import urlsplit

from proofolio import __version__

_NAME = "proofolio"


def this_version() -> str:
    """Return what pip installs elsewhere to have this Proofolio: its release, or its commit."""
    return _address_elsewhere() or f"{_NAME}=={__version__}"


def is_from_this_computer() -> bool:
    """Tell whether it was installed from a folder or a file here, which others cannot reach."""
    return bool(_direct_url()) and not _address_elsewhere()


def _address_elsewhere() -> str:
    """Return `proofolio @ …` when it was installed from an address that anybody can reach."""
    noted = _direct_url()
    url = noted.get("url", "")
    if not isinstance(url, str):
        return ""
    address = urlsplit(url)
    # Whoever signed in to fetch it did so with what is nobody else's.
    if address.scheme != "https" or address.username is not None:
        return ""
    source = noted.get("vcs_info")
    if not isinstance(source, dict):
        return f"{_NAME} @ {url}"
    is_git = source.get("vcs") == "git" and source.get("commit_id")
    return f"{_NAME} @ git+{url}@{source['commit_id']}" if is_git else ""


def _direct_url() -> dict[str, object]:
    """Return what pip noted (https://packaging.python.org/en/latest/specifications/direct-url/); empty for a release."""
    try:
        found: Distribution = distribution(_NAME)
        noted = json.loads(found.read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}
