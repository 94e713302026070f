"""Notebooks of any folder, under plain names that every tool keeps, so that pages can be matched by name."""

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PER_FOLDER = 1000
"""As many as Proofolio reads from one folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A notebook under its plain name."""

    source: Path
    """Where it was, in the corpus."""
    path: Path
    """Where it is, in the staged folder."""
    size_bytes: int

    @property
    def stem(self) -> str:
        """What its page is called."""
        return self.path.stem


def stage(corpus: Path, folder: Path) -> list[Staged]:
    """Copy every notebook below `corpus` to `folder`; names begin with a number that is met once."""
    staged = []
    found = [path for path in sorted(corpus.rglob("*.ipynb")) if path.is_file()]
    for number, source in enumerate(found):
        words = re.sub(r"[^a-z0-9]+", "-", source.stem.lower())[:40].strip("-")
        name = f"{number:04}-{words}".rstrip("-") + ".ipynb"
        path = Path(f"part-{number // PER_FOLDER + 1}", name)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / path)
        staged.append(
            Staged(source=source.relative_to(corpus), path=path, size_bytes=source.stat().st_size)
        )
    return staged


def strip_widgets(notebooks: Path, folder: Path) -> int:
    """Copy staged notebooks without `metadata.widgets`, which stops nbconvert; returns how many had it."""
    stripped = 0
    shutil.copytree(notebooks, folder)
    for path in folder.rglob("*.ipynb"):
        try:
            notebook = json.loads(path.read_bytes())
            del notebook["metadata"]["widgets"]
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        path.write_text(json.dumps(notebook), encoding="utf-8")
        stripped += 1
    return stripped


def edit_middle(staged: Sequence[Staged], folder: Path) -> Staged:
    """Change a line of code and a sentence in the middle-sized of the notebooks that have both.

    Raises:
        ValueError: none has a code cell and a Markdown cell.
    """
    by_size = sorted(staged, key=lambda one: (one.size_bytes, one.stem))
    middle = len(by_size) // 2
    for one in sorted(by_size, key=lambda one: abs(by_size.index(one) - middle)):
        path = folder / one.path
        try:
            notebook = json.loads(path.read_bytes())
            for kind, line in (("code", "# Changed."), ("markdown", "A sentence was changed.")):
                cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == kind)
                cell["source"] = "".join(cell["source"]) + "\n" + line
        except (ValueError, KeyError, TypeError, StopIteration):
            continue
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return one
    raise ValueError("No notebook has both a code cell and a Markdown cell.")
