"""Pictures that lie in a text: `data:image/…;base64,…`, in HTML, Markdown, JSON or CSS."""

import re
from typing import Final

from proofolio.content.images import cleaned_address

SHORTEST: Final = 200
"""Characters of base64; a shorter one has no room for more than a few pixels."""
EMBEDDED: Final = re.compile(
    r"data:image/[a-z0-9.+-]{1,30}(?:;[a-z0-9=\"'-]{1,40}){0,3};base64,\s{0,20}"
    # Broken into lines, as mail programs do, it goes on; a short line may be prose already.
    r"(?:[A-Za-z0-9+/]|%2[Bf]){200,}+={0,2}(?:%3D){0,2}"
    r"(?:(?:\r?\n|\\n|%0A)[ \t]{0,40}(?:[A-Za-z0-9+/]|%2[Bf]){40,}+={0,2})*+",
    re.IGNORECASE,
)


def cleaned(text: str, refused: list[str] | None = None) -> str:
    """Return a text whose pictures tell of nobody; one that cannot be cleaned is `data:,`, which shows nothing.

    Args:
        text: in any language that has web addresses.
        refused: told of each picture that had to go, by its beginning.
    """
    if ";base64," not in text:
        return text

    def clean(match: re.Match[str]) -> str:
        found = cleaned_address(match[0].replace("\\n", ""))
        if not found:
            if refused is not None:
                refused.append(match[0][:40])
            return "data:,"
        return match[0] if found == match[0] else found

    return EMBEDDED.sub(clean, text)
