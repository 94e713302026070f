"""Documentation cannot lie: what exists is documented, what is documented exists."""

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
GUIDE = (ROOT / "docs/guide.md").read_text()
CONFIGURATION = (ROOT / "docs/configuration.md").read_text()


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
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
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
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text()):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_table_of_packages_is_what_their_docstrings_say():
    run([sys.executable, "scripts/map.py", "--check"], cwd=ROOT, check=True)
