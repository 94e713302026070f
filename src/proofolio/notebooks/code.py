"""A code cell's source, highlighted as what it is: `%%bash`, `%%html`, `%%sql` are not Python."""

from typing import Final

from proofolio.content import highlight
from proofolio.content.escape import text
from proofolio.model.portfolio import SafeHtml

# IPython's own, Colab's, and those that extensions of wide use bring.
_MAGICS: Final = {
    "bash": "bash", "sh": "bash", "shell": "bash", "script": "bash", "!": "bash", "sx": "bash",
    "system": "bash", "cmd": "batch", "powershell": "powershell", "pwsh": "powershell",
    "html": "html", "svg": "xml", "javascript": "javascript", "js": "javascript",
    "node": "javascript", "css": "css", "latex": "latex", "markdown": "markdown",
    "sql": "sql", "bigquery": "sql", "sparksql": "sql", "sqlite": "sql", "duckdb": "sql",
    "R": "r", "julia": "julia", "ruby": "ruby", "perl": "perl", "octave": "octave",
    "matlab": "matlab", "rust": "rust", "cython": "cython", "cython_inline": "cython",
    "cpp": "cpp", "c": "c", "cu": "cuda", "cuda": "cuda", "nvcc": "cuda", "pybind11": "cpp",
    "fortran": "fortran", "dot": "dot", "configure": "json",
    "ai": "text", "writetemplate": "text",
}  # fmt: skip
_WRITES: Final = frozenset({"writefile", "file", "appendfile", "save"})
_INTERPRETERS: Final = ("bash", "sh", "zsh", "perl", "ruby", "node", "python")
_EXTENSIONS: Final = {
    "py": "python", "sh": "bash", "js": "javascript", "ts": "typescript", "html": "html",
    "css": "css", "json": "json", "yml": "yaml", "yaml": "yaml", "md": "markdown", "toml": "toml",
    "ini": "ini", "cfg": "ini", "xml": "xml", "sql": "sql", "pyx": "cython", "c": "c", "h": "c",
    "cpp": "cpp", "cc": "cpp", "cu": "cuda", "r": "r", "jl": "julia", "tex": "latex",
    "java": "java", "go": "go", "rs": "rust", "proto": "protobuf", "dockerfile": "docker",
}  # fmt: skip


def block(source: str, language: str) -> SafeHtml:
    """The source as `<div class="language-… highlight"><pre><code>…`.

    Args:
        source: a code cell's.
        language: the kernel's, as Pygments calls it.
    """
    before, line, rest = _magic(source)
    inner = _language(line, language)
    if inner is None:
        return highlight.block(source, language)
    inner = highlight.canonical(inner)
    above = highlight.spans(before, language)
    body = highlight.spans(rest.removesuffix("\n"), inner)
    return highlight.framed(f'{above}<span class="k">{text(line)}</span>\n{body}\n', inner)


def _magic(source: str) -> tuple[str, str, str]:
    """What stands above a `%%magic` (comments alone may), its line, and what it is applied to."""
    position = 0
    while position < len(source):
        end = source.find("\n", position)
        end = len(source) if end < 0 else end
        line = source[position:end].strip()
        if line.startswith("%%"):
            return source[:position], source[position:end].rstrip(), source[end + 1 :]
        if line and not line.startswith("#"):
            break
        position = end + 1
    return source, "", ""


def _language(line: str, language: str) -> str | None:
    """The language beneath a `%%magic` line; None where there is no such line."""
    words = line.strip().removeprefix("%%").split()
    if not words:
        return None
    name = words[0]
    if name == "script":
        program = next((word for word in words[1:] if not word.startswith("-")), "")
        known = program.rsplit("/", 1)[-1].rstrip("0123456789.")
        return {"node": "javascript"}.get(known, known if known in _INTERPRETERS else "bash")
    if name in _WRITES:
        file = words[-1].strip("\"'").lower()
        return _EXTENSIONS.get(file.rsplit("/", 1)[-1].rsplit(".", 1)[-1], "text")
    return _MAGICS.get(name, language)
