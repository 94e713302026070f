"""What every part of the stand-in shares: the account, its git directories, tokens and quota."""

import base64
import binascii
from dataclasses import dataclass, field

from tests.standin.account import Account, Repository
from tests.standin.git_store import GitStore
from tests.standin.quota import Quota
from tests.standin.web import Request


class BadCredentialsError(Exception):
    """A token was sent that nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """The stand-in's GitHub. Whoever has a valid token is the account's owner."""

    url: str
    """`http://127.0.0.1:PORT`."""
    pages_url: str
    """Where the account says that its pages for people are."""
    account: Account
    git: GitStore
    quota: Quota
    uploads: dict[str, bytes | str] = field(default_factory=dict)
    """Address on a host that serves uploads → its bytes, or where it leads."""

    def token_of(self, request: Request) -> str | None:
        """The token that a request carries, in any of the ways that GitHub accepts.

        Raises:
            BadCredentialsError: it is not one of ours.
        """
        scheme, _, value = (request.authorization or "").partition(" ")
        if not value:
            return None
        candidates = _basic(value) if scheme.lower() == "basic" else (value.strip(),)
        for token in candidates:
            if token in self.quota.tokens:
                return token
        raise BadCredentialsError

    def owns(self, login: str) -> bool:
        """Whether that is the account's login."""
        return login.casefold() == self.account.login.casefold()

    def visible(self, owner: str, name: str, *, signed_in: bool) -> Repository | None:
        """The repository that is or was called so, if the asker may know of it."""
        if not self.owns(owner):
            return None
        try:
            repository: Repository | None = self.account.repository(name)
        except KeyError:
            repository = self.account.renamed(name)
        if repository is None or (repository.private and not signed_in):
            return None
        return repository


def _basic(value: str) -> tuple[str, ...]:
    # The token is the password; some tools send it as the user name.
    try:
        user, _, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return ()
    return (password, user)
