"""Would it run in a fresh Colab? What an author is told, and what a reader is."""

import json
from pathlib import Path

import pytest

from proofolio.model.runnable import Examination, Runnability
from proofolio.notebook_check import examine, names, praise, verdict
from proofolio.notebook_check.colab import colab, in_colab, package_of
from proofolio.notebook_check.shell import effect
from proofolio.notebook_check.source import automagic, to_python
from proofolio.notebook_check.tree import parse
from proofolio.store.serialise import dump, load
from tests.notebooks.building import code, error, notebook, prose, stream


def examined(*cells, **metadata):
    made = [
        code(cell, count=i) if isinstance(cell, str) else cell for i, cell in enumerate(cells, 1)
    ]
    (found,) = examine({"a.ipynb": notebook(*made, **metadata)}).values()
    return found


def graded(*cells, folder="", files=(), complete=True, **metadata):
    return verdict(examined(*cells, **metadata), folder=folder, files=files, complete=complete)


def told(found, *, but=("note",)):
    return [(f.kind, f.weight, f.cell) for f in found.findings if f.weight not in but]


STOPS = {
    "a name from nowhere": (["x = 1", "print(y)"], ("undefined", "broken", 2)),
    "cells in the wrong order": (["print(x)", "x = 1"], ("order", "broken", 1)),
    "broken code": ([code("f(", count=None)], ("syntax", "broken", 1)),
    "Python 2": ([code("print 'x'", count=None)], ("syntax", "broken", 1)),
    "a name of Python 2": (["for i in xrange(3): pass"], ("undefined", "broken", 1)),
    "return outside a function": ([code("return 1", count=None)], ("syntax", "broken", 1)),
    "a package of nobody": (["import torchinfo"], ("package", "mend", 1)),
    "a module that left Python": (["import imp"], ("package", "broken", 1)),
    "the author's Drive": (
        ["import pandas as pd\npd.read_csv('/content/drive/MyDrive/a.csv')"],
        ("drive", "broken", 1),
    ),
    "a Drive by way of a name": (
        ["import os", "ROOT = '/content/drive/My Drive/x'", "open(os.path.join(ROOT, 'a.txt'))"],
        ("drive", "broken", 3),
    ),
    "the author's home": (["open('/home/sample/a.txt')"], ("absolute-path", "broken", 1)),
    "a Windows folder": ([r"open('C:\\data\\a.txt')"], ("absolute-path", "broken", 1)),
    "a folder that is only on Kaggle": (
        ["import pandas as pd\npd.read_csv('../input/titanic/train.csv')"],
        ("absolute-path", "mend", 1),
    ),
    "a file that is nowhere": (
        ["import pandas as pd\npd.read_csv('a.csv')"],
        ("file", "broken", 1),
    ),
    "a file put into Colab by hand": (
        ["import numpy as np\nnp.load('/content/a.npy')"],
        ("file", "broken", 1),
    ),
    "a path object": (["from pathlib import Path\nPath('a.txt').read_text()"], ("file", "broken", 1)),
    "TensorFlow 1": (["%tensorflow_version 1.x"], ("pin", "broken", 1)),
    "an old pin": (["!pip install -q numpy==1.19.5"], ("pin", "doubt", 1)),
    "an error in the last run": ([code("1 / 0", error("…"))], ("error", "doubt", 1)),
    "a name in a function": (["def f(): return y"], ("undefined", "doubt", 1)),
    "a key of Colab": (
        ["from google.colab import userdata\nuserdata.get('OPENAI_API_KEY')"],
        ("secret", "asks", 1),
    ),
    "a key of the environment": (["import os\nos.environ['HF_TOKEN']"], ("secret", "asks", 1)),
    "a log-in": (
        ["from huggingface_hub import notebook_login", "notebook_login()"],
        ("secret", "asks", 2),
    ),
    "Kaggle's key": (["!kaggle datasets download a/b"], ("secret", "asks", 1)),
    "an upload": (["from google.colab import files\nfiles.upload()"], ("upload", "asks", 1)),
    "a GPU that Colab is not told of": (
        ["import torch\nx = torch.ones(3).to('cuda')"],
        ("gpu", "asks", 1),
    ),
    "four bits": (
        ["from transformers import AutoModel\nAutoModel.from_pretrained('a', load_in_4bit=True)"],
        ("gpu", "asks", 1),
    ),
    "a data folder that it looks around for": (
        ["from pathlib import Path", "next(p for p in Path.cwd().parents if (p / 'data').is_dir())"],
        ("file", "doubt", 2),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), STOPS.values(), ids=STOPS)
