"""What can go wrong between a learner and GitHub, and what the learner then reads: one table."""

from dataclasses import dataclass
from typing import Literal

from tests.standin.server import Fault

Where = Literal["account", "gist", "Drive file"]
Token = Literal["with", "without"]

PATHS: dict[Where, str] = {
    "account": r"/users/|/graphql",
    "gist": "/gists/",
    "Drive file": "/drive/",
}

SECONDARY = b'{"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}'
ON_AGAIN = "Check the connection{}, then run `proofolio sync` again"
API_UNREACHABLE = (
    "GitHub could not be reached at HOST: {}. "
    + ON_AGAIN.format(" (and GITHUB_API_URL, if it is set)")
    + "; what was read before is kept."
)
NO_API = (
    "HOST answered something that is not GitHub's API. A sign-in page of the network you are in, "
    "or a proxy, may answer instead; open ADDRESS in a browser to see, then run `proofolio sync` again."
)
TROUBLE = (
    "GitHub is having trouble (status {}). See https://www.githubstatus.com, then run "
    "`proofolio sync` again later."
)
LIMIT_WITHOUT = (
    "GitHub's limit of requests is reached. Come back at 14:05, or set GITHUB_TOKEN: without a "
    "token GitHub allows 60 requests an hour, with one 5,000. Make one that reads public "
    "repositories only: https://github.com/settings/personal-access-tokens/new"
)
LIMIT_WITH = (
    "GitHub's limit of requests is reached. Run `proofolio sync` again at 14:05; what was read "
    "before is kept."
)
FILE = "The notebook at LINK could not be read: {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that goes wrong, after a first good sync."""

    what: str
    """For people."""
    fault: Fault
    where: Where = "account"
    tokens: tuple[Token, ...] = ("without", "with")
    reads: str
    """Message and hint, with HOST, LINK and 14:05 in the places of what differs; nothing when the
    sync gets over it."""
    exit_code: int
    waits_s: float = 0
    """How long it waited in all, because it was asked to; not a second longer."""


def _of_files(
    what: str, fault: Fault, *, gist: str, drive: str, waits_s: float = 0
) -> tuple[Case, ...]:
    """The same for a gist and for a file on Drive; the sync ends well but incomplete."""
    both: tuple[tuple[Where, str], ...] = (("gist", gist), ("Drive file", drive))
    return tuple(
        Case(
            what=what,
            fault=fault,
            where=where,
            reads=FILE.format(reads),
            exit_code=6,
            waits_s=waits_s,
        )
        for where, reads in both
    )


GIST_TROUBLE = "GitHub did not answer as it should (status {}). Run `proofolio sync` again later."
GIST_LIMIT = "GitHub's limit of requests is reached. Run `proofolio sync` again at 14:05."
GIST_GONE = "GitHub has no such gist. Check the link; it may be deleted."
DRIVE_TROUBLE = "Google Drive is having trouble. Run `proofolio sync` again later."
DRIVE_LIMIT = (
    "Google Drive allows no more downloads of it for now. Run `proofolio sync` again tomorrow, or "
    "put the notebook on GitHub."
)
DRIVE_GONE = "Google Drive has no such file. Check the link; copy it again."
DRIVE_SIGN_IN = (
    "Google Drive asks to sign in, so it is not shared. In Colab, open Share and set General "
    "access to 'Anyone with the link', then run `proofolio sync` again."
)
NO_NOTEBOOK = "what the link leads to is not a notebook. Check the link."
LOST = "HOST could not be reached: the connection failed. " + ON_AGAIN.format("") + "."
LATE = "HOST could not be reached: it did not answer in time. " + ON_AGAIN.format("") + "."
SOME_ONLY = (
    "GitHub listed some of the repositories only; the others are kept as they were. Run "
    "`proofolio sync` again later."
)


def _limits(what: str, fault: Fault, *, waits_s: float = 0) -> tuple[Case, ...]:
    """A limit is told in other words to those who have a token."""
    return (
        Case(
            what=what,
            fault=fault,
            tokens=("without",),
            reads=LIMIT_WITHOUT,
            exit_code=6,
            waits_s=waits_s,
        ),
        Case(
            what=what, fault=fault, tokens=("with",), reads=LIMIT_WITH, exit_code=6, waits_s=waits_s
        ),
    )


