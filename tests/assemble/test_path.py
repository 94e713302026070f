"""What was learned from, what that led to, and in which weeks: from `curriculum.yml` to the timeline."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from proofolio.assemble import curriculum, weekly_activity
from proofolio.assemble.projects import Plan
from proofolio.assemble.timeline import milestones
from proofolio.model.curriculum import Week
from proofolio.model.records import ActivityRecord, FileRecord, WeekRecord
from proofolio.settings import load
from tests.builders import a_repo
from tests.pages.factories import a_notebook, a_post, a_project, a_skill, some_evidence, some_facts

AS_OF = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)


@pytest.fixture
def read(tmp_path):
    """Return what reads a `curriculum.yml`."""

    def settings_of(text):
        (tmp_path / "portfolio.yml").write_text("github: sample-learner\n")
        (tmp_path / "curriculum.yml").write_text(text, encoding="utf-8")
        return load(tmp_path)

    return settings_of


def items(*lines):
    return "stages:\n  - name: One\n    items:\n" + "".join(f"      - {line}\n" for line in lines)


def stages(settings, projects=(), posts=(), skills=()):
    return curriculum.stages(settings, projects, posts, skills)


def plan(slug="iris", weeks=(), files=(), **repo):
    activity = ActivityRecord(
        weeks=tuple(WeekRecord(monday=day, commits=number) for day, number in weeks),
        is_whole=repo.pop("is_whole", True),
    )
    kept = tuple(
        FileRecord(path=path, blob="0" * 64, size_bytes=1, first=day, last=day)
        for path, day in files
    )
    made = a_repo(slug, activity=activity, **repo)
    return Plan(slug=slug, repo=replace(made, files=kept), notebooks=(), words=None)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("A book", "planned"),
        ("{name: A book, start: 2026-10}", "doing"),
        ("{name: A book, start: 2026-10, end: 2026-11}", "done"),
        ("{name: A book, start: 2025, end: 2025, again: {start: 2026-10}}", "again"),
        ("{name: A book, start: 2026-10, state: planned}", "planned"),
    ],
)
def test_dates_tell_the_state_unless_the_learner_does(read, line, state):
    ((stage,), problems) = stages(read(items(line)))
    assert stage.items[0].state == state
    assert problems == ()


def test_an_item_leads_to_what_came_of_it_under_any_of_its_names(read):
    settings = read(
        items(
            "{name: B, state: done, projects: [sample-learner/Iris], posts: [first.md, 2026-11-14-x], skills: [sklearn, JAX]}"
        )
    )
    skill = a_skill(
        "Scikit-learn", some_evidence(), aliases=("sklearn",), path="skills/scikit-learn/"
    )
    ((stage,), problems) = stages(
        settings,
        [a_project("iris", repository="sample-learner/iris")],
        [a_post("first"), a_post("x", source="posts/2026-11-14-x.md")],
        [skill],
    )
    (item,) = stage.items
    assert problems == ()
    assert [thing.path for thing in item.led_to] == [
        "projects/iris/",
        "log/2026/first/",
        "log/2026/x/",
        "skills/scikit-learn/",
    ]
    assert [skill.name for skill in item.skills] == ["Scikit-learn", "JAX"], "what is to come stays"


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("{name: B, skills: [SQL]}", False),
        ("{name: B, start: 2026-01, skills: [SQL]}", True),
        ("{name: B, start: 2026-03-10, skills: [SQL]}", False),
        ("{name: B, state: done, skills: [SQL]}", True),
    ],
)
def test_a_skill_came_of_an_item_when_it_was_used_since(read, line, leads):
    used = a_skill("SQL", some_evidence(last=date(2026, 3, 9)))
    ((stage,), _) = stages(read(items(line)), skills=[used])
    assert bool(stage.items[0].led_to) == leads


def test_what_is_gone_is_told_with_its_line_and_the_rest_stays(read):
    settings = read(
        "stages:\n  - name: One\n    items:\n      - name: A\n        projects:\n          - iris\n"
        "          - irsi\n        posts: [nothing]\n"
    )
    ((stage,), problems) = stages(settings, [a_project("iris")])
    assert [thing.name for thing in stage.items[0].projects] == ["Iris"]
    assert [(str(p.where), p.message, p.hint) for p in problems] == [
        ("curriculum.yml:7", "There is no project `irsi`.", "Did you mean `iris`?"),
        ("curriculum.yml:8", "There is no post `nothing`.", "Name it as its file is."),
    ]


def test_mistakes_in_the_file_have_their_lines(read):
    settings = read(
        items("{name: A, kind: film}", "{name: B, start: 2026-13}", "{by: C}")
        + "      - {name: D, start: 2026, end: 2025}\n      - {name: E, hours: -1}\nmilestones:\n  - name: X\n"
    )
    found = [(problem.where.line, problem.message) for problem in settings.problems]
    assert [line for line, _ in found] == [4, 5, 6, 7, 8, 10]
    assert "before the start" in found[3][1]


def test_done_without_a_fruit_is_told_to_the_author(read):
    settings = read(
        items("{name: A, end: 2026-01}", "B", "{name: C, end: 2026-01, projects: iris}")
    )
    (made, _) = stages(settings, [a_project("iris")])
    (problem,) = curriculum.advice(made, settings)
    assert (str(problem.where), "`A` is done" in problem.message) == ("curriculum.yml:4", True)


@pytest.mark.parametrize(("tools", "is_told"), [(5, False), (6, True)])
def test_more_tools_at_once_than_one_hand_can_count_are_told(read, tools, is_told):
    names = ["PyTorch", "Docker", "Streamlit", "pandas", "FastAPI", "Gradio"][:tools]
    line = f"{{name: A, start: 2026-10, skills: [{', '.join(names)}, docker, Classification]}}"
    settings = read(items(line, "{name: NumPy, end: 2026-01, projects: iris}", "TensorFlow"))
    (made, _) = stages(settings, [a_project("iris")])
    told = [problem.message for problem in curriculum.advice(made, settings)]
    assert bool(told) == is_told
    assert all(name in told[0] for name in names if is_told)


def weeks_of(settings, plans=(), posts=()):
    made, _ = stages(settings)
    return weekly_activity.weeks(made, plans, posts, AS_OF)


def test_an_item_breathes_in_from_its_start_to_its_end(read):
    found = weeks_of(
        read(items("{name: A, start: 2026-09-30, end: 2026-10-12}", "{name: B, start: 2026-11-09}"))
    )
    assert [(week.monday.isoformat(), week.items) for week in found] == [
        ("2026-09-28", 1),
        ("2026-10-05", 1),
        ("2026-10-12", 1),
        ("2026-11-09", 1),
        ("2026-11-16", 1),
    ]


def test_dates_without_days_last_for_their_month(read):
    (first, *_, last) = weeks_of(read(items("{name: A, start: 2026-02, end: 2026-04}")))
    assert (first.monday, last.monday) == (date(2026, 1, 26), date(2026, 4, 27))
    only = weeks_of(read(items("{name: A, start: 2026-02, state: done}")))
    assert [week.monday for week in only] == [
        date(2026, 1, 26) + timedelta(weeks=n) for n in range(5)
    ]


def test_what_lies_ahead_has_not_happened(read):
    settings = read(items("{name: A, start: 2026-12}", "{name: B, start: 2026-11-20, end: 2027}"))
    (week,) = weeks_of(settings, posts=[a_post("later", date=date(2026, 12, 1))])
    assert (week.monday, week.learning_count, week.building_count) == (MONDAY, 1, 0)


def test_a_start_in_the_middle_ages_costs_no_more_than_fifty_years(read):
    assert len(weeks_of(read(items("{name: A, start: 1066}")))) < 3000


def test_commits_notebooks_projects_and_posts_breathe_out_and_learned_ones_in(read):
    (week,) = weeks_of(
        read(items("A")),
        plans=[plan(weeks=[(MONDAY, 3)], files=[("a.ipynb", MONDAY), ("b.py", MONDAY)])],
        posts=[
            a_post("a", date=MONDAY, kind="learned"),
            a_post("b", date=MONDAY, kind="built"),
            a_post("c", date=MONDAY, mark="draft"),
        ],
    )
    assert week == Week(monday=MONDAY, learned=1, commits=3, notebooks=1, projects=1, posts=1)
    assert (week.learning_count, week.building_count) == (1, 6)


@pytest.mark.parametrize(
    ("since", "commits", "is_told"),
    [
        (date(2026, 10, 5), None, True),
        (date(2026, 11, 2), None, False),
        (date(2026, 10, 5), MONDAY, False),
    ],
)
def test_six_weeks_of_breathing_in_alone_are_told(read, since, commits, is_told):
    plans = [plan(weeks=[(commits, 1)], files=[("a.py", date(2026, 1, 1))])] if commits else []
    found = weeks_of(read(items(f"{{name: A, start: {since}}}")), plans=plans)
    assert bool(list(weekly_activity.only_in(found, AS_OF))) == is_told


def timeline(settings, made=(), posts=()):
    found, _ = stages(settings)
    weeks = weekly_activity.weeks(found, [one for one, _ in made], posts, AS_OF)
    return [
        (milestone.written, milestone.what, milestone.label, milestone.thing.name)
        for milestone in milestones(found, made, posts, weeks, settings, AS_OF)
    ]


def test_the_timeline_tells_what_was_first_what_was_finished_and_what_mattered(read):
    settings = read(
        items(
            "{name: A, start: 2026-01, end: 2026-02, again: {start: 2026-05-01, end: 2026-05-03}}"
        )
        + "milestones:\n  - {date: 2026-03, name: Somebody used it}\n  - {date: 2027-01-01, name: Not yet}\n"
    )
    iris = plan(
        weeks=[(date(2026, 3, 2), 1)],
        files=[("explore.ipynb", date(2026, 3, 4)), ("Dockerfile", date(2026, 4, 1))],
    )
    waves = plan("waves", weeks=[(date(2026, 4, 6), 1)], files=[("a.py", date(2026, 4, 7))])
    shown = a_project(
        notebooks=(a_notebook(),), demo_url="https://iris.example.org", facts=some_facts()
    )
    post = a_post("first", date=date(2026, 3, 9))
    assert timeline(settings, [(iris, shown), (waves, a_project("waves"))], [post]) == [
        ("2026-02", "finished", "Finished", "A"),
        ("2026-03", "milestone", "", "Somebody used it"),
        ("2026-03-04", "first", "First notebook", "Explore"),
        ("2026-03-04", "first", "First project", "Iris"),
        ("2026-03-09", "first", "First post", "First"),
        ("2026-04-01", "first", "First deployment", "Iris"),
        ("2026-04-07", "begun", "Began", "Waves"),
        ("2026-05-03", "finished", "A second time", "A"),
    ]


def test_a_quiet_time_is_told_unless_its_commits_may_be_unread(read):
    settings = read(items("A"))
    both = [(date(2026, 1, 5), 1), (date(2026, 6, 1), 1)]
    quiet = ("2026-01-12", "quiet", "", "2026-05-31")
    files = [("a.py", date(2026, 1, 6))]
    known = [(plan(weeks=both, files=files), a_project())]
    assert quiet in timeline(settings, known)
    cut_off = plan("waves", weeks=[(date(2026, 5, 4), 9)], is_whole=False)
    assert quiet not in timeline(settings, [*known, (cut_off, a_project("waves"))])


def test_what_is_gone_over_now_is_not_finished_again(read):
    settings = read(items("{name: A, start: 2026-01, end: 2026-02, again: {start: 2026-11}}"))
    assert [milestone[2] for milestone in timeline(settings) if milestone[1] == "finished"] == [
        "Finished"
    ]
    (last, *_) = reversed(weeks_of(settings))
    assert last.monday == MONDAY