def test_what_would_stop_is_told_with_its_cell(cells, expected):
    assert told(graded(*cells)) == [expected]


RUNS = {
    "magics": ["%matplotlib inline\n%load_ext autoreload\n%autoreload 2\nx = 1\n%time x + 1"],
    "shell": ["!nvidia-smi\nfiles = !ls\nprint(files)\nif files:\n    !echo hi\n"],
    "shell over lines": ["!pip install \\\n  torchinfo \\\n  trl\nimport torchinfo, trl"],
    "help": ["len?\n?len\nlen??\nimport os\nos.path.join?"],
    "what Jupyter gives": ["1", "display(_, Out[1], In, _1, __)\nget_ipython()\nawait_me = 1"],
    "top-level await": ["import asyncio\nawait asyncio.sleep(0)"],
    "a captured output": ["%%capture out\nprint(1)", "out.show()"],
    "a script's output": ["%%bash --out listing\nls", "print(listing)"],
    "time": ["%%time\nx = 1", "print(x)"],
    "other languages": ["%%bash\necho $X", "%%html\n<b>x</b>", "%%javascript\nalert(1)", "%%R\nx <- 1"],
    "a magic under a form's title": ["#@title Set up\n%%bash\necho ]"],
    "an unknown magic": ["%%mystery\nx = 1", "print(x, y)"],
    "another notebook": ["%run helpers.ipynb\nprint(helper())"],
    "stored names": ["%store -r data", "print(data)"],
    "everything imported": ["from math import *", "print(sin(pi))"],
    "a text like a magic": ["s = '''\n%d things\n!important\nwhat?\n'''\nprint(s)"],
    "a modulo that goes on": ["x = 7\ny = (x\n  % 3)\nprint(y)"],
    "prompts": [">>> x = 1\n>>> for i in range(x):\n...     print(i)"],
    "a magic without its sign": [code("pip install torchinfo", count=None), "import torchinfo"],
    "an f-string of a newer Python": ["d = {'a': 1}\nprint(f'{d['a']}')"],
    "a name in an annotation": ["def f(x: 'Array') -> 'Array': ...\nf(1)"],
    "a guarded name": ["try:\n    z\nexcept NameError:\n    z = 1\nprint(z)"],
    "a deleted name in a loop": ["for i in range(3):\n    x = i\n    print(x)\n    del x"],
    "a cell that is meant to fail": [code("nope", error("…", name="NameError"), tags=["raises-exception"])],
    "a guarded import": ["try:\n    import cupy\nexcept ImportError:\n    cupy = None"],
    "an import that is not reached": ["IN_COLAB = True\nif not IN_COLAB:\n    import my_helpers"],
    "an import in a function": ["def f():\n    import my_helpers"],
    "installed under another name": ["%pip install PyMuPDF biopython", "import fitz, Bio"],
    "installed from a file": ["!pip install -r requirements.txt", "import anything"],
    "installed from a repository": ["!pip install git+https://github.com/a/b", "import whatever"],
    "installed by the interpreter": ["import sys\n!{sys.executable} -m pip install trl\nimport trl"],
    "written beside it": ["%%writefile helpers.py\nx = 1", "import helpers"],
    "cloned": ["!git clone https://github.com/a/b\n%cd b", "import helpers\nopen('data/a.csv')"],
    "downloaded": ["!wget https://example.org/a.csv", "import pandas as pd\npd.read_csv('a.csv')"],
    "fetched in Python": [
        "import urllib.request\nurllib.request.urlretrieve('https://example.org/a', 'a.csv')",
        "open('a.csv')",
    ],
    "written before it is read": ["import numpy as np\nnp.save('a', np.ones(3))", "np.load('a.npy')"],
    "written by hand": ["with open('a.txt', 'w') as f: f.write('x')", "open('a.txt').read()"],
    "a folder made": ["import os\nos.makedirs('out/a', exist_ok=True)", "os.listdir('out')"],
    "by address": ["import pandas as pd\npd.read_csv('https://example.org/a.csv')"],
    "by an address put together": [
        "import pandas as pd\nBASE_URL = get = 'https://example.org/'\npd.read_csv(BASE_URL + 'a.csv')",
    ],
    "what Colab brings": ["import pandas as pd\npd.read_csv('/content/sample_data/mnist_test.csv')"],
    "what Colab has installed": ["import sklearn.svm, cv2, PIL, bs4, yaml, torch, google.colab, mpl_toolkits"],
    "a file only if it is there": ["import os\nif os.path.exists('a.txt'):\n    open('a.txt')"],
    "saved to the reader's Drive": [
        "from google.colab import drive\ndrive.mount('/content/drive')",
        "import os\nOUT = '/content/drive/MyDrive/out'\nos.makedirs(OUT, exist_ok=True)",
        "open(OUT + '/a.txt', 'w')",
    ],
    "with or without a GPU": [
        "import torch\ndevice = 'cuda' if torch.cuda.is_available() else 'cpu'",
        "if device == 'cuda': torch.ones(1).cuda()\nx = torch.ones(1).to('cuda:0')",
    ],
    "a key that it sets itself": ["import os\nos.environ['API_KEY'] = 'x'", "os.environ['API_KEY']"],
    "a setting that is no key": ["import os\nos.environ['TOKENIZERS_PARALLELISM'] = '0'\nos.environ['HOME']"],
    "stopped by hand": [code("while True: pass", error("…", name="KeyboardInterrupt"))],
    "a pin that has a build": ["!pip install numpy==2.1.3 transformers==4.30"],
}  # fmt: skip


