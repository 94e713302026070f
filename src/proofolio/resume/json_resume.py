"""A résumé as JSON Resume (https://jsonresume.org/schema); what shows a skill stands in `x-evidence`."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from proofolio.model.resume import Entry, Proof, Resume, Section, SectionName
from proofolio.model.site import Site

SCHEMA: Final = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def write(resume: Resume) -> str:
    """Return the file's text. Nothing that is empty is in it."""
    value: dict[str, Any] = {"$schema": SCHEMA, "basics": _basics(resume)}
    for section in resume.sections:
        made = _section(section, resume)
        if section.name != "summary" and made:
            value[section.name] = made
    value["meta"] = {"canonical": resume.absolute(resume.path + "resume.json"), "version": "v1.0.0"}
    return json.dumps(full(value), ensure_ascii=False, indent=2) + "\n"


def full(value: Any) -> Any:
    """Leave out what is empty, at any depth."""
    if isinstance(value, Mapping):
        kept = {name: full(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item not in ("", None, [], {})}
    if isinstance(value, list | tuple):
        return [full(item) for item in value]
    return value


def _basics(resume: Resume) -> Mapping[str, Any]:
    summary = resume.section("summary")
    return {
        "name": resume.name,
        "label": resume.label,
        "image": resume.image if "://" in resume.image else "",
        "email": resume.email,
        "phone": resume.phone,
        "url": resume.website,
        "summary": summary.text if summary else "",
        "location": {
            "city": resume.city,
            "region": resume.region,
            "countryCode": resume.country,
        },
        "profiles": [
            {"network": link.label, "username": _user(link.url), "url": link.url}
            for link in resume.links
        ],
    }


def _user(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def _section(section: Section, resume: Resume) -> list[Mapping[str, Any]]:
    if section.name == "skills":
        return [_skill(proof, resume) for proof in section.proofs]
    if section.name in _LINES:
        first, second, is_list = _LINES[section.name]
        return [{first: a, second: b.split(", ") if is_list and b else b} for a, b in section.lines]
    make = _ENTRIES.get(section.name)
    return [make(entry, resume) for entry in section.entries] if make else []


def _skill(proof: Proof, resume: Resume) -> Mapping[str, Any]:
    if proof.is_claimed:
        return {"name": proof.name, "level": proof.level, "x-evidence": {"claimed": True}}
    return {
        "name": proof.name,
        "level": proof.level,
        "keywords": [proof.group],
        "x-evidence": {
            "claimed": False,
            "projects": proof.projects,
            "notebooks": proof.notebooks,
            "since": proof.since,
            "url": resume.absolute(proof.url),
            "places": [
                {"label": label, "url": resume.absolute(url)} for label, url in proof.evidence
            ],
        },
    }


def _dates(entry: Entry) -> Mapping[str, str]:
    return {"startDate": entry.start, "endDate": entry.end}


def _project(entry: Entry, resume: Resume) -> Mapping[str, Any]:
    page = resume.absolute(entry.url)
    return {
        "name": entry.title,
        "description": entry.summary,
        "highlights": entry.bullets,
        "keywords": entry.words,
        **_dates(entry),
        "url": page or entry.away,
        "roles": entry.roles,
        "entity": entry.where,
        "type": entry.kind,
        "x-source": entry.away,
    }


def _position(employer: str) -> Callable[[Entry, Resume], Mapping[str, Any]]:
    def make(entry: Entry, resume: Resume) -> Mapping[str, Any]:
        del resume
        return {
            employer: entry.where or entry.title,
            "position": entry.title if entry.where else "",
            "location": entry.place,
            "description": entry.kind,
            "url": entry.url,
            **_dates(entry),
            "summary": entry.summary,
            "highlights": entry.bullets,
        }

    return make


def _education(entry: Entry, resume: Resume) -> Mapping[str, Any]:
    del resume
    return {
        "institution": entry.where or entry.title,
        "area": entry.title if entry.where else "",
        "studyType": entry.kind,
        "url": entry.url,
        **_dates(entry),
        "score": entry.score,
        "courses": entry.words,
    }


def _event(title: str, where: str, day: str) -> Callable[[Entry, Resume], Mapping[str, Any]]:
    def make(entry: Entry, resume: Resume) -> Mapping[str, Any]:
        del resume
        return {
            title: entry.title,
            where: entry.where,
            day: entry.end,
            "url": entry.url,
            "summary": entry.summary,
        }

    return make


_LINES: Final[Mapping[SectionName, tuple[str, str, bool]]] = {
    "languages": ("language", "fluency", False),
    "interests": ("name", "keywords", True),
    "references": ("name", "reference", False),
}

_ENTRIES: Final[Mapping[SectionName, Callable[[Entry, Resume], Mapping[str, Any]]]] = {
    "projects": _project,
    "work": _position("name"),
    "volunteer": _position("organization"),
    "education": _education,
    "awards": _event("title", "awarder", "date"),
    "certificates": _event("name", "issuer", "date"),
    "publications": _event("name", "publisher", "releaseDate"),
}


def output(site: Site) -> dict[str, bytes]:
    """Return it for the résumé and for each variant."""
    return {f"{it.path}resume.json": write(it).encode("utf-8") for it in site.resumes}
