"""How many secrets are found, and how often something else is taken for one.

    python scripts/leaks_key.py [--seed N] [--corpus DIR]

Makes keys of every shape that learners use, by chance and never a real one, writes each into code, a
Markdown cell, printed output, a traceback, a README and a file that is only committed, and counts which
are found there. With a corpus of real notebooks it lists whatever is taken for a secret in them.
"""

import argparse
import base64
import hashlib
import json
import random
import string
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, quantiles

from figures import tell

from proofolio.leaks import find_in_file

HEX = "0123456789abcdef"
LETTERS = string.ascii_letters
ALNUM = string.ascii_letters + string.digits
URL = ALNUM + "-_"
Make = Callable[[random.Random], str]


def _some(signs: str, number: int) -> Make:
    return lambda rng: "".join(rng.choice(signs) for _ in range(number))


def _after(prefix: str, signs: str, number: int, *more: str | tuple[str, int]) -> Make:
    """Return what makes `prefix`, signs, and more of both; pieces, so that no key stands in this file."""

    def make(rng: random.Random) -> str:
        rest = (one if isinstance(one, str) else _some(*one)(rng) for one in more)
        return prefix + _some(signs, number)(rng) + "".join(rest)

    return make


def _uuid(rng: random.Random) -> str:
    return "-".join(_some(HEX, n)(rng) for n in (8, 4, 4, 4, 12))


def _token(rng: random.Random) -> str:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    head, body = (
        {"alg": "HS256", "typ": "JWT"},
        {"sub": _some(HEX, 12)(rng), "iat": rng.randrange(10**9)},
    )
    return f"{part(head)}.{part(body)}.{_some(URL, 43)(rng)}"


def _pem(kind: str) -> Make:
    def make(rng: random.Random) -> str:
        lines = "\n".join(_some(ALNUM + "+/", 64)(rng) for _ in range(12))
        return f"-----BEGIN {kind}PRIVATE KEY-----\n{lines}\n-----END {kind}PRIVATE KEY-----"

    return make


def _database(scheme: str) -> Make:
    return lambda rng: (
        f"{scheme}://{_some(string.ascii_lowercase, 6)(rng)}:{_some(ALNUM, 14)(rng)}@{_some(string.ascii_lowercase, 8)(rng)}.cloudhost.net:5432/main"
    )


