"""What a learner gets from an account, and what it costs in requests."""

import json
import os
import subprocess
from collections.abc import Callable

import pytest
import requests

from proofolio.errors import SourceError
from tests.sources.conftest import SYNCED_AT, Syncer
from tests.standin.server import Fault

SyncerAt = Callable[..., Syncer]


def test_a_token_lists_a_hundred_repositories_with_one_query_and_no_rest(
    syncer_at: SyncerAt,
) -> None:
    syncer = syncer_at(101)
    for repo in syncer.github.account.repositories:
        syncer.github.head(repo.name)  # What the stand-in does once is done before the clock runs.
    syncer.sign_in()
    result = syncer.pull(exclude=("project-[0-9]*",))
    assert (syncer.asked("graphql"), syncer.asked("rest"), result.requests) == (2, 0, 2)
    assert len(result.omissions) == 101
    assert result.quota is not None
    assert result.quota.limit == 5000


def test_without_a_token_a_first_sync_takes_at_most_three_requests(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(5)
    result = syncer.pull()
    assert syncer.asked("rest") == result.requests <= 3
    assert syncer.asked("graphql") == 0
    assert [repo.name for repo in result.repos] == [f"project-0{n}" for n in range(1, 6)]
    assert result.quota is not None
    assert result.quota.limit == 60


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_second_sync_with_nothing_changed_reads_no_repository(
    syncer_at: SyncerAt, signed_in: bool
) -> None:
    syncer = syncer_at([{}, {}, {"name": "bare", "files": {}, "commits": []}])
    if signed_in:
        syncer.sign_in()
    first = syncer.pull()
    second = syncer.pull()
    assert syncer.asked("git") == 0
    assert len(syncer.github.requests) <= (1 if signed_in else 2)
    assert second.repos == first.repos
    assert second.omissions == first.omissions
    assert syncer.reported("unchanged") == ["project-01", "project-02"]


@pytest.mark.parametrize("signed_in", [False, True])
def test_of_a_large_account_that_did_not_change_the_first_page_is_asked_for_alone(
    syncer_at: SyncerAt, signed_in: bool
) -> None:
    days = [f"2025-01-01T00:{number // 60:02}:{number % 60:02}Z" for number in range(104)]
    repos: list[dict[str, object]] = [
        {"created_at": day, "files": {}, "commits": [], "fork": True} for day in days
    ]
    for number in (2, 102, 103):
        commit = {"date": days[number], "message": "Begin", "paths": []}
        repos[number] = {"commits": [commit], "fork": number == 2}
    syncer = syncer_at(repos)
    for repo in syncer.github.account.repositories:
        syncer.github.head(repo.name)  # What the stand-in does once is done before the clock runs.
    if signed_in:
        syncer.sign_in()
    first = syncer.pull()
    assert len(syncer.github.requests) - syncer.asked("git") == (2 if signed_in else 3)
    second = syncer.pull()
    assert len(syncer.github.requests) == (1 if signed_in else 2)
    assert (second.repos, second.omissions) == (first.repos, first.omissions)
    third = syncer.pull(include=("project-03",))
    assert {repo.name for repo in third.repos} == {"project-03", "project-103", "project-104"}
    # What is not on the first page is seen, too: by a push, or by the number of repositories.
    syncer.github.edit("project-03", {"README.md": b"# Better\n"})
    assert (
        syncer.text(syncer.pull(include=("project-03",)), "project-03", "README.md") == "# Better\n"
    )
    syncer.github.account.repository("project-02").private = True
    if not signed_in:
        gone = syncer.pull()
        assert "sample-learner/project-02" not in {one.subject for one in gone.omissions}


@pytest.mark.parametrize("signed_in", [False, True])
def test_only_the_repository_that_changed_is_read_again(
    syncer_at: SyncerAt, signed_in: bool
) -> None:
    syncer = syncer_at(3)
    if signed_in:
        syncer.sign_in()
    syncer.pull()
    syncer.github.edit("project-02", {"README.md": b"# Better\n"})
    result = syncer.pull()
    assert syncer.reported("changed") == ["project-02"]
    assert syncer.reported("unchanged") == ["project-01", "project-03"]
    assert syncer.text(result, "project-02", "README.md") == "# Better\n"
    assert {request.segments[1] for request in syncer.github.requests if request.kind == "git"} == {
        "project-02.git"
    }


def test_a_fresh_sync_reads_everything_and_loses_nothing(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{}, {}, {"name": "bare", "files": {}, "commits": []}])
    first = syncer.pull()
    syncer.github.misbehave(Fault(kind="git", path="project-02", status=404))
    second = syncer.pull(fresh=True)
    assert sorted(syncer.reported("reading")) == ["bare", "project-01", "project-02"]
    assert syncer.reported("unchanged") == ["project-01"]
    assert second.repos[0] == first.repos[0]
    assert second.repos[1].files == first.repos[1].files
    assert second.repos[1].stale is not None
    assert [failure.subject for failure in second.failures] == ["sample-learner/project-02"]


