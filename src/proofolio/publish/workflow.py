"""The workflow that lets GitHub pull, build, check and publish a portfolio.

It is held to https://docs.github.com/en/actions/reference/security/secure-use: no permission that a job
does not need, no expression inside a script, every action pinned by its commit.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from importlib import resources
from pathlib import Path
from string import Template
from types import MappingProxyType

from proofolio import __version__
from proofolio.errors import InputError
from proofolio.publish.installed import this_version
from proofolio.publish.written import is_plain_place

WORKFLOW = ".github/workflows/portfolio.yml"
"""From the root of the repository."""
REQUIREMENTS = ".github/workflows/portfolio.requirements.txt"
"""What it installs, each with its hashes; from the root of the repository, too."""
PYTHON = "3.13"

ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
        "setup_python": "5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
        "cache": "27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5",
        "upload": "fc324d3547104276b827a68afc52ff2a11cc49c9 # v5.0.0",
        "deploy": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
    }
)
"""The commits that actions are pinned to.

Each is the commit of that tag in a clone of the action's own repository (`git rev-parse v7.0.1^{commit}`),
and runs on Node 24 or none. `configure-pages` is not among them: the token of a workflow may not
switch Pages on (https://github.com/actions/configure-pages/pull/48), and whether it is on, a request tells.
"""

_FOLDER = re.compile(r"(?!-)[\w .-]+(?:/(?!-)[\w .-]+)*")
"""No character that YAML, a shell or the cache's patterns give a meaning to."""
_BRANCH = re.compile(r"(?![-/])[\w./+!#@=,-]+")
"""What git allows (https://git-scm.com/docs/git-check-ref-format), less what nobody uses."""
_INSTALL = re.compile(r"(?!-)[\x21-\x7e][\x20-\x7e]{0,499}")


class _Blanks(Template):
    """Blanks are `%%name`: `$` is the shell's, `@` the pins'."""

    delimiter = "%%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What differs from one portfolio's workflow to another's."""

    account: str
    """Whose it is; decides the minute of the day."""
    branch: str = "main"
    """A push to it publishes."""
    folder: str = ""
    """Where the portfolio is, from the root of the repository; empty for the root itself."""
    install: str = ""
    """What pip is to install; empty for this very version."""

    def values(self) -> dict[str, str]:
        """The same as texts, to be remembered."""
        return {name: value for name, value in asdict(self).items() if value}


def remembered(values: Mapping[str, str], *, folder: str) -> Choices:
    """Return the choices in `Choices.values()`, for a portfolio that may have moved to another folder."""
    return Choices(
        account=values.get("account", ""),
        branch=values.get("branch", "main"),
        folder=folder,
        install=values.get("install", ""),
    )


def render(choices: Choices) -> str:
    """Return the workflow.

    Raises:
        InputError: a folder, branch or requirement cannot stand in it.
    """
    install = choices.install or this_version()
    _check(replace(choices, install=install))
    hour, minute = moment(choices.account)
    prefix = f"{choices.folder}/" if choices.folder else ""
    text = (resources.files("proofolio") / "publish" / "portfolio.yml.txt").read_text("utf-8")
    return _Blanks(text).substitute(
        ACTIONS,
        branch=json.dumps(re.sub(r"([!+])", r"\\\1", choices.branch), ensure_ascii=False),
        hour=hour,
        minute=minute,
        python=PYTHON,
        folder=json.dumps(choices.folder or ".", ensure_ascii=False),
        prefix=prefix,
        site=json.dumps(f"{prefix}site", ensure_ascii=False),
        install=json.dumps(install),
    )


def requirements(root: Path, install: str) -> str:
    """Return the list of what the workflow installs: all that this version needs, by hashes.

    Proofolio itself is among it only as a wheel that lies in the portfolio's folder: of a release or a
    commit nobody knows the hash before it is made.

    Args:
        root: the portfolio's folder.
        install: what pip is to install, as in `Choices`.
    """
    text = (resources.files("proofolio") / "publish" / "requirements.txt").read_text("utf-8")
    head = (
        f"# What portfolio.yml installs for Proofolio {__version__}: these bytes, and no others.\n"
    )
    wheel = root / install
    if not install.startswith("./") or not is_plain_place(root, install.removeprefix("./")):
        return head + text
    mark = hashlib.sha256(wheel.read_bytes()).hexdigest() if wheel.is_file() else ""
    return head + text + (f"{install} \\\n    --hash=sha256:{mark}\n" if mark else "")


def moment(account: str) -> tuple[int, int]:
    """Return hour and minute of a day (UTC): the same for an account each time, and off the hour."""
    number = int.from_bytes(hashlib.sha256(account.lower().encode()).digest()[:4], "big")
    hour, rest = divmod(number, 48)
    return hour % 24, 7 + rest


def _check(choices: Choices) -> None:
    """Refuse what would be read as something else than it is.

    Raises:
        InputError: says what, and what to do.
    """
    if choices.folder and not _FOLDER.fullmatch(choices.folder):
        raise InputError(
            f"A workflow cannot name the folder `{choices.folder}`.",
            "Rename it: letters, digits, spaces, `.`, `-` and `_` are fine.",
        )
    if {"..", "."} & set(choices.folder.split("/")):
        raise InputError(f"`{choices.folder}` leaves the repository.", "Name a folder inside it.")
    if not _BRANCH.fullmatch(choices.branch) or len(choices.branch) > 200:
        raise InputError(
            f"A workflow cannot name the branch `{choices.branch}`.",
            "Rename it, such as `git branch -m main`.",
        )
    if "${{" in choices.install or not _INSTALL.fullmatch(choices.install):
        raise InputError(
            f"pip cannot install `{choices.install}`.",
            "Name a package as pip does: `proofolio==1.2.0`, or `proofolio @ git+https://…`.",
        )