SHAPES: dict[str, tuple[str, Make]] = {
    "OpenAI, project": ("OPENAI_API_KEY", _after("sk-" + "proj-", URL, 74, "T3Blbk" + "FJ", (URL, 74))),
    "OpenAI, first": ("OPENAI_API_KEY", _after("sk" + "-", ALNUM, 20, "T3Blbk" + "FJ", (ALNUM, 20))),
    "OpenAI, service": ("OPENAI_API_KEY", _after("sk-" + "svcacct-", URL, 74, "T3Blbk" + "FJ", (URL, 74))),
    "Anthropic": ("ANTHROPIC_API_KEY", _after("sk-" + "ant-api03-", URL, 93, "AA")),
    "Hugging Face": ("HF_TOKEN", _after("hf" + "_", LETTERS, 34)),
    "Kaggle": ("KAGGLE_KEY", _some(HEX, 32)),
    "Weights & Biases": ("WANDB_API_KEY", _some(HEX, 40)),
    "Google API": ("GOOGLE_API_KEY", _after("AI" + "za", URL, 35)),
    "Google access": ("ACCESS_TOKEN", _after("ya" + "29.", URL, 160)),
    "Google refresh": ("REFRESH_TOKEN", _after("1/" + "/0", URL, 60)),
    "Google OAuth": ("CLIENT_SECRET", _after("GOC" + "SPX-", URL, 28)),
    "AWS key id": ("AWS_ACCESS_KEY_ID", _after("AK" + "IA", string.ascii_uppercase + "234567", 16)),
    "AWS secret": ("AWS_SECRET_ACCESS_KEY", _some(ALNUM + "+/", 40)),
    "GitHub": ("GITHUB_TOKEN", _after("gh" + "p_", ALNUM, 36)),
    "GitHub, fine": ("GITHUB_TOKEN", _after("github" + "_pat_", ALNUM, 22, "_", (ALNUM, 59))),
    "GitLab": ("GITLAB_TOKEN", _after("gl" + "pat-", URL, 20)),
    "Telegram": ("BOT_TOKEN", _after("", "123456789", 10, ":A" + "A", (URL, 33))),
    "Slack bot": ("SLACK_BOT_TOKEN", _after("xo" + "xb-", string.digits, 12, "-", (string.digits, 12), "-", (ALNUM, 24))),
    "Slack webhook": ("SLACK_WEBHOOK", _after("https://hooks.slack" + ".com/services/T", ALNUM, 8, "/B", (ALNUM, 8), "/", (ALNUM, 24))),
    "Discord bot": ("DISCORD_TOKEN", _after("M", ALNUM, 25, ".", (URL, 6), ".", (URL, 38))),
    "ngrok": ("NGROK_AUTHTOKEN", _after("2", ALNUM, 26, "_", (ALNUM, 21))),
    "Groq": ("GROQ_API_KEY", _after("gs" + "k_", ALNUM, 52)),
    "Cohere": ("COHERE_API_KEY", _some(ALNUM, 40)),
    "Pinecone": ("PINECONE_API_KEY", _after("pc" + "sk_", ALNUM, 6, "_", (ALNUM, 63))),
    "Pinecone, first": ("PINECONE_API_KEY", _uuid),
    "LangSmith": ("LANGCHAIN_API_KEY", _after("ls" + "v2_pt_", HEX, 32, "_", (HEX, 10))),
    "Replicate": ("REPLICATE_API_TOKEN", _after("r8" + "_", ALNUM, 37)),
    "Mistral": ("MISTRAL_API_KEY", _some(ALNUM, 32)),
    "NVIDIA": ("NVIDIA_API_KEY", _after("nv" + "api-", URL, 64)),
    "Tavily": ("TAVILY_API_KEY", _after("tv" + "ly-", ALNUM, 32)),
    "Stripe": ("STRIPE_KEY", _after("sk" + "_live_", ALNUM, 24)),
    "SendGrid": ("SENDGRID_API_KEY", _after("S" + "G.", URL, 22, ".", (URL, 43))),
    "Databricks": ("DATABRICKS_TOKEN", _after("da" + "pi", HEX, 32)),
    "PyPI": ("TWINE_PASSWORD", _after("py" + "pi-AgEIcHlwaS5vcmc", URL, 120)),
    "npm": ("NPM_TOKEN", _after("np" + "m_", ALNUM, 36)),
    "PostgreSQL": ("DATABASE_URL", _database("postgresql")),
    "MongoDB": ("MONGO_URI", _database("mongodb+srv")),
    "JSON web token": ("SUPABASE_KEY", _token),
    "RSA key": ("PRIVATE_KEY", _pem("RSA ")),
    "OpenSSH key": ("PRIVATE_KEY", _pem("OPENSSH ")),
}  # fmt: skip
"""Shape → the name that people give it, and what makes one."""

NEEDS_NAME = frozenset(
    {"Kaggle", "Weights & Biases", "AWS secret", "Cohere", "Pinecone, first", "Mistral"}
)
"""Shapes that nothing but their name tells from a hash: bare, they cannot be known."""