def test_a_token_that_comes_and_goes_changes_nothing(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(2)
    first = syncer.pull()
    syncer.sign_in()
    second = syncer.pull()
    syncer.monkeypatch.delenv("GITHUB_TOKEN")
    third = syncer.pull()
    assert first.repos == second.repos == third.repos
    assert sorted(syncer.reported("unchanged")) == ["project-01", "project-02"]


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_repository_with_an_odd_name_spoils_no_other(
    syncer_at: SyncerAt, signed_in: bool
) -> None:
    syncer = syncer_at(2)
    if signed_in:
        syncer.sign_in()
    first = syncer.pull()
    syncer.github.account.rename("project-02", "中文项目")
    second = syncer.pull()
    assert second.repos[0] == first.repos[0]
    assert second.repos[1].files == first.repos[1].files
    assert second.repos[1].stale is not None
    assert not second.omissions
    assert [failure.subject for failure in second.failures] == ["sample-learner/中文项目"]
    assert syncer.reported("failed") == ["中文项目"]


def test_a_host_that_is_silent_is_not_asked_for_every_repository(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(12)
    syncer.github.misbehave(Fault(kind="git", behaviour="reset"))
    result = syncer.pull()
    assert len(result.failures) == 12
    asked = {one.segments[1] for one in syncer.github.requests if one.kind == "git"}
    # Four are read at once: those under way when the third fails come to their own end.
    assert len(asked) <= 7
    assert len({failure.message.partition(": ")[2] for failure in result.failures}) == 1


def test_a_repository_that_is_gone_is_an_answer(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(9)
    syncer.github.misbehave(Fault(kind="git", path="project-0[1-8]", status=404))
    assert [repo.name for repo in syncer.pull().repos] == ["project-09"]


def test_both_apis_tell_the_same_of_a_repository(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"topics": ["ml"], "homepage": "https://example.org", "stars": 3}])
    (by_rest,) = syncer.pull().repos
    syncer.previous = None
    syncer.sign_in()
    (by_graphql,) = syncer.pull().repos
    for field in ("host_id", "full_name", "url", "description", "homepage", "topics", "licence",
                  "stars", "default_branch", "head_commit", "created_at", "committed_at",
                  "files"):  # fmt: skip
        assert getattr(by_rest, field) == getattr(by_graphql, field), field
    assert by_rest.languages[0].name == "Jupyter Notebook"


def test_what_is_left_out_by_default_is_named_with_its_reason(syncer_at: SyncerAt) -> None:
    repos = [
        {"name": "work"},
        {"name": "copy", "fork": True},
        {"name": "old", "archived": True},
        {"name": "starter", "is_template": True},
        {"name": "sample-learner.github.io"},
        {"name": "secret", "private": True},
        {"name": "bare", "files": {}, "commits": []},
    ]
    syncer = syncer_at(repos)
    syncer.sign_in()
    result = syncer.pull()
    assert [repo.name for repo in result.repos] == ["work"]
    assert {one.subject.partition("/")[2]: one.reason for one in result.omissions} == {
        "copy": "a fork",
        "old": "archived",
        "starter": "a template",
        "sample-learner.github.io": "the Pages repository",
        "secret": "private",
        "bare": "empty",
    }


def test_an_empty_repository_is_known_without_a_token_too(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{}, {"name": "bare", "files": {}, "commits": []}])
    result = syncer.pull()
    assert [(one.subject, one.reason) for one in result.omissions] == [
        ("sample-learner/bare", "empty")
    ]
    assert not result.failures


def test_include_brings_back_and_exclude_removes(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"name": "copy", "fork": True}, {"name": "work"}, {"name": "play"}])
    result = syncer.pull(include=("COPY",), exclude=("sample-learner/pl*",))
    assert [repo.name for repo in result.repos] == ["copy", "work"]
    assert [one.reason for one in result.omissions] == ["excluded in portfolio.yml"]


