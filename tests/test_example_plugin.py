"""The example package, built and installed beside Proofolio as anybody's is: nothing of Proofolio is changed for it."""

import importlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from proofolio.api import Site
from tests import program
from tests.conftest import made_once
from tests.resume.factories import a_worked_portfolio, some_resumes
from tests.test_plugins import install

EXAMPLE = Path(__file__).parents[1] / "examples/proofolio-example"
BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> Path:
        source = shutil.copytree(EXAMPLE, folder / "source")
        name = subprocess.run(
            [sys.executable, "-c", BUILD, folder],
            cwd=source, capture_output=True, text=True, check=True,
        ).stdout.split()[-1]  # fmt: skip
        return folder / name

    made: Path = made_once(tmp_path_factory, "example-wheel", make)
    return made


class Home:
    """A portfolio, and what is installed beside Proofolio."""

    def __init__(self, root: Path, beside: Path) -> None:
        self.root, self.beside = root, beside
        self.environment = {**os.environ, "PYTHONPATH": str(beside)}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        done = program.run(*arguments, folder=self.root, environment=self.environment)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def page(self, path: str) -> str:
        return (self.root / "site" / path).read_text("utf-8")

    def speak(self, language: str) -> None:
        config = self.root / "mkdocs.yml"
        lines = [line for line in config.read_text().splitlines() if "  language:" not in line]
        lines.insert(lines.index("  name: material") + 1, f"  language: {language}")
        config.write_text("\n".join(lines) + "\n")


@pytest.fixture
def home(small: Path, wheel: Path, tmp_path: Path) -> Home:
    shutil.copytree(small, tmp_path / "portfolio")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "beside")
    return Home(tmp_path / "portfolio", tmp_path / "beside")


def test_its_page_is_there_in_three_languages_and_its_output_beside_it(home: Home) -> None:
    for language, title, count in (
        ("en", "All notebooks", "1 notebook"),
        ("es", "Todos los cuadernos", "1 cuaderno"),
        ("zh", "所有笔记本", "1 个笔记本"),
    ):
        home.speak(language)
        done = home.run("build")
        assert done.returncode == 0, done.stderr
        page = home.page("notebooks/index.html")
        assert title in page
        assert count in page
        assert "A small notebook" in page
    assert home.page("projects.csv").startswith("title,summary,notebooks,address\n")
    assert "projects.csv" in (home.root / ".proofolio/site-files.json").read_text()
    checked = home.run("check")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_resume_as_markdown_speaks_its_own_language_and_marks_what_is_only_claimed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(EXAMPLE / "src")
    write = importlib.import_module("proofolio_example.markdown_resume").markdown_resumes
    resume = some_resumes().resumes[0]
    site = Site(portfolio=a_worked_portfolio(), resumes=(replace(resume, language="es"),))
    text = write(site)["resume/resume.md"].decode()
    assert "## Proyectos" in text
    assert "- [PyTorch](https://sample-learner.github.io/portfolio/" in text
    assert "(sin trabajo público)" in text


