"""Processes that share the work."""

import subprocess
import sys

import pytest

THREADS = """
import betterleaks, threading
from proofolio.notebook_cache import workers
before = workers._pool(1)._mp_context.get_start_method()
betterleaks.scan_string("nothing")
print(before, threading.active_count(), workers._pool(1)._mp_context.get_start_method())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_none_is_forked_off_one_with_threads_that_python_does_not_count():
    """What Go began waits for ever in a fork: its threads are not there."""
    pytest.importorskip("betterleaks")
    done = subprocess.run(
        [sys.executable, "-c", THREADS], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["fork", "1", "spawn"]
