"""What `-v` and `-vv` print. A token is taken out of every line, wherever it comes from."""

import base64
import logging
import os

from proofolio.sources.github.endpoints import TOKEN_VARIABLES, Endpoints, find_token
from proofolio.sources.secrets import secret_values

_LEAST_LETTERS = 8
"""Of the value of a variable that is not GitHub's: a shorter one stands in other words by chance."""


def log_to_stderr(verbosity: int) -> None:
    """Print what is asked of which server; from 2 on, what the libraries say of it, too."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutTokens(secrets(ask_gh=True)))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("proofolio").setLevel(logging.INFO if verbosity == 1 else logging.DEBUG)
    if verbosity > 1:
        for name in ("github", "urllib3"):
            logging.getLogger(name).setLevel(logging.DEBUG)


def secrets(*, ask_gh: bool = False) -> tuple[str, ...]:
    """Return every form of a token that may not be printed.

    Args:
        ask_gh: ask the GitHub CLI, too, which takes a moment.
    """
    tokens = {value for value in secret_values(os.environ) if len(value) >= _LEAST_LETTERS}
    tokens |= {os.environ.get(name, "").strip() for name in TOKEN_VARIABLES}
    if ask_gh:
        found = find_token(os.environ, Endpoints.from_environment(os.environ))
        tokens |= {found.value} if found else set()
    forms = {form for token in tokens if token for form in (token, _basic(token))}
    return tuple(sorted(forms, key=len, reverse=True))


def without(text: str, hidden: tuple[str, ...]) -> str:
    """Return the text with each secret replaced."""
    for secret in hidden:
        text = text.replace(secret, "[token]")
    return text


def _basic(token: str) -> str:
    """Return it as git sends it."""
    return base64.b64encode(f"x-access-token:{token}".encode()).decode()


class _WithoutTokens(logging.Formatter):
    def __init__(self, hidden: tuple[str, ...]) -> None:
        super().__init__("%(asctime)s %(name)s: %(message)s", datefmt="%H:%M:%S")
        self._hidden = hidden

    def format(self, record: logging.LogRecord) -> str:
        return without(super().format(record), self._hidden)
