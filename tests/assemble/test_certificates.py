"""A certificate stands beside what was made with it, and one that led to no work is told to its author."""

from dataclasses import replace
from datetime import date

from proofolio.assemble.certificates import certificates
from proofolio.assemble.skill_pages import with_pages
from proofolio.model.skills import Evidence, Skill
from proofolio.settings.resume_file import CertificateEntry, ResumeFile
from tests.builders import settings


def evidence(project, weight=1.0, path="a.ipynb"):
    return Evidence(
        project=project, repository=f"sample-learner/{project}", path=path, cell=1, count=1,
        line=None, used=("fit",), commit="c" * 40, first=date(2026, 1, 1), last=date(2026, 1, 1),
        url=f"projects/{project}/a/#cell-1", weight=weight, why="" if weight == 1 else "It is so.",
    )  # fmt: skip


def skill(name, *found, kind="tool", group="", aliases=(), is_main=False):
    return Skill(
        slug=name.lower(), name=name, aliases=aliases, kind=kind, group=group, evidence=found,
        first=None, last=None, projects=tuple({e.project for e in found}), notebooks=(),
        strength=1.0, is_claimed=not found, is_main=is_main, esco=None, path="",
    )  # fmt: skip


TORCH = skill("PyTorch", evidence("digits"), group="Deep learning", aliases=("torch",))
CONV = skill("CNNs", evidence("waves"), kind="ability", group="Deep learning")
PANDAS = skill("pandas", evidence("iris", 0.2), group="Data")
R = skill("R", evidence("iris"), kind="language")


def read(name, *known, **keys):
    entries = (CertificateEntry(name=name, **keys),)
    wanted = replace(settings(), resume=ResumeFile(certificates=entries))
    made, problems = certificates(wanted, known)
    (certificate,) = made
    return certificate, problems


def test_a_certificate_names_skills_by_any_of_their_names():
    certificate, problems = read("Applied Torch, part 2", TORCH, PANDAS, R)
    assert (certificate.skills, certificate.projects) == (("pytorch",), ("digits",))
    assert problems == ()


def test_a_certificate_may_be_about_a_whole_group():
    certificate, _ = read("Deep Learning Specialisation", TORCH, CONV, PANDAS)
    assert certificate.projects == ("digits", "waves")


def test_what_the_learner_says_it_is_about_counts_alone():
    certificate, _ = read("Deep Learning Specialisation", TORCH, CONV, R, skills=("r",))
    assert (certificate.skills, certificate.projects) == (("r",), ("iris",))


def test_a_word_of_a_title_is_not_taken_for_a_language():
    certificate, _ = read("R is for Rowing", R)
    assert certificate.skills == ()


def test_a_certificate_without_work_is_told_with_what_to_do():
    mentioned, (problem,) = read("pandas in a week", PANDAS)
    assert (mentioned.skills, mentioned.projects) == (("pandas",), ())
    assert "`pandas in a week` led to no work" in problem.message
    _, (nothing,) = read("Rowing", PANDAS)
    assert "say what it is about" in nothing.hint


def test_a_skill_has_a_page_when_two_places_show_it_or_it_carries_the_work():
    one, two = evidence("a"), evidence("b")
    weak = evidence("c", 0.2)
    found = with_pages([
        skill("Vision", one, two, kind="ability"),
        skill("Sorting", one, weak, kind="ability"),
        skill("Python", one, two, kind="language"),
        skill("pandas", one, kind="tool", is_main=True),
        skill("SciPy", one, two, kind="tool"),
        skill("SQL", kind="language"),
    ])  # fmt: skip
    assert [s.path for s in found] == [
        "skills/vision/", "", "skills/python/", "skills/pandas/", "", "",
    ]  # fmt: skip
