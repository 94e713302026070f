"""Where a repository of GitHub, or of a GitHub Enterprise Server, is on the web; pure."""

from typing import Final
from urllib.parse import urlsplit

from proofolio.model.records import Addresses

COLAB: Final = "https://colab.research.google.com/github/{repository}/blob/{ref}/{path}"
_PUBLIC: Final = "github.com"


def addresses_of(page: str, *, is_private: bool) -> Addresses:
    """Return the addresses of a repository's files; none when its page is no web address.

    Args:
        page: of the repository, as the API tells it.
        is_private: Colab opens notebooks of github.com only, and private ones only for their owner.
    """
    try:
        parts = urlsplit(page)
    except ValueError:
        return Addresses()
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return Addresses()
    base = f"{parts.scheme}://{parts.netloc}/{{repository}}"
    is_public_host = parts.netloc == _PUBLIC
    raw = "https://raw.githubusercontent.com/{repository}" if is_public_host else f"{base}/raw"
    return Addresses(
        file=f"{base}/blob/{{ref}}/{{path}}",
        folder=f"{base}/tree/{{ref}}/{{path}}",
        raw=f"{raw}/{{ref}}/{{path}}",
        colab=COLAB if is_public_host and not is_private else "",
    )
