"""Write `src/proofolio/data/colab.json`: what a fresh Colab has installed.

Colab publishes it in https://github.com/googlecolab/backend-info, a file per kind of machine.
Clone that repository and give its folder:

    python scripts/colab_packages.py backend-info > src/proofolio/data/colab.json
"""

import json
import re
import subprocess
import sys
from pathlib import Path

_LINE = re.compile(r"([A-Za-z0-9][\w.-]*)\s*(?:==\s*(\S+)|@\s*(\S+))")
_VERSION_IN_ADDRESS = re.compile(r"-(\d+(?:\.\d+)+)")
_GONE_FROM_PYTHON = {
    "3.12": ("asynchat", "asyncore", "imp", "smtpd"),
    "3.13": (
        "cgi", "cgitb", "crypt", "imghdr", "lib2to3", "mailcap", "msilib", "nis", "nntplib",
        "ossaudiodev", "pipes", "sndhdr", "spwd", "telnetlib", "uu", "xdrlib",
    ),
}  # fmt: skip
"""Modules that left the standard library (https://docs.python.org/3/whatsnew/), by version."""


def main() -> None:
    """Read the clone and print the file."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    clone = Path(sys.argv[1])
    plain, gpu = (_packages(_show(clone, f"pip-freeze{kind}.txt")) for kind in ("", ".gpu"))
    python = re.search(r"^Python (\d+\.\d+)", _show(clone, "os-info.txt"), re.MULTILINE)
    if python is None or len(plain) < 100:
        sys.exit("This does not look like a clone of googlecolab/backend-info.")
    gone = {
        module: version
        for version, modules in _GONE_FROM_PYTHON.items()
        for module in modules
        if _order(version) <= _order(python[1])
    }
    known = sorted(
        {name for name in sys.stdlib_module_names if not name.startswith("_")} - gone.keys()
    )
    print(
        json.dumps(
            {
                "source": "https://github.com/googlecolab/backend-info",
                "as_of": _git(clone, "log", "-1", "--format=%cs").strip(),
                "python": python[1],
                "packages": plain,
                "packages_with_gpu": {k: v for k, v in gpu.items() if k not in plain},
                "standard_library": [*known, "__future__"],
                "gone_from_python": gone,
            },
            indent=1,
        )
    )


def _packages(freeze: str) -> dict[str, str]:
    """Normalised name → version, empty where it is installed from an address without one."""
    found = {}
    for line in freeze.splitlines():
        match = _LINE.match(line)
        if match:
            address = _VERSION_IN_ADDRESS.search(match[3] or "")
            version = match[2] or (address[1] if address else "")
            found[re.sub(r"[-_.]+", "-", match[1]).lower()] = version
    return dict(sorted(found.items()))


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _show(clone: Path, name: str) -> str:
    return _git(clone, "show", f"HEAD:{name}")


def _git(clone: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", clone, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
