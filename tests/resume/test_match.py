"""A job description held against the evidence."""

from dataclasses import replace

import pytest

from proofolio.resume.match import match, read_names, variant_text
from proofolio.settings.layout_file import VariantFile
from proofolio.settings.yaml_file import check, parse
from tests.resume.factories import (
    a_skill,
    a_worked_portfolio,
    some_evidence,
    some_resumes,
    some_settings,
)

JOB = """We need PyTorch, Python or R.
You go on calls, work in R&D and spark joy; PyTorch is a must.
Image classification, apache spark, Kubernetes (k8s), C++ and Go.
"""


def found(text=JOB):
    return match(text, a_worked_portfolio(), some_settings(), names=read_names())


def test_what_is_asked_is_shown_claimed_or_missing():
    read = found()

    assert [(a.name, a.times, a.line) for a in read.of("shown")] == [
        ("PyTorch", 2, 1),
        ("Image classification", 1, 3),
    ]
    assert [a.name for a in read.of("claimed")] == ["Spark"]
    assert {a.name for a in read.of("missing")} == {"Python", "R", "Kubernetes", "C++", "Go"}


@pytest.mark.parametrize(
    "text", ["Go the extra mile", "R&D", "ready, set, go on", "a spark of joy", "excel in it"]
)
def test_a_word_that_is_no_skill_is_not_taken_for_one(text):
    assert found(text).asked == ()


def test_a_variant_is_proposed_of_what_there_is_and_can_be_read():
    text = variant_text(found(), source="job\n.txt")

    read = check(parse(text, "resumes/job.yml"), VariantFile)
    assert read.projects == ("iris", "tides")
    assert read.skills == ("PyTorch", "Image classification", "Spark")
    assert (read.label, read.summary) == ("", "")
    assert "Kubernetes" not in text


def test_almost_a_megabyte_is_read():
    assert [asked.times for asked in found("pytorch \n" * 100_000).asked] == [100_000]


def test_what_is_only_mentioned_is_no_proof_and_is_not_proposed():
    mention = replace(
        some_evidence("iris", weight=0.3),
        count=None,
        cell=None,
        path="",
        used=("docker",),
        url="https://github.com/sample-learner/iris",
    )
    portfolio = a_worked_portfolio(skills=(a_skill("Docker", "iris", evidence=(mention,)),))
    found = match("Docker", portfolio, some_settings("basics: {name: A}"), names=read_names())

    [asked] = found.of("claimed")
    assert asked.proof.evidence[0][0] == "iris, GitHub: docker"
    assert "Docker" not in variant_text(found, source="job.txt")
    (resume,) = some_resumes("basics: {name: A}", portfolio=portfolio).resumes
    assert resume.section("skills") is None
