"""Export `notebooks/` to Markdown in `docs/`, then build the site. Runs in the peer's environment."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from nbconvert import MarkdownExporter
from nbconvert.writers import FilesWriter

exporter = MarkdownExporter()
for path in sorted(Path("notebooks").rglob("*.ipynb")):
    resources = {"unique_key": path.stem, "output_files_dir": f"{path.stem}_files"}
    body, resources = exporter.from_filename(str(path), resources=resources)
    folder = Path("docs") / path.parent.relative_to("notebooks")
    FilesWriter(build_directory=str(folder)).write(body, resources, notebook_name=path.stem)
build(load_config("mkdocs.yml"))
