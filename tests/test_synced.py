"""What sources brought, made one snapshot: in whatever order, and each for itself."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

from proofolio.errors import SourceError
from proofolio.model.records import Withdrawn
from proofolio.model.snapshot import SourceResult, SourceSnapshot, Unmatched
from proofolio.usecases.synced import Pulled, compare, join
from tests.builders import a_repo, a_snapshot

THEN = datetime(2026, 3, 4, tzinfo=UTC)


def unmatched(*patterns: str, owner: str) -> tuple[Unmatched, ...]:
    return tuple(Unmatched(key="pin", pattern=one, owner=owner, hint="") for one in patterns)


def pulled(name: str, *repos: str, misses: tuple[str, ...] | None = None, **more) -> Pulled:
    return Pulled(
        source=name,
        label=name.title(),
        previous=more.pop("previous", None),
        result=SourceResult(
            repos=tuple(a_repo(repo, owner=name) for repo in repos),
            unmatched=None if misses is None else unmatched(*misses, owner=name),
        ),
        **more,
    )


def test_the_order_in_which_sources_are_pulled_is_no_difference():
    parts = [pulled("github", "b", "a"), pulled("gitlab", "c"), pulled("folders")]
    found = [join(order) for order in permutations(parts)]
    for one in found:
        assert one.repos == found[0].repos
        assert {part.name: part.repos for part in one.sources} == {
            part.name: part.repos for part in found[0].sources
        }


def test_a_mirror_is_shown_once_and_said():
    parts = [pulled("github", "a"), pulled("gitlab", "a", "b")]
    parts[1] = replace(
        parts[1],
        result=replace(
            parts[1].result,
            repos=tuple(replace(one, owner="github") for one in parts[1].result.repos),
        ),
    )
    found = join(parts)
    assert [(one.full_name, one.host_id) for one in found.repos] == [
        ("github/a", "id-github-a"),
        ("github/b", "id-gitlab-b"),
    ]
    (advice,) = compare(None, found, parts).advice
    assert advice.startswith("github/a is on Github and on Gitlab; the one on Github is shown.")
    assert not compare(found, found, parts).gone

    left = Withdrawn(host_id="7", full_name="Github/A", reason="gone", since=THEN, is_named=False)
    other = replace(left, full_name="github/c")
    gone = replace(found.sources[1], repos=(), withdrawn=(left, other))
    shown = replace(found, sources=(found.sources[0], gone))
    assert shown.withdrawn == (other,), "the one that is left may be named on the site"


def test_a_name_in_the_settings_may_be_any_sources():
    mine = pulled("github", "a", misses=("tide", "nowhere"))
    theirs = pulled("gitlab", "tide", misses=("a", "nowhere"))
    (failure,) = join([mine, theirs, pulled("colab")]).failures
    assert failure.subject == "nowhere"
    assert "none of github, gitlab has such a repository" in failure.message
    fault = replace(theirs, fault=SourceError("Gitlab is away.", "Wait."))
    assert not join([mine, fault]).failures


def test_what_a_fault_left_is_marked_once_with_when_it_was_good():
    before = SourceSnapshot(name="gitlab", label="Gitlab", synced_at=THEN, repos=(a_repo("c"),))
    away = pulled("gitlab", previous=before, fault=SourceError("Gitlab is away.", "Wait."))
    first = join([away]).sources[0]
    assert first.synced_at == THEN
    assert first.repos[0].stale == first.stale
    assert first.stale
    assert (first.stale.since, first.stale.reason) == (THEN, "Gitlab is away")
    assert join([replace(away, previous=first)]).sources[0].stale == first.stale
    done = compare(a_snapshot(a_repo("c")), join([away]), [away])
    assert [part.name for part in done.dropped] == ["github"]
