"""Hold the feeds of a site to independent readers: `python scripts/check_feeds.py SITE`.

`feed.xml` is read by Ruby's `rss`, which refuses what RSS 2.0 does not allow of its own elements, and by
feedparser; `feed.json` is held to the JSON Schema of JSON Feed 1.1 that npm's `jsonfeed-schema` carries.
Ruby and npm must be installed (`apt-get install ruby npm`).
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import jsonschema

SCHEMA = "jsonfeed-schema@0.5.0"
RUBY = """
require "rss"
feed = RSS::Parser.parse(File.read(ARGV[0], encoding: "UTF-8"), true)
raise "it is no RSS 2.0" unless feed.is_a?(RSS::Rss) && feed.rss_version == "2.0"
whole = feed.items.count { |item| item.content_encoded.to_s.length > 0 }
puts "#{feed.items.length} items, #{whole} with their whole text"
"""


def main() -> None:
    """Say of each feed what its readers say; exits with 1 if one refuses it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site
    wrong = [*_rss(site / "feed.xml"), *_json(site / "feed.json")]
    for line in wrong:
        print(f"wrong     {line}")
    sys.exit(1 if wrong else 0)


def _rss(path: Path) -> Iterator[str]:
    done = subprocess.run(
        ["ruby", "-e", RUBY, str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        yield f"{path.name}: {done.stderr.strip().splitlines()[0]}"
    else:
        print(f"feed.xml  Ruby's rss, validating: {done.stdout.strip()}")
    found = feedparser.parse(path.read_bytes())
    if found.bozo:
        yield f"{path.name}: {found.bozo_exception}"
    print(f"feed.xml  feedparser {feedparser.__version__}: {len(found.entries)} entries")


def _json(path: Path) -> Iterator[str]:
    feed = json.loads(path.read_text("utf-8"))
    kind = jsonschema.validators.validator_for(schema := _schema())
    errors = list(kind(schema).iter_errors(feed))
    yield from (f"{path.name}: {error.json_path}: {error.message}" for error in errors)
    print(f"feed.json {SCHEMA}: {len(feed['items'])} items, {len(errors)} errors")


def _schema() -> Any:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", "--silent", SCHEMA, "--pack-destination", folder],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (packed,) = Path(folder).glob("*.tgz")
        subprocess.run(["tar", "-xzf", packed, "-C", folder], check=True)
        return json.loads((Path(folder) / "package/schema-v1.1.json").read_text("utf-8"))


if __name__ == "__main__":
    main()
