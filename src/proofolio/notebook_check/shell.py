"""What shell lines of a notebook install, and whether they bring files."""

import re
import shlex
from dataclasses import dataclass
from typing import Final

from proofolio.notebook_check.colab import normalised

_SPLIT: Final = re.compile(r"&&|\|\||[;|]")
_INSTALLER: Final = re.compile(
    r"\s*(?:sudo\s+|time\s+|yes\s+|[^\s/]*/)*(?:uv\s+)?(?:pip3?|pip3\.\d+|conda|mamba)\s+(?:-\S+\s+)*install\b"
    r"|\s*(?:sudo\s+)?(?:[^\s/]*/)*(?:\{?sys\.executable\}?|\$\{?sys\.executable\}?|python3?(?:\.\d+)?)\s+-m\s+(?:uv\s+)?pip\s+(?:-\S+\s+)*install\b"
    r"|\s*uv\s+add\b"
)
_WITH_VALUE: Final = frozenset(
    {"-r", "--requirement", "-c", "--constraint", "-f", "--find-links", "-i", "--index-url"}
    | {
        "--extra-index-url",
        "-t",
        "--target",
        "-n",
        "--name",
        "--root",
        "--prefix",
        "--trusted-host",
    }
    | {
        "--progress-bar",
        "--platform",
        "--python",
        "--timeout",
        "--retries",
        "--channel",
        "--no-binary",
    }
)
_FILES: Final = frozenset({"-r", "--requirement", "-e", "--editable"})
_REQUIREMENT: Final = re.compile(
    r"([A-Za-z0-9](?:[\w.-]{0,100}[A-Za-z0-9])?)(?:\[[^\]]{0,200}\])?\s*((?:[=<>!~]{1,3}[^#@]{0,100})?)"
)
_BRINGS: Final = re.compile(
    r"\b(?:git\s+(?:clone|checkout|pull|lfs)|wget|curl|gdown|aria2c|unzip|tar|7z|unrar|gunzip|kaggle|gsutil"
    r"|gcloud|aws|hf|huggingface-cli|svn|dvc|rclone|rsync|cp|mv|ln|cd|touch|echo|cat|python3?|bash|sh|make"
    r"|pushd|kagglehub|azcopy|opendatasets|tee|unar|xz|bunzip2|ffmpeg|youtube-dl|yt-dlp|convert|jupyter|dvc"
    r"|spacy|fiftyone|roboflow|autotrain|accelerate|torchrun|deepspeed|dbt|sqlite3|git-lfs|wget2|axel|zcat)\b|>"
)
_BRINGS_CODE: Final = re.compile(
    r"\b(?:git|svn|unzip|tar|7z|unrar|cp|mv|ln|python3?|bash|sh|make|jupyter|rclone|rsync|dvc)\b|\.(?:py|zip|gz)\b|>"
)
_KAGGLE: Final = re.compile(r"\s*(?:!\s*)?kaggle\s+(?:datasets|competitions|kernels|models)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a shell line does, as far as it matters here."""

    installs: tuple[tuple[str, str], ...] = ()
    """Normalised name and pin."""
    installs_more: bool = False
    """From a file, a folder, an address or a variable."""
    brings_files: bool = False
    """Files may exist afterwards that did not before."""
    brings_code: bool = False
    """Python modules may be among them."""
    wants_kaggle: bool = False


def effect(command: str) -> Effect:
    """Read one line of a shell, which may hold several commands."""
    installs: list[tuple[str, str]] = []
    more = brings = code = kaggle = False
    text = command[:20_000].split("\n", 1)[0] if "<<" in command else command[:20_000]
    for part in _SPLIT.split(_without_comment(text)):
        match = _INSTALLER.match(part)
        if match:
            found, unknown = _requirements(part[match.end() :])
            installs += found
            more |= unknown
        else:
            brings |= _BRINGS.search(part) is not None
            code |= _BRINGS_CODE.search(part) is not None
            kaggle |= _KAGGLE.match(part) is not None
    return Effect(
        installs=tuple(installs),
        installs_more=more,
        brings_files=brings,
        brings_code=brings and code,
        wants_kaggle=kaggle,
    )


def _without_comment(text: str) -> str:
    return re.split(r"(?:^|\s)#", text, maxsplit=1)[0]


def _requirements(arguments: str) -> tuple[list[tuple[str, str]], bool]:
    """Names with their pins, and whether there is more than names."""
    found: list[tuple[str, str]] = []
    more, skip = False, False
    for word in _words(arguments):
        if skip:
            skip = False
        elif word in _FILES:
            more = skip = True
        elif word in _WITH_VALUE:
            skip = True
        elif word.startswith("-"):
            more |= word.startswith(("-r", "-e", "--requirement=", "--editable="))
        elif word[:1] in {">", "&", "<"} or word in {"2>&1", "1>", "2>"}:
            break
        elif "/" in word or "$" in word or "{" in word or word == "." or word.endswith(".whl"):
            more = True
        else:
            match = _REQUIREMENT.fullmatch(word)
            if match:
                found.append((normalised(match[1]), match[2].replace(" ", "")))
    return found, more


def _words(arguments: str) -> list[str]:
    # `pip install "x>=1"` quotes; `pip install x >=1` and a lone apostrophe are mistakes of authors.
    try:
        return shlex.split(arguments)
    except ValueError:
        return arguments.replace("'", " ").replace('"', " ").split()
