"""A secret that stands where it can be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One secret at one place of a text."""

    rule: str
    """`openai-api-key`."""
    name: str
    """`OpenAI API key`, for people."""
    masked: str
    """Enough to recognise it, never to use it."""
    fingerprint: str
    """First 16 hexadecimal digits of its SHA-256."""
    start: int
    end: int
    """Offsets in the text, in characters."""
    revoke: str
    """The provider's own page where it is revoked; may be empty."""
