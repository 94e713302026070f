"""Convert every notebook of a folder, one after another; prints the milliseconds of each as JSON."""

import json
import sys
import tempfile
import time
from pathlib import Path

from proofolio.notebook_cache.cache import cache_objects
from proofolio.notebooks.convert import convert


def main() -> None:
    """Convert the folder that is named on the command line, into a store that is thrown away."""
    took_ms = []
    with tempfile.TemporaryDirectory() as folder:
        store = cache_objects(Path(folder))
        for path in sorted(Path(sys.argv[1]).rglob("*.ipynb")):
            data = path.read_bytes()
            start = time.perf_counter()
            try:
                convert(data, name=path.name, put=store.put)
            except Exception:  # noqa: BLE001  the build's report says what became of it
                continue
            took_ms.append((time.perf_counter() - start) * 1000)
    print(json.dumps(took_ms))


if __name__ == "__main__":
    main()
