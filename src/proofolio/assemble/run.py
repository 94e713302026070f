"""What to type to run a project's app, and where its author could put it."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from proofolio.assemble.addresses import is_web
from proofolio.errors import Problem
from proofolio.model.portfolio import Facts, Project
from proofolio.model.records import Get, RepoRecord

_TOOLKIT: Final = re.compile(
    rb"^\s*(?:import|from)\s+(streamlit|gradio|flask|fastapi|dash|panel)\b", re.MULTILINE
)
_START: Final = {
    b"streamlit": "streamlit run {}",
    b"gradio": "python {}",
    b"flask": "flask --app {} run",
    b"fastapi": "fastapi dev {}",
    b"dash": "python {}",
    b"panel": "panel serve {}",
}
_EXPOSED: Final = re.compile(rb"^\s*EXPOSE\s+(\d{1,5})", re.MULTILINE | re.IGNORECASE)
_HOSTS: Final = {
    "streamlit": "share.streamlit.io takes it from GitHub: New app, this repository, this file.",
    "gradio": "huggingface.co/new-space takes it: choose Gradio and push the repository there.",
}


def commands(repo: RepoRecord | None, facts: Facts, get: Get, folder: str = "") -> tuple[str, ...]:
    """Return what a reader types to run the app; empty without one.

    Args:
        repo: where it is.
        facts: what is known of it.
        get: returns a file's bytes.
        folder: of the repository, in which the app is at home; empty for its root.
    """
    if repo is None or not is_web(repo.url):
        return ()
    root = f"{folder}/" if folder else ""
    files = {file.path.removeprefix(root): file.blob for file in repo.files}
    app = facts.app.removeprefix(root) if facts.app else None
    starting = list(_start(files, replace(facts, app=app), get, folder or repo.name))
    if not starting:
        return ()
    home = f"{repo.name}/{folder}" if folder else repo.name
    return (f"git clone {shlex.quote(repo.url)}", f"cd {shlex.quote(home)}", *starting)


def _start(files: dict[str, str], facts: Facts, get: Get, name: str) -> Iterator[str]:
    toolkit = _TOOLKIT.search(get(files[facts.app])) if facts.app in files else None
    if toolkit and facts.app:
        if "requirements.txt" in files:
            yield "pip install -r requirements.txt"
        elif "pyproject.toml" in files or "setup.py" in files:
            yield "pip install ."
        yield _START[toolkit[1]].format(shlex.quote(facts.app))
    elif "Dockerfile" in files:
        image = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "app"
        exposed = _EXPOSED.search(get(files["Dockerfile"]))
        port = f"-p {int(exposed[1])}:{int(exposed[1])} " if exposed else ""
        yield f"docker build -t {image} ."
        yield f"docker run --rm {port}{image}"


def _anywhere(start: str) -> str:
    """Return where an app can be put that no host is made for, whoever keeps its repository."""
    if start.startswith("docker "):
        return (
            "A host that runs containers takes its Dockerfile: render.com (New, Web Service), say."
        )
    return "A host that runs Python takes it: render.com (New, Web Service), say."


def advice(project: Project) -> Iterator[Problem]:
    """Tell the author of an app that nobody can try where it could be put."""
    if project.demo_url or not project.commands:
        return
    start = project.commands[-1]
    toolkit = next((name for name in _HOSTS if start.startswith(name)), "")
    if project.facts.app and not toolkit and start.startswith("python "):
        toolkit = "gradio"
    host = _HOSTS.get(toolkit, _anywhere(start))
    if toolkit == "streamlit" and not (project.source_url or "").startswith("https://github.com/"):
        host = _anywhere(start)
    yield Problem(
        message=f"{project.title} has an app ({project.facts.app or 'a Dockerfile'}), and nowhere to try it.",
        hint=f"{host} Then name its address: `demo: https://…` in projects/{project.slug}.md.",
    )
