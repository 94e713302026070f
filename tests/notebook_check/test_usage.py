"""What code uses is told in full, with its cell, whatever it was called on the way."""

import json

from proofolio.model.usage import Usage
from proofolio.notebook_check import examine
from proofolio.notebook_check.usage import usage_of_file


def of_cells(*sources: str, language: str = "python") -> Usage:
    cells = [
        {
            "cell_type": "code", "id": f"c{number}", "metadata": {}, "source": source,
            "execution_count": number + 40, "outputs": [],
        }
        for number, source in enumerate(sources, 1)
    ]  # fmt: skip
    notebook = {
        "nbformat": 4, "nbformat_minor": 5, "cells": cells,
        "metadata": {"language_info": {"name": language}},
    }  # fmt: skip
    return examine({"a.ipynb": json.dumps(notebook).encode()})["a.ipynb"].usage


def named(usage: Usage, kind: str) -> list[str]:
    return [use.name for use in usage.uses if use.kind == kind]


def test_a_call_is_told_in_full_though_it_was_renamed() -> None:
    usage = of_cells("from sklearn.ensemble import RandomForestClassifier as R", "model = R(10)")

    (call,) = [use for use in usage.uses if use.kind == "call"]

    assert (call.name, call.cell, call.count, call.line, call.times) == (
        "sklearn.ensemble.RandomForestClassifier", 2, 42, 1, 1,
    )  # fmt: skip


def test_a_chain_is_told_from_the_module_that_it_begins_with() -> None:
    usage = of_cells(
        "import tensorflow as tf\nimport os.path\ntf.keras.layers.Dense(3)\nos.path.join('a')"
    )

    assert named(usage, "call") == ["tensorflow.keras.layers.Dense", "os.path.join"]


def test_a_method_of_a_value_begins_with_a_dot() -> None:
    assert named(of_cells("frame.dropna().fillna(0)"), "call") == [".fillna", ".dropna"]


def test_a_name_that_is_bound_anew_is_no_import_any_more() -> None:
    assert named(of_cells("import torch", "torch = 1", "torch.save()"), "call") == [".save"]


def test_magics_shell_lines_and_installs_are_told() -> None:
    usage = of_cells("%%sql\nSELECT 1", "!pip install -q xgboost==2.0 shap\n%matplotlib inline")

    assert named(usage, "magic") == ["sql", "matplotlib"]
    assert named(usage, "install") == ["xgboost", "shap"]
    assert named(usage, "command") == ["pip install -q xgboost==2.0 shap"]


def test_arguments_that_tell_something_are_kept() -> None:
    usage = of_cells("build(weights='imagenet', include_top=False, data=frame)\npipeline('ner')")

    assert named(usage, "argument") == ["weights=imagenet", "include_top=False", "task=ner"]


def test_an_import_that_is_never_named_again_is_idle() -> None:
    usage = of_cells(
        "import numpy as np\nimport pandas as pd\nfrom torch import nn", "x = np.pi + 1"
    )

    assert usage.idle == ("pandas", "torch.nn")


def test_a_subclass_uses_its_base() -> None:
    assert "torch.nn.Module" in named(
        of_cells("from torch import nn\nclass Net(nn.Module):\n    pass"), "call"
    )


def test_a_file_of_python_tells_its_lines() -> None:
    usage = usage_of_file(b"import flask\n\napp = flask.Flask('a')\n")

    assert [(use.kind, use.name, use.cell, use.line) for use in usage.uses] == [
        ("import", "flask", None, 1),
        ("call", "flask.Flask", None, 3),
    ]


def test_what_cannot_be_read_uses_nothing() -> None:
    assert examine({"a.ipynb": b"{"})["a.ipynb"].usage.uses == ()
    assert usage_of_file(b"def (").uses == ()
    assert usage_of_file(b"x = " + b"(" * 5000).uses == ()
    assert of_cells("import scala.math._", language="scala").uses == ()


def test_what_cannot_be_parsed_is_read_as_far_as_it_can_be() -> None:
    old = (
        "import pandas as pd\nprint 'old'\nframe = pd.read_csv('a')\nfor x in frame:\n    print x\n"
    )
    usage = of_cells(old, "from torch import\xa0nn\nnn.Linear(\xa03)")

    assert named(usage, "import") == ["pandas", "torch.nn"]
    assert named(usage, "call") == ["print", "pandas.read_csv", "torch.nn.Linear"]
    assert [use.line for use in usage.uses if use.name == "pandas.read_csv"] == [3]


def test_a_value_is_known_by_the_name_that_it_was_given() -> None:
    usage = of_cells("WEIGHTS = 'imagenet'", "build(weights=WEIGHTS, size=SIZE)")
    assert named(usage, "argument") == ["weights=imagenet"]


def test_a_name_that_is_given_something_else_no_longer_stands_for_the_value() -> None:
    usage = of_cells("WEIGHTS = 'imagenet'", "WEIGHTS = choose()", "build(weights=WEIGHTS)")
    assert named(usage, "argument") == []


def test_attributes_that_are_set_and_classes_that_are_defined_are_told() -> None:
    usage = of_cells("for layer in net.layers:\n    layer.trainable = False", "class Net: pass")
    assert named(usage, "argument") == [".trainable=False"]
    assert named(usage, "class") == ["Net"]


def test_what_a_star_may_have_brought_is_told_by_its_module() -> None:
    usage = of_cells(
        "from sklearn.linear_model import *", "def mine(): pass", "mine(); len([]); Ridge()"
    )
    assert named(usage, "call") == ["mine", "len", "sklearn.linear_model.Ridge"]


def test_a_fallback_for_what_is_not_installed_takes_nothing_away() -> None:
    usage = of_cells(
        "try:\n    import polars as pl\nexcept ImportError:\n    pl = None", "pl.DataFrame()"
    )
    assert "polars.DataFrame" in named(usage, "call")
