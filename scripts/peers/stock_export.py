"""nbconvert's `MarkdownExporter` as it comes, and Material with the extensions that its pages advise."""

import shutil
from pathlib import Path

from peers import Command, Peer

SETTINGS = """\
site_name: Notebooks
theme:
  name: material
markdown_extensions:
  - pymdownx.highlight:
      anchor_linenums: true
      line_spans: __span
      pygments_lang_class: true
  - pymdownx.inlinehilite
  - pymdownx.superfences
  - pymdownx.arithmatex:
      generic: true
"""


def lay_out(notebooks: Path, work: Path) -> None:
    """Make a site with a front page, and put the notebooks beside it."""
    shutil.copytree(notebooks, work / "notebooks")
    (work / "docs").mkdir()
    (work / "docs/index.md").write_text("# Notebooks\n")
    (work / "mkdocs.yml").write_text(SETTINGS)


def command(programs: Path, work: Path) -> Command:
    """Export and build in one process, which spares this peer a second start of Python."""
    del work
    return [programs / "python", Path(__file__).with_name("export.py")]


PEER = Peer(
    name="stock-export",
    pins=("mkdocs-material==9.8.1", "nbconvert==7.17.2"),
    lay_out=lay_out,
    command=command,
)
