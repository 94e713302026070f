"""MkDocs with Material and mkdocs-jupyter, set up as https://mkdocs-jupyter.danielfrg.com says."""

import shutil
from pathlib import Path

from peers import Command, Peer

SETTINGS = """\
site_name: Notebooks
theme:
  name: material
plugins:
  - search
  - mkdocs-jupyter:
      execute: false
      include_source: false
"""


def lay_out(notebooks: Path, work: Path) -> None:
    """Make the notebooks pages of a site with a front page."""
    shutil.copytree(notebooks, work / "docs")
    (work / "docs/index.md").write_text("# Notebooks\n")
    (work / "mkdocs.yml").write_text(SETTINGS)


def command(programs: Path, work: Path) -> Command:
    """Build the site."""
    del work
    return [programs / "mkdocs", "build"]


PEER = Peer(
    name="mkdocs-jupyter",
    pins=("mkdocs-material==9.8.1", "mkdocs-jupyter==0.26.3", "nbconvert==7.17.2"),
    lay_out=lay_out,
    command=command,
)
