"""A code cell's source: which language it is in, and whether it only sets things up."""

import re
from typing import Final

from proofolio.content import highlight
from proofolio.content.escape import text
from proofolio.model.portfolio import SafeHtml

_MAGIC: Final = re.compile(r"\s*(%%([A-Za-z_]\w*)[^\n]*)(?:\n|\Z)")
_MAGIC_LANGUAGES: Final = {
    "bash": "bash", "sh": "bash", "shell": "bash", "script": "bash", "html": "html",
    "javascript": "javascript", "js": "javascript", "latex": "latex", "sql": "sql",
    "bigquery": "sql", "R": "r", "ruby": "ruby", "perl": "perl", "svg": "xml",
    "markdown": "markdown", "cython": "cython", "julia": "julia", "cu": "cuda",
    "writefile": "", "file": "",
}  # fmt: skip
_EXTENSIONS: Final = {
    "py": "python", "sh": "bash", "js": "javascript", "html": "html", "css": "css",
    "json": "json", "yml": "yaml", "yaml": "yaml", "md": "markdown", "toml": "toml", "sql": "sql",
    "c": "c", "cpp": "cpp", "cu": "cuda", "r": "r", "jl": "julia", "tex": "latex",
}  # fmt: skip
_INSTALL: Final = re.compile(
    r"\s*[!%]\s*(?:sudo\s+)?(?:python3?\s+-m\s+)?(?:uv\s+)?(?:pip3?|conda|mamba|apt(?:-get)?)\s+"
    r"(?:-\S+\s+)*(install|update|upgrade)\b(.*)"
)
_OPTION_WITH_VALUE: Final = frozenset(
    {"-r", "--requirement", "-c", "--constraint", "-f", "--find-links", "-i", "--index-url"}
    | {"--extra-index-url", "-t", "--target", "-n", "--name"}
)


def block(source: str, language: str) -> SafeHtml:
    """The source, highlighted as what it is: `%%bash`, `%%html`, `%%sql` are not Python."""
    magic = _MAGIC.match(source)
    if not magic:
        return highlight.block(source, language)
    line, name = magic[1], magic[2]
    inner = _MAGIC_LANGUAGES.get(name, language)
    if not inner:
        inner = _EXTENSIONS.get(line.rsplit(".", 1)[-1].strip().lower(), "text")
    inner = highlight.canonical(inner)
    rest = source[magic.end() :].removesuffix("\n")
    body = highlight.spans(rest, inner)
    return SafeHtml(
        f'<div class="language-{text(inner)} highlight"><pre><code><span class="nd">{text(line)}'
        f"</span>\n{body}\n</code></pre></div>"
    )


def installed(source: str) -> int | None:
    """How many packages a cell installs; None when it does anything else."""
    count, found = 0, False
    for line in source.replace("\\\n", " ").split("\n"):
        stripped = line.strip()
        if not stripped or stripped.startswith("#") or stripped in {"%%capture", "%%bash"}:
            continue
        match = _INSTALL.match(line)
        if not match:
            return None
        found = True
        if match[1] == "install":
            count += _packages(match[2])
    return count if found else None


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
