"""A résumé as RenderCV's YAML (https://docs.rendercv.com), for those who want its designs."""

from collections.abc import Mapping
from typing import Any, Final

import yaml

from proofolio.model.resume import Entry, Resume, Section
from proofolio.model.site import Site
from proofolio.resume.json_resume import full
from proofolio.resume.skills import grouped

_NETWORKS: Final = {
    "linkedin": "LinkedIn",
    "github": "GitHub",
    "gitlab": "GitLab",
    "orcid": "ORCID",
    "stackoverflow": "StackOverflow",
    "mastodon": "Mastodon",
    "researchgate": "ResearchGate",
}
"""Those that RenderCV knows and that are told by a user's name; it refuses others."""


def write(resume: Resume) -> str:
    """Return the file's text. Phone numbers stand only with their country's code, which RenderCV asks for."""
    cv = {
        "name": resume.name,
        "headline": resume.label,
        "location": resume.location,
        "email": resume.email,
        "phone": resume.phone if resume.phone.startswith("+") else "",
        "website": resume.website,
        "social_networks": [
            {"network": network, "username": link.url.rstrip("/").rpartition("/")[2]}
            for link in resume.links
            if (network := _NETWORKS.get(link.label.lower().replace(" ", "")))
        ],
        "sections": {part.heading: _section(part, resume) for part in resume.sections},
    }
    return yaml.safe_dump({"cv": full(cv)}, allow_unicode=True, sort_keys=False, width=100)


def _section(section: Section, resume: Resume) -> list[Any]:
    if section.text:
        return [section.text]
    if section.proofs:
        return [
            {"label": group, "details": ", ".join(proof.name for proof in proofs)}
            for group, proofs in grouped(section.proofs)
        ]
    if section.lines:
        return [{"label": label, "details": text or label} for label, text in section.lines]
    return [_entry(entry, section, resume) for entry in section.entries]


def _entry(entry: Entry, section: Section, resume: Resume) -> Mapping[str, Any]:
    dates = {
        "start_date": entry.start,
        "end_date": entry.end or ("present" if entry.lasts else ""),
    }
    if not entry.start:
        dates = {"date": entry.end}
    if section.name in {"work", "volunteer"} and entry.where:
        kind = {"company": entry.where, "position": entry.title}
    elif section.name == "education" and entry.where:
        kind = {"institution": entry.where, "area": entry.title, "degree": entry.kind}
    else:
        kind = {"name": entry.title}
    joined = ", ".join(entry.words)
    bullets = [
        *entry.bullets,
        *([joined] if joined else []),
        *([entry.score] if entry.score else []),
    ]
    where = entry.where if "name" in kind else ""
    address = resume.absolute(entry.url) or entry.away
    return {
        **kind,
        "location": entry.place,
        **dates,
        "summary": ". ".join(part for part in (where, entry.summary) if part),
        "highlights": [*bullets, *([address] if address else [])],
    }


def output(site: Site) -> dict[str, bytes]:
    """Return it for the résumé and for each variant."""
    return {f"{it.path}resume.rendercv.yaml": write(it).encode("utf-8") for it in site.resumes}
