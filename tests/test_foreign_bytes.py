"""After any command, each byte that is not ours is where it was: `scripts/foreign_bytes.py`, a part of it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent.parent / "scripts"


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither fork nor pipes with names")
def test_no_command_changes_a_foreign_byte():
    done = subprocess.run(
        [sys.executable, SCRIPTS / "foreign_bytes.py", "--every", "83", "--no-disks"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = dict(re.findall(r"^foreign\.(\w+) (\d+)", done.stdout, re.MULTILINE))
    assert int(figures["cases"]) >= 5
    assert figures["changed"] == figures["hung"] == figures["defects"] == "0"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups that get SIGINT")
def test_at_any_moment_ctrl_c_ends_a_command_with_one_line():
    done = subprocess.run(
        [sys.executable, SCRIPTS / "interrupts.py", "--points", "4", "version", "post"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = dict(re.findall(r"^interrupts\.(\w+) (\d+)", done.stdout, re.MULTILINE))
    assert int(figures["stopped"]) >= 4