def test_a_private_repository_is_read_only_when_it_is_named_in_full(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"name": "secret", "private": True}])
    syncer.sign_in()
    assert syncer.pull(include=("*",)).repos == ()
    (repo,) = syncer.pull(include=("secret",)).repos
    assert repo.is_private
    assert [file.path for file in repo.files] == ["README.md", "work.ipynb"]


def test_a_misspelt_name_in_portfolio_yml_gets_a_suggestion(syncer_at: SyncerAt) -> None:
    result = syncer_at(2).pull(pin=("project-1",), exclude=("someone-else/thing",))
    by_name = {failure.subject: failure for failure in result.failures}
    assert "`pin` in portfolio.yml names 'project-1'" in by_name["project-1"].message
    assert "Did you mean 'project-01'?" in by_name["project-1"].hint
    assert "sample-learner owns" in by_name["someone-else/thing"].hint


def test_the_profile_readme_belongs_to_the_profile(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"name": "sample-learner", "files": {"README.md": "Hello"}}, {}])
    result = syncer.pull()
    assert result.profile is not None
    assert result.profile.readme is not None
    assert [file.path for file in result.profile.readme.files] == ["README.md"]
    assert [repo.name for repo in result.repos] == ["project-02"]


@pytest.mark.parametrize("signed_in", [False, True])
def test_an_organisation_works_as_a_user_does(syncer_at: SyncerAt, signed_in: bool) -> None:
    files = {"profile/README.md": "![](team.png)", "profile/team.png": b"\x89PNG"}
    syncer = syncer_at([{"name": ".github", "files": files}, {}], type="Organization")
    if signed_in:
        syncer.sign_in()
    result = syncer.pull()
    assert result.profile is not None
    assert result.profile.is_organisation
    assert result.profile.readme is not None
    assert [file.path for file in result.profile.readme.files] == [
        "profile/README.md",
        "profile/team.png",
    ]


