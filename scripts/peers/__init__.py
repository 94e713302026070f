"""The tools that Proofolio is measured against, each in a virtual environment of its own."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A tool that makes pages of notebooks."""

    name: str
    pins: tuple[str, ...]
    """What pip installs."""
    lay_out: Callable[[Path, Path], None]
    """Given a folder of notebooks and a new folder to work in: write what the command needs."""
    command: Callable[[Path, Path], Command]
    """Given the environment's folder of programs and the folder to work in; pages go to its `site`."""


def programs(peer: Peer, cache: Path) -> Path:
    """Return the folder of the peer's programs, made in `cache` unless it is there with these pins."""
    home = (cache / peer.name).absolute()
    mark = home / "pins.txt"
    wanted = "\n".join(peer.pins)
    if not mark.is_file() or mark.read_text() != wanted:
        print(f"Setting up {peer.name} …", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        _checked([sys.executable, "-m", "venv", home])
        _checked([home / "bin/python", "-m", "pip", "install", *peer.pins])
        mark.write_text(wanted)
    return home / "bin"


def _checked(command: Command) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}")
