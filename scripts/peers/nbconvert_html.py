"""`jupyter nbconvert --to html`, all notebooks in one process."""

import shutil
from pathlib import Path

from peers import Command, Peer


def lay_out(notebooks: Path, work: Path) -> None:
    """Put the notebooks where the command reads them."""
    shutil.copytree(notebooks, work / "notebooks")


def command(programs: Path, work: Path) -> Command:
    """Convert every notebook."""
    found = sorted(path.relative_to(work) for path in (work / "notebooks").rglob("*.ipynb"))
    return [programs / "jupyter", "nbconvert", "--to", "html", "--output-dir", "site", *found]


PEER = Peer(name="nbconvert-html", pins=("nbconvert==7.17.2",), lay_out=lay_out, command=command)
