"""A code cell as Jupyter understands it, into Python and shell commands."""

import re
import textwrap
from dataclasses import dataclass, field
from typing import Final

MAX_SOURCE: Final = 200_000
"""Characters of a cell; a longer one is data, not code."""

_PYTHON_BODIES: Final = frozenset(
    {"capture", "time", "timeit", "prun", "memit", "mprun", "snakeviz", "debug", "px", "heat"}
    | {"wandb", "notify", "scalene", "pyinstrument", "ipytest", "run_pytest", "run_pytest[clean]"}
)
_SHELL_BODIES: Final = frozenset({"bash", "sh", "shell", "system", "!", "sx", "script"})
_OTHER_BODIES: Final = frozenset(
    {"html", "HTML", "javascript", "js", "latex", "markdown", "svg", "SVG", "sql", "bigquery", "R"}
    | {"perl", "ruby", "julia", "python", "python2", "python3", "pypy", "writefile", "file", "cu"}
    | {"writetemplate", "spark", "cmd", "powershell", "cpp", "java", "mermaid", "css", "skip"}
)
_OUT_NAME: Final = re.compile(r"(?:--out|--err|--output|-o|--no-raise-error)[ =]([A-Za-z_]\w*)")
_TIMING_OPTIONS: Final = re.compile(r"(?:-[nrp]\s*\d+|-[qoct]|-[slTD]\s+\S+)\s+")
_ASSIGNED: Final = re.compile(
    r"(\s*[A-Za-z_][\w.,\[\]'\" ]{0,200}?)\s?=\s?(!|%)(?=[\w(\"'/.{$~])(.*)"
)
_HELP: Final = re.compile(
    r"\s*(?:\?{1,2}\s*%{0,2}[\w.*]+|%{0,2}[A-Za-z_*][\w.*\[\]'\"()]{0,200}\?{1,2})\s*;?\s*"
)
_AUTOMAGIC: Final = re.compile(
    r"\s*(?:(?:pip3?|conda|mamba)\s+\w|(?:cd|ls|mkdir|rm|cp|mv|cat|rmdir|matplotlib|load_ext"
    r"|reload_ext|autoreload|run|config|cls|man|store|who|whos)(?:\s+[\w./~$*{-][^=(]*)?$|(?:pwd|clear|ls)\s*$)"
)
_PROMPT: Final = re.compile(r"^\s*(?:>>>|\.\.\.) ?")
_DEFINES: Final = frozenset(
    {"run", "load", "loadpy", "store", "pylab", "reload_kedro", "rerun", "macro"}
)
"""Line magics after which names may exist that the notebook does not show."""

