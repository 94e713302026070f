"""Other tools' résumés as `resume.yml`: JSON Resume (JSON or YAML), and RenderCV's YAML."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

from proofolio.errors import InputError, Place
from proofolio.settings.resume_file import ResumeFile
from proofolio.settings.resume_json import known, parse_json, without_nothing
from proofolio.settings.yaml_file import YamlDocument, check, parse

_PROFILES: Final = {
    "LinkedIn": "https://www.linkedin.com/in/",
    "GitHub": "https://github.com/",
    "GitLab": "https://gitlab.com/",
    "ORCID": "https://orcid.org/",
    "ResearchGate": "https://www.researchgate.net/profile/",
    "StackOverflow": "https://stackoverflow.com/users/",
    "YouTube": "https://www.youtube.com/@",
    "Google Scholar": "https://scholar.google.com/citations?user=",
    "X": "https://x.com/",
}


def import_resume(text: str, path: str) -> str:
    """Return the text of a `resume.yml` that says the same.

    Args:
        text: of a JSON Resume or RenderCV file.
        path: what to call it.

    Raises:
        InputError: it is neither, or says what cannot be; with its line.
    """
    document = _document(text, path)
    value = dict(document.value)
    if isinstance(value.get("cv"), dict):
        made = without_nothing(_of_rendercv(value["cv"]))
        kept = known(made)
        # Lines of the other file mean nothing for what was made of it.
        check(YamlDocument(path=path, value=kept, lines={(): 1}), ResumeFile)
    elif value.keys() & ResumeFile.model_fields.keys():
        kept = known(value)
        check(YamlDocument(path=path, value=kept, lines=document.lines), ResumeFile)
    else:
        raise InputError(
            f"{path} is neither JSON Resume nor RenderCV: it has no `basics` and no `cv`.",
            "Export your résumé as JSON Resume (jsonresume.org), or name your RenderCV YAML file.",
            Place(path=path, line=1),
        )
    kept.pop("$schema", None)
    kept.pop("meta", None)
    body = yaml.safe_dump(
        json.loads(json.dumps(kept, default=str)), allow_unicode=True, sort_keys=False, width=100
    )
    return f"# Who you are, and what you did. The fields are those of JSON Resume (jsonresume.org/schema).\n\n{body}"


def _document(text: str, path: str) -> YamlDocument:
    is_json = text.lstrip().startswith("{")
    return parse_json(text, path) if is_json else parse(text, path)


def _of_rendercv(cv: Mapping[str, Any]) -> dict[str, Any]:
    place = [part.strip() for part in str(cv.get("location") or "").split(",")]
    made: dict[str, Any] = {
        "basics": {
            "name": cv.get("name"),
            "label": cv.get("headline") or cv.get("label"),
            "email": _first(cv.get("email")),
            "phone": str(_first(cv.get("phone")) or "").removeprefix("tel:").replace("-", " "),
            "url": _first(cv.get("website")),
            "location": {"city": place[0], "region": ", ".join(place[1:])},
            "profiles": [
                {"network": item["network"], "username": str(item.get("username", "")), "url": url}
                for item in _list(cv.get("social_networks"))
                if isinstance(item, dict) and (url := _profile(item))
            ],
        }
    }
    sections = cv.get("sections")
    for heading, entries in sections.items() if isinstance(sections, dict) else ():
        for entry in _list(entries):
            _add(made, str(heading).replace("_", " ").lower(), entry)
    return made


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _profile(item: Mapping[str, Any]) -> str:
    base = _PROFILES.get(str(item.get("network")))
    return f"{base}{item.get('username')}" if base and item.get("username") else ""


def _add(made: dict[str, Any], heading: str, entry: Any) -> None:
    """Put an entry where its fields say that it belongs, or else its heading."""
    if isinstance(entry, str):
        basics = made["basics"]
        basics["summary"] = f"{basics.get('summary', '')}\n{entry}".strip()
        return
    if not isinstance(entry, dict):
        return
    section, value = _placed(heading, entry)
    made.setdefault(section, []).append(value)


def _placed(heading: str, entry: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    texts = {"summary": entry.get("summary"), "highlights": entry.get("highlights")}
    dates = {
        "startDate": entry.get("start_date"),
        "endDate": entry.get("end_date")
        or (None if entry.get("start_date") else entry.get("date")),
    }
    if "institution" in entry:
        courses = entry.get("highlights")
        return "education", {
            "institution": entry["institution"],
            "area": entry.get("area"),
            "studyType": entry.get("degree"),
            **dates,
            "courses": courses,
        }
    if "company" in entry:
        unpaid = "volunteer" in heading
        return "volunteer" if unpaid else "work", {
            "organization" if unpaid else "name": entry["company"],
            "position": entry.get("position"),
            **({} if unpaid else {"location": entry.get("location")}),
            **dates,
            **texts,
        }
    if "label" in entry:
        return _line(heading, str(entry["label"]), str(entry.get("details") or ""))
    name = _bare(str(entry.get("name") or entry.get("title") or entry.get("bullet") or ""))
    if "authors" in entry:
        return "publications", {
            "name": name,
            "publisher": entry.get("journal"),
            "releaseDate": entry.get("date"),
            "url": entry.get("url"),
        }
    if any(word in heading for word in ("certif", "course")):
        return "certificates", {"name": name, "date": dates["endDate"]}
    if any(word in heading for word in ("award", "honor", "honour", "prize")):
        return "awards", {"title": name, "date": dates["endDate"], "summary": texts["summary"]}
    return "projects", {
        "name": name,
        "description": texts["summary"],
        "highlights": texts["highlights"],
        **dates,
    }


def _line(heading: str, label: str, details: str) -> tuple[str, dict[str, Any]]:
    words = [part.strip() for part in details.split(",")]
    if "language" in heading and "programming" not in heading:
        return "languages", {"language": label, "fluency": details}
    if "interest" in heading:
        return "interests", {"name": label, "keywords": words}
    return "skills", {"name": label, "keywords": words}


def _bare(text: str) -> str:
    """Take a Markdown link for its text."""
    return re.sub(r"\[([^\]]{1,300})\]\([^)]{1,300}\)", r"\1", text)
