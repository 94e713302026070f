"""What `proofolio check` costs: a first look at a site that was built, and a second when nothing changed.

    python scripts/bench_check.py PORTFOLIO [SOURCE]

PORTFOLIO is a folder that was synced; it is copied. SOURCE is the `src` of another version, to compare with.
Processor time counts the command and all that it starts; on a busy machine wall time says little. Each is
done three times: in the first round Python may still compile what it loads, as it does once after an install.
The last line is a digest of all findings, to compare versions by.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

COMMAND = "import sys; from proofolio.cli import main; sys.argv[0] = 'proofolio'; main()"
ROUNDS = 3
KEPT = ("looked.json", "checked.json")
"""What a check remembers."""


def main() -> None:
    """Print a figure a line."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "portfolio")
        shutil.copytree(sys.argv[1], root)
        source = sys.argv[2] if len(sys.argv) > 2 else ""
        _run(root, source, "build")
        told: set[str] = set()
        for _ in range(ROUNDS):
            for kept in KEPT:
                (root / ".proofolio" / kept).unlink(missing_ok=True)
            for name in ("first", "again"):
                cpu_s, wall_s, said = _run(root, source, "check", "--json")
                print(f"check.{name}.cpu {cpu_s:.2f} s\ncheck.{name}.wall {wall_s:.2f} s")
                told.add(said)
        for said in sorted(told):
            found = Counter(one["rule"] for one in json.loads(said)["findings"])
            print(f"check.findings {dict(sorted(found.items()))}")
            print(f"check.digest {hashlib.sha256(said.encode()).hexdigest()[:16]}")


def _run(root: Path, source: str, *arguments: str) -> tuple[float, float, str]:
    environment = {**os.environ, "PYTHONPATH": source} if source else dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        cwd=root, env=environment, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    after, wall_s = os.times(), time.perf_counter() - start
    cpu_s = after.children_user + after.children_system
    return cpu_s - before.children_user - before.children_system, wall_s, done.stdout


if __name__ == "__main__":
    main()