@pytest.mark.parametrize("cells", RUNS.values(), ids=RUNS)
def test_what_runs_is_not_blamed(cells):
    runnability = graded(*cells)
    assert told(runnability) == []
    assert runnability.grade == "A"


def test_cells_are_counted_with_the_text_between_them():
    found = graded(prose("# Title"), code("x = 1"), prose("more"), code("\n\nprint(y)", count=2))
    assert told(found) == [("undefined", "broken", 4)]


def test_an_import_is_named_with_its_cell_and_line():
    found = examined(
        "import os", "%matplotlib inline\nfrom sklearn.svm import SVC\ndef f():\n  import jax"
    )
    assert [(use.module, use.cell, use.line, use.optional) for use in found.imports] == [
        ("os", 1, 1, False),
        ("sklearn.svm", 2, 2, False),
        ("jax", 2, 4, True),
    ]


def test_a_file_of_the_repository_is_one_that_the_reader_can_bring():
    cell = "import pandas as pd\npd.read_csv('../data/a.csv')"
    here = graded(cell, folder="notebooks", files=("data/a.csv", "notebooks/b.ipynb"))
    assert told(here) == [("file", "mend", 1)]
    assert "from your repository" in here.findings[0].message
    assert told(graded(cell, folder="other/deep", files=("data/a.csv",))) == [("file", "broken", 1)]
    unknown = graded(cell, folder="notebooks", files=(), complete=False)
    assert told(unknown) == [("file", "mend", 1)]


def test_the_end_of_a_path_is_enough_to_find_it_in_the_repository():
    cell = "from pathlib import Path\nimport pandas as pd\nROOT = Path.cwd().parent\npd.read_csv(ROOT / 'data' / 'a.csv')"
    assert told(graded(cell, files=("x/data/a.csv",))) == [("file", "mend", 1)]
    assert told(graded(cell)) == [("file", "doubt", 1)]


def test_a_module_of_the_repository_is_told_from_a_package():
    found = graded("import helpers", files=("src/helpers.py",))
    assert told(found) == [("module", "mend", 1)]
    assert "git clone" in found.findings[0].hint


@pytest.mark.parametrize(
    ("cells", "grade"),
    [
        (["x = 1"], "A"),
        (["import getpass\ngetpass.getpass()"], "B"),
        ([code("1 / 0", error("…"))], "C"),
        (["import torchinfo"], "D"),
        (["print(y)", "import torchinfo"], "E"),
    ],
)
def test_the_grade_is_that_of_the_gravest_finding(cells, grade):
    assert graded(*cells).grade == grade


def test_the_gravest_reason_comes_first():
    found = graded("import torchinfo", "import os\nos.environ['MY_TOKEN']", "print(y)")
    assert [f.weight for f in found.findings] == ["broken", "mend", "asks"]


@pytest.mark.parametrize(
    ("cells", "metadata", "said"),
    [
        (["x = 1", "x"], {}, ("Runs in Colab", "Last run in order")),
        ([code("x = 1", count=None)], {}, ("Runs in Colab",)),
        ([code("x = 1", count=2), code("x", count=1)], {}, ("Runs in Colab",)),
        ([code("x = 1"), code("x", count=None)], {}, ("Runs in Colab",)),
        ([code("x = 1", count=3), code("x", count=8)], {}, ("Runs in Colab", "Last run in order")),
        (
            ["import torch\ntorch.ones(1).cuda()"],
            {"accelerator": "GPU"},
            ("Runs in Colab", "Needs a GPU", "Last run in order"),
        ),
        (["import torchinfo"], {}, ("Last run in order",)),
        ([code("1 / 0", error("…"))], {}, ()),
        ([code("print(y)", count=None)], {}, ()),
    ],
)
def test_readers_hear_only_what_is_true_and_good(cells, metadata, said):
    assert praise(graded(*cells, **metadata)) == said


