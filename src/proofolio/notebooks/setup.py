"""Cells that only prepare the machine: what they do, in a few words, so that they can be folded."""

import re
from typing import Final

from proofolio.language import gettext as _
from proofolio.language import ngettext

_INSTALL: Final = re.compile(
    r"[!%]?\s*(?:sudo\s+)?(?:[\w./]*python[\d.]*\s+-m\s+)?(?:uv\s+)?(?:pip[\d.]*|conda|mamba|apt(?:-get)?)\s+"
    r"(?:-\S+\s+)*(install|update|upgrade|uninstall|remove)\b(.*)"
)
_OPTION_WITH_VALUE: Final = frozenset(
    {"-r", "--requirement", "-c", "--constraint", "-f", "--find-links", "-i", "--index-url"}
    | {"--extra-index-url", "-t", "--target", "-n", "--name", "--channel"}
)
# Lines that do a thing worth naming, and those that go with any of them.
_DOES: Final = (
    (re.compile(r"drive\.mount\(.*\)|google\.colab\.drive\.mount\(.*\)"), "mounts Google Drive"),
    (re.compile(r"[!%]\s*nvidia-smi\b.*|.*=\s*!nvidia-smi\b.*"), "looks at the GPU"),
    (re.compile(r"(?:huggingface_hub\.)?(?:notebook_)?login\(.*\)|[!%]\s*(?:huggingface-cli|hf auth) login\b.*"),
     "signs in to Hugging Face"),
    (re.compile(r"[!%]\s*wandb login\b.*|wandb\.login\(.*\)"), "signs in to Weights & Biases"),
)  # fmt: skip
_GOES_WITH: Final = re.compile(
    r"from google\.colab import drive|import google\.colab.*"
    r"|from huggingface_hub import (?:notebook_)?login|import wandb"
    r"|%\s*(?:cd|load_ext|reload_ext|autoreload|matplotlib|config|tensorflow_version|env)\b.*"
    r"|[!%]\s*(?:git clone|cd|ls|pwd|mkdir|rm|mv|cp|wget|curl|unzip|tar|echo|export)\b.*"
)
_SKIPPED: Final = re.compile(r"%%(?:capture|bash|shell|sh)\b.*")
_LICENCE: Final = re.compile(
    r"licen[sc]ed? under|permission is hereby granted|redistribution and use", re.IGNORECASE
)
MAX_CHARACTERS: Final = 20_000


def does(source: str) -> str | None:
    """What a cell prepares: `installs 2 packages, mounts Google Drive`; None when it does more."""
    if len(source) > MAX_CHARACTERS:
        return None
    said: list[str] = []
    count, installs = 0, False
    for raw in source.replace("\\\n", " ").split("\n"):
        line = raw.strip()
        if not line or line.startswith("#") or _SKIPPED.fullmatch(line):
            continue
        match = _INSTALL.fullmatch(line)
        if match and (line[0] in "!%" or source.lstrip().startswith("%%")):
            installs = True
            count += _packages(match[2]) if match[1] == "install" else 0
            continue
        named = next((words for pattern, words in _DOES if pattern.fullmatch(line)), None)
        if named and _(named) not in said:
            said.append(_(named))
        elif not named and not _GOES_WITH.fullmatch(line):
            return None
    if installs:
        packages = ngettext("installs {number} package", "installs {number} packages", count)
        said.insert(0, packages.format(number=count) if count else _("prepares the system"))
    return _(", ").join(said) or None


def is_licence(source: str) -> bool:
    """Whether a cell holds nothing but a licence, in comments."""
    if not source.lstrip().startswith("#") or len(source) > MAX_CHARACTERS:
        return False
    return bool(_LICENCE.search(source)) and all(
        not line.strip() or line.lstrip().startswith("#") for line in source.split("\n")
    )


def _packages(arguments: str) -> int:
    words = re.split(r"\s[>|&;#]|[&;|]{1,2}", arguments)[0].split()
    count, skip = 0, False
    for word in words:
        if skip:
            skip = False
        elif word in _OPTION_WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            count += 1
    return count
