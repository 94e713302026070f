"""Course work is told by what says so, in the field's languages; own work that mentions a course is not."""

import pytest

from proofolio.notebook_check.handed_out import others_copyright, set_as_exercise
from proofolio.skills.coursework import file_named_so, folder_named_so, named_so, readme_says_so


@pytest.mark.parametrize(
    "text",
    [
        "# Work\n\nThis repository contains projects\nfrom the Deep Learning course at Coursera.",
        "# P\n\nProjets réalisés dans le cadre de ma formation Data Scientist.",
        "# P\n\nProyectos realizados durante el bootcamp de ciencia de datos.",
        "# P\n\nДанные проекты были выполнены в ходе обучения в Яндекс.Практикуме.",
        "# Machine Learning Specialization\n\nRequirements",
        "# Sales\nGoogle Data Analytics Certificate Capstone Project",
        "# P\n\nRozwiązania z kursów: 1. 2.",
    ],
)
def test_a_readme_says_that_work_was_done_for_a_course(text):
    assert readme_says_so(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Tides\n\nForecasts of tides, with hard work, of course, and data of 100 ports.",
        "# Ann\n\nI build models.\n\n## Certificates\n\nDeep Learning Specialization, a course on Coursera",
        "# P\n\n```\n├── capstone project for the course/\n```\nA recommender for courses.",
        "# P\n\nA collection of projects from my research, internships, and coursework.",
    ],
)
def test_a_readme_that_mentions_a_course_does_not(text):
    assert readme_says_so(text) == ""


@pytest.mark.parametrize(
    ("name", "is_course"),
    [
        ("DataCamp", True),
        ("llm-zoomcamp", True),
        ("LAb2", True),
        ("racecourse", False),
        ("label-tool", False),
    ],
)
def test_names_of_repositories(name, is_course):
    assert bool(named_so([name])) is is_course


def test_folders_of_exercises():
    assert folder_named_so("a/Week 3/x.ipynb") == "Week 3"
    assert file_named_so("a/K_means_Exercise.ipynb") == "K_means_Exercise"
    assert file_named_so("k_means/IDS_13_1_IN_CLASS.ipynb")
    assert file_named_so("lr/IDS Week 7_1 FINAL.ipynb")
    assert file_named_so("x/weekly_sales.ipynb") == ""
    assert folder_named_so("probability_theory/x.ipynb") == folder_named_so("src/x.py") == ""


@pytest.mark.parametrize(
    ("texts", "sources", "said"),
    [
        ([], ["### START CODE HERE ###\nx = 1"], "### start code here"),
        (["# Assignment 3: trees"], [], "Assignment 3: trees"),
        (["# Домашнее задание"], [], "домашнее задание"),
        (["Q1. (2 points)\n\nQ2. (3 points)"], [], "(2 points)"),
        (["# Week of sales, 3 shops"], ["# compute the answer"], ""),
    ],
)
def test_a_notebook_that_was_set_as_an_exercise(texts, sources, said):
    assert set_as_exercise(texts, sources) == said


def test_a_copyright_line_says_whose_notebook_it_is():
    assert others_copyright(["Copyright 2019 The TensorFlow Authors."], []) == "TensorFlow Authors"
    assert others_copyright(["Copyright 2024 Sample Learner"], []) == ""
