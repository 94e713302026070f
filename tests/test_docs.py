"""Documentation cannot lie: what exists is documented, what is documented exists."""

import json
import re
import sys
from pathlib import Path
from subprocess import run

import click
import pytest
from pydantic import BaseModel

from proofolio.cli.commands import proofolio
from proofolio.errors import ExitCode
from proofolio.settings.curriculum_file import (
    CurriculumFile,
    ItemEntry,
    MilestoneEntry,
    Pass,
    StageEntry,
)
from proofolio.settings.files import PortfolioFile, PostFrontMatter, ProjectFrontMatter
from proofolio.settings.resume_file import ResumeFile
from proofolio.settings.share_file import ShareFile

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
GUIDE = "\n".join(path.read_text() for path in sorted((DOCS / "guide").glob("*.md")))
CONFIGURATION = (DOCS / "reference/configuration.md").read_text()


def commands(group: click.Group = proofolio, prefix: str = "proofolio"):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=lambda value: str(value)[:30])
def test_every_command_and_option_is_in_the_guide(name, command):
    assert name in GUIDE
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(
                f"{option}" in GUIDE for option in parameter.opts if option.startswith("--")
            ), parameter.opts


def test_every_command_in_the_docs_exists():
    known = [name for name, _ in commands()]
    for path in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for line in re.findall(
            r"proofolio(?: -C [\w-]+)? ((?:new |resume |export )?[a-z]+)", path.read_text()
        ):
            assert any(f"proofolio {line}" == name for name in known), (
                f"{path.name}: proofolio {line}"
            )


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_in_the_guide(code):
    assert re.search(rf"^\| {code.value} \|", GUIDE, re.MULTILINE)


def settings_of(kind: type[BaseModel], prefix: str = ""):
    for name, field in kind.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from settings_of(
                field.annotation, f"{prefix}{name}." if kind is PortfolioFile else ""
            )
        else:
            yield prefix + (field.alias or name)


@pytest.mark.parametrize(
    "kind",
    [
        *(PortfolioFile, ResumeFile, ProjectFrontMatter, PostFrontMatter),
        *(CurriculumFile, StageEntry, ItemEntry, MilestoneEntry, Pass),
        ShareFile,
    ],
)
def test_every_setting_is_in_the_reference(kind):
    for name in settings_of(kind):
        assert f"`{name}`" in CONFIGURATION


def test_every_link_between_the_docs_leads_somewhere():
    for path in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text()):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_table_of_packages_is_what_their_docstrings_say():
    run([sys.executable, "scripts/map.py", "--check"], cwd=ROOT, check=True)


@pytest.fixture(scope="module")
def docs_site(tmp_path_factory):
    """Return the documentation as `make docs` makes it; a page or an anchor that is missing ends it."""
    site = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    run([*command, "--config-file", "docs.yml", "--site-dir", site], cwd=ROOT, check=True)
    return site


def test_every_page_of_the_documentation_is_found_by_search(docs_site):
    index = json.loads((docs_site / "search/search_index.json").read_text())
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    pages = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")}
    assert found == {"" if page == "index" else f"{page}/" for page in pages}


def test_the_reference_of_commands_has_each_with_its_options(docs_site):
    page = (docs_site / "reference/commands/index.html").read_text()
    for name, command in commands():
        assert name.rpartition(" ")[2] in page
        for parameter in command.params:
            assert all(option in page for option in parameter.opts if option.startswith("--"))
