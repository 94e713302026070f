"""Secrets are found where people leave them, shown to nobody, and not seen where there are none."""

import importlib.util
import json
import random
import sys
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.leaks import find_in_file, find_leaks
from proofolio.leaks.scan import mask

ROOT = Path(__file__).parents[2]
SEED = 7


@pytest.fixture(scope="module")
def key():
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        spec = importlib.util.spec_from_file_location("leaks_key", ROOT / "scripts/leaks_key.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return module


def test_what_learners_leave_is_found(key):
    found = key.recall(SEED, 2)
    assert len(found) >= 30
    for place in ("code", "markdown", "traceback", "readme", "file"):
        assert mean(row[place] for row in found.values()) >= 0.97, place
    assert mean(row["output"] for row in found.values()) >= 0.9
    assert mean(row["bare"] for row in found.values()) >= 0.8


@pytest.mark.parametrize(
    "text",
    [
        'OPENAI_API_KEY = "sk-your-key-here-your-key-here-your-key"',
        'os.environ["HF_TOKEN"] = "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
        "export WANDB_API_KEY=<your key>",
        'openai.api_key = "sk-..."',
        'key = os.environ["OPENAI_API_KEY"]',
        'api_key=f"{OPENAI_API_KEY}"',
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
        "https://bucket.s3.amazonaws.com/a.zip?X-Amz-Credential=AK" + "IAIWNJYAX4CSVEH53A%2F20230208",
        "postgresql://user:password@localhost:5432/db",
        "postgresql://postgres:postgres@db:5432/app",
        "mysql://root:${MYSQL_PASSWORD}@prod.cloudhost.net/app",
        "mongodb://<user>:<password>@cluster0.mongodb.net",
        "commit 3f9a1c2b4d5e6f708192a3b4c5d6e7f8091a2b3c",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "wandb: Run data is saved locally in wandb/run-20230208_101112-1a2b3c4d",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "tokenizer.special_tokens = ['<s>', '</s>'] # NUM_TOKEN = 30522",
        "https://colab.research.google.com/drive/1AbCdEfGhIjKlMnOpQrStUvWxYz012345",
    ],
)  # fmt: skip
def test_a_placeholder_is_no_secret(text):
    assert find_leaks(text) == ()


def test_a_finding_says_where_and_whose(key):
    secret = key.SHAPES["Hugging Face"][1](random.Random(SEED))
    text = f"a\nlogin(token='{secret}')\n"
    (leak,) = find_leaks(text)
    assert text[leak.start : leak.end] == secret
    assert leak.name == "Hugging Face token"
    assert leak.revoke == "https://huggingface.co/settings/tokens"
    (found,) = find_in_file("app.py", text.encode())
    assert found.line == 2
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": ["x = 1\n", text]}
    (found,) = find_in_file("a.ipynb", json.dumps({"cells": [{}, cell]}).encode())
    assert (found.cell, found.kind) == (2, "code")


def test_the_same_secret_has_one_fingerprint_wherever_it_stands(key):
    secret = key.SHAPES["GitHub"][1](random.Random(SEED))
    prints = {leak.fingerprint for leak in find_leaks(f"a={secret}\n\nb = '{secret}'")}
    assert len(prints) == 1


@given(st.text(max_size=80))
def test_a_mask_never_gives_a_secret_away(secret):
    shown = mask(secret)
    assert len(shown) - 1 <= len(secret.strip()) / 3
    assert len(shown) <= 9


def test_a_secret_across_two_windows_is_found_once(key, monkeypatch):
    monkeypatch.setattr("proofolio.leaks.scan._WINDOW", 1000)
    monkeypatch.setattr("proofolio.leaks.scan._OVERLAP", 200)
    secret = key.SHAPES["GitHub"][1](random.Random(SEED))
    for shift in (960, 980, 995, 1000, 1010):
        found = find_leaks("- " * (shift // 2) + f" {secret} " + "- " * 900)
        assert [leak.end - leak.start for leak in found] == [len(secret)]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"[]", b"{}", b"null", b'{"cells": 3}', b'{"cells": [1, null, {"source": 5, "outputs": "x"}]}',
        b'{"worksheets": [{"cells": [{"input": ["a"]}]}, 7]}', b"\xff\xfe\x00", b"[" * 100_000,
        b'{"cells": [{"outputs": [{"data": [1], "traceback": 4, "text": {"a": 1}}]}]}',
    ],
)  # fmt: skip
def test_whatever_a_notebook_holds_it_is_looked_through(data):
    assert find_in_file("a.ipynb", data) == ()


def test_format_3_and_broken_notebooks_are_looked_through_too(key):
    secret = key.SHAPES["GitHub"][1](random.Random(SEED))
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": [f"t = '{secret}'"]}]}]}
    assert [found.cell for found in find_in_file("a.ipynb", json.dumps(old).encode())] == [1]
    assert len(find_in_file("a.ipynb", f'{{"cells": ["{secret}"'.encode())) == 1


def test_letters_of_a_picture_are_no_secret(key):
    secret = key.SHAPES["AWS key id"][1](random.Random(SEED))
    picture = {"output_type": "display_data", "data": {"image/png": f"iVBOR {secret} x"}}
    cell = {"cell_type": "code", "source": "", "outputs": [picture]}
    assert find_in_file("a.ipynb", json.dumps({"cells": [cell]}).encode()) == ()
