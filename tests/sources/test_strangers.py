"""What others wrote is left out by its signs, and one's own work beside it is not."""

import pytest

from proofolio.sources.git.files import choose_files
from proofolio.sources.git.strangers import Strangers

LIBRARY = [f"networkx/algorithms/a{n}.py" for n in range(12)]


@pytest.mark.parametrize(
    ("paths", "folders"),
    [
        (["dbt_x/pyvenv.cfg", "dbt_x/share/doc/networkx-3.1/examples/a.py"], ["dbt_x"]),
        (["app/pyvenv.cfg", "app/Scripts/a.py", "app/train.py"], ["app/Scripts"]),
        (["pyvenv.cfg", "Lib/a.py", "src/a.py"], ["Lib"]),
        (["e/conda-meta/history", "e/etc/a.py"], ["e"]),
        ([f"deps/{n}-1.0.dist-info/RECORD" for n in "abc"], ["deps"]),
        (["flask-2.0.dist-info/METADATA", "flask/app.py", "app.py"], ["flask"]),
        (["a/build/exe.win-amd64-3.9/lib/x.py", "a/run.py"], ["a/build/exe.win-amd64-3.9"]),
        ([*LIBRARY, "networkx/__init__.py", "networkx/version.py"], ["networkx"]),
        (["networkx/__init__.py", "networkx/graph.py"], []),
        (["src/lib/a.py", "bin/run.py", "share/notes.ipynb"], []),
    ],
)
def test_others_code_is_told_by_its_paths(paths, folders):
    found = Strangers(paths)

    assert list(found.folders) == folders
    left = set(choose_files(paths))
    assert not any(found.hold(path) for path in left)
    assert {p for p in paths if p.endswith((".py", ".ipynb")) and not found.hold(p)} <= left
