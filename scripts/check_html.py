"""Hold every page of a built site to the HTML standard: `python scripts/check_html.py SITE VNU_JAR`.

The validator is the Nu Html Checker (https://validator.github.io/validator/), run by Java; its jar comes
from `npm install vnu-jar`. `make html` does it all for the demo. Each error is printed with its page and
line; exit code 1 when there is one that is not listed here.
"""

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

KNOWN = {
    ("Attribute “autocomplete” is only allowed when the input type is", 'class="md-toggle"'): (
        "Material writes it on its switches, so that Firefox does not keep an open menu open after a reload"
    ),
}
"""How an error of Material's own begins, and what stands in the markup that it quotes → why it is left."""


def main() -> None:
    """Check the pages and print what is wrong, a line per error and a figure per line."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    site, jar = map(Path, sys.argv[1:])
    java = shutil.which("java")
    if java is None:
        sys.exit("Java is not installed (apt-get install default-jre-headless).")
    for needed in (site / "index.html", jar):
        if not needed.is_file():
            sys.exit(f"There is no {needed}. Try `make html`.")
    pages = sorted(site.rglob("*.html"))
    known: Counter[str] = Counter()
    errors = 0
    for message in _messages(java, jar, site):
        reason = _reason(message)
        if reason:
            known[reason] += 1
            continue
        errors += 1
        page = unquote(urlsplit(message.get("url", "")).path)
        print(f"{page}:{message.get('lastLine', '?')}: {message['message']}")
    for reason, times in known.items():
        print(f"left {times} times: {reason}.")
    print(f"html.pages {len(pages)} pages")
    print(f"html.errors {errors} errors")
    sys.exit(1 if errors else 0)


def _reason(message: dict[str, str]) -> str:
    """Return why an error is left, or nothing."""
    said, quoted = message["message"], message.get("extract", "")
    return next(
        (why for (start, part), why in KNOWN.items() if said.startswith(start) and part in quoted),
        "",
    )


def _messages(java: str, jar: Path, site: Path) -> list[dict[str, str]]:
    """Return what the validator calls an error, and what it could not read."""
    checker = [java, "-Xss4m", "-jar", str(jar)]
    options = ["--format", "json", "--exit-zero-always", "--skip-non-html"]
    done = subprocess.run(
        [*checker, *options, str(site)], capture_output=True, text=True, check=True
    )
    return [message for message in json.loads(done.stderr)["messages"] if message["type"] != "info"]


if __name__ == "__main__":
    main()