def main() -> int:
    """Print the table; exit code 1 when a figure is not what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--rounds", type=int, default=5, help="keys of each shape")
    parser.add_argument(
        "--corpus",
        type=Path,
        nargs="*",
        default=[],
        help="real notebooks, to count what is taken for a secret",
    )
    asked = parser.parse_args()
    found = recall(asked.seed, asked.rounds)
    places = list(next(iter(found.values())))
    print(f"{'':18}{''.join(f'{place:>12}' for place in places)}")
    for shape, by_place in found.items():
        print(f"{shape:18}{''.join(f'{by_place[place]:12.2f}' for place in places)}")
    for place in places:
        tell(
            f"recall.{place.replace(' ', '_')}",
            mean(row[place] for row in found.values()),
            "share",
            of="leaks",
        )
    named = [row["bare"] for shape, row in found.items() if shape not in NEEDS_NAME]
    tell("recall.bare.with_prefix", mean(named), "share", of="leaks")
    if asked.corpus:
        _corpus(asked.corpus)
    return 0


def recall(seed: int, rounds: int) -> dict[str, dict[str, float]]:
    """Return shape → place → the share that was found."""
    rng = random.Random(seed)
    found: dict[str, dict[str, float]] = {}
    for shape, (name, make) in SHAPES.items():
        hits: dict[str, list[bool]] = defaultdict(list)
        for number in range(rounds):
            secret = make(rng)
            for place, path, data in _placed(name, secret, number):
                hits[place].append(_is_found(secret, path, data))
        found[shape] = {place: mean(map(float, seen)) for place, seen in hits.items()}
    return found


def _is_found(secret: str, path: str, data: bytes) -> bool:
    """Whether a finding lies on the secret: what its mask shows begins and ends a long part of it."""
    for one in find_in_file(path, data):
        first, _, last = one.leak.masked.partition("…")
        long = one.leak.end - one.leak.start
        if first in secret and last in secret and long >= 12:
            return True
    return False


def _placed(name: str, secret: str, number: int) -> Iterator[tuple[str, str, bytes]]:
    """Yield place, file name and file, each as people write it."""
    quoted = json.dumps(secret) if "\n" not in secret else f'"""{secret}"""'
    lower = name.lower()
    code = [
        f"import os\nos.environ[{json.dumps(name)}] = {quoted}\nprint('ready')",
        f"{name} = {quoted}\nclient = Client({lower}={name})",
        f"model = Model('small',\n  {lower}={quoted}, timeout=30)",
        f"%env {name}={secret}" if "\n" not in secret else f"{lower} = {quoted}",
        f"config = {{'{lower}': {quoted}, 'retries': 3}}",
    ][number % 5]
    printed = [f"{name}={secret}", f"{name}: {secret}", f"{{'{lower}': '{secret}'}}", f"using {lower} = {secret}", f"{name} {secret}"][number % 5]  # fmt: skip
    error = f"File <ipython-input-3>, line 2\n----> 2 client = Client({lower}={quoted})\nAuthenticationError: Incorrect {name}: {secret}"
    yield "code", "a.ipynb", _notebook({"cell_type": "code", "source": code, "outputs": []})
    yield (
        "markdown",
        "a.ipynb",
        _notebook({"cell_type": "markdown", "source": f"Set `{name}` to `{name}={secret}` first."}),
    )
    yield (
        "output",
        "a.ipynb",
        _notebook(
            {
                "cell_type": "code",
                "source": "show()",
                "outputs": [{"output_type": "stream", "text": printed + "\n"}],
            }
        ),
    )
    yield (
        "traceback",
        "a.ipynb",
        _notebook(
            {
                "cell_type": "code",
                "source": "run()",
                "outputs": [
                    {
                        "output_type": "error",
                        "ename": "E",
                        "evalue": "e",
                        "traceback": [
                            "\x1b[0;31m" + line + "\x1b[0m" for line in error.split("\n")
                        ],
                    }
                ],
            }
        ),
    )
    yield (
        "readme",
        "README.md",
        f"# Demo\n\n```sh\nexport {name}={secret}\npython app.py\n```\n".encode(),
    )
    yield (
        "file",
        ".env" if number % 2 else "config.py",
        (
            f"DEBUG=1\n{name}={secret}\n" if number % 2 else f"DEBUG = True\n{name} = {quoted}\n"
        ).encode(),
    )
    yield (
        "bare",
        "a.ipynb",
        _notebook(
            {
                "cell_type": "code",
                "source": "value",
                "outputs": [{"output_type": "stream", "text": f"{secret}\n"}],
            }
        ),
    )


def _notebook(cell: dict[str, object]) -> bytes:
    before = {
        "cell_type": "code",
        "source": "import pandas as pd\ndf = pd.read_csv('a.csv')",
        "outputs": [],
    }
    return json.dumps(
        {"nbformat": 4, "metadata": {}, "cells": [before, {"metadata": {}, **cell}]}
    ).encode()


def _corpus(folders: list[Path]) -> None:
    seen, hits, times, cpu = set(), Counter[str](), [], []
    for path in (path for folder in folders for path in sorted(folder.rglob("*.ipynb"))):
        data = path.read_bytes()
        digest = hashlib.sha256(data).digest()
        if digest in seen:
            continue
        seen.add(digest)
        started, worked = time.perf_counter(), time.process_time()
        found = find_in_file(path.name, data)
        times.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
        if found:
            hits["notebooks"] += 1
        for one in found:
            print(f"HIT {path.name} cell {one.cell} {one.kind}: {one.leak.rule} {one.leak.masked}")
    tell("corpus.notebooks", len(times), "notebooks", of="leaks")
    tell("corpus.with_a_hit", hits["notebooks"], "notebooks", of="leaks")
    tell("corpus.per_thousand", 1000 * hits["notebooks"] / len(times), "notebooks", of="leaks")
    tell("scan.mean", 1000 * mean(times), "ms", of="leaks")
    tell("scan.mean.cpu", 1000 * mean(cpu), "ms", of="leaks")
    tell("scan.p95", 1000 * quantiles(times, n=20)[-1], "ms", of="leaks")
    tell("scan.max", 1000 * max(times), "ms", of="leaks")


if __name__ == "__main__":
    sys.exit(main())