def _status(status: int, **headers: str) -> Fault:
    return Fault(
        status=status, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


_SPENT = {"x_ratelimit_limit": "60", "x_ratelimit_remaining": "0"}
_PARTIAL = (
    b'{"errors": [{"type": "SERVICE_UNAVAILABLE", "message": "Something went wrong"}], "data": '
    b'{"rateLimit": null, "repositoryOwner": {"__typename": "User", "login": "sample-learner", '
    b'"url": "https://github.com/sample-learner", "pinnedItems": null, "repositories": '
    b'{"totalCount": 2, "pageInfo": {"hasNextPage": false, "endCursor": null}, "nodes": [null, null]}}}}'
)

CASES: tuple[Case, ...] = (
    # The list of the account's repositories.
    Case(
        what="401, no token",
        fault=_status(401),
        tokens=("without",),
        reads="HOST asks for a token. Set GITHUB_TOKEN: https://github.com/settings/personal-access-tokens/new",
        exit_code=6,
    ),
    Case(
        what="401, the token is not accepted",
        fault=_status(401),
        tokens=("with",),
        reads="GitHub does not accept the token from GITHUB_TOKEN. Unset GITHUB_TOKEN (public work "
        "needs no token), or make a new one: https://github.com/settings/personal-access-tokens/new",
        exit_code=6,
    ),
    Case(
        what="403, no reason given",
        fault=_status(403),
        tokens=("without",),
        reads="GitHub refused to answer (status 403). See https://www.githubstatus.com, then run "
        "`proofolio sync` again later.",
        exit_code=6,
    ),
    Case(
        what="403, no reason given",
        fault=_status(403),
        tokens=("with",),
        reads="GitHub refused to answer (status 403). The token from GITHUB_TOKEN may not be "
        "allowed to: make one at https://github.com/settings/personal-access-tokens/new",
        exit_code=6,
    ),
    *_limits(
        "403, the hour's quota is used up", _status(403, x_ratelimit_reset="4000000000", **_SPENT)
    ),
    *_limits(
        "429, the hour's quota is used up", _status(429, x_ratelimit_reset="4000000000", **_SPENT)
    ),
    *_limits("403 with `retry-after` of 15 minutes", _status(403, retry_after="900")),
    *_limits("429 with `retry-after` of 15 minutes", _status(429, retry_after="900")),
    *_limits("429 without any header, again and again", _status(429), waits_s=60),
    *_limits(
        "secondary limit with quota left, again and again",
        Fault(
            status=403, body=SECONDARY, headers={"x-ratelimit-remaining": "59", "retry-after": "25"}
        ),
        waits_s=50,
    ),
    Case(
        what="secondary limit with quota left, once",
        fault=Fault(status=403, body=SECONDARY, headers={"retry-after": "7"}, times=1),
        reads="",
        exit_code=0,
        waits_s=7,
    ),
    Case(
        what="404",
        fault=_status(404),
        reads="GitHub has no user or organisation named 'sample-learner'. Check the spelling of "
        "`github` in portfolio.yml; it is the last part of https://github.com/NAME.",
        exit_code=6,
    ),
    Case(
        what="451",
        fault=Fault(status=451, body=b'{"message": "Repository access blocked"}'),
        tokens=("without",),
        reads="GitHub refused to answer (status 451): Repository access blocked. See "
        "https://www.githubstatus.com, then run `proofolio sync` again later.",
        exit_code=6,
    ),
    *(
        Case(
            what=f"{status}, again and again",
            fault=_status(status),
            reads=TROUBLE.format(status),
            exit_code=6,
        )
        for status in (500, 502, 503)
    ),
    Case(what="502, once", fault=Fault(status=502, times=1), reads="", exit_code=0),
    Case(
        what="no answer",
        fault=Fault(behaviour="hang"),
        reads=API_UNREACHABLE.format("it did not answer in time"),
        exit_code=6,
    ),
    Case(
        what="an answer that drips, byte by byte",
        fault=Fault(behaviour="drip"),
        reads=API_UNREACHABLE.format("it did not answer in time"),
        exit_code=6,
    ),
    Case(
        what="the connection is reset",
        fault=Fault(behaviour="reset"),
        reads=API_UNREACHABLE.format("the connection failed"),
        exit_code=6,
    ),
    Case(
        what="the connection is reset, once",
        fault=Fault(behaviour="reset", times=1),
        reads="",
        exit_code=0,
    ),
    Case(
        what="half of the body",
        fault=Fault(behaviour="short_body"),
        reads=API_UNREACHABLE.format("the connection failed"),
        exit_code=6,
    ),
    Case(
        what="`Content-Length` is wrong",
        fault=Fault(behaviour="wrong_content_length"),
        reads=NO_API,
        exit_code=6,
    ),
    Case(
        what="a web page with status 200", fault=Fault(behaviour="html"), reads=NO_API, exit_code=6
    ),
    Case(
        what="JSON that is cut off",
        fault=Fault(status=200, body=b'{"login": "sam'),
        reads=NO_API,
        exit_code=6,
    ),
    Case(
        what="JSON of another shape",
        fault=Fault(status=200, body=b"[1, 2]"),
        reads=NO_API,
        exit_code=6,
    ),
    Case(what="status 202 for ever", fault=_status(202), reads=NO_API, exit_code=6),
    Case(
        what="a redirect to another host",
        fault=_status(301, location="http://localhost:9/elsewhere"),
        reads=NO_API,
        exit_code=6,
    ),
    Case(
        what="GraphQL answers in part",
        fault=Fault(status=200, body=_PARTIAL),
        tokens=("with",),
        reads=SOME_ONLY,
        exit_code=6,
    ),
    Case(
        what="`Link` names a next page for ever",
        fault=Fault(path="/repos", behaviour="none", headers={"link": '<x>; rel="next"'}),
        tokens=("without",),
        reads="",
        exit_code=0,
    ),
    # A notebook of a gist, and one on Drive.
    *_of_files(
        "401",
        _status(401),
        gist="GitHub does not accept the token from GITHUB_TOKEN. Unset or renew GITHUB_TOKEN; "
        "public gists need no token.",
        drive=DRIVE_SIGN_IN,
    ),
    *_of_files("403", _status(403), gist=GIST_LIMIT, drive=DRIVE_SIGN_IN),
    *_of_files(
        "403 with `retry-after` of 15 minutes",
        _status(403, retry_after="900"),
        gist=GIST_LIMIT,
        drive=DRIVE_LIMIT,
    ),
    *_of_files(
        "429 with `retry-after` of 15 minutes",
        _status(429, retry_after="900"),
        gist=GIST_LIMIT,
        drive=DRIVE_LIMIT,
    ),
    *_of_files(
        "429 without any header, again and again",
        _status(429),
        gist=GIST_LIMIT,
        drive=DRIVE_LIMIT,
        waits_s=60,
    ),
    *_of_files("404", _status(404), gist=GIST_GONE, drive=DRIVE_GONE),
    *_of_files("451", _status(451), gist=GIST_GONE, drive=DRIVE_GONE),
    *_of_files(
        "503, again and again", _status(503), gist=GIST_TROUBLE.format(503), drive=DRIVE_TROUBLE
    ),
    *_of_files("no answer", Fault(behaviour="hang"), gist=LATE, drive=LATE),
    *_of_files("the connection is reset", Fault(behaviour="reset"), gist=LOST, drive=LOST),
    *_of_files("half of the body", Fault(behaviour="short_body"), gist=LOST, drive=LOST),
    *_of_files(
        "`Content-Length` is wrong",
        Fault(behaviour="wrong_content_length"),
        gist=GIST_TROUBLE.format(200),
        drive=NO_NOTEBOOK,
    ),
    *_of_files(
        "a web page with status 200",
        Fault(behaviour="html"),
        gist=GIST_TROUBLE.format(200),
        drive=DRIVE_SIGN_IN,
    ),
    *_of_files(
        "JSON that is cut off",
        Fault(status=200, body=b'{"nbformat": 4'),
        gist=GIST_TROUBLE.format(200),
        drive=NO_NOTEBOOK,
    ),
    Case(
        what="`truncated: true`, and the rest is gone",
        fault=Fault(path="/gist-raw/", status=404),
        where="gist",
        reads=FILE.format(GIST_TROUBLE.format(404)),
        exit_code=6,
    ),
)


def as_table(cases: tuple[Case, ...]) -> str:
    """The table in `docs/reference/faults.md`."""
    rows = dict.fromkeys(_row(case) for case in cases)
    return "\n".join(
        [
            "| of what | what goes wrong | what you read | exit code |",
            "| --- | --- | --- | --- |",
            *rows,
        ]
    )


def _row(case: Case) -> str:
    whose = {
        "account": "api.github.com",
        "gist": "api.github.com",
        "Drive file": "drive.usercontent.google.com",
    }
    said = case.reads.replace("HOST", whose[case.where]).replace(
        "ADDRESS", "https://api.github.com"
    )
    whom = "" if len(case.tokens) == 2 else f", {case.tokens[0]} a token"
    waits = f"after {case.waits_s:.0f} s: " if case.waits_s and said else ""
    alone = (
        f"nothing; it waits {case.waits_s:.0f} s" if case.waits_s else "nothing; it is asked again"
    )
    return f"| {case.where} | {case.what}{whom} | {waits + said if said else alone} | {case.exit_code} |"
