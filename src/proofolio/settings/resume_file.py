"""What may stand in `resume.yml`: the fields of JSON Resume 1.2 (https://jsonresume.org/schema)."""

# ruff: noqa: N815  JSON Resume's names

from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from proofolio.settings.scalars import Address, Day, EndDay, File, Web, Word, Words, listed

T = TypeVar("T")
Several = Annotated[tuple[T, ...], BeforeValidator(listed)]
Named = Annotated[Word, Field(min_length=1)]


def _email(value: str) -> str:
    name, at, host = value.strip().rpartition("@")
    if value and not (at and name and "." in host and " " not in value.strip()):
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

    network: Word
    username: Word = ""
    url: Web


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
