"""The small values of settings files: words, lists of words, addresses, dates."""

import re
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo

_NO_TEXT = re.compile("[\\x00\\ud800-\\udfff]")
"""What JSON and YAML can write with a backslash, and no file can hold."""


def listed(value: Any) -> Any:
    """Take one value for a list of one, and nothing (`key:` with no value, `""`) for no item."""
    if value is None:
        return []
    found = [value] if isinstance(value, str) else value
    return [item for item in found if not _is_blank(item)] if isinstance(found, list) else found


def _is_blank(item: Any) -> bool:
    return item is None or (isinstance(item, str) and not item.strip())


def worded(value: Any) -> Any:
    """Take nothing for an empty text, and a number for the text that it looks like."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and _NO_TEXT.search(value):
        raise ValueError("text is expected, without a zero byte or half a character in it")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def cleaned(value: Any) -> Any:
    """Take what no file can hold out of a text, where one character must not end a build."""
    return _NO_TEXT.sub("", value) if isinstance(value, str) else value


def web(value: str) -> str:
    """Check a web address.

    Raises:
        ValueError: it is none.
    """
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("a web address beginning with https:// is expected")
    return value


def _address(value: str) -> str:
    return web(value) if value else ""


_DATE = re.compile(r"([12][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?")


def _day(value: str) -> str:
    """Check a date that may lack its day or its month, and write it as JSON Resume does."""
    if not value or value.strip().lower() in {"present", "now", "today"}:
        return ""
    match = _DATE.fullmatch(value.strip())
    if match is None or not _exists(*(int(part or 1) for part in match.groups())):
        raise ValueError("a date that exists is expected, as 2026, 2026-01 or 2026-01-31")
    return "-".join(part.zfill(2) for part in match.groups() if part)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _not_before_start(value: str, info: ValidationInfo) -> str:
    """Refuse a range that is turned round; a part that one end lacks is not compared."""
    start = info.data.get("startDate") or info.data.get("start") or ""
    length = min(len(start), len(value))
    if value and value[:length] < start[:length]:
        raise ValueError(f"the end lies before the start, {start}")
    return value


Word = Annotated[str, BeforeValidator(worded)]
CleanedWord = Annotated[Word, BeforeValidator(cleaned)]
"""A `Word` that is never refused for a character."""
Words = Annotated[tuple[Word, ...], BeforeValidator(listed)]
Web = Annotated[str, AfterValidator(web)]
Address = Annotated[str, BeforeValidator(worded), AfterValidator(_address)]
"""A web address, or nothing."""
Day = Annotated[str, BeforeValidator(worded), AfterValidator(_day)]
"""`2026`, `2026-01`, `2026-01-31`, or empty (also for `present`)."""
EndDay = Annotated[Day, AfterValidator(_not_before_start)]
"""A `Day` that is not before the `startDate` or `start` above it."""


class File(BaseModel):
    """Something in a settings file: what it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
