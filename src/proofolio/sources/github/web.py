"""Where a repository of GitHub, or of a GitHub Enterprise Server, is on the web; pure."""

from typing import Final
from urllib.parse import urlsplit

from proofolio.model.records import Addresses

COLAB: Final = "https://colab.research.google.com/github/{repository}/blob/{ref}/{path}"
PUBLIC: Final = "github.com"
_IN_READMES: Final = (
    "https://github.com/{repository}/blob/{ref}/{path}",
    "https://github.com/{repository}/raw/{ref}/{path}",
    "https://github.com/{repository}/tree/{ref}/{path}",
    "https://raw.githubusercontent.com/{repository}/{ref}/{path}",
    "https://raw.github.com/{repository}/{ref}/{path}",
    "https://media.githubusercontent.com/media/{repository}/{ref}/{path}",
)
UPLOADS: Final = (
    "https://github.com/user-attachments/assets/{name}",
    "https://github.com/{owner}/{name}/assets/{path}",
    "https://user-images.githubusercontent.com/{path}",
)


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
    is_public = parts.netloc == PUBLIC
    return Addresses(
        file=f"{base}/blob/{{ref}}/{{path}}",
        folder=f"{base}/tree/{{ref}}/{{path}}",
        raw="https://raw.githubusercontent.com/{repository}/{ref}/{path}"
        if is_public
        else f"{base}/raw/{{ref}}/{{path}}",
        colab=COLAB if is_public and not is_private else "",
        others=_IN_READMES,
        uploads=UPLOADS,
    )
