"""Whose portfolio it is: what the learner wrote first, the profile where they wrote nothing."""

import re
from urllib.parse import urlsplit

from proofolio.assemble.introduction import NOBODY, Introduction
from proofolio.content.sanitize import text
from proofolio.model.portfolio import Link, Person, SafeHtml
from proofolio.model.records import ProfileRecord
from proofolio.settings import Settings

_LEAST_WORDS = 3
_LEAST_CHARACTERS = 12
"""A bio of a word or two says less than the README does."""


def describe(
    settings: Settings,
    profile: ProfileRecord | None,
    about: SafeHtml,
    told: Introduction = NOBODY,
    host: str = "",
) -> Person:
    """Join `resume.yml`, `portfolio.yml`, the profile and what a README of theirs says of them.

    An e-mail address is never taken from the profile, where it may be for signing in; one in a README
    was put there to be read.
    """
    basics = settings.basics
    bio = text(profile.bio) if profile else ""
    login = text(profile.login) if profile else settings.portfolio.github
    own_bio = bio if len(bio.split()) >= _LEAST_WORDS or len(bio) >= _LEAST_CHARACTERS else ""
    headline = settings.portfolio.headline or basics.label or own_bio or told.headline or bio
    summary = basics.summary or told.summary or bio
    place = ", ".join(part for part in (basics.location.city, basics.location.region) if part)
    return Person(
        name=basics.name
        or (text(profile.name) if profile else "")
        or told.name
        or login
        or "Portfolio",
        headline=headline,
        summary="" if _is_same(summary, headline) else summary,
        location=place or (text(profile.location) if profile else ""),
        email=basics.email or told.email,
        links=_links(settings, profile, told, host),
        about=about,
        facts=() if basics.summary else told.facts,
        headline_is_own=bool(settings.portfolio.headline or basics.label),
    )


def _is_same(summary: str, headline: str) -> bool:
    return summary.rstrip(".! ").casefold() == headline.rstrip(".! ").casefold()


def _links(
    settings: Settings, profile: ProfileRecord | None, told: Introduction, host: str
) -> tuple[Link, ...]:
    links = [
        Link(label=entry.network, url=entry.address)
        for entry in settings.basics.profiles
        if entry.address
    ]
    websites = [settings.basics.url, profile.website if profile else ""]
    website = next((address for value in websites if (address := _web(value))), "")
    if website:
        links.append(Link(label="Website", url=website))
    if profile and host and _web(profile.url):
        links.insert(0, Link(label=host, url=profile.url))
    labels = {link.label.casefold() for link in links}
    links += [link for link in told.links if link.label.casefold() not in labels]
    seen: set[str] = set()
    return tuple(link for link in links if not (link.url in seen or seen.add(link.url)))  # type: ignore[func-returns-value]


def _web(value: str) -> str:
    """Return a web address, taking `example.org` for `https://example.org`; empty for anything else."""
    value = value.strip()
    if value and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", value):
        value = f"https://{value}"
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and parts.netloc else ""
