"""The table of packages in docs/architecture.md, made of their own docstrings: `python scripts/map.py`.

Each package and module of the root stands in the order in which it may import, as `pyproject.toml` says
for the linter: what stands further down may use what stands above it. `--check` writes nothing and ends with 1 where
the page is not what the docstrings say.
"""

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/architecture.md"
BEGIN, END = "<!-- packages -->\n", "<!-- end of packages -->\n"


def main() -> None:
    """Write the table into the page, or say whether it is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="only say whether the page is up to date"
    )
    arguments = parser.parse_args()
    page = PAGE.read_text(encoding="utf-8")
    made = with_table(page)
    if arguments.check:
        raise SystemExit(int(made != page))
    PAGE.write_text(made, encoding="utf-8")


def with_table(page: str) -> str:
    """`page` with its table as the docstrings say today."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def table() -> str:
    """Markdown: a row for each layer's packages, the lowest layer first."""
    rows = [f"| `{name}` | {purpose} |\n" for layer in layers() for name, purpose in layer]
    return "".join(["| package or module | what it does |\n", "| --- | --- |\n", *rows])


def layers() -> Iterator[list[tuple[str, str]]]:
    """For each layer, from the lowest: the names of its packages and modules, and what each does."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    [order] = [
        contract["layers"]
        for contract in contracts
        if contract["type"] == "layers" and contract["containers"] == ["proofolio"]
    ]
    for layer in reversed(order):
        yield [
            described(name.strip().removeprefix("proofolio.")) for name in sorted(layer.split("|"))
        ]


def described(name: str) -> tuple[str, str]:
    """The name as it stands in the folder, and the first sentence of its docstring."""
    package = ROOT / "src/proofolio" / name
    path = package / "__init__.py" if package.is_dir() else package.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    sentence = re.split(r"\.(?=\s|$)", docstring.partition("\n\n")[0], maxsplit=1)[0]
    return f"{name}/" if package.is_dir() else path.name, sentence.replace("\n", " ").replace(
        "|", "\\|"
    )


if __name__ == "__main__":
    main()
