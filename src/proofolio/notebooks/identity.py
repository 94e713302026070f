"""Takes out of a notebook what tells who its author is and how their computer is laid out."""

import re
from typing import Any, Final

_NAME: Final = r"(?:\\u[0-9a-fA-F]{4}|[^/\\\s\"'`<>|:*?,;()\[\]{}$])+"
# `/home/x`: not inside an address, a longer path or base64, but right after a JSON line break, a
# colour code or `file://`. The fixed part stands first, since the search for it is what is fast.
_UNIX: Final = tuple(
    re.compile(
        rf"{home}(?:(?<![\w+/.~-]{home})|(?<=\\[nrt]{home})|(?<=\dm{home})|(?<=file://{home}))"
        + _NAME
    )
    for home in ("/home/", "/Users/")
)
# `C:\Users\x`, its backslashes doubled by JSON and doubled again by a repr; `C:/Users/x`.
_WINDOWS: Final = re.compile(
    r"(?:\b|(?<=\\[nrt])|(?<=\dm))[A-Za-z]:(?:\\{2,}|/)Users(?:\\{2,}|/)"
    r"(?:\\u[0-9a-fA-F]{4}|[^/\\\"\n:*?<>|])+?(?=\\{2,}|/|\\?\"|'|\\n|$)"
)
# The Windows folder as seen from Linux on the same computer, and from Git's shell.
_MOUNTED: Final = re.compile(r"(?:/mnt|/cygdrive)?/[A-Za-z]/Users/" + _NAME)
# JSON may write `/` as `\/`; a backslash that is itself escaped stays before its slash.
_ESCAPED_SLASH: Final = re.compile(r"(?<!\\)((?:\\\\)*+)\\/")
_NOTEBOOK_KEYS: Final = frozenset({"widgets"})
_COLAB_KEYS: Final = frozenset(
    {"provenance", "mount_file_id", "authorship_tag", "history", "base_uri", "last_runtime"}
    | {"referenced_widgets", "user_tz"}
)
_CELL_KEYS: Final = frozenset({"executionInfo", "outputId", "user", "user_tz"})
_ANYWHERE: Final = frozenset({"displayName", "userId", "photoUrl", "mount_file_id", "file_id"})
"""Names that identify a person or a file of theirs, wherever in the metadata a tool put them."""


def hide_home(notebook_json: str) -> str:
    """The notebook's JSON text with every home folder shortened to `~`."""
    if "\\/" in notebook_json:
        notebook_json = _ESCAPED_SLASH.sub(r"\1/", notebook_json)
    if ":\\\\Users" in notebook_json or ":/Users" in notebook_json:
        notebook_json = _WINDOWS.sub("~", notebook_json)
    if "/Users/" in notebook_json:
        notebook_json = _MOUNTED.sub(_unless_address, notebook_json)
    for pattern in _UNIX:
        notebook_json = pattern.sub("~", notebook_json)
    return notebook_json


def _unless_address(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 2) : match.start()]
    is_apart = not before or not re.match(r"[\w.-]", before[-1])
    return "~" if is_apart or re.fullmatch(r"\\[nrt]|\dm", before) else match[0]


def strip_identity(notebook: dict[str, Any]) -> None:
    """Removes, in place, what Colab and widgets leave in the metadata.

    Colab writes the author's name, user id and photo into `executionInfo`, and ids of Drive files
    into `provenance` and `mount_file_id`. `widgets` goes too: without its `state`, which Colab
    leaves out, other tools refuse the file (jupyter/nbconvert#1731).
    """
    metadata = notebook.get("metadata")
    if isinstance(metadata, dict):
        _remove(metadata, _NOTEBOOK_KEYS)
        _remove_anywhere(metadata)
        _remove(metadata.get("colab"), _COLAB_KEYS)
    for cell in notebook["cells"]:
        cell_metadata = cell.get("metadata")
        if isinstance(cell_metadata, dict):
            _remove(cell_metadata, _CELL_KEYS)
            _remove_anywhere(cell_metadata)
            _remove(cell_metadata.get("colab"), _COLAB_KEYS)
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else ():
            if isinstance(output, dict) and isinstance(output.get("metadata"), dict):
                _remove(output["metadata"], _CELL_KEYS)
                _remove_anywhere(output["metadata"])


def _remove(mapping: Any, keys: frozenset[str]) -> None:
    if isinstance(mapping, dict):
        for key in keys & mapping.keys():
            del mapping[key]


def _remove_anywhere(metadata: dict[str, Any]) -> None:
    waiting: list[Any] = [metadata]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            _remove(value, _ANYWHERE)
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
