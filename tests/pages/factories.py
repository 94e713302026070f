"""Portfolios made by hand: small values that say only what a test is about."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from proofolio.model.curriculum import Item, LearningPath, Milestone, Named, Span, Stage, Week
from proofolio.model.portfolio import (
    Body,
    Facts,
    Heading,
    Link,
    Notebook,
    Person,
    Picture,
    Portfolio,
    Post,
    Project,
    SafeHtml,
)
from proofolio.model.skills import Evidence, Skill

AS_OF = date(2026, 11, 21)


BLOBS: dict[str, bytes] = {}
"""What the bodies name."""


def a_body(html: str = "", sections: Sequence[tuple[str, str, str]] = ()) -> Body:
    """Return a body; `sections` are anchor, title and text."""
    listed = [dict(zip(("anchor", "title", "text"), section, strict=True)) for section in sections]
    return Body(text=_kept(html.encode()), resolved=(), sections=_kept(json.dumps(listed).encode()))


def _kept(data: bytes) -> str:
    blob = hashlib.sha256(data).hexdigest()
    BLOBS[blob] = data
    return blob


def some_facts(**changes: Any) -> Facts:
    return Facts(
        **{
            "updated": None,
            "licence": None,
            "languages": (),
            "stars": 0,
            "commit": None,
            "has_tests": False,
            "has_dockerfile": False,
            "app": None,
            "is_archived": False,
            "stale": None,
            **changes,
        }
    )


def a_notebook(slug: str = "explore", project: str = "iris", **changes: Any) -> Notebook:
    return Notebook(
        **{
            "slug": slug,
            "path": f"projects/{project}/{slug}/",
            "title": slug.capitalize(),
            "description": "",
            "file_name": f"{slug}.ipynb",
            "date": None,
            "cell_count": 0,
            "language": "",
            "colab_url": None,
            "source_url": None,
            "download": f"projects/{project}/{slug}/{slug}.ipynb",
            "headings": (),
            "praise": (),
            "body": a_body(),
            "cover": None,
            **changes,
        }
    )


def a_project(slug: str = "iris", **changes: Any) -> Project:
    return Project(
        **{
            "slug": slug,
            "path": f"projects/{slug}/",
            "title": slug.replace("-", " ").capitalize(),
            "summary": "",
            "topics": (),
            "repository": None,
            "source_url": None,
            "demo_url": None,
            "colab_url": None,
            "links": (),
            "story": SafeHtml(""),
            "readme": SafeHtml(""),
            "cover": None,
            "notebooks": (),
            "facts": some_facts(),
            "featured": False,
            **changes,
        }
    )


def a_post(slug: str = "first", **changes: Any) -> Post:
    day = changes.get("date", date(2026, 11, 14))
    return Post(
        **{
            "slug": slug,
            "path": f"log/{day.year}/{slug}/",
            "title": slug.capitalize(),
            "date": day,
            "excerpt": "",
            "kind": "",
            "projects": (),
            "source": f"posts/{slug}.md",
            **changes,
        }
    )


def some_evidence(project: str = "iris", **changes: Any) -> Evidence:
    """Return evidence in cell 42 of the project's notebook `explore`."""
    return Evidence(
        **{
            "project": project,
            "repository": f"sample-learner/{project}",
            "path": "explore.ipynb",
            "cell": 7,
            "count": 42,
            "line": None,
            "used": ("RandomForestClassifier",),
            "commit": "c" * 40,
            "first": date(2026, 3, 2),
            "last": date(2026, 3, 9),
            "url": f"projects/{project}/explore/#cell-42",
            "weight": 1.0,
            "why": "",
            **changes,
        }
    )


def some_file(project: str = "iris", path: str = "app.py", **changes: Any) -> Evidence:
    """Return evidence in a file, at line 3."""
    url = f"https://github.com/sample-learner/{project}/blob/{'c' * 40}/{path}#L3"
    kept = {"path": path, "cell": None, "count": None, "line": 3, "url": url}
    return some_evidence(project, **{**kept, **changes})


def a_skill(name: str, *evidence: Evidence, **changes: Any) -> Skill:
    """Return a skill, an ability unless told; without evidence it is claimed."""
    days = [day for item in evidence for day in (item.first, item.last) if day]
    work = [item for item in evidence if item.is_firm] or evidence
    slug = name.lower().replace(" ", "-")
    return Skill(
        **{
            "slug": slug,
            "name": name,
            "aliases": (),
            "kind": "ability",
            "group": "Modelling",
            "evidence": evidence,
            "first": min(days, default=None),
            "last": max(days, default=None),
            "projects": tuple(dict.fromkeys(item.project for item in work)),
            "notebooks": tuple(dict.fromkeys(item.page for item in work if item.page)),
            "strength": float(len(evidence)),
            "distinction": float(len(evidence)),
            "is_claimed": not evidence,
            "is_main": False,
            "esco": None,
            "path": f"skills/{slug}/" if len(evidence) > 1 else "",
            **changes,
        }
    )


