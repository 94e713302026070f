"""What may be shown of a secret."""

from typing import Final

_MOST: Final = 4
_SHARE: Final = 8
"""At most one part in so many is shown at each end."""


def mask(secret: str) -> str:
    """A few characters of both ends; of a short one fewer, or none."""
    shown = min(_MOST, len(secret) // _SHARE)
    return f"{secret[:shown]}…{secret[len(secret) - shown :]}" if shown else "…"


def mask_url(scheme: str, user: str, password: str, host: str) -> str:
    """An address without its password."""
    shown = "…" if password in user or user in password else user
    masked = f"{scheme}://{shown}:…@{host}"
    return f"{scheme}://…" if password in masked else masked


def mask_key_block(block: str) -> str:
    """The first line of a PEM block."""
    return f"{block.partition('KEY')[0]}KEY-----…"
