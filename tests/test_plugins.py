"""Packages add parts; what is wrong with one names it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofolio import plugins
from proofolio.plugins import PluginError
from proofolio.skills import taxonomy
from proofolio.skills.taxonomy import entry_named, taxonomy_problems
from proofolio.usecases.plugins import list_plugins


def install(folder: Path, name: str, version: str, **entries: str) -> None:
    """Lay down what an installer does: metadata with entry points, `sources="hours=module:name"`."""
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    lines = [f"[proofolio.{group}]\n{entry}\n" for group, entry in entries.items()]
    (info / "entry_points.txt").write_text("\n".join(lines))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_parts_are_found_in_order_and_loaded_only_when_used(folder: Path) -> None:
    (folder / "hours_of_work.py").write_text("PAGE = 'a page'\n")
    install(folder, "proofolio-zebra", "2.0", pages="zebra = hours_of_work:PAGE")
    install(folder, "proofolio-hours", "1.2", pages="hours = hours_of_work:PAGE")
    found = [it for it in plugins.plugins("proofolio.pages") if not it.is_built_in]
    assert [(it.name, it.distribution, it.version) for it in found] == [
        ("hours", "proofolio-hours", "1.2"),
        ("zebra", "proofolio-zebra", "2.0"),
    ]
    assert "hours_of_work" not in sys.modules
    assert found[0].load() == "a page"


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("include", "SOURCE = 1", "`portfolio.yml` has a setting of that name"),
        ("shelf", "SOURCE = 1", "a class that derives from Source is expected"),
        (
            "shelf",
            "from proofolio.sources.local import Folders\nSOURCE = Folders()",
            "it calls itself `folders`",
        ),
    ],
)
def test_what_is_no_source_is_named(folder: Path, name: str, code: str, said: str) -> None:
    module = f"no_source_{len(code)}_{name}"
    (folder / f"{module}.py").write_text(f"{code}\n")
    install(folder, "proofolio-odd", "0.1", sources=f"{name} = {module}:SOURCE")
    (found,) = (it for it in list_plugins().parts if it.plugin.name == name)
    assert said in found.problems[0].message


def test_two_packages_with_one_name_are_both_named(folder: Path) -> None:
    install(folder, "proofolio-hours", "1.2", pages="hours = a:b")
    install(folder, "time-spent", "3.0", pages="hours = c:d")
    with pytest.raises(PluginError, match=r"proofolio-hours 1\.2 and time-spent 3\.0"):
        plugins.plugins("proofolio.pages")
    assert plugins.plugins("proofolio.looks") == tuple(
        it for it in plugins.discover().plugins if it.group == "proofolio.looks"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [("raise ValueError('no luck')", "ValueError: no luck"), ("OTHER = 1", "AttributeError")],
)
def test_a_part_that_cannot_be_loaded_is_named(folder: Path, code: str, said: str) -> None:
    module = f"broken_{len(code)}"
    (folder / f"{module}.py").write_text(f"{code}\n")
    install(folder, "proofolio-broken", "0.1", outputs=f"broken = {module}:PART")
    (broken,) = (it for it in plugins.plugins("proofolio.outputs") if it.name == "broken")
    with pytest.raises(PluginError, match=f"`broken` of proofolio-broken 0.1 could not.*{said}"):
        broken.load()


SKILLS = """\
kind: ability
groups:
  Earth:
    Reading seismograms: {imports: [obspy]}
"""


@pytest.fixture
def fresh_taxonomy() -> Iterator[None]:
    """What one test installs beside Proofolio is forgotten with it."""
    known = (taxonomy.taxonomy, taxonomy._all, taxonomy._by_name)
    sys.modules.pop("geology_of_tests", None)
    for one in known:
        one.cache_clear()
    yield
    for one in known:
        one.cache_clear()


@pytest.mark.usefixtures("fresh_taxonomy")
@pytest.mark.parametrize(
    ("skills", "said"),
    [
        (SKILLS, ""),
        (SKILLS.replace("imports:", "improts:"), "unknown key `improts`"),
        (SKILLS.replace("Reading seismograms", "pandas"), "`pandas` stands there twice"),
    ],
)
def test_skills_of_a_package_are_known_and_what_is_wrong_with_them_costs_them_alone(
    folder: Path, skills: str, said: str
) -> None:
    (folder / "geology_of_tests.py").write_text(
        "from pathlib import Path\nfrom proofolio.api import Taxonomy\n"
        "SKILLS = Taxonomy(folder=Path(__file__).parent / 'skills')\n"
    )
    (folder / "skills").mkdir()
    (folder / "skills/geology.yml").write_text(skills)
    install(folder, "proofolio-geology", "1.0", taxonomies="geology = geology_of_tests:SKILLS")
    assert (entry_named("reading seismograms") is not None) == (not said)
    assert entry_named("pandas")
    told = [problem.message for problem in taxonomy_problems()]
    assert len(told) == bool(said)
    assert all("`geology` of proofolio-geology 1.0" in it and said in it for it in told)


def test_the_line_of_a_plug_in_is_told_and_the_traceback_logged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "far_off.py").write_text("import json\n\ndef part():\n    json.loads('{')\n")
    plugin = plugins.Plugin(
        group="proofolio.outputs", name="far", distribution="proofolio-far", version="1",
        target="far_off:part",
    )  # fmt: skip
    caplog.set_level("INFO", "proofolio")
    with pytest.raises(ValueError, match="Expecting property name") as caught:
        plugin.load()()
    assert str(plugins.failed(plugin, caught.value)).endswith("(far_off.py:4).")
    assert "Traceback" in caplog.text
