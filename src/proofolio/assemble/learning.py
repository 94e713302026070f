"""What its author learns from, week by week, and what it led to."""

from dataclasses import dataclass

from proofolio.assemble import (
    curriculum,
    weekly_activity,
)
from proofolio.assemble.inputs import Inputs
from proofolio.assemble.projects import Plan
from proofolio.assemble.timeline import milestones
from proofolio.assemble.work import Work
from proofolio.errors import Problem
from proofolio.model.curriculum import LearningPath
from proofolio.model.portfolio import Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """The curriculum, week by week, and what is to be said of it."""

    learning_path: LearningPath
    advice: tuple[Problem, ...]
    problems: tuple[Problem, ...]


def follow_learning(
    inputs: Inputs, plans: tuple[Plan, ...], work: Work, posts: tuple[Post, ...]
) -> Learning:
    """Bring the curriculum together with the projects, posts and skills that it led to."""
    settings, as_of = inputs.settings, inputs.snapshot.synced_at.date()
    stages, problems = curriculum.stages(settings, work.projects, posts, work.skills)
    weeks = weekly_activity.weeks(stages, plans, posts, as_of)
    by_slug = {item.slug: item for item in work.projects}
    made = [(item, by_slug[item.slug]) for item in plans]
    return Learning(
        learning_path=LearningPath(
            stages=stages,
            weeks=weeks,
            milestones=milestones(stages, made, posts, weeks, settings, as_of),
        ),
        advice=(*curriculum.advice(stages, settings), *weekly_activity.only_in(weeks, as_of)),
        problems=tuple(problems),
    )
