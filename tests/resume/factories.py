"""A full résumé for tests: every section, every field."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from proofolio.model.portfolio import Link, Portfolio
from proofolio.model.skills import Evidence, Skill
from proofolio.resume.join import make_resumes
from proofolio.settings import Settings, Variant
from proofolio.settings.files import PortfolioFile
from proofolio.settings.layout_file import Layout, VariantFile
from proofolio.settings.resume_file import ResumeFile
from proofolio.settings.yaml_file import check, parse
from tests.pages.factories import a_person, a_portfolio, a_project, some_facts

FULL = """
basics:
  name: Sample Learner
  label: Machine-learning engineer
  email: sample-learner@example.org
  phone: +351 210 000 000
  url: https://sample-learner.example.org
  summary: I measure before I believe.
  location: {city: Lisbon, region: Lisboa, countryCode: PT, address: 1 Hidden Street}
  profiles:
    - {network: LinkedIn, username: sample-learner, url: https://www.linkedin.com/in/sample-learner}
work:
  - {name: A warehouse, position: Stock planner, location: Porto, description: Sells parts, url: https://example.org/w, startDate: 2022-03, summary: Plans orders., highlights: [Wrote a forecast]}
  - {name: A bakery, position: Baker, startDate: 2020-01, endDate: 2022-02}
volunteer:
  - {organization: A library, position: Tutor, startDate: 2023-05, endDate: 2023-09, highlights: [Taught SQL]}
education:
  - {institution: Evening school, area: Statistics, studyType: Course, startDate: 2021-09, endDate: 2022-06, score: 17/20, courses: [Sampling, Regression]}
awards: [{title: Best poster, date: 2024-05, awarder: A meetup, summary: Of twelve.}]
certificates: [{name: Deep learning, date: 2024-02, issuer: A school, url: https://example.org/c}]
publications: [{name: On splits, publisher: A journal, releaseDate: 2025-01-31, url: https://example.org/p, summary: Short.}]
skills: [{name: Office, level: Good, keywords: [Spreadsheets]}, {name: Negotiation}]
languages: [{language: Portuguese, fluency: Native}]
interests: [{name: Sailing, keywords: [Knots]}]
references: [{name: A colleague, reference: Counts twice.}]
projects:
  - {name: Iris again, description: In my words., highlights: [Beat the rule of thumb], keywords: [NumPy], url: https://example.org/iris-again, startDate: 2025-02, endDate: 2025-03, roles: [Author], entity: At home, type: tool}
"""


def some_evidence(project: str, weight: float = 1.0) -> Evidence:
    return Evidence(
        project=project,
        repository=f"sample-learner/{project}",
        path="explore.ipynb",
        cell=7,
        count=42,
        line=None,
        used=("RandomForestClassifier",),
        commit="c" * 40,
        first=date(2025, 3, 4),
        last=date(2025, 3, 4),
        url=f"projects/{project}/explore/#cell-7",
        weight=weight,
        why="",
    )


def a_skill(name: str, *projects: str, strength: float = 1.0, **changes) -> Skill:
    slug = name.lower().replace(" ", "-")
    skill = Skill(
        slug=slug,
        name=name,
        aliases=(),
        kind="tool",
        group="Machine learning",
        evidence=tuple(some_evidence(project) for project in projects),
        first=date(2025, 3, 4) if projects else None,
        last=date(2025, 6, 1) if projects else None,
        projects=projects,
        notebooks=tuple(f"projects/{project}/explore/" for project in projects),
        strength=strength if projects else 0,
        is_claimed=not projects,
        is_main=False,
        esco=None,
        path=f"skills/{slug}/",
    )
    return replace(skill, **changes)


def a_worked_portfolio(**changes) -> Portfolio:
    facts = some_facts(updated=date(2025, 6, 1))
    projects = tuple(
        a_project(slug, title=slug.capitalize(), featured=False, facts=facts, skills=skills)
        for slug, skills in (
            ("iris", ("pytorch",)),
            ("tides", ("pandas", "image-classification")),
            ("moons", ()),
        )
    )
    portfolio = a_portfolio(
        person=a_person(links=(Link(label="GitHub", url="https://github.com/sample-learner"),)),
        projects=projects,
        skills=(
            a_skill("PyTorch", "iris", strength=3),
            a_skill("pandas", "tides", strength=1),
            a_skill("Image classification", "tides", kind="ability", group="", strength=2),
            a_skill("Spark"),
            a_skill("Spreadsheets"),
            a_skill("Negotiation"),
        ),
    )
    return replace(portfolio, **changes)


def some_settings(
    yaml: str = FULL, layout: Layout | None = None, root: Path = Path(), **variants: VariantFile
) -> Settings:
    return Settings(
        root=root,
        portfolio=PortfolioFile(github="sample-learner", resume=layout or Layout()),
        resume=check(parse(yaml, "resume.yml"), ResumeFile),
        variants=tuple(
            Variant(slug=slug, path=f"resumes/{slug}.yml", file=file)
            for slug, file in variants.items()
        ),
    )


def some_resumes(
    yaml: str = FULL,
    layout: Layout | None = None,
    *,
    portfolio: Portfolio | None = None,
    site: str = "https://sample-learner.github.io/portfolio/",
    **variants: VariantFile,
):
    settings = some_settings(yaml, layout, **variants)
    return make_resumes(portfolio or a_worked_portfolio(), settings, site=site)
