"""Write characters and words of twenty scripts, emoji and worse into every field: `python scripts/characters.py`.

Each batch stands in every field that reaches a page, a card or the PDF: of a pulled repository (name of
headings, description, topics, notebook), of `resume.yml` and its variants, of own words, posts,
curriculum and shares. Prints a line for each batch: whether a site was built, how many lines were told,
and whether there is a PDF and a card. `--each` builds with one at a time.
"""

import argparse
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from proofolio.usecases import scaffold
from proofolio.usecases.build import build
from proofolio.usecases.built import Built
from proofolio.usecases.sync import sync
from tests.standin.server import StandIn

LOGIN = "sample-learner"
DAY = date(2026, 11, 22)
PER_BUILD = 8

SAMPLES = (
    # Twenty scripts and more.
    "हिन्दी", "नमस्ते", "বাংলা", "ਪੰਜਾਬੀ", "ગુજરાતી", "ଓଡ଼ିଆ", "தமிழ்", "తెలుగు",
    "ಕನ್ನಡ", "മലയാളം", "සිංහල", "ภาษาไทย", "ພາສາລາວ", "မြန်မာ", "ខ្មែរ", "བོད་སྐད་",
    "العربية", "فارسی می‌خواهم", "اردو", "עברית", "ܣܘܪܝܝܐ", "ދިވެހި", "ქართული", "Հայերեն",
    "አማርኛ", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "ᏣᎳᎩ", "ᠮᠣᠩᠭᠣᠯ", "中文", "繁體字", "日本語", "カタカナ",
    "한국어", "ㄅㄆㄇ", "Ελληνικά", "Кириллица", "Қазақша", "Tiếng Việt", "Łódź ąę", "ẇ ẏ ḁ",
    "𒀀𒁀", "𓀀𓂀", "𐌰𐌱", "𝔄𝔅ℂ", "𠮷野", "〱〲", "ﷺ", "꧁꧂",
    # Emoji.
    "🛒", "🚀✨", "👨‍👩‍👧‍👦", "👩🏽‍💻", "🏳️‍🌈", "🇵🇹", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "1️⃣",
    "⭐️", "✅❌", "⚡", "❤️", "★★★☆☆", "☕", "→ ⇒ ↗", "©®™",
    # Marks, spaces and controls.
    "\u202etxet", "\u200f\u200e", "\u2066a\u2069", "a\u200bb", "\ufeffbom", "e\u0301\u0323\u0308", "Z͑ͫ̓a̴l̷g̸o",
    "\u00adsoft", "non\u00a0break", "thin\u2009space", "line\u2028sep", "para\u2029sep", "\u0085next", "\u001b[31mred",
    "bell\u0007", "back\u0008", "form\u000c", "del\u007f", "null\\0", "half\\ud83d", "other\\udc00", "\ufffe\uffff",
    "\ue000private", "\U000f0000", "\ufffd", "\U000e0001tag", "\u0378none", "\u2e3alash",
    # Signs of other languages.
    "<b>x</b> & \"q\" 'a'", "{{ 7*7 }} {% raw %}", "$x^2$ \\(y\\)", "#set page(width: 1pt)", "`code` **b** [x](y)",
    "a: b # c", "---", "%PDF-1.7", "C:\\Users\\x", "x" * 130, "½ ⅓ ² ₂ ∑ √ ∞ ≤", "№ § ¶ † ‡ • …",
)  # fmt: skip


def main() -> None:
    """Build with each batch; print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", action="store_true", help="one at a time")
    parser.add_argument("--only", type=int, help="the batch with this number")
    asked = parser.parse_args()
    size = 1 if asked.each else PER_BUILD
    batches = [SAMPLES[start : start + size] for start in range(0, len(SAMPLES), size)]
    stopped = 0
    for number, batch in enumerate(batches):
        if asked.only in (None, number):
            stopped += not tried(number, batch)
    print(f"{len(SAMPLES)} samples, {len(batches)} builds: {stopped} stopped")
    sys.exit(1 if stopped else 0)


def tried(number: int, batch: Sequence[str]) -> bool:
    """Build one site; return whether there is one."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "portfolio"
        root.mkdir()
        write(root, Path(name) / "account", batch)
        try:
            built = pull_and_build(root, Path(name))
        except Exception as error:  # noqa: BLE001  this is what is looked for
            print(f"{number:3} STOPPED {batch!r}: {type(error).__name__}: {str(error)[:300]}")
            traceback.print_exc(limit=-3)
            return False
        site = root / "site"
        pdf = (site / "resume/resume.pdf").is_file()
        cards = len(list(site.rglob("card-*.png")))
        print(f"{number:3} built, {len(built.problems)} told, PDF {pdf}, {cards} cards")
        for problem in built.problems:
            print(f"      {str(problem)[:150]!r}")
        return (site / "index.html").is_file()


def pull_and_build(root: Path, work: Path) -> Built:
    """Pull the account and build the site."""
    with StandIn(work / "account", pages_url="https://github.com", work_dir=work / "git") as github:
        os.environ |= {**github.environment(), "GITHUB_TOKEN": "good-token"}
        sync(root, lambda _: None)
    return build(root, today=DAY)


