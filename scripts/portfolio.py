"""A portfolio of a folder of notebooks, made with the commands that a learner has."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from processes import Run, checked, run

from proofolio.errors import ExitCode
from proofolio.usecases import scaffold

DEFECTS = ("Proofolio stumbled over", "ended its process")
"""What the report says of a notebook that has no page through a defect of ours."""


class Portfolio:
    """A portfolio's folder, with copies of staged notebooks in it and nothing pulled yet."""

    def __init__(self, root: Path, staged: Path) -> None:
        self.root = root
        self.notebooks = root / "notebooks"
        self.site = root / "site"
        shutil.copytree(staged, self.notebooks)
        list(scaffold.write_portfolio(root, github="", colab=()))
        names = [f"notebooks/{part.name}" for part in sorted(self.notebooks.iterdir())]
        settings = root / "portfolio.yml"
        text = settings.read_text()
        settings.write_text(text.replace("folders: []", f"folders: {json.dumps(names)}"))
        program = str(Path(sys.executable).with_name("proofolio"))
        self.sync_command = (program, "sync")
        self.build_command = (program, "build")
        self._status_command = (program, "status", "--json")

    def sync(self) -> Run:
        """Pull the notebooks; that one could not be read is told later, by `reasons`."""
        done = run(self.sync_command, folder=self.root)
        return checked(done, allowed=(ExitCode.OK, ExitCode.INCOMPLETE))

    def build(self) -> Run:
        """Build the site."""
        return checked(run(self.build_command, folder=self.root))

    def reasons(self) -> Callable[[str], str]:
        """Return what tells why a notebook of some file name has no page; nothing when nobody said so."""
        done = checked(run(self._status_command, folder=self.root))
        status = json.loads(done.output)
        told = [problem["message"] for problem in status["problems"]]
        told += [f"{failure['subject']}: {failure['message']}" for failure in status["failures"]]
        told += [f"{omission['subject']}: {omission['reason']}" for omission in status["left_out"]]

        def why(name: str) -> str:
            line = next((line for line in told if name in line), name)
            return line.partition(name)[2].lstrip(":, ")

        return why
