"""What `crash.py` kills: one sync or build of a portfolio."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import proofolio.sources.github.account  # noqa: F401  what a run would import first
from proofolio.usecases.build import build
from proofolio.usecases.sync import sync

TODAY = date(2026, 11, 22)


def run(command: str, root: Path, environment: Mapping[str, str]) -> None:
    """Run a command of the pipeline in a process group of its own."""
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    if command == "sync":
        sync(root, lambda _: None)
    else:
        build(root, today=TODAY)
