"""Kinds of READMEs that learners write: the title that a person would give, and the one sentence that says what it is."""

import itertools

import pytest

from proofolio.assemble.choose import described, readable
from proofolio.assemble.readme import NOTHING, _decoded, read
from proofolio.assemble.summary import only_sentence
from proofolio.assemble.summary_model import model, total

TIDES = "This project predicts the tide of ten ports from ten years of measurements."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # A scene, a concept and the data come before what was done.
        (f"A port loses money with every ship that waits. Tides are crucial for ports.\n\n{TIDES}", TIDES),
        (f"## Background\n\nThe tide is one of the most studied phenomena.\n\n## Overview\n\n{TIDES}", TIDES),
        ("Los puertos pierden dinero.\n\n## Objetivo\n\nEste proyecto tiene como objetivo predecir la marea de diez puertos.", "Este proyecto tiene como objetivo predecir la marea de diez puertos."),
        ("Компания владеет портами.\n\n## Описание проекта\n\nЦель проекта — построить модель, которая предсказывает прилив.", "Цель проекта — построить модель, которая предсказывает прилив."),
        # That there is a repository says nothing.
        ("This repository contains a tool that tells when the water comes.", "A tool that tells when the water comes."),
        ("Welcome to my harbour — a small app that tells when the water comes!", "A small app that tells when the water comes!"),
        ("This project is a model of the tide and is written in Python.", "This project is a model of the tide and is written in Python."),
        # Nothing is cut within a clause.
        ("A pipeline that reads what ten ports measured, including the wind and the moon:\n\n- wind\n- moon", "A pipeline that reads what ten ports measured, including the wind and the moon."),
        ("This portfolio showcases tide projects demonstrating expertise in:\n\n- waves", "This portfolio showcases tide projects."),
        ("A forecasting system for the tides of ten ports\nof the north. It is quick.", "A forecasting system for the tides of ten ports of the north."),
        # A phrase without a verb, in any language of the field.
        ("python basic practice", "Python basic practice"),
        ("데이콘(Dacon) 조수 예측 대회 참가 솔루션 모음.", "데이콘(Dacon) 조수 예측 대회 참가 솔루션 모음."),
        ("Репозиторий с проектами о приливах десяти портов.", "Репозиторий с проектами о приливах десяти портов."),
        ("Este proyecto estima la marea de los puertos de EE. UU. con datos públicos.", "Este proyecto estima la marea de los puertos de EE. UU. con datos públicos."),
        # What the tool is, what was given up, who made the site, what an agent is told to do.
        ("PyTorch is a common deep learning library.", ""),
        ("The initial goal was to predict the tide of every hour.", ""),
        ("This was built using a framework made by @sample.", ""),
        ("The notebooks contain examples of mainly:\n\n- waves", ""),
        # Where to go instead, what was said before, what the company is, what it is not, nothing at all.
        ("This version has been superseded, so please use the repository tides-2 instead.", ""),
        ("I have chosen these configurations for my model as these were giving the least loss.", ""),
        (f"## Context\n\nKayak is a travel search engine that helps people plan a trip.\n\n## Goal\n\n{TIDES}", TIDES),
        (f"El alcance del proyecto no es estudiar la marea de los puertos.\n\n{TIDES}", TIDES),
        (f"A small project I did in my seven days bootcamp.\n\n{TIDES}", TIDES),
        ("Repositorio para el desarrollo.", ""),
        # A label before it, a list with its end, text that stands in no paragraph of its own.
        (f"Introduction : {TIDES}", TIDES),
        ("This project involves building an application that retrieves the tides of ten northern ports using a public API of the harbours, stores them in a SQL database, and provides a user-friendly interface to analyze and visualize all the data.", "This project involves building an application that retrieves the tides of ten northern ports using a public API of the harbours, stores them in a SQL database, and provides a user-friendly interface to analyze and visualize all the data."),
        (f"<h2>Goal</h2>\n{TIDES}<br>\n", TIDES),
        # Somebody, a greeting, an order, a slogan, a licence, a template: no summary.
        ("Hi, I'm Sample Learner, a data analyst who loves the sea.", ""),
        ("Results-driven data analyst with six years of experience.", ""),
        ("Welcome to the tides!", ""),
        ("Transforming raw data into decisions.", ""),
        ("Clone the repository and install what it needs before the first run.", ""),
        ("This project is licensed under the terms of the MIT License.", ""),
        ("A short description of the project.", ""),
        ("Tides forecast", ""),
        ("alt text of the picture of the harbour, and of nothing else at all", ""),
        ("| Port | Height |\n|---|---|\n| North | 3 |", ""),
        ("## Project 1: Waves\n\nIn this project I predict the height of the waves.", ""),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_work_is(text, line):
    assert read(f"# Tides\n\n{text}\n").line == line


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Tides-From-Scratch", "Tides From Scratch"),
        ("tide-nlp-with-yolov8", "Tide NLP with YOLOv8"),
        ("TideForecastSystem", "Tide Forecast System"),
        ("TidePilot: Forecasts", "TidePilot: Forecasts"),
        ("TIDE FORECASTING USING LSTM AND SQL", "Tide forecasting using LSTM and SQL"),
        ("Capstone Project: Tides", "Tides"),
        ("Week 2 - Tides of the north", "Tides of the north"),
        ("Case Study #2: Tides", "Tides"),
        ("Proyecto final: Mareas", "Mareas"),
        ("Tide Forecast – an API with FastAPI, Docker, CI/CD and Terraform", "Tide Forecast"),
        ("# 🌊 Tides 🌊", "Tides"),
        ("『潮』の記録", "『潮』の記録"),
        ("Covid-19 tides", "Covid-19 tides"),
        (
            "Project 9 of the Data Analyst course at the sea school\n\n## A study of the tides",
            "A study of the tides",
        ),
        (
            "Sea.ai course: tide models for the application of language in ten ports",
            "Sea.ai course: tide models for the application of language in ten ports",
        ),
        ("Tides ( a study )", "Tides (a study)"),
        (
            "TIDE ALARM FORECAST API (machine learning model)",
            "Tide alarm forecast API (machine learning model)",
        ),
        ("Tide-Forecasts-From-Sensors using SQL", "Tide Forecasts From Sensors using SQL"),
        ("End-to-End-Tides", "End to End Tides"),
        (
            "Battle of Giants: which model of language tells best when the water comes",
            "Battle of Giants: which model of language tells best when the water comes",
        ),
        (
            "Fourth project of the Data Science Bootcamp @Sea School\n\n## Tides: from the sensor to a map",
            "Tides: from the sensor to a map",
        ),
        ("WIP", ""),
        ("Sub projects", ""),
        ("Framework description", ""),
        ("Contributors: Sample Learner", ""),
        ("Data Science", ""),
        ("Linking to the tides (via a symlink)", ""),
        ("Navigation", ""),
        ("Final Project", ""),
        ("README", ""),
        ("React + TypeScript + Vite", ""),
        ("项目介绍", ""),
    ],
)
def test_a_title_is_written_as_a_person_would(heading, title):
    assert read(f"# {heading}\n\n{TIDES}\n").title == title