def test_an_upgrade_of_it_builds_again_and_without_it_its_files_are_gone(home: Home) -> None:
    assert "Built" in home.run("build").stdout
    assert "Nothing changed" in home.run("build").stdout
    [old] = home.beside.glob("*.dist-info")
    new = old.rename(old.with_name(old.name.replace("0.1.0", "0.2.0")))
    metadata = new / "METADATA"
    metadata.write_text(metadata.read_text().replace("Version: 0.1.0", "Version: 0.2.0"))
    assert "Built" in home.run("build").stdout
    assert "proofolio-example 0.2.0" in home.run("plugins").stdout
    shutil.rmtree(new)
    assert "Built" in home.run("build").stdout
    assert not (home.root / "site/projects.csv").exists()
    assert not (home.root / "site/notebooks").exists()


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("page.py", "def pages(", "def pages(site):\n    1 / 0\n\n\ndef _unused(", "`all-notebooks` of proofolio-example 0.1.0 failed: ZeroDivisionError: division by zero (proofolio_example/page.py:16)."),
        ("page.py", '"notebooks/index.md"', '"about/index.md"', "there is another page at `about/`"),
        ("templates/all-notebooks.html", "{{ count }}", "{{ nothing }}", "`all-notebooks` of proofolio-example 0.1.0 failed: UndefinedError: 'nothing' is undefined (proofolio_example/templates/all-notebooks.html:"),
        ("output.py", '"projects.csv"', '"index.html"', "`projects-csv` of proofolio-example 0.1.0 is left out: something else has the place `index.html`"),
        ("output.py", '"projects.csv"', '"../projects.csv"', "cannot be the path of a file"),
        ("output.py", "import csv\n", "import nothing_there\n", "`projects-csv` of proofolio-example 0.1.0 could not be loaded: ModuleNotFoundError: No module named 'nothing_there' (proofolio_example/output.py:3)"),
    ],
)  # fmt: skip
def test_a_fault_in_it_costs_its_part_and_is_named(
    home: Home, file: str, before: str, after: str, said: str
) -> None:
    path = home.beside / "proofolio_example" / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    done = home.run("build")
    assert done.returncode == 0, done.stderr
    assert said in done.stderr
    assert (home.root / "site/projects.csv").exists() == (file != "output.py")
    assert (home.root / "site/notebooks").exists() == (file == "output.py")
    assert "A small notebook" in home.page("projects/work/index.html")


def test_words_that_cannot_be_used_cost_themselves_alone(home: Home) -> None:
    home.speak("es")
    words = home.beside / "proofolio_example/words/es.po"
    text = words.read_text()
    words.write_text(text.replace("{number} cuaderno", "{numero} cuaderno"))
    done = home.run("build")
    assert "proofolio_example/words/es.po: The translation of `{number} notebook`" in done.stderr
    assert "Todos los cuadernos" in home.page("notebooks/index.html")
    words.write_text(f"{text}\nmsgid no quotes\n")
    done = home.run("build")
    line = text.count("\n") + 2
    assert f"proofolio_example/words/es.po:{line}: These words cannot be read" in done.stderr
    assert "All notebooks" in home.page("notebooks/index.html")


def test_a_page_that_fails_is_told_before_the_menu_that_leads_to_it(home: Home) -> None:
    config = home.root / "mkdocs.yml"
    config.write_text(config.read_text().replace("nav:\n", "nav:\n  - All: notebooks/index.md\n"))
    path = home.beside / "proofolio_example/page.py"
    path.write_text(
        path.read_text().replace("def pages(", "def pages(_):\n    1 / 0\n\ndef _other(")
    )
    said = home.run("build", "--strict").stderr
    assert 0 <= said.find("ZeroDivisionError") < said.find("notebooks/index.md")


def test_what_is_there_is_listed_with_where_it_comes_from(home: Home) -> None:
    listed = json.loads(home.run("plugins", "--json").stdout)["plugins"]
    ours = {it["name"]: it for it in listed if not it["built_in"]}
    assert ours["all-notebooks"]["kind"] == "pages"
    assert ours["projects-csv"]["kind"] == "outputs"
    assert ours["gitlab"]["kind"] == "sources"
    assert {it["distribution"] for it in ours.values()} == {"proofolio-example"}
    (home.beside / "proofolio_example/page.py").write_text("1 / 0\n")
    done = home.run("plugins")
    assert done.returncode == 6
    assert "all-notebooks" in done.stdout
    assert "could not be loaded: ZeroDivisionError" in done.stderr


def test_a_look_of_a_package_is_chosen_by_its_name(home: Home) -> None:
    settings = home.root / "portfolio.yml"
    settings.write_text(f"{settings.read_text()}look: slate\n")
    assert "it must be one of plain, warm, forest" in home.run("build").stderr
    code = "from pathlib import Path\nfrom proofolio.api import Look\nLOOK = Look(style_sheet=Path(__file__).with_suffix('.css'))\n"
    (home.beside / "slate_look.py").write_text(code)
    (home.beside / "slate_look.css").write_text(":root{--md-primary-fg-color:#345}\n")
    install(home.beside, "proofolio-slate", "1.0", looks="slate = slate_look:LOOK")
    assert home.run("build").returncode == 0
    assert 'href="assets/proofolio/looks/slate.css"' in home.page("index.html")
    assert "#345" in home.page("assets/proofolio/looks/slate.css")
