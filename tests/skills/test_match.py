"""Code shows tools and abilities; what is not used weighs little and says why."""

import pytest

from proofolio.notebook_check.usage import usage_of_file
from proofolio.skills.match import Match, match
from proofolio.skills.shortened import shortened


def shown(code: str) -> dict[str, Match]:
    return {found.entry.name: found for found in match(usage_of_file(code.encode()))}


def test_a_call_shows_the_tool_and_what_was_done_with_it() -> None:
    found = shown(
        "from sklearn.ensemble import RandomForestClassifier as R\n\nmodel = R(n_estimators=9)\n"
    )

    assert set(found) == {"scikit-learn", "Classification", "Ensemble learning"}
    tool = found["scikit-learn"]
    assert (tool.used, tool.at.line, tool.weight, tool.why) == (
        ("RandomForestClassifier",), 3, 1.0, "",
    )  # fmt: skip


def test_an_import_that_is_never_used_weighs_little_and_shows_no_ability() -> None:
    found = shown("from sklearn.ensemble import RandomForestClassifier\n")

    assert set(found) == {"scikit-learn"}
    assert found["scikit-learn"].weight < 0.5
    assert found["scikit-learn"].why == "It is imported and never used."


def test_keras_in_tensorflow_shows_both() -> None:
    found = shown(
        "import tensorflow as tf\n"
        "base = tf.keras.applications.ResNet50(weights='imagenet', include_top=False)\n"
        "base.fit(x)\n"
    )

    assert {"Keras", "TensorFlow", "Transfer learning"} <= set(found)


def test_a_method_alone_does_not_show_what_needs_company() -> None:
    methods = "frame.fillna(0)\nframe.dropna()\n"

    assert "Data cleaning" not in shown(methods)
    assert "Data cleaning" in shown(f"import pandas as pd\nframe = pd.read_csv('a')\n{methods}")


def test_one_small_step_is_not_an_ability_that_takes_several() -> None:
    assert "Data cleaning" not in shown("import pandas as pd\npd.read_csv('a').dropna()\n")


@pytest.mark.parametrize(
    ("code", "ability"),
    [
        ("from prophet import Prophet\nProphet()", "Time-series forecasting"),
        ("from sklearn.model_selection import GridSearchCV as G\nG(m, {})", "Hyper-parameter search"),
        ("import pytest\npytest.raises(ValueError)", "Automated testing"),
        ("import fastapi, joblib\nfastapi.FastAPI()\njoblib.load('m')", "Model deployment"),
        ("import shap\nshap.TreeExplainer(m)", "Model interpretation"),
        ("from transformers import pipeline\npipeline('sentiment-analysis')", "Sentiment analysis"),
        ("import sqlite3\nsqlite3.connect('a')", "Querying databases"),
    ],
)  # fmt: skip
def test_an_ability_is_told_from_what_is_called(code: str, ability: str) -> None:
    assert ability in shown(code)


def test_plain_code_shows_nothing() -> None:
    assert shown("import os\nprint(sum(len(name) for name in os.listdir()))\n") == {}


def test_using_what_others_trained_is_no_transfer_learning() -> None:
    load = "from transformers import AutoModelForCausalLM as M\nmodel = M.from_pretrained('x')\n"

    assert "Transfer learning" not in shown(load)
    assert "Transfer learning" in shown(load + "loss.backward()\n")


def test_a_head_on_a_network_of_others_is_no_network_design() -> None:
    head = "from torch import nn\nhead = nn.Sequential(nn.Linear(9, 2))\n"

    assert "Neural network design" in shown(head)
    assert "Neural network design" not in shown(
        f"import torchvision\nm = torchvision.models.resnet18()\n{head}"
    )


def test_a_class_that_is_defined_shows_what_was_built() -> None:
    code = "from torch import nn\nclass CausalAttention(nn.Module):\n    pass\n"
    found = shown(code)

    assert found["Attention and transformers"].used == ("CausalAttention",)
    # A name alone is no algorithm.
    assert "Building models from scratch" not in found


@pytest.mark.parametrize(
    ("command", "cited"),
    [
        ("git clone https://me:ghp_secret@github.com/a/b", "git clone"),
        ("streamlit run app.py --server.port 80", "streamlit run app.py"),
        ("yolo task=detect model=x", "yolo"),
        ("pytest", "pytest"),
        ("TOKEN=ghp_secret pytest", "TOKEN"),
    ],
)
def test_a_command_is_cited_without_addresses_and_values(command: str, cited: str) -> None:
    assert shortened(command) == cited


@pytest.mark.parametrize(
    ("code", "skill"),
    [
        ("reply = client.chat.completions.create(model='m')", "Working with LLM APIs"),
        ("from langchain_groq import ChatGroq\nChatGroq().invoke('a')", "Groq API"),
        (
            "from langchain.tools import tool\n@tool\ndef add(a, b):\n    return a + b",
            "Tool calling",
        ),
        ("connect('postgresql+psycopg://host/base')", "PostgreSQL"),
        ("import pyspark\nframe.toPandas().plot()", "pandas"),
    ],
)
def test_a_value_says_by_its_methods_and_addresses_what_it_is(code: str, skill: str) -> None:
    assert skill in shown(code)


def test_signs_that_say_little_count_half_and_in_full_under_a_name_that_says_it() -> None:
    little = "import pandas as pd\nframe = pd.read_csv('a').dropna().rename(columns={})\n"

    assert "Data cleaning" not in shown(little)
    assert "Data cleaning" in shown(f"{little}frame.astype('int')\n")
