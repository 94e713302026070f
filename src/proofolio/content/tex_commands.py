r"""An author's own TeX commands (`\newcommand` and its like), replaced by what they stand for."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

MAX_CHARACTERS: Final = 20_000
MAX_EXPANSIONS: Final = 1_000
MAX_COMMANDS: Final = 500
MAX_READ: Final = 500_000


class TooMuchError(ValueError):
    """A formula that would take more than any formula needs; the message completes 'it'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command that an author defined."""

    body: str
    arguments: int
    default: str | None
    """Of the first argument, which is then optional."""


@dataclass(slots=True)
class Commands:
    """The commands of a page, and how much was spent on them."""

    known: dict[str, Command] = field(default_factory=dict)
    read: int = 0
    """Characters of arguments that were read, over and over where they nest."""


_COMMAND: Final = re.compile(r"\\([A-Za-z@]+\*?|.)", re.DOTALL)
_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_SPACE: Final = re.compile(r"\s*+")
_DEFINES: Final = re.compile(
    r"\\(?:(?:re|provide)?newcommand|providecommand|DeclareMathOperator|def|let)\b"
)
_NAME: Final = re.compile(r"\s*+(?:\{\s*+\\([A-Za-z@]++|.)\s*+\}|\\([A-Za-z@]++|.))", re.DOTALL)
_OPTION: Final = re.compile(r"\s*+\[([^\[\]]*+)\]")
_PARAMETERS: Final = re.compile(r"\s*+((?:#[1-9])*+)(?=\{)")
_PARAMETER: Final = re.compile(r"#([1-9])")


def expand(tex: str, commands: Commands) -> str:
    r"""The formula with the author's commands replaced; definitions in it are learned and left out.

    Args:
        tex: a formula.
        commands: as defined so far; new ones are added.

    Raises:
        TooMuchError: the formula grows beyond bounds, as with a command that stands for itself.
    """
    if not commands.known and not _DEFINES.search(tex):
        return tex
    done: list[str] = []
    written = position = expansions = 0
    while match := _COMMAND.search(tex, position):
        done.append(tex[position : match.start()])
        written += match.start() - position
        name = match[1]
        learn = _LEARN.get(name)
        if learn:
            position = learn(name, tex, match.end(), commands)
            continue
        starred = name not in commands.known and name.endswith("*")
        command = commands.known.get(name.rstrip("*") if starred else name)
        if command is None:
            done.append(match[0])
            written += len(match[0])
            position = match.end()
        else:
            expansions += 1
            text, end = _applied(command, tex, match.end() - starred)
            commands.read += end - match.end()
            tex, position = text + tex[end:], 0
        too_long = written + len(tex) - position > MAX_CHARACTERS
        if too_long or expansions > MAX_EXPANSIONS or commands.read > MAX_READ:
            raise TooMuchError("stands for more than fits")
    done.append(tex[position:])
    return "".join(done)


def _applied(command: Command, tex: str, position: int) -> tuple[str, int]:
    """What a command stands for here, and where its arguments end."""
    values: list[str] = []
    for number in range(command.arguments):
        option = _OPTION.match(tex, position) if number == 0 else None
        if number == 0 and command.default is not None:
            values.append(option[1] if option else command.default)
            position = option.end() if option else position
        else:
            value, position = _argument(tex, position)
            values.append(value)

    def value_of(match: re.Match[str]) -> str:
        number = int(match[1])
        return values[number - 1] if number <= len(values) else ""

    text = _PARAMETER.sub(value_of, command.body)
    if len(text) > MAX_CHARACTERS:
        raise TooMuchError("stands for more than fits")
    # `\foo` may end in a word and `x` follow: `\alphax` would be another command.
    ends_in_word = re.search(r"\\[A-Za-z@]+\Z", text) is not None
    return (
        text + " " if ends_in_word and tex[position : position + 1].isalpha() else text
    ), position


def _argument(tex: str, position: int) -> tuple[str, int]:
    """The next argument, without its braces, and where it ends."""
    match = _SPACE.match(tex, position)
    position = match.end() if match else position
    if position >= len(tex):
        return "", position
    if tex[position] == "{":
        end = _closing(tex, position)
        return tex[position + 1 : end], min(end + 1, len(tex))
    command = _COMMAND.match(tex, position)
    return (command[0], command.end()) if command else (tex[position], position + 1)


def _closing(tex: str, position: int) -> int:
    """Where the brace at `position` closes; the end of the text if it does not."""
    depth = 0
    for match in _BRACE.finditer(tex, position):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    return len(tex)


def _name(tex: str, position: int) -> tuple[str, int]:
    match = _NAME.match(tex, position)
    return (match[1] or match[2], match.end()) if match else ("", position)


def _learn(commands: Commands, name: str, command: Command) -> None:
    if name and len(commands.known) < MAX_COMMANDS:
        commands.known[name] = command


def _newcommand(how: str, tex: str, position: int, commands: Commands) -> int:
    name, position = _name(tex, position)
    count = _OPTION.match(tex, position)
    position = count.end() if count else position
    default = _OPTION.match(tex, position) if count else None
    position = default.end() if default else position
    body, position = _argument(tex, position)
    arguments = int(count[1]) if count and re.fullmatch("[1-9]", count[1].strip()) else 0
    if not (how.startswith("provide") and name in commands.known):
        given = default[1] if default else None
        _learn(commands, name, Command(body=body, arguments=arguments, default=given))
    return position


def _def(_: str, tex: str, position: int, commands: Commands) -> int:
    name, position = _name(tex, position)
    parameters = _PARAMETERS.match(tex, position)
    position = parameters.end() if parameters else position
    body, position = _argument(tex, position)
    arguments = len(parameters[1]) // 2 if parameters else 0
    _learn(commands, name, Command(body=body, arguments=arguments, default=None))
    return position


def _operator(how: str, tex: str, position: int, commands: Commands) -> int:
    name, position = _name(tex, position)
    body, position = _argument(tex, position)
    star = "*" if how.endswith("*") else ""
    body = rf"\operatorname{star}{{{body}}}"
    _learn(commands, name, Command(body=body, arguments=0, default=None))
    return position


def _let(_: str, tex: str, position: int, commands: Commands) -> int:
    name, position = _name(tex, position)
    equals = re.compile(r"\s*+=?\s*+").match(tex, position)
    body, position = _argument(tex, equals.end() if equals else position)
    known = commands.known.get(body.removeprefix("\\"))
    _learn(commands, name, known or Command(body=body, arguments=0, default=None))
    return position


_LEARN: Final[dict[str, Callable[[str, str, int, Commands], int]]] = {
    **dict.fromkeys(("newcommand", "newcommand*", "renewcommand", "renewcommand*"), _newcommand),
    **dict.fromkeys(("providecommand", "providecommand*"), _newcommand),
    **dict.fromkeys(("DeclareMathOperator", "DeclareMathOperator*"), _operator),
    "def": _def,
    "let": _let,
}