# Strings, comments and brackets of a line that is outside any triple-quoted string.
_TOKEN: Final = re.compile(
    r"""(?P<triple>'''|\"\"\")|'(?:[^'\\\n]|\\.)*'?|"(?:[^"\\\n]|\\.)*"?|(?P<comment>\#.*)"""
    r"""|(?P<open>[(\[{])|(?P<close>[)\]}])|\\.""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A line for the shell."""

    text: str
    line: int
    """In the cell, counted from 1."""


@dataclass(slots=True, kw_only=True)
class Code:
    """A cell without what only Jupyter understands; every line stays where it was."""

    python: str = ""
    commands: list[Command] = field(default_factory=list)
    magics: list[Command] = field(default_factory=list)
    """Line magics, without `%`."""
    written: str = ""
    """The file that `%%writefile` makes of the cell."""
    defines_more: bool = False
    """Names may exist afterwards that the cell does not show."""


def to_python(source: str) -> Code:
    """Take magics, shell lines and help requests out of a cell, and keep what they say."""
    code = Code()
    if len(source) > MAX_SOURCE:
        code.defines_more = True
        return code
    lines = source.replace("\r\n", "\n").split("\n")
    said = (i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    first = next(said, None)
    if first is None:
        return code
    if lines[first].lstrip().startswith(">>>"):
        lines = [_PROMPT.sub("", line) for line in lines]
    if lines[first].lstrip().startswith("%%"):
        _cell_magic(lines, first, code)
    else:
        _plain(lines, code)
    return code


def automagic(code: Code) -> bool:
    """Take out lines such as `pip install x`, as IPython does; tell whether there were any.

    IPython takes such a line for a magic when it cannot be Python. Ask only when that is so.
    """
    lines = code.python.split("\n")
    kept = ["pass" if _AUTOMAGIC.match(line) else line for line in lines]
    for number, (before, after) in enumerate(zip(lines, kept, strict=True), 1):
        if before != after:
            code.commands.append(Command(text=before.strip(), line=number))
    code.python = "\n".join(kept)
    return kept != lines


def _cell_magic(lines: list[str], first: int, code: Code) -> None:
    words = lines[first].strip()[2:].split(None, 1)
    name = words[0] if words else ""
    arguments = words[1] if len(words) > 1 else ""
    body = lines[first + 1 :]
    binding = [f"{bound} = None" for bound in _bound_by(name, arguments)]
    opening = [""] * first + ["; ".join(binding)]
    if name in _PYTHON_BODIES:
        if name in {"time", "timeit"} and arguments:
            opening[-1] = _TIMING_OPTIONS.sub("", arguments + " ").strip()
        _plain([*opening, *body], code)
        return
    if name in {"writefile", "file"}:
        code.written = (arguments.split() or [""])[-1].strip("'\"")
    elif name in _SHELL_BODIES:
        code.commands += _joined(body, first + 2)
    elif name not in _OTHER_BODIES:
        code.defines_more = True
        _plain([*opening, *body], code)
        return
    code.python = "\n".join(opening)
    code.defines_more = name == "cython"


def _bound_by(name: str, arguments: str) -> list[str]:
    words = arguments.split()
    if name in {"bigquery", "capture"}:
        return [word for word in words[:1] if word.isidentifier()]
    if name == "sql":
        return [word for word in words[:1] if word.isidentifier() and "<<" in words]
    return _OUT_NAME.findall(arguments) if name in _SHELL_BODIES | {"R", "julia"} else []


def _joined(body: list[str], start: int) -> list[Command]:
    commands, held, since = [], "", start
    for number, line in enumerate(body, start):
        if not held:
            since = number
        if line.rstrip().endswith("\\"):
            held += line.rstrip()[:-1] + " "
            continue
        commands.append(Command(text=held + line, line=since))
        held = ""
    return [command for command in commands if command.text.strip()]


def _plain(lines: list[str], code: Code) -> None:
    if not any(mark in line for line in lines for mark in "%!?"):
        code.python = textwrap.dedent("\n".join(lines))
        return
    out: list[str] = []
    quote, depth, index = "", 0, 0
    continued = False
    while index < len(lines):
        line = lines[index]
        if not quote and depth == 0 and not continued:
            replaced, used = _magic_line(lines, index, code)
            if replaced is not None:
                out += [replaced] + [""] * (used - 1)
                index += used
                continue
        quote, depth = _follow(line, quote, depth)
        continued = not quote and line.endswith("\\")
        out.append(line)
        index += 1
    code.python = textwrap.dedent("\n".join(out))


def _magic_line(lines: list[str], index: int, code: Code) -> tuple[str | None, int]:
    line = lines[index]
    bare = line.lstrip()
    indent = line[: len(line) - len(bare)]
    assigned = _ASSIGNED.fullmatch(line) if "=" in line else None
    if not bare.startswith(("%", "!")) and not assigned:
        is_help = "?" in line and _HELP.fullmatch(line)
        return (f"{indent}pass", 1) if is_help else (None, 1)
    used = 1
    text = assigned[3] if assigned else bare.lstrip("!%")
    while text.rstrip().endswith("\\") and index + used < len(lines):
        text = text.rstrip()[:-1] + " " + lines[index + used].strip()
        used += 1
    is_shell = assigned[2] == "!" if assigned else bare.startswith("!")
    python = _command(text.strip(), index + 1, code, is_shell=is_shell)
    if assigned:
        return f"{assigned[1]} = {python if python not in {'', 'pass'} else 'None'}", used
    return f"{indent}{python or 'pass'}", used


def _command(text: str, line: int, code: Code, *, is_shell: bool) -> str:
    """Note what is run; return the Python that a magic such as `%time` holds."""
    if is_shell:
        code.commands.append(Command(text=text, line=line))
        return ""
    name, _, rest = text.partition(" ")
    code.magics.append(Command(text=text, line=line))
    if name in {"pip", "pip3", "conda", "mamba", "uv", "sx", "system"}:
        code.commands.append(Command(text=text, line=line))
    elif name in {"time", "timeit"}:
        return _TIMING_OPTIONS.sub("", rest.strip() + " ").strip()
    elif name == "capture" or (name in {"R", "Rget"} and rest):
        return "; ".join(f"{bound} = None" for bound in _bound_by(name, rest))
    if name in _DEFINES:
        code.defines_more = True
    return ""


def _follow(line: str, quote: str, depth: int) -> tuple[str, int]:
    """The open triple quote and the depth of brackets after a line."""
    position = 0
    while position < len(line):
        if quote:
            end = line.find(quote, position)
            while end > 0 and line[end - 1] == "\\":
                end = line.find(quote, end + 1)
            if end < 0:
                return quote, depth
            position, quote = end + 3, ""
            continue
        match = _TOKEN.search(line, position)
        if not match or match["comment"]:
            break
        if match["triple"]:
            quote = match["triple"]
        elif match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(0, depth - 1)
        position = match.end()
    return quote, depth
