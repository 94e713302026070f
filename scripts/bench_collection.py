"""Sync a repository of 40 folders from the stand-in: `python scripts/bench.py collection` counts what it asks.

The same files come once with READMEs and a table that make a collection of them, and once as one
thing; a third time each README shows a picture that was uploaded to GitHub, which is asked for apart.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import bench_sync

from proofolio.usecases.status import status
from tests.standin import SAMPLE_ACCOUNT
from tests.standin.server import StandIn

FOLDERS = 40
DAY = date(2026, 11, 29)
UPLOAD = "https://github.com/user-attachments/assets/{number:08}-0000-4000-8000-000000000000"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def bench_collection(tell: Callable[[str, float, str], None]) -> None:
    """Count the requests of first syncs, by what they ask for.

    Args:
        tell: told of each figure: name, value, unit.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for shape in ("one", "collection", "collection-with-uploads"):
            folder = Path(name) / shape
            account = _write_account(folder / "account", shape)
            with StandIn(account, work_dir=folder / "git") as github:
                if shape.endswith("uploads"):
                    github.uploads.update(
                        {UPLOAD.format(number=n): PICTURE for n in range(FOLDERS)}
                    )
                bench_sync.warm(github)
                github.forget()
                bench_sync.sync(github, "", folder / "portfolio")
                asked = Counter(request.kind for request in github.requests)
                packs = sum(one.path.endswith("upload-pack") for one in github.requests)
            for kind in ("rest", "graphql", "git", "upload"):
                tell(f"collection.{shape}.{kind}_requests", asked[kind], "requests")
            tell(f"collection.{shape}.packs", packs, "packs")
            (folder / "portfolio/mkdocs.yml").write_text("site_name: Sample Learner\n")
            found = status(folder / "portfolio", today=DAY).portfolio
            tell(f"collection.{shape}.projects", len(found.projects) if found else 0, "projects")


def _write_account(home: Path, shape: str) -> Path:
    root = home / "repos" / ("work" if shape == "one" else "portfolio")
    rows = []
    for number in range(FOLDERS):
        folder = root / f"study-{number:02}"
        folder.mkdir(parents=True)
        (folder / "explore.ipynb").write_text(bench_sync.notebook(f"Study {number}"))
        rows.append(f"| [Study {number}](study-{number:02}) | What came out of study {number} |")
        if shape != "one":
            shown = f"![Plot]({UPLOAD.format(number=number)})" if "uploads" in shape else ""
            (folder / "README.md").write_text(
                f"# Study {number}\n\nOne of many studies.\n\n{shown}\n"
            )
    table = "\n".join(["| Project | Result |", "| --- | --- |", *rows]) if shape != "one" else ""
    (root / "README.md").write_text(f"# {root.name.title()}\n\nWhat I made.\n\n{table}\n")
    facts = json.loads((SAMPLE_ACCOUNT / "account.json").read_text())
    commits = [{"date": "2025-03-01T10:00:00Z", "message": "Begin", "paths": []}]
    repository = {**facts["repositories"][0], "name": root.name, "commits": commits}
    facts |= {"pinned": [], "gists": [], "drive": [], "repositories": [repository]}
    (home / "account.json").write_text(json.dumps(facts))
    return home
