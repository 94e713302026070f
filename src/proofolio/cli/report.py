"""Summaries of a sync and of a snapshot, for people and for machines."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from proofolio.assemble.unshown import not_pulled
from proofolio.cli.messages import age_words, count, listed, plain, print_problems, quota_words
from proofolio.cli.place import today
from proofolio.cli.shares import print_shares, share_json
from proofolio.errors import Problem, ProofolioError
from proofolio.model.records import Event, Failure, Omission, Stale, Withdrawn
from proofolio.model.snapshot import Snapshot, SourceSnapshot
from proofolio.usecases.status import Status
from proofolio.usecases.synced import Synced


def synced_lines(done: Synced) -> Iterator[str]:
    """Say in plain words what a sync did."""
    snapshot = done.snapshot
    parts = [
        f"{len(names)} {word}"
        for word, names in (
            ("new", done.new),
            ("changed", done.changed),
            ("unchanged", done.unchanged),
            ("gone", done.gone),
        )
        if names
    ]
    repos = count(len(snapshot.repos), "repository", "repositories")
    alone = (
        f" and {count(len(snapshot.notebooks), 'notebook')} by link or from this disk"
        if snapshot.notebooks
        else ""
    )
    yield f"{repos}{alone}: {', '.join(parts) or 'nothing found'}."
    for one in done.withdrawn:
        yield click.style(withdrawn_line(one), fg="red", bold=True)
    others = [name for name in done.gone if name not in {one.full_name for one in done.withdrawn}]
    if others:
        yield f"Gone: {listed(others)}."
    for part in done.dropped:
        yield _dropped_line(part)
    for reason, names in _by_reason(snapshot.omissions):
        yield f"Left out, {reason}: {listed(names)}."
    for repo in snapshot.repos:
        for skipped in repo.skipped[:5]:
            yield f"Skipped in {plain(repo.name)}: {plain(skipped.path)}, {skipped.reason}."
        if len(repo.skipped) > 5:
            yield f"Skipped in {plain(repo.name)}: {len(repo.skipped) - 5} more files; `proofolio status --json` lists them."
    for repo in snapshot.all_repos:
        failed = [one for one in repo.web_pictures or () if one.reason and not one.is_elsewhere]
        if failed:
            said = not_pulled(repo, failed)
            yield f"{plain(said.message)} {plain(said.hint)}"
    yield from _lines_of_trouble(done)


def _lines_of_trouble(done: Synced) -> Iterator[str]:
    snapshot = done.snapshot
    yield from map(stale_line, _stale(snapshot))
    for failure in snapshot.failures:
        yield f"{click.style('Not read', fg='red')}: {plain(failure.subject)}. {plain(failure.message)}"
        if failure.hint:
            yield f"          {plain(failure.hint)}"
    for advice in done.advice:
        yield f"Advice: {advice}"
    if done.quota:
        yield f"{done.quota_of}: {count(done.requests, 'request')} sent, {quota_words(done.quota)}."


def print_status(found: Status, now: datetime) -> None:
    """Print what there is, from when, and what is wrong."""
    if found.snapshot is None or found.portfolio is None:
        click.echo("Nothing has been pulled yet. Run `proofolio sync`.")
        return
    snapshot = found.snapshot
    click.echo(
        f"Pulled {age_words(snapshot.synced_at, now)} ({snapshot.synced_at.astimezone():%d %B %Y, %H:%M}).\n"
    )
    width = max((len(project.slug) for project in found.portfolio.projects), default=0)
    for project in found.portfolio.projects:
        updated = f"updated {project.facts.updated:%d %b %Y}" if project.facts.updated else ""
        facts = [
            count(len(project.notebooks), "notebook"),
            updated,
            "featured" if project.featured else "",
        ]
        click.echo(f"  {project.slug:<{width}}  {', '.join(fact for fact in facts if fact)}")
    click.echo(
        f"\n{count(len(found.portfolio.projects), 'project')}, {count(len(found.portfolio.posts), 'post')}."
    )
    print_shares(found, today())
    for line in map(stale_line, _stale(snapshot)):
        click.echo(click.style(line, fg="yellow"))
    for one in snapshot.withdrawn:
        click.echo(click.style(withdrawn_line(one), fg="red", bold=True))
    for reason, names in _by_reason(snapshot.omissions):
        click.echo(f"Left out, {reason}: {listed(names)}.")
    for repo in snapshot.repos:
        for skipped in repo.skipped:
            click.echo(f"Skipped in {plain(repo.name)}: {plain(skipped.path)}, {skipped.reason}.")
    problems = (*(_as_problem(failure) for failure in snapshot.failures), *found.problems)
    print_problems(problems, limit=len(problems))
    print_problems(found.advice, limit=len(found.advice), kind="Advice")
    if not problems:
        click.echo("Nothing is wrong.")


def status_json(found: Status) -> str:
    """Return the status as JSON."""
    snapshot, portfolio = found.snapshot, found.portfolio
    return json.dumps(
        {
            "synced_at": snapshot.synced_at.isoformat() if snapshot else None,
            "projects": [
                {
                    "slug": project.slug,
                    "title": project.title,
                    "repository": project.repository,
                    "folder": project.folder,
                    "commit": project.facts.commit,
                    "updated": project.facts.updated.isoformat() if project.facts.updated else None,
                    "featured": project.featured,
                    "stale": project.facts.stale and project.facts.stale.isoformat(),
                    "notebooks": [notebook.file_name for notebook in project.notebooks],
                }
                for project in (portfolio.projects if portfolio else ())
            ],
            "shares": [share_json(share, found.address) for share in found.shares],
            "posts": [post.path for post in (portfolio.posts if portfolio else ())],
            "left_out": [
                {"subject": o.subject, "reason": o.reason}
                for o in (snapshot.omissions if snapshot else ())
            ],
            "skipped_files": [
                {"repository": repo.full_name, "path": skipped.path, "reason": skipped.reason}
                for repo in (snapshot.repos if snapshot else ())
                for skipped in repo.skipped
            ],
            "pictures_not_shown": [
                {"repository": repo.full_name, "address": one.url, "reason": one.reason}
                for repo in (snapshot.all_repos if snapshot else ())
                for one in repo.web_pictures or ()
                if one.blob is None
            ],
            "stale": [
                {"name": name, "as_of": stale.since.isoformat(), "reason": stale.reason}
                for name, stale in (_stale(snapshot) if snapshot else ())
            ],
            "withdrawn": [_withdrawn_json(one) for one in (snapshot.withdrawn if snapshot else ())],
            "failures": [
                _failure_json(failure) for failure in (snapshot.failures if snapshot else ())
            ],
            "problems": list(map(_problem_json, found.problems)),
            "advice": list(map(_problem_json, found.advice)),
        },
        ensure_ascii=False,
        indent=1,
    )


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "message": problem.message,
        "hint": problem.hint,
        "path": problem.where and problem.where.path,
        "line": problem.where and problem.where.line,
    }


def event_json(event: Event) -> dict[str, Any]:
    """Return one event of a sync."""
    return {
        "event": event.kind,
        "subject": event.subject,
        "detail": event.detail,
        "total": event.total,
        "size_bytes": event.size_bytes,
        "until": event.until and event.until.isoformat(timespec="seconds"),
    }


def error_json(error: ProofolioError) -> Iterator[dict[str, Any]]:
    """Return what ended a sync: the last lines of `sync --json`."""
    for problem in error.problems:
        yield {
            "event": "error",
            "message": problem.message,
            "hint": problem.hint,
            "path": problem.where and problem.where.path,
            "line": problem.where and problem.where.line,
            "exit_code": int(error.exit_code),
        }


def synced_json(done: Synced) -> dict[str, Any]:
    """Return the last line of `sync --json`."""
    return {
        "event": "end",
        "synced_at": done.snapshot.synced_at.isoformat(),
        "new": done.new,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "gone": done.gone,
        "stale": [
            {"name": name, "as_of": stale.since.isoformat(), "reason": stale.reason}
            for name, stale in _stale(done.snapshot)
        ],
        "withdrawn": [_withdrawn_json(one) for one in done.withdrawn],
        "dropped": [part.name for part in done.dropped],
        "left_out": [{"subject": o.subject, "reason": o.reason} for o in done.snapshot.omissions],
        "failures": [_failure_json(failure) for failure in done.snapshot.failures],
        "advice": done.advice,
        "requests": done.requests,
        "quota": done.quota
        and {
            "remaining": done.quota.remaining,
            "limit": done.quota.limit,
            "resets_at": done.quota.resets_at.isoformat(),
        },
    }


def withdrawn_line(one: Withdrawn) -> str:
    """Say that a repository was shown and is not any more, why, and since when."""
    why = "is private now" if one.reason == "private" else "was deleted or made private"
    return (
        f"Left the site: {plain(one.full_name)} {why} (found on {_day(one.since)}). "
        "Build and publish the site, so that visitors do not see it any more."
    )


def _dropped_line(part: SourceSnapshot) -> str:
    """Say that what a source had brought is gone because nothing asks for the source."""
    brought = [
        count(number, one, many)
        for number, one, many in (
            (len(part.repos), "repository", "repositories"),
            (len(part.notebooks), "notebook", "notebooks"),
        )
        if number
    ]
    what = " and ".join(brought) or "nothing"
    return f"{part.label or part.name} is not asked for any more: {what} left with it."


def stale_line(named: tuple[str, Stale]) -> str:
    """Say that something is kept as it was, since when, and why."""
    name, stale = named
    return f"Kept as of {_day(stale.since)}: {plain(name)}; {plain(stale.reason)}."


def _stale(snapshot: Snapshot) -> Iterator[tuple[str, Stale]]:
    for repo in snapshot.repos:
        if repo.stale:
            yield repo.full_name, repo.stale
    for notebook in snapshot.notebooks:
        if notebook.stale:
            yield notebook.name, notebook.stale


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _withdrawn_json(one: Withdrawn) -> dict[str, str]:
    return {"name": one.full_name, "reason": one.reason, "since": one.since.isoformat()}


def _failure_json(failure: Failure) -> dict[str, str]:
    return {"subject": failure.subject, "message": failure.message, "hint": failure.hint}


def _as_problem(failure: Failure) -> Problem:
    return Problem(message=f"{failure.subject}: {failure.message}", hint=failure.hint)


def _by_reason(omissions: tuple[Omission, ...]) -> Iterator[tuple[str, list[str]]]:
    reasons: dict[str, list[str]] = defaultdict(list)
    for omission in omissions:
        reasons[omission.reason].append(omission.subject)
    yield from sorted(reasons.items())
