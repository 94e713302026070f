"""What may stand in `resume.yml`: the fields of JSON Resume 1.2 (https://jsonresume.org/schema)."""

# ruff: noqa: N815  JSON Resume's names

import re
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from proofolio.settings.scalars import Address, Day, EndDay, File, Word, Words, listed

T = TypeVar("T")
Several = Annotated[tuple[T, ...], BeforeValidator(listed)]
Named = Annotated[Word, Field(min_length=1)]


_EMAIL = re.compile(r"[^\s@?&#%<>()\[\],;:\\\"]+@[\w-]+(?:\.[\w-]+)+")
_NETWORKS = {
    "github": "https://github.com/",
    "gitlab": "https://gitlab.com/",
    "huggingface": "https://huggingface.co/",
    "kaggle": "https://www.kaggle.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "medium": "https://medium.com/@",
    "twitter": "https://x.com/",
    "x": "https://x.com/",
}
"""Where an account is, by the network's name in small letters and digits."""


def _email(value: str) -> str:
    if value and not _EMAIL.fullmatch(value.strip()):
        raise ValueError("an e-mail address is expected, as name@example.org")
    return value.strip()


class Location(File):
    """Where a person lives; only the city, the region and the country are printed."""

    address: Word = ""
    postalCode: Word = ""
    city: Word = ""
    countryCode: Word = ""
    region: Word = ""


class NetworkProfile(File):
    """An account elsewhere."""

    network: Named
    username: Word = ""
    url: Address = ""

    @property
    def address(self) -> str:
        """Where the account is; empty when neither `url` nor a network that we know says so."""
        network = re.sub(r"[^a-z0-9]", "", self.network.lower())
        base = _NETWORKS.get(network, "")
        is_known = base and re.fullmatch(r"@?[\w.-]+", self.username)
        return self.url or (base + self.username.lstrip("@") if is_known else "")


class Basics(File):
    """Who this is."""

    name: Word = ""
    label: Word = ""
    image: Word = ""
    """A picture beside `resume.yml`, or its address."""
    email: Annotated[Word, AfterValidator(_email)] = ""
    phone: Word = ""
    url: Word = ""
    summary: Word = ""
    location: Annotated[Location, BeforeValidator(lambda value: value or {})] = Location()
    profiles: Several[NetworkProfile] = ()


class Work(File):
    """A position."""

    name: Word = ""
    location: Word = ""
    description: Word = ""
    """What the employer does."""
    position: Word = ""
    url: Address = ""
    startDate: Day = ""
    endDate: EndDay = ""
    summary: Word = ""
    highlights: Words = ()


class Volunteer(File):
    """Unpaid work."""

    organization: Word = ""
    position: Word = ""
    url: Address = ""
    startDate: Day = ""
    endDate: EndDay = ""
    summary: Word = ""
    highlights: Words = ()


class Education(File):
    """A school or a course of study."""

    institution: Word = ""
    url: Address = ""
    area: Word = ""
    studyType: Word = ""
    startDate: Day = ""
    endDate: EndDay = ""
    score: Word = ""
    courses: Words = ()


class Award(File):
    """A prize."""

    title: Named
    date: Day = ""
    awarder: Word = ""
    summary: Word = ""


class CertificateEntry(File):
    """A certificate."""

    name: Named
    date: Day = ""
    url: Address = ""
    issuer: Word = ""
    skills: Words = ()
    """What it is about, in the words of the skills; not a field of JSON Resume."""


class Publication(File):
    """Something published."""

    name: Named
    publisher: Word = ""
    releaseDate: Day = ""
    url: Address = ""
    summary: Word = ""


class SkillEntry(File):
    """A skill that the learner names, or a group of them."""

    name: Named
    level: Word = ""
    keywords: Words = ()


class LanguageEntry(File):
    """A language that the learner speaks."""

    language: Named
    fluency: Word = ""


class Interest(File):
    """What the learner likes."""

    name: Named
    keywords: Words = ()


class Reference(File):
    """What somebody says of the learner."""

    name: Named
    reference: Word = ""


class ProjectEntry(File):
    """Work that was not pulled, or the learner's words for work that was (same `name` or `url`)."""

    name: Named
    description: Word = ""
    highlights: Words = ()
    keywords: Words = ()
    startDate: Day = ""
    endDate: EndDay = ""
    url: Address = ""
    roles: Words = ()
    entity: Word = ""
    type: Word = ""


class Meta(File):
    """About the file itself."""

    canonical: Word = ""
    version: Word = ""
    lastModified: Word = ""
    theme: Word = ""


class ResumeFile(File):
    """`resume.yml`: who the learner is and what they did."""

    schema_: Annotated[Any, Field(alias="$schema")] = None
    basics: Annotated[Basics, BeforeValidator(lambda value: value or {})] = Basics()
    work: Several[Work] = ()
    volunteer: Several[Volunteer] = ()
    education: Several[Education] = ()
    awards: Several[Award] = ()
    certificates: Several[CertificateEntry] = ()
    publications: Several[Publication] = ()
    skills: Several[SkillEntry] = ()
    languages: Several[LanguageEntry] = ()
    interests: Several[Interest] = ()
    references: Several[Reference] = ()
    projects: Several[ProjectEntry] = ()
    meta: Annotated[Meta, BeforeValidator(lambda value: value or {})] = Meta()