def test_the_readme_of_a_framework_says_nothing_of_what_was_made_with_it():
    text = (
        "# Laravel PHP Framework\n\nLaravel is a web application framework with expressive syntax."
    )
    assert (read(text).title, read(text).line) == ("", "")
    assert read(f"# Django\n\n{TIDES}").line == TIDES


def test_a_heading_after_the_text_of_a_readme_heads_a_part():
    text = f"{TIDES}\n\n### Sections\n\n- [Backend](#backend)\n\n# Backend of it\n\n## API"
    assert (read(text).title, read(text).line) == ("", TIDES)


def test_what_a_tool_wrote_names_nothing():
    text = "# sea\n\nA new Flutter project.\n\n## Getting Started\n\nThis project is a starting point for an app."
    assert (read(text).title, read(text).line) == ("", "")


def test_a_description_goes_before_the_readme_unless_it_says_nothing():
    told = read(f"# Tides\n\n{TIDES}\n")
    assert described("A map of the tides of ten northern ports", told).startswith("A map")
    for nothing in ("", "My first project!", "Tides", "This is a project for my course."):
        assert described(nothing, told) == TIDES
    assert described("", NOTHING) == ""


def test_a_line_of_a_table_goes_by_the_same_rules():
    assert only_sentence("🌊 Predicts the tide of ten ports.") == "Predicts the tide of ten ports."
    assert only_sentence("[View the notebook](a.ipynb)") == ""


def test_a_name_becomes_words():
    assert readable("01-tide_forecast-ML.git") == "01 tide forecast ML"
    assert readable("tide-ForecastApp-") == "Tide Forecast App"
    assert readable("2022.09-1.iTideCar") == "iTideCar"


def test_a_text_of_two_bytes_a_character_is_read_without_its_mark():
    assert _decoded("# Tides\n".encode("utf-16-le")) == "# Tides\n"


def test_the_order_of_what_is_summed_decides_nothing():
    """Sets have another order in each process; the line is the same."""
    weights = list(model().signs.values())[:200:29]
    assert len({total(order) for order in itertools.permutations(weights)}) == 1