def write(root: Path, account: Path, batch: Sequence[str]) -> None:
    """Write a portfolio and an account that say the samples in every field."""
    list(scaffold.write_portfolio(root, github=LOGIN, colab=()))
    said = " ".join(batch)
    plain = " ".join(sample for sample in batch if "\\" not in sample)
    config = (root / "mkdocs.yml").read_text("utf-8")
    site_url = "site_url: https://sample-learner.github.io/portfolio/"
    (root / "mkdocs.yml").write_text(
        f"{site_url}\n{config}" if "\nsite_url" not in config else config
    )
    quoted = f'"{_yaml(said)}"'
    _write(root / "resume.yml", resume(quoted))
    _write(
        root / "portfolio.yml", f"github: {LOGIN}\nheadline: {quoted}\nresume: {{language: en}}\n"
    )
    _write(root / "resumes/other.yml", f"title: {quoted}\nlabel: {quoted}\nsummary: {quoted}\n")
    _write(
        root / "curriculum.yml",
        f"stages:\n  - name: {quoted}\n    about: {quoted}\n    items:\n      - {{name: {quoted}, by: {quoted}, note: {quoted}}}\n"
        f"milestones:\n  - {{date: 2026-01-02, name: {quoted}}}\n",
    )
    _write(
        root / "shares/one.yml",
        f"for: {quoted}\nnote: {quoted}\nkey: abcdefgh12345678ABCDEFGH87654321\n",
    )
    _write(
        root / "authors.yml", f"authors:\n  one:\n    name: {quoted}\n    description: {quoted}\n"
    )
    _write(root / "about.md", f"# {plain}\n\n{plain}\n")
    _write(
        root / "projects/study.md",
        f"---\ntitle: {quoted}\nsummary: {quoted}\nresults:\n  - {{label: {quoted}, value: {quoted}, note: {quoted}}}\n---\n\n# {plain}\n\n{plain}\n",
    )
    for number, sample in enumerate(batch):
        _write(
            root / f"posts/2026-01-{number + 1:02}-post.{number}.md".replace("post.", "post-"),
            f'---\ntitle: "{_yaml(sample)}"\ndescription: "{_yaml(sample)}"\ntags: ["{_yaml(sample)}"]\ncategories: ["{_yaml(sample)}"]\nsubtitle: "{_yaml(sample)}"\n---\n\n# {sample}\n\n{sample}\n',
        )
    repo = account / "repos/study"
    _write(
        repo / "README.md",
        f"# {said}\n\n{said}\n\n## {said}\n\n| {plain} | b |\n| - | - |\n| a | b |\n",
    )
    _write(repo / "study.ipynb", notebook(said))
    _write(account / "account.json", json.dumps(owner(plain)))


def resume(quoted: str) -> str:
    """Return a `resume.yml` whose every text is the same."""
    return f"""basics:
  name: Sample Learner {quoted[1:-1] if '"' not in quoted[1:-1] and ": " not in quoted and "#" not in quoted and chr(92) not in quoted and "{" not in quoted else ""}
  label: {quoted}
  summary: {quoted}
  location: {{city: {quoted}}}
work:
  - {{position: {quoted}, name: {quoted}, location: {quoted}, startDate: 2024-01, summary: {quoted}, highlights: [{quoted}]}}
education:
  - {{institution: {quoted}, area: {quoted}, studyType: {quoted}, score: {quoted}, courses: [{quoted}]}}
awards:
  - {{title: {quoted}, awarder: {quoted}, summary: {quoted}}}
certificates:
  - {{name: {quoted}, issuer: {quoted}}}
skills:
  - {{name: {quoted}, keywords: [{quoted}]}}
languages:
  - {{language: {quoted}, fluency: Native}}
interests:
  - {{name: {quoted}}}
references:
  - {{name: {quoted}, reference: {quoted}}}
projects:
  - {{name: {quoted}, description: {quoted}, highlights: [{quoted}]}}
"""


def notebook(said: str) -> str:
    """Return a notebook that says a text wherever it can."""
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": f"# {said}\n\n{said}"},
        {
            "cell_type": "code", "metadata": {}, "source": f"# {said}\nprint({said!r})", "execution_count": 1,
            "outputs": [
                {"output_type": "stream", "name": "stdout", "text": said},
                {"output_type": "display_data", "metadata": {}, "data": {"text/html": f"<table><tr><td>{said}</td></tr></table>"}},
            ],
        },
    ]  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


def owner(said: str) -> dict[str, object]:
    """Return the account."""
    return {
        "login": LOGIN, "id": 1, "type": "User", "name": said[:200], "bio": said[:150], "location": said[:100],
        "blog": "", "company": None, "created_at": "2024-01-01T00:00:00Z", "pinned": [],
        "repositories": [
            {"id": 2, "name": "study", "description": said[:300], "homepage": "", "topics": [], "license": None,
             "stars": 0, "created_at": "2025-01-01T00:00:00Z", "default_branch": "main",
             "commits": [{"date": "2025-03-02T10:00:00Z", "message": "Begin", "paths": []}]}
        ],
    }  # fmt: skip


def _yaml(text: str) -> str:
    """Escape a text for double quotes in YAML, but for escapes that are meant."""
    kept = text.replace("\\0", "\x01").replace("\\ud", "\x02")
    kept = kept.replace("\\", "\\\\").replace('"', '\\"')
    kept = "".join(
        c if c in "\x01\x02" or c.isprintable() or c == " " else f"\\U{ord(c):08x}" for c in kept
    )
    return kept.replace("\x01", "\\0").replace("\x02", "\\ud")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    main()
