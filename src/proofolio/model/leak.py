"""A secret that stands where strangers read; told without telling the secret."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One secret at one place of a text."""

    rule: str
    """What found it: `openai-api-key`."""
    name: str
    """The same for people: 'OpenAI API key'."""
    masked: str
    """Enough to recognise it, never enough to use it."""
    fingerprint: str
    """The first 16 hexadecimal digits of the secret's SHA-256."""
    start: int
    end: int
    """Where it stands in the text that was scanned, in characters."""
    revoke: str
    """The provider's own page where it is revoked; may be empty."""
    doubt: str = ""
    """What speaks against its being a secret, in words; it keeps nothing from being published then."""
