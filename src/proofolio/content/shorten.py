"""Text that has to fit."""

import re

_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def shortened(text: str, longest: int) -> str:
    """Put text on one line of at most so many characters, cut between words, without what no file may hold."""
    line = " ".join(_NOT_TEXT.sub(" ", text).split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    words = cut.rpartition(" ")[0]
    # Languages without spaces, and words as long as the line, are cut where they stand.
    return f"{(words if len(words) > longest // 2 else cut).rstrip(' ,;:.')}…"
