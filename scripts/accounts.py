"""Try real people's work: `python scripts/accounts.py FOLDER` makes a portfolio of every account in it.

FOLDER holds fetched repositories, that is git directories, bare or not, at `OWNER/NAME`,
`OWNER/NAME.git` or `OWNER+NAME/…` (links are followed). Each owner's are put behind a stand-in
GitHub of their own, and the command line does what a learner does who gives nothing but a user
name: `init`, `sync`, `build`, `check`, `publish --to`. Then the pages are looked at, as files and
in Chromium as on a phone. Nothing is fetched, no other host is reached.

Written to --keep: `table.md`, `listing.md` (titles, summaries and each thing that was found),
`homes.png` (all home pages at 1440 and 390 px), and for each account a folder with its portfolio,
pictures, `row.json` and what the commands said. What was pulled there is kept for the next time.
A failure of an account is told in its row.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import accounts_browser
import accounts_pages
import accounts_pictures
import accounts_sheet
from accounts_found import Person, people, read_known
from accounts_learner import Step, learn
from accounts_row import Row, listing, table
from accounts_served import Served, prepare

from proofolio.errors import ExitCode

PLENTY = 10**9


def main() -> None:
    """Try every account; print the table."""
    asked = _arguments()
    found = people(asked.folder, read_known(asked.expected))
    wanted = {login.casefold() for login in asked.only}
    chosen = [one for one in found if not wanted or one.login.casefold() in wanted]
    if not chosen:
        sys.exit(f"There are no repositories of such accounts in {asked.folder}.")
    asked.keep.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(max_workers=asked.jobs) as pool:
        rows = list(pool.map(lambda person: _row(person, asked), chosen))
    text = table(rows)
    (asked.keep / "table.md").write_text(text, "utf-8")
    (asked.keep / "listing.md").write_text(listing(rows), "utf-8")
    accounts_sheet.draw(
        [(row.login, asked.keep / row.login / "pictures") for row in rows], asked.keep / "homes.png"
    )
    print(
        json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1)
        if asked.json
        else text
    )
    print(f"More in {asked.keep}", file=sys.stderr)


def _row(person: Person, asked: argparse.Namespace) -> Row:
    folder = asked.keep / person.login
    file = folder / "row.json"
    if asked.resume and file.exists():
        row = Row.read(file)
        row.expected = person.known.projects
        return row
    row = Row(
        login=person.login,
        repositories=[one.name for one in person.repositories],
        expected=person.known.projects,
    )
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _try(person, folder, asked, row)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other accounts are tried
        (folder / "failure.txt").write_text(traceback.format_exc(), "utf-8")
        row.failure = f"{type(error).__name__}: {error}".splitlines()[0][:120]
    row.write(file)
    _tell(person, f"{len(row.projects)} projects, {row.pages} pages, published: {row.published}")
    return row


def _try(person: Person, folder: Path, asked: argparse.Namespace, row: Row) -> None:
    served = prepare(person, folder)
    row.absent = sum(map(len, served.absent.values()))
    said: dict[str, Step] = {}
    quota = PLENTY if asked.no_quota else 60
    with served.start(anonymous_quota=quota) as github:
        for step in learn(
            person.login,
            folder,
            github.environment(),
            pull=not asked.no_sync,
            limit_s=asked.minutes * 60,
        ):
            said[step.name] = step
            _tell(
                person, f"{step.name} {step.exit_code} {step.wall_s:.1f} s {step.peak_mib:.0f} MiB"
            )
            (folder / f"said-{step.name}.txt").write_text(step.said, "utf-8")
            row.steps[step.name] = {
                "exit": step.exit_code,
                "wall_s": round(step.wall_s, 2),
                "cpu_s": round(step.cpu_s, 2),
                "peak_mib": round(step.peak_mib, 1),
            }
            if step.name == "sync":
                row.requests = sum(one.kind in {"rest", "graphql"} for one in github.requests)
        git_dirs = {
            one.name: github.account.repository(one.name).git_dir for one in person.repositories
        }
    if "build" not in said or said["build"].exit_code != ExitCode.OK:
        # What stands in site/ is of an earlier time, if anything does.
        row.failure = _last_words(said)
        return
    site = folder / "portfolio/site"
    status = _json(said, "status")
    findings = _json(said, "check").get("findings", [])
    row.findings = [
        one for one in findings if one["severity"] != "suggestion" and not one["accepted"]
    ]
    seen = accounts_pages.look(site, status)
    row.pages = len(seen.pages)
    row.projects = [asdict(one) for one in seen.projects]
    row.equal_titles = list(seen.equal)
    row.broken_links = [(one.page, one.address) for one in seen.broken if one.kind != "img"]
    row.broken_pictures = [(one.page, one.address) for one in seen.broken if one.kind == "img"]
    told = "".join(step.said for step in said.values())
    row.lost_pictures = _lost(served, git_dirs, status, seen.pictures, told)
    if asked.no_browser:
        return
    in_browser = accounts_browser.see(site, seen.pages, folder / "pictures", most=asked.pages)
    row.opened = in_browser.opened
    row.wide = list(in_browser.wide)
    row.broken_pictures += [one for one in in_browser.broken if one not in row.broken_pictures]
    row.console = list(in_browser.console)
    row.strangers = list(in_browser.strangers)


def _lost(
    served: Served,
    git_dirs: Mapping[str, Path | None],
    status: Mapping[str, list[dict[str, object]]],
    shown: frozenset[str],
    told: str,
) -> list[dict[str, str]]:
    found = []
    for name, git_dir in git_dirs.items():
        mine = [
            one
            for one in status.get("projects", ())
            if str(one.get("repository", "")).casefold().endswith(f"/{name.casefold()}")
        ]
        notebooks = [path for one in mine for path in _texts(one.get("notebooks"))]
        folders = ["", *(str(one["folder"]).strip("/") for one in mine if one.get("folder"))]
        if git_dir is not None and mine:
            found += accounts_pictures.lost(
                name,
                git_dir,
                notebooks,
                folders=folders,
                shown=shown,
                told=told,
                absent=served.absent.get(name, ()),
            )
    return [asdict(one) for one in found]


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _json(said: Mapping[str, Step], name: str) -> dict[str, list[dict[str, object]]]:
    try:
        return json.loads(said[name].output)
    except (KeyError, ValueError):
        return {}


def _last_words(said: Mapping[str, Step]) -> str:
    for name, step in said.items():
        if step.exit_code not in {ExitCode.OK, ExitCode.INCOMPLETE}:
            lines = [line.strip() for line in step.said.splitlines() if line.strip()]
            return f"{name} {step.exit_code}: {lines[-1][:100] if lines else ''}"
    return "there is no site"


def _tell(person: Person, words: str) -> None:
    print(f"{person.login:<24} {words}", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    lines = (__doc__ or "").splitlines()
    parser = argparse.ArgumentParser(
        description=lines[0],
        epilog="\n".join(lines[1:]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--expected", type=Path, metavar="FILE", help="login, number of projects (TSV or YAML)"
    )
    parser.add_argument(
        "--only", action="append", default=[], metavar="LOGIN", help="may be repeated"
    )
    parser.add_argument("--keep", type=Path, default=Path("build/accounts"), metavar="FOLDER")
    parser.add_argument("--jobs", type=int, default=1, help="accounts at once")
    parser.add_argument(
        "--pages", type=int, default=0, help="how many pages of each are opened; 0: all"
    )
    parser.add_argument("--minutes", type=float, default=20, help="what a command may take")
    parser.add_argument(
        "--resume", action="store_true", help="keep the rows that are there already"
    )
    parser.add_argument("--no-sync", action="store_true", help="build from what was pulled last")
    parser.add_argument("--no-browser", action="store_true", help="look at the files only")
    parser.add_argument(
        "--no-quota", action="store_true", help="more than GitHub's 60 requests an hour"
    )
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    return parser.parse_args()


if __name__ == "__main__":
    main()