def test_pins_of_the_profile_are_ranked(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(3, pinned=["project-03", "project-01"])
    syncer.sign_in()
    ranks = {repo.name: repo.pin_rank for repo in syncer.pull().repos}
    assert ranks == {"project-01": 1, "project-02": None, "project-03": 0}


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_renamed_repository_is_known_again_and_not_read_again(
    syncer_at: SyncerAt, signed_in: bool
) -> None:
    syncer = syncer_at(2)
    if signed_in:
        syncer.sign_in()
    first = syncer.pull()
    syncer.github.account.rename("project-01", "iris")
    second = syncer.pull()
    assert syncer.asked("git") == 0
    assert [repo.name for repo in second.repos] == ["iris", "project-02"]
    assert second.repos[0].files == first.repos[0].files
    assert syncer.reported("changed") == ["iris"]
    assert not second.omissions


def test_one_broken_repository_spoils_no_other(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(3)
    syncer.github.misbehave(Fault(kind="git", path="project-02", status=404))
    result = syncer.pull()
    assert [repo.name for repo in result.repos] == ["project-01", "project-03"]
    (failure,) = result.failures
    assert failure.subject == "sample-learner/project-02"
    assert "deleted, renamed or made private" in failure.message
    assert syncer.reported("failed") == ["project-02"]


def test_a_repository_that_breaks_later_keeps_its_last_good_state(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(2)
    first = syncer.pull()
    syncer.github.edit("project-02", {"README.md": b"# New\n"})
    syncer.github.misbehave(Fault(kind="git", path="project-02", behaviour="reset"))
    second = syncer.pull()
    record = second.repos[1]
    assert record.files == first.repos[1].files
    assert record.stale is not None
    assert record.stale.since == SYNCED_AT
    assert len(second.failures) == 1
    syncer.github.behave()
    third = syncer.pull()
    assert third.repos[1].stale is None
    assert syncer.text(third, "project-02", "README.md") == "# New\n"


def test_a_repository_that_turned_private_is_dropped(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(2)
    syncer.pull()
    syncer.github.account.repository("project-01").private = True
    result = syncer.pull()
    assert [repo.name for repo in result.repos] == ["project-02"]
    assert "private now" in result.omissions[0].reason


def test_a_repository_that_turned_private_is_not_shown_because_it_was_named_before(
    syncer_at: SyncerAt,
) -> None:
    syncer = syncer_at(2)
    syncer.sign_in()
    syncer.pull(include=("project-01",))
    syncer.github.account.repository("project-01").private = True
    for _ in range(2):
        result = syncer.pull(include=("project-01",), pin=("project-01",))
        assert [repo.name for repo in result.repos] == ["project-02"]
        (withdrawn,) = result.withdrawn
        assert (withdrawn.full_name, withdrawn.reason) == ("sample-learner/project-01", "private")
        assert "take its name out" in result.omissions[0].reason
    since = withdrawn.since
    assert syncer.pull(pin=("project-01",)).withdrawn[0].since == since
    result = syncer.pull(include=("project-01",))
    assert [repo.name for repo in result.repos] == ["project-01", "project-02"], "named anew"
    assert result.withdrawn == ()
    assert syncer.pull(include=("project-01",)).repos == result.repos


def test_a_token_that_sees_more_than_it_needs_is_told_of(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"name": "secret", "private": True}, {}])
    assert syncer.pull().advice == ()
    syncer.sign_in()
    (advice,) = syncer.pull().advice
    assert "GITHUB_TOKEN can see your private repositories" in advice
    assert "https://github.com/settings/personal-access-tokens/new" in advice
    assert syncer.pull(include=("secret",)).advice == (), "here it is needed"


def test_a_private_repository_that_nobody_asked_for_stands_in_no_ledger(
    syncer_at: SyncerAt,
) -> None:
    syncer = syncer_at([{"name": "secret", "private": True}, {}])
    syncer.sign_in()
    syncer.pull()
    assert syncer.pull().withdrawn == ()


def test_what_portfolio_yml_calls_by_its_old_name_is_still_meant(syncer_at: SyncerAt) -> None:
    syncer = syncer_at([{"name": "copy", "fork": True}, {}])
    syncer.pull(include=("copy",))
    syncer.github.account.rename("copy", "mine")
    result = syncer.pull(include=("copy",))
    assert [repo.name for repo in result.repos] == ["mine", "project-02"]
    assert not result.failures


def test_an_unknown_user_is_named(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(1)
    for signed_in in (False, True):
        if signed_in:
            syncer.sign_in()
        with pytest.raises(SourceError, match="no user or organisation named 'nobody-here'"):
            syncer.pull(github="nobody-here")


def test_an_unreachable_host_is_told_in_plain_words(
    syncer_at: SyncerAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncer = syncer_at(1)
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")
    with pytest.raises(SourceError) as caught:
        syncer.pull()
    (problem,) = caught.value.problems
    assert "could not be reached at 127.0.0.1:9" in problem.message
    assert "Check the connection" in problem.hint


def test_a_bad_token_is_traced_to_its_variable_and_never_shown(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(1)
    syncer.sign_in("ghp_very_secret", name="GH_TOKEN")
    with pytest.raises(SourceError) as caught:
        syncer.pull()
    (problem,) = caught.value.problems
    assert "GH_TOKEN" in problem.message
    assert "Unset GH_TOKEN" in problem.hint
    assert "very_secret" not in f"{problem.message}{problem.hint}{caught.value!r}"


@pytest.mark.parametrize("signed_in", [False, True])
def test_an_exhausted_quota_says_when_to_come_back(syncer_at: SyncerAt, signed_in: bool) -> None:
    syncer = syncer_at(1)
    if signed_in:
        syncer.sign_in()
        syncer.github.leave(0, token="good-token", resource="graphql")
    else:
        syncer.github.leave(0)
    with pytest.raises(SourceError, match="limit of requests is reached") as caught:
        syncer.pull()
    hint = caught.value.problems[0].hint
    assert ("GITHUB_TOKEN" in hint) is not signed_in
    assert "at " in hint


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(kind="rest", behaviour="html"), "not GitHub's API"),
        (Fault(kind="rest", status=200, body=b'{"login": '), "not GitHub's API"),
        (Fault(kind="rest", status=200, body=b"[]"), "not GitHub's API"),
        (Fault(kind="rest", status=429, headers={"retry-after": "3600"}), "limit of requests"),
        (Fault(kind="rest", status=403, headers={"retry-after": "900"}), "limit of requests"),
        (Fault(kind="rest", status=451, body=b'{"message": "DMCA"}'), "status 451"),
        (Fault(kind="rest", status=501, headers={"retry-after": "0"}), "having trouble"),
        (Fault(kind="rest", behaviour="reset"), "could not be reached"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_day_of_github_is_told_without_a_traceback(
    syncer_at: SyncerAt, fault: Fault, said: str
) -> None:
    syncer = syncer_at(1)
    syncer.github.misbehave(fault)
    with pytest.raises(SourceError) as caught:
        syncer.pull()
    assert said in caught.value.problems[0].message
    assert caught.value.problems[0].hint


def test_a_hiccup_is_retried(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(1)
    syncer.github.misbehave(Fault(kind="rest", status=502, times=1))
    result = syncer.pull()
    assert len(result.repos) == 1
    assert result.requests == 3


def test_the_token_goes_to_no_git_of_public_work_and_to_no_file(
    syncer_at: SyncerAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncer = syncer_at(1)
    syncer.sign_in()
    started: list[str] = []
    popen = subprocess.Popen

    def spy(argv: list[str], **options: object) -> object:
        started.append(repr(argv) + repr(options.get("env")))
        return popen(argv, **options)

    monkeypatch.setattr(subprocess, "Popen", spy)
    syncer.pull()
    assert started
    assert not any("good-token" in one for one in started)
    assert os.environ["GITHUB_TOKEN"] == "good-token"


def test_ctrl_c_ends_at_once_and_leaves_no_git_running(
    syncer_at: SyncerAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncer = syncer_at(6)
    syncer.github.misbehave(Fault(kind="git", path="project-0[2-6]", behaviour="hang"))
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def spy(argv: list[str], **options: object) -> object:
        started.append(popen(argv, **options))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", spy)

    class Interrupted(list):
        def append(self, event: object) -> None:
            if getattr(event, "kind", "") == "new":
                raise KeyboardInterrupt

    syncer.events = Interrupted()
    with pytest.raises(KeyboardInterrupt):
        syncer.pull()
    assert all(process.poll() is not None for process in started)


def test_repositories_that_github_forgot_to_list_are_kept(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(2)
    syncer.sign_in()
    first = syncer.pull()
    answer = {
        "errors": [{"type": "SERVICE_UNAVAILABLE", "message": "Something went wrong"}],
        "data": {
            "rateLimit": None,
            "repositoryOwner": {
                "__typename": "User",
                "login": "sample-learner",
                "url": "https://github.com/sample-learner",
                "pinnedItems": None,
                "repositories": {
                    "totalCount": 2,
                    "pageInfo": {"hasNextPage": False, "endCursor": None},
                    "nodes": [None],
                },
            },
        },
    }
    body = json.dumps(answer).encode()
    syncer.github.misbehave(Fault(kind="graphql", status=200, body=body))
    second = syncer.pull(pin=("project-01",))
    assert [repo.files for repo in second.repos] == [repo.files for repo in first.repos]
    assert all(repo.stale for repo in second.repos)
    assert [failure.subject for failure in second.failures] == ["sample-learner"]


def test_a_page_that_comes_again_and_again_ends_and_takes_nothing_away(syncer_at: SyncerAt) -> None:
    syncer = syncer_at(2)
    first = syncer.pull()
    address = f"{syncer.github.url}/api/v3/users/sample-learner/repos?per_page=1"
    page = requests.get(address, timeout=5).content
    headers = {"link": f'<{address}>; rel="next"'}
    syncer.github.misbehave(Fault(path="/repos", status=200, body=page, headers=headers))
    second = syncer.pull()
    assert len(syncer.github.requests) == 3
    assert [repo.files for repo in second.repos] == [repo.files for repo in first.repos]
    assert [repo.stale is not None for repo in second.repos] == [False, True]
    assert "some of the repositories only" in second.failures[0].message


def test_a_short_wait_that_github_asks_for_is_announced_and_taken(
    syncer_at: SyncerAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(
        "proofolio.sources.http.patience.pause", lambda _, wait_s: slept.append(wait_s)
    )
    syncer = syncer_at(0)
    syncer.github.misbehave(Fault(kind="rest", status=429, headers={"retry-after": "7"}, times=1))
    syncer.pull()
    assert slept == [7]
    (told,) = [event for event in syncer.events if event.kind == "waiting"]
    assert told.detail == "the server asks to slow down"
    assert told.until is not None


def test_waits_are_bounded_in_all(syncer_at: SyncerAt, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(
        "proofolio.sources.http.patience.pause", lambda _, wait_s: slept.append(wait_s)
    )
    syncer = syncer_at(0)
    syncer.github.misbehave(Fault(kind="rest", status=503, headers={"retry-after": "25"}))
    with pytest.raises(SourceError):
        syncer.pull()
    assert sum(slept) <= 60