def test_cells_run_out_of_order_are_told_to_the_author():
    found = examined(code("a = 1", count=5), code("b = 2", count=3))
    assert found.executed_in_order is False
    assert [(f.kind, f.weight, f.cell) for f in found.findings] == [("order", "note", 2)]
    assert "cell 1" in found.findings[0].message


def test_other_languages_are_not_examined_and_not_graded():
    found = examined("x <- 1; print(y", kernelspec={"name": "ir", "language": "R"})
    assert not found.examined
    runnability = verdict(found, folder="", files=(), complete=True)
    assert runnability.grade is None
    assert praise(runnability) == ("Last run in order",)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"<html>", b"\xff\xfe", b"[" * 100_000, b'{"cells": 3}', b'{"cells": [[]]}'],
)
def test_what_cannot_be_read_says_so_and_stops_no_other(data):
    found = examine({"bad": data, "good": notebook(code("print(y)"))})
    assert not found["bad"].examined
    assert found["bad"].findings[0].kind == "not-examined"
    assert told(found["good"]) == [("undefined", "broken", 1)]


def test_a_notebook_of_an_old_format_is_read():
    old = {
        "nbformat": 3,
        "nbformat_minor": 0,
        "metadata": {"name": ""},
        "worksheets": [
            {
                "metadata": {},
                "cells": [
                    {
                        "cell_type": "code",
                        "collapsed": False,
                        "input": ["print(y)"],
                        "language": "python",
                        "metadata": {},
                        "outputs": [],
                        "prompt_number": 1,
                    }
                ],
            }
        ],
    }
    (found,) = examine({"a": json.dumps(old).encode()}).values()
    assert told(found) == [("undefined", "broken", 1)]


