"""What a README says first: its title, and the sentence that says what the thing is."""

import pytest

from proofolio.assemble.readme import read

BADGES = (
    "![Python](https://img.shields.io/badge/Python-3.12-blue) "
    "[![CI](https://github.com/a/b/actions/workflows/ci.yml/badge.svg)](https://github.com/a/b/actions) "
    "![License: MIT](https://img.shields.io/badge/License-MIT-green)"
)
LINE = "A model that tells how high the water will stand tomorrow from ten years of tides."


@pytest.mark.parametrize(
    "text",
    [
        f"# Tide\n\n{LINE}",
        f'<p align="center"><img src="l.png"></p>\n\n<h1 align="center">Tide</h1>\n\n{LINE}',
        f"{BADGES}\n\n# Tide\n\n{BADGES}\n\n{LINE}",
        f"[English](README.md) | [Español](README.es.md)\n\n# Tide\n\n{LINE}",
        f"# 🌊 Tide 🌊\n\n{LINE}",
        f"# 03 · Tide\n\n{LINE}",
        f"## Tide\n\n{LINE}",
        f"# Tide\n\n### {LINE}\n\nA longer text that explains everything about it in full.",
        f"# Tide\n\n**Live demo:** [View it](https://tide.streamlit.app)\n\n## Overview\n\n{LINE}",
        f"# Tide\n\n> The sea never waits. —Somebody Wise\n\n{LINE}",
        f"# Tide\n\n> **Sample Learner** | Industrial engineer → data scientist\n\n{LINE}",
        f"# Tide\n\nAuthor: Sample Learner\nRole: Analyst\n\n{LINE}",
        f"# Tide\n\nexport CUDA_HOME=/usr/local/cuda export PATH=$CUDA_HOME/bin:$PATH\n\n{LINE}",
        f"# Tide\n\npip install -r requirements.txt\n\n## About\n\n{LINE}",
        f"# Tide\n\n**One-liner:** {LINE} Stack: Python, pandas, FastAPI.",
        f"# Tide\n\nWelcome! {LINE}",
        f"# Tide\n\n## Table of contents\n\n- [About](#about)\n\n## About\n\n{LINE}",
        f"# Tide\n\n**2.1 What is a tide?:**\n\n{LINE}",
        f"---\ntitle: My Space\nemoji: 🚀\nsdk: gradio\n---\n# Tide\n\n{LINE}",
    ],
)
def test_title_and_sentence_are_found_whatever_stands_before_them(text):
    found = read(text)
    assert found.title == "Tide"
    assert found.line.startswith(LINE.rstrip("."))
    assert "<h1" not in found.html
    assert "License: MIT" not in found.html
    assert "sdk" not in found.html


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("**Tide** is a forecasting system featuring:\n\n- waves\n- wind", "Tide is a forecasting system."),
        ("This tool reads the tables (e.g. of ports) and tells the height. It is quick.", "This tool reads the tables (e.g. of ports) and tells the height."),
        ("本项目根据十年的潮汐数据预测明天的水位。使用回归模型。", "本项目根据十年的潮汐数据预测明天的水位。"),
        ("Previsão do nível da maré de amanhã a partir de dez anos de dados.", "Previsão do nível da maré de amanhã a partir de dez anos de dados."),
        ("과제: 내일의 조수 높이를 예측하는 프로젝트입니다\n최고 점수: 0.9\n모델: 회귀", "내일의 조수 높이를 예측하는 프로젝트입니다"),
        ("Exploratory analysis of the tides of ten ports (1871–2026, public data): sixteen figures, formal tests of every claim, and an insight narrative where each of them leads to a decision about ships, their cargo and their crews.", "Exploratory analysis of the tides of ten ports: sixteen figures, formal tests of every claim, and an insight narrative where each of them leads to a decision about ships, their cargo and their crews."),
        ("What is it?", ""),
        ("Note: see the notebook for everything else that there is.", ""),
        ("![](a.png)", ""),
    ],
)  # fmt: skip
def test_the_sentence_is_whole_or_absent(text, line):
    assert read(f"# Tide\n\n{text}\n").line == line


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("tide_forecast_app", "Tide forecast app"),
        ("tide-forecast", "Tide forecast"),
        ("`tide`", "Tide"),
        ("K-means from scratch", "K-means from scratch"),
        ("2048 in Python", "2048 in Python"),
        ("Project 2: Churn", "Churn"),
        ("C++ (basics)", "C++ (basics)"),
        ("Table of contents", ""),
        ("About me", ""),
    ],
)
def test_a_heading_becomes_a_title(heading, title):
    assert read(f"# {heading}\n\n{LINE}").title == title


def test_what_is_no_front_matter_stays():
    assert "Not YAML" in read("---\nNot YAML, only a rule above\n---\n\n# Tide").html


def test_hostile_texts_end_soon():
    for text in (
        "-" * 90_000,
        "# " + "!" * 60_000,
        "> " * 3_000 + "x",
        "a: " * 30_000,
        "(" * 50_000,
    ):
        read(text)


def test_what_is_for_who_has_the_code_stands_apart_and_nothing_is_lost():
    from proofolio.assemble.story import told_and_rest

    text = (
        "# Tide\n\n[Español](#versión-en-español)\n\n- [Results](#results)\n- [Setup](#setup)\n- [License](#license)\n\n"
        f"{LINE} It reads what ten ports measured, and it says how sure it is of each height.\n\n"
        "## 📊 Results\n\nOff by 4 cm.\n\n### Setup of the test\n\nTen ports.\n\n"
        "## ⚙️ Installation\n\n```\npip install tide\n```\n\n### Windows\n\nThe same.\n\n"
        "## Project structure\n\n```\n├── a.py\n```\n\n## What I learned\n\nPatience.\n\n## License\n\nMIT\n\n"
        "# Versión en español\n\n## Resultados\n\n4 cm."
    )
    whole = read(text).html
    told, rest = told_and_rest(whole)
    for there in ("ten ports measured", "Off by 4 cm", "What I learned", "Patience"):
        assert there in told
        assert there not in rest
    for there in ("pip install", "Windows", "├──", "MIT", "Resultados"):
        assert there in rest
        assert there not in told
    assert sorted(told + rest) == sorted(whole)


def test_a_readme_that_is_only_how_to_run_it_stays_whole():
    from proofolio.assemble.story import told_and_rest

    whole = read("# Tide\n\n## Installation\n\npip install tide\n").html
    assert told_and_rest(whole) == (whole, "")


def test_links_to_the_title_or_to_nothing_lead_nowhere_and_the_others_to_their_part(tmp_path):
    from proofolio.assemble.readme import read_readme
    from proofolio.store import ObjectStore
    from tests.builders import a_repo

    store = ObjectStore(tmp_path)
    text = f"# Tide\n\n[Top](#tide) [Gone](#nothing) [What](#What-came-out)\n\n{LINE}\n\n## What came out\n\nMuch.\n"
    repo = a_repo(store=store, files={"README.md": text.encode()})
    html = read_readme(repo, store.get)[0].html
    assert html.count("href=") == 1
    assert 'href="#u-what-came-out"' in html
