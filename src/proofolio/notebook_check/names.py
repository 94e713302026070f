"""Undefined names and syntax errors, as ruff finds them: one process for many notebooks."""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_MAX_CODE: Final = 1_000_000
"""Characters of a notebook's code; what is longer is not looked into."""
_RULES: Final = "F821,F706,F701,F702"
"""https://docs.astral.sh/ruff/rules/: undefined name; `return`, `break`, `continue` outside."""
_GIVEN: Final = (
    "display", "get_ipython", "In", "Out", "exit", "quit", "_", "__", "___", "_i", "_ii", "_iii",
    "_ih", "_oh", "_dh", "__IPYTHON__", "__file__",
)  # fmt: skip
_LINE: Final = re.compile(r"([^\n:]*?\.py):(\d+):(\d+): [\w-]+:? ([^\n]*)")
_NAME: Final = re.compile(r"Undefined name `([^`]+)`")
_HISTORY: Final = re.compile(r"_i?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What ruff says of a place in a file."""

    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""
    name: str
    """The undefined name; empty for a syntax error."""
    message: str


def complaints(codes: Sequence[str], *, python: str) -> Mapping[int, tuple[Complaint, ...]] | None:
    """Read Python files, none of which can influence another.

    Args:
        codes: what is in each.
        python: the version that will run them, `3.13`.

    Returns:
        By position in `codes`; files that ruff cannot read are missing. None when ruff itself is
        missing or broken.
    """
    program = _program()
    files = {i: code for i, code in enumerate(codes) if len(code) <= _MAX_CODE}
    found = _run(program, files, python) if files else {}
    if found is None and _run(program, {0: ""}, python) is not None:
        found = _halved(program, files, python)
    return found


def _program() -> str:
    from ruff import find_ruff_bin  # noqa: PLC0415 - only commands that examine pay for it

    try:
        return find_ruff_bin()
    except FileNotFoundError:
        return "ruff"


def _halved(
    program: str, codes: Mapping[int, str], python: str
) -> dict[int, tuple[Complaint, ...]]:
    """Read the halves of what ruff broke on apart, until the file is found that breaks it."""
    if len(codes) == 1:
        return {}
    items = list(codes.items())
    half = len(items) // 2
    found: dict[int, tuple[Complaint, ...]] = {}
    for part in (dict(items[:half]), dict(items[half:])):
        read = _run(program, part, python)
        found |= _halved(program, part, python) if read is None else read
    return found


def _run(
    program: str, codes: Mapping[int, str], python: str
) -> dict[int, tuple[Complaint, ...]] | None:
    with tempfile.TemporaryDirectory(prefix="proofolio-") as folder:
        for index, code in codes.items():
            (Path(folder) / f"{index}.py").write_bytes(code.encode("utf-8", "replace"))
        try:
            done = subprocess.run(
                [
                    program, "check", "--isolated", "--no-cache", "--ignore-noqa", "--exit-zero",
                    "--quiet", "--output-format=concise", f"--select={_RULES}",
                    f"--target-version=py{python.replace('.', '')}",
                    "--config", f"builtins = {list(_GIVEN)}", ".",
                ],
                cwd=folder,
                env={k: v for k, v in os.environ.items() if not k.startswith(("RUFF_", "FORCE_"))},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=10 + len(codes) / 5,
                check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            return None
    if done.returncode != 0:
        return None
    return _parsed(done.stdout.decode("utf-8", "replace"), codes)


def _parsed(output: str, codes: Mapping[int, str]) -> dict[int, tuple[Complaint, ...]]:
    found: dict[int, list[Complaint]] = {index: [] for index in codes}
    for match in _LINE.finditer(output):
        stem = Path(match[1]).stem
        name = _NAME.match(match[4])
        if stem.isdecimal() and int(stem) in found and not (name and _HISTORY.fullmatch(name[1])):
            found[int(stem)].append(
                Complaint(
                    line=int(match[2]),
                    column=int(match[3]),
                    name=name[1] if name else "",
                    message=match[4].strip(),
                )
            )
    return {index: tuple(said) for index, said in found.items()}
