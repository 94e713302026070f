"""A host of git repositories: where they are cloned from, and what they are called there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from proofolio.model.records import RepoRecord
from proofolio.sources.http.addresses import Origin
from proofolio.sources.secrets import Token


def clone_beside_page(repo: RepoRecord) -> str:
    """Return the address that most hosts clone from: the repository's page with `.git` after it."""
    return f"{repo.url}.git"


def clone_from(server: str) -> Callable[[RepoRecord], str]:
    """Return what tells the address of a clone on a server, given without a trailing slash."""
    return lambda repo: f"{server}/{quote(repo.full_name)}.git"


def _as_it_is(url: str) -> str:
    return url


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHost:
    """What reading repositories needs to know of the host."""

    label: str
    """What people call it: `GitHub`."""
    clone_url: Callable[[RepoRecord], str] = clone_beside_page
    token: Token | None = None
    """Given to git for private repositories alone."""
    trusted: frozenset[Origin] = field(default_factory=frozenset)
    """Who may lie in a private network or on this computer."""
    picture_url: Callable[[str], str] = _as_it_is
    """Where a picture's address is asked for."""

    def name_at(self, address: str, before: RepoRecord) -> tuple[str, str] | None:
        """Return owner and name of a repository that git found at another address; None when it does not tell.

        Args:
            address: where git was led to, without `.git`.
            before: the repository as it was known.
        """
        server = self.clone_url(before).removesuffix(".git").removesuffix(quote(before.full_name))
        owner, _, name = address.removeprefix(server).rpartition("/")
        return (owner, name) if address.startswith(server) and owner and name else None