def a_person(**changes: Any) -> Person:
    return Person(
        **{
            "name": "Sample Learner",
            "headline": "",
            "summary": "",
            "location": "",
            "email": "",
            "links": (),
            "about": SafeHtml(""),
            **changes,
        }
    )


def a_portfolio(**changes: Any) -> Portfolio:
    return Portfolio(
        **{
            "person": a_person(),
            "projects": (),
            "posts": (),
            "assets": (),
            "as_of": AS_OF,
            "problems": (),
            **changes,
        }
    )


CELL = SafeHtml(
    '<div class="pf-cell" id="cell-42"><a class="pf-count" href="#cell-42">[42]</a>'
    '<div class="pf-body"><div class="language-python highlight"><pre><code>'
    '<span class="kn">from</span> <span class="nn">torch</span> <span class="kn">import</span> '
    '<span class="n">autocast</span>\n<span class="c1"># 101 classes, 750 images each</span>\n'
    '<span class="n">train</span> <span class="o">=</span> <span class="n">make_loader</span>'
    '<span class="p">(</span><span class="s2">"train"</span><span class="p">,</span> '
    '<span class="n">size</span><span class="o">=</span><span class="mi">224</span>'
    '<span class="p">)</span></code></pre></div></div>'
    '<div class="pf-out"><pre class="pf-stream">epoch 1: <span class="ansi-green-fg">0.79</span>\n'
    '\nepoch 2: 0.81</pre><div class="pf-table"><table class="dataframe"><thead><tr><th></th>'
    "<th>dish</th><th>precision</th></tr></thead><tbody><tr><th>0</th><td>pho</td><td>0.921</td>"
    "</tr><tr><th>1</th><td>steak</td><td>0.488</td></tr></tbody></table></div></div></div></div>"
)

README = SafeHtml(
    "<h2>Run it</h2>\n<pre><code>pip install -r requirements.txt\n\n```\n    {{ config }}\n"
    "\tstreamlit run app.py\n</code></pre>\n\n<p>It *stays* as it is, <code>__init__</code> too.</p>\n"
    '<ul><li>one</li><li>two with a <a href="https://example.org/">link</a></li></ul>\n'
    "<table><thead><tr><th>model</th><th>top-1</th><th>size</th></tr></thead><tbody><tr>"
    "<td>EfficientNet-B0</td><td>79.4 %</td><td>20 MB</td></tr></tbody></table>\n"
    "<blockquote><p>Ramen and pho remain friends.</p></blockquote>"
)


def an_item(name: str = "A book", **changes: Any) -> Item:
    return Item(
        **{
            "name": name,
            "kind": "book",
            "by": "",
            "url": "",
            "links": (),
            "state": "planned",
            "spans": (),
            "hours": None,
            "note": "",
            "projects": (),
            "posts": (),
            "skills": (),
            **changes,
        }
    )


def a_learning_path() -> LearningPath:
    """Return a learning path with something of everything."""
    vision = Named(name="Food Vision", path="projects/food-vision/")
    twice = (Span(start="2026-02", end="2026-04"), Span(start="2026-09-01", end=""))
    return LearningPath(
        stages=(
            Stage(
                name="Foundations",
                about="What a notebook does.",
                items=(
                    an_item(
                        "Hands-On Machine Learning", state="again", spans=twice, projects=(vision,)
                    ),
                    an_item("A course on SQL", state="done", hours=15.0, by="Somebody"),
                    an_item(),
                ),
            ),
        ),
        weeks=(
            Week(monday=date(2026, 3, 2), items=1, commits=3),
            Week(monday=date(2026, 9, 7), items=1, learned=1),
        ),
        milestones=(
            Milestone(
                day=date(2026, 3, 2),
                written="2026-03-02",
                what="first",
                label="First project",
                thing=vision,
            ),
            Milestone(
                day=date(2026, 3, 9),
                written="2026-03-09",
                what="quiet",
                label="",
                thing=Named(name="2026-09-06", path=""),
            ),
        ),
    )


