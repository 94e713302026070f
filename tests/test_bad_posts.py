"""What a learner is told of posts that cannot be used, and that the others are published."""

import html
import json
import shutil

from tests.cli.test_commands import run
from tests.conftest import NOTEBOOK

GOOD = "2026-10-01-good"
BAD = {
    "undated.md": "# No date, and no git\n\nText.\n",
    "2026-10-02-twin.md": "# The first\n\nText.\n",
    "2026-10-03-twin.md": "# The second\n\nText.\n",
    "no-day.md": "---\ntitle: No day\ndate: 2026-13-45\n---\n\nText.\n",
    "2026-02-30-no-day.md": "Text.\n",
    "2026-10-05-nobody.md": "---\nkind: built\nauthors:\n  - Sample Learner\n  - nobody\n---\n\nBy whom?\n",
    "2026-10-06-no-project.md": "---\nprojects: [work,\n  gone]\n---\n\nOf what?\n",
    "2026-10-07-broken.ipynb": NOTEBOOK.replace('"cells"', '\n"cells'),
    "2026-10-08-no-yaml.ipynb": json.dumps(
        {"cells": [{"cell_type": "raw", "source": "---\ntitle: A\ndraft: perhaps\n---\n"}]}
    ),
    "2026-10-09-no-end.md": "---\ntitle: No end\n\nText.\n",
    "2026-10-10-hide.md": "---\ntitle: Hidden parts\nhide: false\n---\n\nText.\n",
    "undated.markdown": "Text without a date.\n",
}
TOLD = {
    "posts/undated.md:1": "no date",
    "posts/2026-10-03-twin.md:1": "same address as posts/2026-10-02-twin.md",
    "posts/no-day.md:3": "`2026-13-45` cannot be read",
    "posts/2026-02-30-no-day.md:": "not a date",
    "posts/2026-10-05-nobody.md:5": "no author `nobody`",
    "posts/2026-10-06-no-project.md:3": "no project `gone`",
    "posts/2026-10-07-broken.ipynb:2": "not a notebook that can be read",
    "posts/2026-10-08-no-yaml.ipynb, first cell:3": "`true` or `false`",
    "posts/2026-10-09-no-end.md:1": "does not end",
    "posts/2026-10-10-hide.md:3": "`hide`",
    "posts/undated.markdown:1": "no date",
    "curriculum.yml:4": "no project `gone`",
}


def test_each_bad_post_is_a_line_with_its_place_and_the_rest_is_published(small, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    for name, text in {**BAD, f"{GOOD}.md": "# Good\n\nText.\n"}.items():
        (root / "posts" / name).write_text(text)
    (root / "curriculum.yml").write_text(
        "stages:\n  - name: One\n    items:\n      - {name: A book, projects: [gone]}\n"
    )
    done = run("build", folder=root, check=0)
    for place, said in TOLD.items():
        lines = [line for line in done.stderr.splitlines() if place in line and said in line]
        assert len(lines) == 1, (place, done.stderr)
        assert lines[0].startswith("Note"), lines
    notes = [line for line in done.stderr.splitlines() if line.startswith("Note")]
    assert len(notes) == len(TOLD), notes

    log = (root / "site/log/index.html").read_text()
    for title in ("Good", "The first", "Nobody", "No project"):
        assert f">{title}</a>" in log
    for title in ("No date", "The second", "No day", "No end"):
        assert title not in log
    assert (root / "site/log/2026/good/index.html").is_file()
    run("build", "--strict", folder=root, check=6)


def test_what_front_matter_says_is_shown_as_it_was_written(small, tmp_path):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    quoted = 'He said "p < 0.05" & left'
    posts = {
        "2026-10-01-tagged.md": 'categories: ["a <script>alert(1)</script>", b]\n'
        f"description: {quoted}",
        "2026-10-02-listed.md": "categories: first, second\nhide: toc",
        "2026-10-03-held.md": "published: false",
        "2026-10-04-other.markdown": "kind: built",
    }
    for name, front in posts.items():
        (root / "posts" / name).write_text(f"---\n{front}\n---\n\nText of it.\n")
    done = run("build", folder=root, check=0)
    assert "Error" not in done.stderr
    log = root / "site/log"
    page = (log / "2026/tagged/index.html").read_text()
    assert "<script>alert(1)" not in "".join(file.read_text() for file in log.rglob("*.html"))
    assert "a &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert f'<meta name="description" content="{html.escape(quoted)}">' in page
    listed = (log / "2026/listed/index.html").read_text()
    assert ">first</a>" in listed
    assert ">second</a>" in listed
    assert (log / "2026/other/index.html").is_file()
    assert not (log / "2026/held").exists()
