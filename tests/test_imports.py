"""What is imported where, and when: every library has its home, and `--help` stays instant."""

import subprocess
import sys
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent
HEAVY = {"PIL", "babel", "docutils", "github", "jinja2", "mkdocs", "msgspec", "nbformat", "nh3", "pydantic", "ruff", "typst", "urllib3", "yaml"}  # fmt: skip


def test_every_library_has_a_contract_that_says_where_it_lives():
    graph = grimp.build_graph("proofolio", include_external_packages=True, cache_dir=None)
    libraries = {
        name
        for module in graph.modules
        if module.startswith("proofolio")
        for name in graph.find_modules_directly_imported_by(module)
        if not name.startswith("proofolio") and name not in sys.stdlib_module_names
    }
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    named = {name for contract in contracts for name in contract.get("forbidden_modules", ())}
    assert libraries <= named


def test_help_loads_nothing_heavy_and_looks_for_no_plug_ins():
    code = (
        "import sys; from proofolio.cli.commands import proofolio\n"
        "proofolio.main(['--help'], standalone_mode=False)\n"
        "print(sorted(sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(eval(done.stderr))
    assert "proofolio.cli.plugins" in loaded
    assert not loaded & {*HEAVY, "importlib.metadata", "proofolio.plugins"}