def a_full_portfolio() -> Portfolio:
    """Return a portfolio in which every part of every page has something to show."""
    milestone = a_notebook(
        "milestone",
        "food-vision",
        title="Milestone project: Food Vision",
        date=date(2026, 3, 12),
        cell_count=59,
        language="python",
        colab_url="https://colab.research.google.com/github/sample-learner/food-vision/blob/main/m.ipynb",
        source_url="https://github.com/sample-learner/food-vision/blob/abc/m.ipynb",
        headings=(
            Heading(level=2, title="Mixed-precision loaders", anchor="u-loaders"),
            Heading(level=3, title="Data", anchor="u-data"),
            Heading(level=2, title="Evaluate", anchor="u-evaluate"),
        ),
        praise=("Runs in Colab", "Needs a GPU", "Last run in order"),
        body=a_body(
            '<div class="pf-prose"><h2 id="u-loaders">Mixed-precision loaders</h2>'
            "<p>Half-width floats halve the memory of each batch. On the free T4 an epoch drops "
            f"from 11 to 6 minutes; accuracy does not move.</p></div>{CELL}"
            '<div class="pf-prose"><h2 id="u-evaluate">Evaluate</h2><p>See below.</p></div>'
            f"{CELL.replace('42', '43')}",
            [
                ("u-loaders", "Mixed-precision loaders", "accuracy does not move, if a < b"),
                ("u-evaluate", "Evaluate", "See below."),
            ],
        ),
    )
    food = a_project(
        "food-vision",
        title="Food Vision",
        summary="Names 101 dishes from a phone photo, on a laptop CPU.",
        topics=("Image classification", "PyTorch", "Streamlit"),
        repository="sample-learner/food-vision",
        source_url="https://github.com/sample-learner/food-vision",
        demo_url="https://food-vision.example/",
        colab_url=milestone.colab_url,
        story=SafeHtml(
            "<h2>The problem</h2><p>Menu photos arrive without names. Typing them takes a café two "
            "hours a week, and a wrong name is worse than none, so the model must know when to say "
            "that it does not know.</p><h2>What I did</h2><p>Feature extraction, then fine-tuning.</p>"
        ),
        readme=README,
        cover=Picture(
            path="projects/food-vision/plot.svg", alt="Confusion matrix", width=320, height=200
        ),
        notebooks=(milestone,),
        facts=some_facts(
            updated=date(2026, 11, 2),
            licence="MIT",
            languages=(("Python", 91), ("Shell", 9)),
            stars=12,
            commit="abc1234def5678abc1234def5678abc1234def56",
            has_tests=True,
            has_dockerfile=True,
            app="app.py",
        ),
        featured=True,
    )
    tide = a_project(
        "tide-forecast",
        title="Tide Forecast",
        summary="River height six hours ahead; beats the harbour's own table by 18 %.",
        topics=("Time series", "pandas"),
        featured=True,
    )
    attention = a_project(
        "attention-again",
        title="Attention, again",
        summary="A 2017 paper's copy-task figure on one free GPU.",
        topics=("Paper replication", "PyTorch"),
        notebooks=(a_notebook("copy-task", "attention-again", cell_count=12),),
    )
    return a_portfolio(
        pulled_from=("GitHub", "Colab"),
        person=a_person(
            headline="I train small models and put them in people's hands.",
            summary="Self-taught machine-learning engineer.",
            location="Brisbane",
            email="learner@example.org",
            links=(Link(label="GitHub", url="https://github.com/sample-learner"),),
            about=SafeHtml("<p>I began with a spreadsheet of tides.</p>"),
        ),
        projects=(food, tide, attention, a_project("bird-calls", title="Bird Calls")),
        posts=(
            a_post(
                "ten-people",
                title="What broke when ten people used my model at once",
                kind="built",
                projects=("food-vision",),
            ),
            a_post(
                "book", title="Reading the same book twice", date=date(2026, 11, 2), kind="learned"
            ),
            a_post(
                "yesterday",
                title="My forecast was worse than yesterday's value",
                date=date(2026, 10, 19),
            ),
        ),
        skills=(
            a_skill(
                "Image classification",
                some_evidence("food-vision", url="projects/food-vision/milestone/#cell-42"),
                some_file("food-vision"),
                group="Vision",
                is_main=True,
            ),
            a_skill(
                "PyTorch",
                some_evidence("food-vision", url="projects/food-vision/milestone/#cell-43"),
                kind="tool",
                is_main=True,
                path="skills/pytorch/",
            ),
        ),
        learning_path=a_learning_path(),
    )
