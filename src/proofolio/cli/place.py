"""Where and when a command runs."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from proofolio.boundary import check_kept
from proofolio.errors import InputError, Place


def portfolio_folder(base: Path | None) -> Path:
    """Return the portfolio's folder: the given one, or the nearest one upwards that has a `portfolio.yml`.

    Raises:
        InputError: there is none, or a link lies in its `.proofolio`.
    """
    start = (base or Path()).resolve()
    candidates = [start] if base else [start, *start.parents]
    for folder in candidates:
        if os.path.lexists(folder / "portfolio.yml"):
            check_kept(folder)
            return folder
    raise InputError(
        "There is no portfolio here: portfolio.yml is missing.",
        "Change to your portfolio's folder, or begin one with `proofolio init --github YOUR-NAME`.",
        Place(path=str(start)),
    )


def today() -> date:
    """Return today, or the day that `SOURCE_DATE_EPOCH` names (https://reproducible-builds.org/specs/source-date-epoch/).

    Raises:
        InputError: it names none.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise InputError(
            f"SOURCE_DATE_EPOCH is not a time: {epoch!r}.",
            "Unset it, or set it to the seconds since 1970.",
            Place(path="SOURCE_DATE_EPOCH"),
        ) from error
