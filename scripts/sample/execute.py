"""Run the sample learner's notebooks: `python scripts/sample/execute.py [NAME ...]`.

Each folder beside this file is a repository (or `gists/<id>`, or `drive`) and each `.py` in it is
the source of a notebook, see `percent.py`. A name picks a folder (`second-look`) or one notebook
(`second-look/01_explore`); without names, all run. A notebook runs in the folder of its repository,
so that a plot saved as `docs/x.png` lands there, and is written with the metadata that Colab adds.
"""

import base64
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from colab_metadata import dress
from nbclient import NotebookClient
from nbformat import NotebookNode, v4
from percent import Source, SourceCell, read

HERE = Path(__file__).resolve().parent
GITHUB = HERE.parents[1] / "src" / "proofolio" / "sample" / "github"
CELL_TIMEOUT_S = 180


def main() -> None:
    """Run what the command line names, a line per notebook."""
    sources = sorted(path for path in HERE.rglob("*.py") if path.parent != HERE)
    names = sys.argv[1:]
    chosen = [path for path in sources if not names or any(_is_named(path, n) for n in names)]
    if not chosen:
        known = sorted({path.parent.relative_to(HERE).as_posix() for path in sources})
        sys.exit(f"No such notebook: {', '.join(names)}. Known: {', '.join(known)}.")
    _plain_environment()
    for path in chosen:
        began = time.perf_counter()
        target = run(path)
        seconds, size_kb = time.perf_counter() - began, target.stat().st_size / 1000
        print(f"{target.relative_to(GITHUB)}  {seconds:.1f} s  {size_kb:.0f} kB", flush=True)


def run(path: Path) -> Path:
    """Executes one source and writes its notebook.

    Returns:
        Where the notebook is.

    Raises:
        CellExecutionError: a cell failed that is not tagged `raises-exception`.
    """
    source = read(path)
    folder = _folder(path)
    target = folder / source.path
    target.parent.mkdir(parents=True, exist_ok=True)
    (folder / "docs").mkdir(exist_ok=True)
    notebook = _notebook(source, path.parent)
    if source.execute:
        client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT_S,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
            coalesce_streams=True,
        )
        client.execute()
    if not any((folder / "docs").iterdir()):
        (folder / "docs").rmdir()
    dress(notebook, target.name, source.date, source.user_tz, source.accelerator)
    text = nbformat.writes(notebook)
    target.write_text(_without_machine(text, folder) + "\n", "utf-8")
    return target


def _is_named(path: Path, name: str) -> bool:
    inside = path.relative_to(HERE).with_suffix("").as_posix()
    return inside == name or inside.startswith(f"{name.rstrip('/')}/")


def _folder(path: Path) -> Path:
    inside = path.parent.relative_to(HERE)
    shared = inside.parts[0] in ("gists", "drive")
    return GITHUB / inside if shared else GITHUB / "repos" / inside


def _notebook(source: Source, home: Path) -> NotebookNode:
    notebook = v4.new_notebook(cells=[_cell(cell, home) for cell in source.cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    return notebook


def _cell(cell: SourceCell, home: Path) -> NotebookNode:
    """A cell; a PNG beside the source that its metadata names as `attach` goes in as attachment."""
    make = v4.new_markdown_cell if cell.is_markdown else v4.new_code_cell
    metadata = dict(cell.metadata)
    picture = metadata.pop("attach", "")
    node = make(cell.text, metadata=metadata)
    if picture:
        data = base64.b64encode((home / picture).read_bytes()).decode()
        node.attachments = {picture: {"image/png": data}}
    return node


def _plain_environment() -> None:
    """Keeps this machine's settings out of what the notebooks print."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        del os.environ[name]
    os.environ["PIP_CONFIG_FILE"] = os.devnull
    os.environ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    os.environ["PIP_ROOT_USER_ACTION"] = "ignore"
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.environ["PYTHONHASHSEED"] = "0"
    os.environ["OMP_NUM_THREADS"] = "1"
    bin_folder = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join((bin_folder, os.environ.get("PATH", os.defpath)))


def _without_machine(text: str, folder: Path) -> str:
    """Replaces the paths of this machine by those that Colab shows."""
    text = text.replace(str(folder), "/content").replace(sys.prefix, "/usr/local")
    text = text.replace("/site-packages", "/dist-packages")
    return re.sub(r"/tmp/ipykernel_\d+/", "/tmp/ipython-input-", text)


if __name__ == "__main__":
    main()
