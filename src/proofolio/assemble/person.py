"""Whose portfolio it is: what the learner wrote first, the profile where they wrote nothing."""

import re
from urllib.parse import urlsplit

from proofolio.content.sanitize import text
from proofolio.model.portfolio import Link, Person, SafeHtml
from proofolio.model.records import ProfileRecord
from proofolio.settings import Settings


def describe(settings: Settings, profile: ProfileRecord | None, about: SafeHtml) -> Person:
    """Join `resume.yml`, `portfolio.yml` and the profile. An e-mail address is never taken from the profile."""
    basics = settings.basics
    bio = text(profile.bio) if profile else ""
    login = text(profile.login) if profile else settings.portfolio.github
    headline = settings.portfolio.headline or basics.label or bio
    summary = basics.summary or bio
    place = ", ".join(part for part in (basics.location.city, basics.location.region) if part)
    return Person(
        name=basics.name or (text(profile.name) if profile else "") or login or "Portfolio",
        headline=headline,
        summary="" if summary == headline else summary,
        location=place or (text(profile.location) if profile else ""),
        email=basics.email,
        links=_links(settings, profile),
        about=about,
    )


def _links(settings: Settings, profile: ProfileRecord | None) -> tuple[Link, ...]:
    links = [
        Link(label=entry.network, url=entry.address)
        for entry in settings.basics.profiles
        if entry.address
    ]
    websites = [settings.basics.url, profile.website if profile else ""]
    website = next((address for value in websites if (address := _web(value))), "")
    if website:
        links.append(Link(label="Website", url=website))
    if profile and _web(profile.url):
        links.insert(0, Link(label="GitHub", url=profile.url))
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
