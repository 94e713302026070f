"""How many secrets are found, and what is taken for one: `python scripts/leaks_key.py [--corpus DIR …]`.

Each shape of `leak_shapes.py` is put into each place where learners leave secrets, in several wordings,
one at a time; it counts as found when that place is named. Bare output is a secret that was printed with
nothing around it. With `--corpus`, notebooks that people published are searched, too: each finding is
listed, masked, for somebody to judge, and the time that a notebook takes is told.
"""

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leak_shapes import SHAPES, Shape
from leak_wordings import CASES, RELATED, Wording, Written, write

from proofolio.leaks import FoundLeak, find_in_file, rules_version, secrets_in_file

PLACES = ("code", "markdown", "output", "bare output", "traceback", "readme", "committed")
TARGETS = {"code": 0.97, "bare output": 0.8}
"""Recall that is asked for."""
LEAST_OF_A_WORDING = 0.95
VALUES = 100
"""Drawn for each wording."""
SEED = 20_261_123


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A file with one secret."""

    shape: Shape
    place: str
    path: str
    data: bytes
    kind: str | None
    """Of the notebook's part that holds the secret."""


def main() -> None:
    """Print the table; exit with 1 below what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", type=Path, action="append", default=[])
    parser.add_argument("--wordings", action="store_true", help="list every wording")
    arguments = parser.parse_args()
    print(f"leaks.rules_version {rules_version()}")
    table = recall(SEED)
    width = max(len(shape.name) for shape in SHAPES)
    print(f"| {'shape':{width}} | {' | '.join(PLACES)} |")
    print(f"| --- | {' | '.join('---' for _ in PLACES)} |")
    for shape in SHAPES:
        row = (table[shape.name, place] for place in PLACES)
        print(f"| {shape.name:{width}} | {' | '.join(f'{found}/{of}' for found, of in row)} |")
    totals = [total(table, place) for place in PLACES]
    print(f"| {'all':{width}} | {' | '.join(f'{part:.3f}' for part in totals)} |")
    good = all(total(table, place) >= least for place, least in TARGETS.items())
    for name, wordings in (("wordings", CASES), ("related", RELATED)):
        good &= _tell_wordings(name, wordings, everything=arguments.wordings)
    for folder in arguments.corpus:
        good &= search(folder)
    sys.exit(0 if good else 1)


def recall(seed: int) -> Mapping[tuple[str, str], tuple[int, int]]:
    """Plant every shape in every place: shape's name and place → how many were found, of how many."""
    found: Counter[tuple[str, str]] = Counter()
    planted: Counter[tuple[str, str]] = Counter()
    for one in plant(random.Random(seed)):
        cell = (one.shape.name, one.place)
        planted[cell] += 1
        found[cell] += any(
            leak.kind == one.kind and not leak.leak.doubt
            for leak in find_in_file(one.path, one.data)
        )
    return {cell: (found[cell], count) for cell, count in planted.items()}


def recall_of_wordings(
    table: Mapping[str, Wording], seed: int, values: int
) -> Mapping[str, tuple[int, int]]:
    """Write each wording with so many values: its name → how many were found, of how many."""
    found: Counter[str] = Counter()
    written: Counter[str] = Counter()
    for one in write(table, random.Random(seed), values):
        written[one.wording] += 1
        found[one.wording] += _is_found(one)
    return {name: (found[name], of) for name, of in written.items()}


def _is_found(one: Written) -> bool:
    outputs = [_stream(one.printed)] if one.printed else []
    cell = {**_cell(one.source, *outputs), "cell_type": one.cell_type}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return any(
        leak.kind == one.kind
        and not leak.leak.doubt
        and (one.secret in value or value in one.secret)
        for leak, value in secrets_in_file("work.ipynb", json.dumps(notebook).encode())
    )


def _tell_wordings(name: str, table: Mapping[str, Wording], *, everything: bool) -> bool:
    counts = recall_of_wordings(table, SEED, VALUES)
    least = min(found / of for found, of in counts.values())
    whole = sum(found for found, _ in counts.values()) / sum(of for _, of in counts.values())
    print(f"| {name} | {len(counts)} wordings | least {least:.2f} | {whole:.4f} |")
    for wording, (found, of) in counts.items():
        if everything or found < LEAST_OF_A_WORDING * of:
            print(f"|   {wording} | {found}/{of} |")
    return least >= LEAST_OF_A_WORDING and whole >= TARGETS["code"]


def total(table: Mapping[tuple[str, str], tuple[int, int]], place: str) -> float:
    """Give the part that was found of all that was planted in a place."""
    cells = [counts for (_, where), counts in table.items() if where == place]
    return sum(found for found, _ in cells) / sum(of for _, of in cells)


