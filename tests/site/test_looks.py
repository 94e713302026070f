"""The looks: colours alone, and every word on them can be read."""

import re
from pathlib import Path

import pytest

import proofolio
from proofolio.plugins import built_in
from proofolio.site.engine import ThemeFacts, build
from tests.pages.factories import AS_OF

ASSETS = Path(proofolio.__file__).parent / "assets"
BASE = (ASSETS / "portfolio.css").read_text()
NAMES = [plugin.name for plugin in built_in("proofolio.looks")]
WORDS = ("ink", "soft", "faint", "accent", "live", "bad", "kw", "fn", "num", "cyan")
_RULE = re.compile(
    r"^([^{}@/\n]*(?:color-scheme|color-primary|:root)[^{}]*)\{([^{}]*)\}", re.MULTILINE
)


def style(name):
    return "" if name == "plain" else (ASSETS / "looks" / f"{name}.css").read_text()


def colours(name, scheme):
    """Return variable → colour as a browser resolves them: by the weight of selectors, then by order."""
    found = {}
    rules = [rule for sheet in (BASE, style(name)) for rule in _RULE.findall(sheet)]
    for weight in (1, 2):
        for selectors, body in rules:
            fitting = [one for one in selectors.split(",") if _fits(one, scheme)]
            if fitting and max(max(one.count("["), 1) for one in fitting) == weight:
                found |= dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})(?=[;}]|$)", body))
    found = {key.removeprefix("pf-"): value for key, value in found.items()}
    return found | {"accent": found.get("md-typeset-a-color", found["md-primary-fg-color"])}


def _fits(selector, scheme):
    asked = re.findall(r"\[data-md-color-(\w+)=(\w+)\]", selector)
    return all({"scheme": scheme, "primary": "custom"}.get(key) == value for key, value in asked)


def luminance(colour):
    digits = colour[1:] if len(colour) > 4 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    """WCAG 2.2, 'contrast ratio'."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("name", NAMES)
def test_every_pair_of_text_and_ground_can_be_read(name, scheme):
    found = colours(name, scheme)
    pairs = [(word, ground) for word in WORDS for ground in ("paper", "sunk")]
    pairs += [
        ("ink", "mark"),
        ("paper", "accent"),
        ("paper", "ink"),
        ("md-primary-bg-color", "accent"),
    ]
    weak = {
        pair: round(ratio, 2) for pair in pairs if (ratio := contrast(*map(found.get, pair))) < 4.5
    }
    assert not weak


def test_the_looks_differ_in_accent_mark_and_paper():
    for scheme in ("default", "slate"):
        for part in ("accent", "mark", "paper"):
            assert len({colours(name, scheme)[part] for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", sorted({*NAMES} - {"plain"}))
def test_a_look_changes_variables_and_nothing_else(name):
    assert {path.stem for path in (ASSETS / "looks").iterdir()} == {*NAMES} - {"plain"}
    rules = re.sub(r"/\*.*?\*/", "", style(name), flags=re.DOTALL)
    for body in re.findall(r"\{([^}]*)\}", rules):
        assert all(line.startswith("--") for line in body.split(";"))


def test_a_look_comes_behind_our_style_sheet_and_before_the_learners(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Sample Learner\ntheme: {name: material, font: false}\ndocs_dir: docs\nplugins: []\n"
        "extra_css: [assets/proofolio/portfolio.css, mine.css]\n"
    )
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n")
    (tmp_path / "docs/mine.css").write_text("")
    order = {}
    for look in NAMES:
        build(
            tmp_path / "mkdocs.yml",
            docs=tmp_path / "docs",
            made=tmp_path / "made",
            strict=False,
            facts=ThemeFacts(
                as_of=AS_OF,
                look=look,
            ),
        )
        page = (tmp_path / "made/index.html").read_text()
        order[look] = re.findall(
            r'href="(?:assets/proofolio/)?([^"]*(?:portfolio|looks/\w+|mine)\.css)"', page
        )
    assert order == {
        "plain": ["portfolio.css", "mine.css"],
        **{
            look: ["portfolio.css", f"looks/{look}.css", "mine.css"]
            for look in NAMES
            if look != "plain"
        },
    }
