"""Make the snapshot that `proofolio demo` begins with: `python scripts/sample_snapshot.py`.

Pulls the sample learner's account (`tests/standin/sample_account/`) from the stand-in through the real code, and puts what
came into `src/proofolio/sample/snapshot/`. Run it whenever the account or what is pulled changes; a test tells.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from proofolio.sample import SNAPSHOT
from proofolio.usecases.demo import copy_sample
from proofolio.usecases.sync import sync
from proofolio.usecases.workspace import Folders
from tests.standin import SAMPLE_ACCOUNT
from tests.standin.server import StandIn


def main() -> None:
    """Sync a new portfolio of the sample learner's, and keep what it pulled."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "portfolio"
        copy_sample(root)
        # So that links and Colab buttons are as they will be for a learner.
        with StandIn(SAMPLE_ACCOUNT, pages_url="https://github.com") as github:
            without_token = {
                name: value
                for name, value in os.environ.items()
                if name not in {"GITHUB_TOKEN", "GH_TOKEN"}
            }
            with mock.patch.dict(os.environ, without_token | github.environment(), clear=True):
                done = sync(root, lambda _: None)
        pulled = Folders(root).snapshot.folder
        shutil.rmtree(SNAPSHOT, ignore_errors=True)
        SNAPSHOT.mkdir()
        shutil.copy(pulled / "manifest.json", SNAPSHOT)
        shutil.copytree(pulled / "objects", SNAPSHOT / "objects")
    print(f"{len(done.snapshot.repos)} repositories, {len(done.snapshot.notebooks)} notebooks")


if __name__ == "__main__":
    main()