def plant(rng: random.Random) -> Iterator[Planted]:
    """Give every file, each with a secret of its own."""
    for shape in SHAPES:
        for wording in range(len(_code(shape, "x"))):
            source = _code(shape, shape.draw(rng))[wording]
            yield _notebook(shape, "code", _cell(source), "code")
        for wording in range(len(_prose(shape, "x"))):
            cell = {"cell_type": "markdown", "metadata": {}}
            source = _prose(shape, shape.draw(rng))[wording]
            yield _notebook(shape, "markdown", {**cell, "source": source}, "markdown")
            text = f"# Course work\n\n{_prose(shape, shape.draw(rng))[wording]}\n"
            yield Planted(
                shape=shape, place="readme", path="README.md", data=text.encode(), kind=None
            )
        for line in ("{variable}: {secret}\n", "Using {variable}={secret} from now on.\n"):
            text = line.format(variable=shape.variable, secret=shape.draw(rng))
            yield _notebook(shape, "output", _cell("show()", _stream(text)), "output")
        for secret in (shape.draw(rng), f"'{shape.draw(rng)}'"):
            result = {"output_type": "execute_result", "metadata": {}, "execution_count": 1}
            for output in (_stream(f"{secret}\n"), {**result, "data": {"text/plain": secret}}):
                yield _notebook(shape, "bare output", _cell("key", output), "output")
        for wording in (0, 1):
            error = _error(shape, shape.draw(rng), wording)
            yield _notebook(shape, "traceback", _cell("run()", error), "traceback")
        for path, text in _files(shape, rng):
            yield Planted(shape=shape, place="committed", path=path, data=text.encode(), kind=None)


def _code(shape: Shape, secret: str) -> Sequence[str]:
    quoted = f'"""{secret}"""' if "\n" in secret else f"'{secret}'"
    name = shape.variable.lower()
    return (
        f"import os\n{name} = {quoted}\n",
        f"client = {shape.call.format(quoted)}\nprint(client)",
        f"import os\nos.environ['{shape.variable}'] = {quoted}",
        f"{shape.variable}={quoted}",
        f"config = {{\n    '{name}': {quoted},\n    'epochs': 3,\n}}",
        f"# {shape.variable} = {quoted}\nprint(f'{{{name}}}')",
    )


def _prose(shape: Shape, secret: str) -> Sequence[str]:
    return (
        f"Set the key first:\n\n```\nexport {shape.variable}={secret}\n```\n",
        f"My {shape.provider} `{secret}`, do not share.",
        f"```python\nclient = {shape.call.format(chr(34) + secret + chr(34))}\n```",
    )


def _error(shape: Shape, secret: str, wording: int) -> Mapping[str, object]:
    green, plain = "\x1b[0;32m", "\x1b[0m"
    quoted = f'"{secret}"'
    line = f"{green}----> 1{plain}\x1b[0;31m {shape.call.format(green + quoted + plain)}{plain}"
    told = (
        ("AuthenticationError", f"Invalid {shape.variable} provided: {secret}", ["run()"]),
        ("TypeError", "missing 1 required positional argument", [line]),
    )
    name, value, frames = told[wording]
    lines = ["Traceback (most recent call last)", *frames, f"\x1b[0;31m{name}\x1b[0m: {value}"]
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}


def _files(shape: Shape, rng: random.Random) -> Iterator[tuple[str, str]]:
    yield ".env", f"DEBUG=1\n{shape.variable}={shape.draw(rng)}\n"
    yield "config.py", f'DEBUG = True\n{shape.variable} = """{shape.draw(rng)}"""\n'
    yield "config.yml", f"debug: true\n{shape.variable.lower()}: {shape.draw(rng)}\n"
    quoted = json.dumps({"username": "learner", "key": shape.draw(rng)})
    if shape.name == "Kaggle, key":
        yield "kaggle.json", quoted
    else:
        yield "config.json", json.dumps({shape.variable.lower(): shape.draw(rng)}, indent=1)


def _stream(text: str) -> Mapping[str, object]:
    return {"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}


def _cell(source: str, *outputs: Mapping[str, object]) -> Mapping[str, object]:
    code = {"cell_type": "code", "metadata": {}, "execution_count": 1}
    return {**code, "source": source, "outputs": outputs}


def _notebook(shape: Shape, place: str, cell: Mapping[str, object], kind: str) -> Planted:
    title = {"cell_type": "markdown", "metadata": {}, "source": "# Course work"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [title, cell]}
    data = json.dumps(notebook, indent=1).encode()
    return Planted(shape=shape, place=place, path="work.ipynb", data=data, kind=kind)


def search(folder: Path) -> bool:
    """Search every notebook below a folder once; tell each finding, and what it took."""
    seen: set[bytes] = set()
    spent_s = 0.0
    for path in sorted(folder.rglob("*.ipynb")):
        data = path.read_bytes()
        digest = hashlib.sha256(data).digest()
        if digest in seen:
            continue
        seen.add(digest)
        before = time.process_time()
        leaks = find_in_file(path.name, data)
        spent_s += time.process_time() - before
        for leak in leaks:
            print(_told(path.relative_to(folder), leak))
    ms = 1000 * spent_s / (len(seen) or 1)
    print(f"leaks.notebooks {len(seen)}")
    print(f"leaks.time {ms:.2f} ms a notebook")
    return ms <= 15


def _told(path: Path, found: FoundLeak) -> str:
    leak = found.leak
    return (
        f"{path}: cell {found.cell}, {found.kind}: {leak.name} {leak.masked} ({leak.fingerprint})"
    )


if __name__ == "__main__":
    main()
