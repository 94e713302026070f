"""Who counts the site's visits, if anybody does: `analytics` in `portfolio.yml`."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from proofolio.settings.scalars import File, Web, Word


def _domain(value: str) -> str:
    if value and not re.fullmatch(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+", value):
        raise ValueError(
            "the site's domain as Plausible has it is expected, as in your-name.github.io"
        )
    return value


def _code(value: str) -> str:
    if value and not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,62}", value):
        raise ValueError("a code is expected, as in CODE.goatcounter.com")
    return value


def _secure(value: str) -> str:
    if not value.startswith("https://"):
        raise ValueError("an address that begins with https:// is expected")
    return value


class Umami(File):
    """Umami, wherever it runs: its page 'Tracking code' tells both."""

    src: Annotated[Web, AfterValidator(_secure)]
    """Address of its script."""
    id: Annotated[Word, Field(pattern=r"^[A-Za-z0-9-]{1,64}$")]


class Analytics(File):
    """One service, and what it calls the site."""

    plausible: Annotated[Word, AfterValidator(_domain)] = ""
    goatcounter: Annotated[Word, AfterValidator(_code)] = ""
    umami: Umami | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum(map(bool, (self.plausible, self.goatcounter, self.umami))) != 1:
            raise ValueError("one of plausible, goatcounter and umami is expected")
        return self

    def script(self) -> dict[str, str]:
        """Return the attributes of the script that counts, as its service documents it."""
        if self.plausible:
            return {"src": "https://plausible.io/js/script.js", "data-domain": self.plausible}
        if self.goatcounter:
            counter = f"https://{self.goatcounter}.goatcounter.com/count"
            return {"src": "https://gc.zgo.at/count.js", "data-goatcounter": counter}
        return {"src": self.umami.src, "data-website-id": self.umami.id} if self.umami else {}