HOSTILE = {
    "silences the linter": "# ruff: noqa\n# flake8: noqa",
    "nested brackets": "(" * 5_000,
    "nested but closed": "x = " + "(" * 3_000 + "1" + ")" * 3_000,
    "a long sum": "x = " + "1+" * 30_000 + "1",
    "a long chain": "x" + ".a()" * 30_000,
    "many signs": "x = " + "-" * 50_000 + "1",
    "a null byte": "x = '\0'",
    "half a character": "x = '\ud800'",
    "a very long line": "#" * 150_000,
    "too long to look into": "x = 1\n" * 60_000,
    "slashes for a program": "!" + "a/" * 20_000,
    "an unclosed text": "x = '''" + "\\'" * 20_000,
    "question marks": "a" + "[" * 20_000 + "?",
    "a wide assignment": "a" + " ," * 20_000 + " = !ls",
    "many names": "\n".join(f"n{i}" for i in range(5_000)),
    "carriage returns": "x = 1\r\rprint(x)\r",
    "form feeds": "x = 1\f\fprint(x)\x1c\x1d\u2028y = 2",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_notebook_changes_nothing_for_another(source):
    victim = notebook(prose("t"), code("x = 1"), code("print(y)", count=2))
    alone = examine({"victim": victim})["victim"]
    name = "../../x\n; --config a.toml .py"
    found = examine({name: notebook(code(source), code("z = 1", count=2)), "victim": victim})
    assert found["victim"] == alone
    assert found[name].examined
    assert len(found[name].findings) < 50


def test_a_hostile_cell_cannot_silence_the_next():
    assert told(graded("# ruff: noqa", "print(y)  # noqa")) == [("undefined", "broken", 2)]


def test_without_ruff_the_rest_is_told(monkeypatch):
    monkeypatch.setattr(names, "_program", lambda: "/nowhere/ruff")
    found = examined("import torchinfo", "print(y)")
    runnability = verdict(found, folder="", files=(), complete=True)
    assert told(runnability) == [("package", "mend", 1)]
    assert [f.message for f in found.findings if "ruff" in f.message] == [
        "Undefined names were not looked for: ruff could not be run."
    ]


def test_a_notebook_that_breaks_ruff_costs_only_itself(monkeypatch, tmp_path):
    program = tmp_path / "ruff"
    real = names._program()
    program.write_text(f'#!/bin/sh\ngrep -q POISON -r . && exit 101\nexec "{real}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(names, "_program", lambda: str(program))
    books = {f"{i}": notebook(code(f"print(y{i})")) for i in range(7)}
    found = examine({**books, "poison": notebook(code("POISON = 1\nprint(z)"))})
    assert all(told(found[name]) == [("undefined", "broken", 1)] for name in books)
    assert told(found["poison"]) == []


def test_an_examination_can_be_kept_and_read_back():
    found = examined(
        "import torch, torchinfo\n!pip install trl==0.1\nopen('a.txt')",
        "import os\nos.environ['MY_KEY']; torch.ones(1).cuda(); print(y)",
        accelerator="GPU",
    )
    assert load(Examination, dump(found)) == found
    runnability = verdict(found, folder="", files=(), complete=True)
    assert load(Runnability, dump(runnability)) == runnability


def test_the_same_bytes_give_the_same_examination():
    data = {"a": notebook(code("import b, c, a\nprint(z, y, x)\nopen('q')"))}
    assert dump(examine(data)["a"]) == dump(examine(data)["a"])


def test_messages_do_not_tell_the_authors_name():
    found = graded("open('/home/samplelearner/a/data.csv')")
    assert "samplelearner" not in " ".join(f.message for f in found.findings)


@pytest.mark.parametrize(
    ("command", "installs", "more"),
    [
        ("pip install -q torch==2.1 'numpy>=2' # comment", [("torch", "==2.1"), ("numpy", ">=2")], False),
        ("pip3 install transformers[sentencepiece] -U --index-url https://x", [("transformers", "")], False),
        ("python -m pip install a_b && pip install C.d", [("a-b", ""), ("c-d", "")], False),
        ("sudo /usr/bin/pip install x > /dev/null 2>&1", [("x", "")], False),
        ("uv pip install x -r requirements.txt", [("x", "")], True),
        ("pip install git+https://github.com/a/b.git", [], True),
        ("pip install -e .", [], True),
        ("conda install -c conda-forge x -y", [("x", "")], False),
        ("pip uninstall -y x", [], False),
        ("apt-get install -y ffmpeg", [], False),
        ("pip install 'broken", [("broken", "")], False),
    ],
)  # fmt: skip
def test_what_a_shell_line_installs(command, installs, more):
    found = effect(command)
    assert (list(found.installs), found.installs_more) == (installs, more)


@pytest.mark.parametrize(
    ("module", "package"),
    [("sklearn.svm", "scikit-learn"), ("cv2", "opencv-python"), ("PIL.Image", "pillow"), ("my_lib", "my-lib")],
)  # fmt: skip
def test_a_module_is_not_always_called_as_its_package(module, package):
    assert package_of(module) == package


def test_the_list_of_what_colab_has_is_whole_and_dated():
    assert len(colab().packages) > 500
    assert len(colab().as_of) == len("2026-08-19")
    for module in ("numpy", "torch", "tensorflow", "google.colab", "json", "sklearn", "IPython"):
        assert in_colab(module)
    for module in ("torchinfo", "streamlit", "imp", "utils"):
        assert not in_colab(module)


@pytest.mark.parametrize(
    "source", [*(c for cells in RUNS.values() for c in cells if isinstance(c, str))]
)
def test_lines_stay_where_they_were(source):
    assert to_python(source).python.count("\n") <= source.count("\n")


def test_a_line_that_only_looks_like_a_magic_is_left_alone():
    made = to_python("ls = [1]\ncd = 2\npip = 3")
    assert parse(made.python) is not None
    assert not automagic(to_python("x = 1"))


def test_the_sample_learners_notebooks_are_told_apart():
    here = Path(__file__).parents[2] / "tests/standin/sample_account/repos"
    paths = {path.relative_to(here).as_posix(): path for path in here.rglob("*.ipynb")}
    found = examine({name: path.read_bytes() for name, path in paths.items()})
    files = [p.relative_to(here).as_posix() for p in here.rglob("*") if p.is_file()]
    grades = {}
    for name, examination in found.items():
        repo, _, path = name.partition("/")
        own = [file.removeprefix(f"{repo}/") for file in files if file.startswith(f"{repo}/")]
        folder = path.rpartition("/")[0]
        grades[name] = verdict(examination, folder=folder, files=own, complete=True).grade
    assert {name for name, grade in grades.items() if grade != "A"} == {
        "small-studies/heavier-cars/weight_and_power.ipynb",
        "stdlib-search/notebooks/01_measure.ipynb",
        "stdlib-search/notebooks/02_latency.ipynb",
        "ticket-router/notebooks/01_corpus.ipynb",
        "ticket-router/notebooks/02_classify.ipynb",
    }


def test_output_alone_does_not_hide_an_error():
    found = graded(code("print(1)\n1 / 0", stream("1"), error("…", name="ZeroDivisionError")))
    assert told(found) == [("error", "doubt", 1)]
    assert "ZeroDivisionError" in found.findings[0].message
