"""What was found of one account, as a row of the table and as JSON."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from proofolio.errors import ExitCode

COLUMNS = (
    "account", "repos", "projects", "expected", "covers", "pages", "opened", "wide", "broken pictures",
    "broken links", "lost pictures", "equal titles", "console", "other hosts", "blockers", "leaks",
    "published", "wall s", "CPU s", "peak MiB",
)  # fmt: skip
_FINE = {ExitCode.OK, ExitCode.INCOMPLETE}


@dataclass(slots=True, kw_only=True)
class Row:
    """One account; lists hold what was found, so that each can be looked at."""

    login: str
    repositories: list[str]
    expected: int | None = None
    absent: int = 0
    """Files that the fetched copies name and do not hold."""
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Command → exit code, wall and CPU seconds, peak MiB."""
    requests: int = 0
    """To the API, by `sync`."""
    projects: list[dict[str, Any]] = field(default_factory=list)
    pages: int = 0
    opened: int = 0
    wide: list[tuple[str, int]] = field(default_factory=list)
    broken_pictures: list[tuple[str, str]] = field(default_factory=list)
    broken_links: list[tuple[str, str]] = field(default_factory=list)
    lost_pictures: list[dict[str, str]] = field(default_factory=list)
    equal_titles: list[tuple[str, str, int]] = field(default_factory=list)
    console: list[tuple[str, str]] = field(default_factory=list)
    strangers: list[tuple[str, str]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    """Blockers and leaks, as `check --json` tells them."""
    failure: str = ""
    """Why there is no more of it."""

    @classmethod
    def read(cls, file: Path) -> "Row":
        """Read a row that `write` wrote."""
        return cls(**json.loads(file.read_text("utf-8")))

    def write(self, file: Path) -> None:
        """Write it as JSON."""
        file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", "utf-8")

    def rules(self, severity: str) -> Counter[str]:
        """How many findings of a severity there are by rule."""
        return Counter(one["rule"] for one in self.findings if one["severity"] == severity)

    @property
    def published(self) -> str:
        """`yes`, or what stood in the way."""
        if self.failure:
            return self.failure
        bad = [
            f"{name} {one['exit']}" for name, one in self.steps.items() if one["exit"] not in _FINE
        ]
        return ", ".join(bad) or ("yes" if "publish" in self.steps else "no")

    def total(self, name: str) -> float:
        """Seconds of all commands together."""
        return sum(one[name] for one in self.steps.values())

    def cells(self) -> dict[str, str]:
        """The row, by column."""
        blockers, leaks = self.rules("blocker"), self.rules("leak")
        values: Mapping[str, object] = {
            "account": self.login,
            "repos": len(self.repositories),
            "projects": len(self.projects),
            "expected": "" if self.expected is None else self.expected,
            "covers": sum(bool(one["cover"]) for one in self.projects),
            "pages": self.pages,
            "opened": self.opened,
            "wide": len(self.wide),
            "broken pictures": len(self.broken_pictures),
            "broken links": len(self.broken_links),
            "lost pictures": len(self.lost_pictures),
            "equal titles": sum(count for _, _, count in self.equal_titles),
            "console": len(self.console),
            "other hosts": len(self.strangers),
            "blockers": _counted(blockers),
            "leaks": _counted(leaks),
            "published": self.published,
            "wall s": f"{self.total('wall_s'):.0f}",
            "CPU s": f"{self.total('cpu_s'):.0f}",
            "peak MiB": f"{max((one['peak_mib'] for one in self.steps.values()), default=0):.0f}",
        }
        return {name: str(values[name]) for name in COLUMNS}


def table(rows: Sequence[Row]) -> str:
    """Return all rows as a table in Markdown, with their sums."""
    cells = [row.cells() for row in rows]
    known = [row for row in rows if row.expected is not None]
    sums = dict.fromkeys(COLUMNS, "")
    for name in ("repos", "projects", "expected", "covers", "pages", "opened", "wide", "broken pictures", "broken links", "lost pictures", "equal titles", "console", "other hosts", "wall s", "CPU s"):  # fmt: skip
        sums[name] = str(sum(int(one[name] or 0) for one in cells))
    sums["account"] = f"{len(rows)} accounts"
    blockers: Counter[str] = Counter()
    leaks: Counter[str] = Counter()
    for row in rows:
        blockers += row.rules("blocker")
        leaks += row.rules("leak")
    sums |= {"blockers": _counted(blockers), "leaks": _counted(leaks)}
    sums["published"] = f"{sum(row.published == 'yes' for row in rows)} yes"
    lines = [
        "| " + " | ".join(COLUMNS) + " |",
        "|" + " --- |" * len(COLUMNS),
        *("| " + " | ".join(one[name] for name in COLUMNS) + " |" for one in [*cells, sums]),
    ]
    right = sum(min(len(row.projects), row.expected or 0) for row in known)
    wanted = sum(row.expected or 0 for row in known)
    if wanted:
        exact = sum(len(row.projects) == row.expected for row in known)
        share = f"{right} of {wanted} ({right / wanted:.0%})"
        exactly = f"the right number for {exact} of {len(known)} accounts"
        lines += ["", f"Projects found of those that their owners list: {share}; {exactly}."]
    return "\n".join(lines) + "\n"


def listing(rows: Sequence[Row]) -> str:
    """Return title and summary of every project, then everything that was found, by account."""
    lines = []
    for row in rows:
        lines += [f"# {row.login}", ""]
        lines += [f"{row.published}; {len(row.projects)} projects, {row.expected} expected", ""]
        for one in row.projects:
            lines += [
                f"- {one['slug']} ({one['repository']}, {one['notebooks']} notebooks"
                + (", cover" if one["cover"] else ", no cover")
                + ")",
                f"    title:   {one['title']}",
                f"    summary: {one['summary'] or '(none)'}",
            ]
        for head, found in (
            ("Wide pages", [f"{page or '/'}: {width} px" for page, width in row.wide]),
            ("Broken pictures", [f"{page or '/'}: {what}" for page, what in row.broken_pictures]),
            ("Broken links", [f"{page}: {what}" for page, what in row.broken_links]),
            (
                "Lost pictures",
                [
                    f"{one['repository']}/{one['source']}: {one['address']}"
                    for one in row.lost_pictures
                ],
            ),
            (
                "Equal titles",
                [
                    f"{page}: {count} links called {words}"
                    for page, words, count in row.equal_titles
                ],
            ),
            ("Console", [f"{page or '/'}: {text}" for page, text in row.console]),
            ("Other hosts", [f"{page or '/'}: {address}" for page, address in row.strangers]),
            ("Blockers", _findings(row, "blocker")),
            ("Public elsewhere", _findings(row, "leak")),
        ):
            if found:
                lines += ["", f"{head} ({len(found)}):", *(f"  {line}" for line in found)]
        lines.append("")
    return "\n".join(lines)


def _findings(row: Row, severity: str) -> list[str]:
    found = []
    for one in row.findings:
        if one["severity"] == severity:
            spot = one["spots"][0] if one["spots"] else {}
            place = " ".join(str(value) for value in spot.values() if value not in {None, ""})
            found.append(f"{one['id']} {one['rule']}: {one['message']} [{place}]")
    return found


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common()) or "0"
