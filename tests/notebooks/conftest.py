import os
from pathlib import Path

import pytest

GOLDENS = Path(__file__).parent / "goldens"


@pytest.fixture
def golden():
    """Compares with a reviewed file; `UPDATE_GOLDENS=1 pytest` writes it anew."""

    def compare(name, text):
        path = GOLDENS / name
        if os.environ.get("UPDATE_GOLDENS") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")

    return compare
