import hashlib
import json
import os
import re
import threading
import urllib.request
from pathlib import Path

import pytest

from proofolio.errors import InputError, SystemProblemError
from proofolio.model.page import Text
from proofolio.model.portfolio import Asset
from proofolio.pages import credit, lay_out
from proofolio.pages.render import insert, render
from proofolio.site import docs_tree, engine_config
from proofolio.site.engine import ThemeFacts, build
from proofolio.site.engine_serve import serve
from proofolio.site.feeds import feed_of
from proofolio.site.finish import finish
from tests.pages.factories import AS_OF, BLOBS, a_full_portfolio, a_portfolio

CONFIG = (Path(__file__).parents[2] / "mkdocs.yml").read_text("utf-8")
POST = """---
title: What broke when ten people used my model at once
date: 2026-11-14
slug: ten-people
kind: built
projects:
  - title: Food & Vision
    path: projects/food-vision/
---

The **queue** broke. [More](nowhere.md)

```python
print("all at once")
```
"""


OTHERS = [
    Text(
        path=f"log/posts/{post.slug}.md",
        text=f"---\ntitle: {post.title}\ndate: {post.date}\nslug: {post.slug}\n---\n\nText.\n",
    )
    for post in a_full_portfolio().posts[1:]
]


def _portfolio(folder: Path, portfolio, posts=(), config=CONFIG):
    """Write and build a portfolio; returns the engine's report."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    plot = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    pages = lay_out(portfolio)
    feed = feed_of(portfolio, engine_config.address(folder / "mkdocs.yml"))
    docs_tree.write(
        folder / ".proofolio/docs",
        [*map(render, pages), *posts],
    )
    report = build(
        folder / "mkdocs.yml",
        docs=folder / ".proofolio/docs",
        made=folder / ".proofolio/made",
        strict=False,
        facts=ThemeFacts(
            as_of=AS_OF,
            credit=credit(portfolio),
            feeds=feed is not None,
        ),
    )
    finish(
        folder / "site",
        made=folder / ".proofolio/made",
        inserts=filter(None, map(insert, pages)),
        assets=[
            Asset(path=path, blob=hashlib.sha256(plot).hexdigest())
            for path in (
                "projects/food-vision/plot.svg",
                "projects/food-vision/milestone/milestone.ipynb",
                "projects/attention-again/copy-task/copy-task.ipynb",
            )
        ],
        get=lambda blob: BLOBS.get(blob, plot),
        ledger=folder / ".proofolio/site-files.json",
        feed=feed,
    )
    return report


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A full portfolio whose owner changed what Material lets them change, built once."""
    folder = tmp_path_factory.mktemp("portfolio")
    overrides = folder / "overrides"
    overrides.mkdir()
    (overrides / "main.html").write_text(
        '{% extends "base.html" %}{% block announce %}Open to work{% endblock %}'
    )
    config = CONFIG.replace("  font: false", "  custom_dir: overrides\n  font: false").replace(
        "primary: custom", "primary: teal"
    )
    config = config.replace(
        "# site_url: https://sample-learner", "site_url: https://sample-learner"
    )
    posts = [Text(path="log/posts/ten-people.md", text=POST), *OTHERS]
    report = _portfolio(folder, a_full_portfolio(), posts, config)
    return folder, report, posts, config


def _read(built, path: str) -> str:
    return (built[0] / "site" / path).read_text("utf-8")


def test_every_page_leads_to_the_feeds(built):
    site = built[0] / "site"
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        if "frames" in path.parts or "md-header" not in text:
            continue
        found = re.findall(r'<link rel="alternate" type="([^"]+)" [^>]*href="([^"]+)"', text)
        assert [kind for kind, _ in found] == ["application/rss+xml", "application/feed+json"], path
        if path.name == "index.html":
            assert all((path.parent / address).is_file() for _, address in found)


def test_a_feed_carries_the_text_that_the_engine_made(built):
    items = json.loads(_read(built, "feed.json"))["items"]
    (item,) = [item for item in items if item["url"].endswith("/ten-people/")]
    assert "<strong>queue</strong>" in item["content_html"]
    assert '<span class="nb">print</span>' in item["content_html"]
    assert "Food &amp; Vision" not in item["content_html"], "the page's head is no part of the text"


def test_cells_are_on_the_page_and_not_in_the_search_index(built):
    page = _read(built, "projects/food-vision/milestone/index.html")
    assert page.count('class="pf-cell"') == 2
    assert "data-pf-" not in page
    index = json.loads(_read(built, "search/search_index.json"))
    found = {entry["location"]: entry["text"] for entry in index["docs"]}
    assert found["projects/food-vision/milestone/#u-loaders"].endswith("move, if a &lt; b")
    assert "projects/food-vision/milestone/" in found
    assert not any("make_loader" in text for text in found.values())
    assert "" not in found, "lists of links are no use as results"


def test_theme_overrides_and_palette_work_as_material_documents_them(built):
    for page in ("index.html", "projects/food-vision/index.html", "log/2026/ten-people/index.html"):
        text = _read(built, page)
        assert "Open to work" in text
        assert 'data-md-color-primary="teal"' in text
        assert 'class="pf-header__name"' in text


def test_the_header_leads_to_the_menu_and_says_where_one_is(built):
    text = _read(built, "projects/food-vision/index.html")
    menu = re.search(r'<nav class="pf-header__nav".*?</nav>', text, re.DOTALL)[0]
    words = re.findall(r">([^<\n]+)</a>", menu)
    assert words == ["Work", "Skills", "Log", "Path", "About"], "there is no résumé to lead to"
    assert '<a href="../" aria-current="true">Work</a>' in menu
    assert 'aria-current="page">Work' in _read(built, "projects/index.html")


def test_a_post_names_its_kind_and_its_projects(built):
    text = _read(built, "log/2026/ten-people/index.html")
    facts = re.search(r'<p class="pf-facts">.*?</p>', text, re.DOTALL)[0]
    said = " ".join(re.sub(r"<[^>]+>", "", facts).split())
    assert said == "14 Nov 2026, built. About Food &amp; Vision."
    assert 'href="../../../projects/food-vision/"' in facts
    assert "all at once" in text
    rows = re.search(r'<ul class="pf-rows.*?</ul>', _read(built, "log/index.html"), re.DOTALL)[0]
    said = " ".join(re.sub(r"<[^>]+>", "", rows).split())
    assert said.startswith(
        "14 Nov 2026 What broke when ten people used my model at once built 2 Nov"
    )


def test_what_the_engine_warns_of_is_told_with_its_place(built):
    (warning,) = built[1].warnings
    assert "nowhere.md" in warning.message
    assert warning.where.path == "posts/ten-people.md"


def test_with_strict_a_warning_is_an_error(built, tmp_path):
    folder = built[0]
    with pytest.raises(InputError, match=r"nowhere\.md"):
        build(
            folder / "mkdocs.yml",
            docs=folder / ".proofolio/docs",
            made=tmp_path / "made",
            strict=True,
            facts=ThemeFacts(
                as_of=AS_OF,
            ),
        )
    assert not list(tmp_path.iterdir())


def test_the_footer_says_how_old_the_work_is(built):
    assert "Work as of 21 November 2026, pulled from GitHub and Colab." in _read(built, "404.html")
    assert "<lastmod>2026-11-21</lastmod>" in _read(built, "sitemap.xml")


def test_no_page_asks_another_host_for_anything(built):
    site = built[0] / "site"
    fetched = re.compile(
        r"<(?:script|img|iframe|source|video|audio)[^>]+src=[\"']?(?:https?:)?//[^\"'>]+"
    )
    linked = re.compile(r"<link(?![^>]*rel=[\"']?canonical)[^>]+href=[\"']?(?:https?:)?//[^\"'>]+")
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        assert not fetched.findall(text), file
        assert not linked.findall(text), file
    for sheet in site.rglob("*.css"):
        assert not re.findall(r"(?:url\(|@import\s*)[\"']?(?:https?:)?//", sheet.read_text("utf-8"))


def test_every_link_of_the_site_leads_somewhere(built):
    site = built[0] / "site"
    for file in site.rglob("*.html"):
        if file.name == "404.html":
            continue
        for link in re.findall(r'(?:href|src)="([^"#?]+)', file.read_text("utf-8")):
            if re.match(r"[a-z]+:|nowhere", link):
                continue
            target = (file.parent / link).resolve()
            assert target.is_relative_to(site.resolve()), (file, link)
            assert target.exists(), (file, link)


def test_the_fonts_of_a_latin_page_weigh_at_most_90_kb(built):
    fonts = built[0] / "site/assets/proofolio/fonts"
    latin = [f for f in fonts.glob("*.woff2") if "latin" in f.name and "latin-ext" not in f.name]
    assert len(latin) == 3
    assert sum(file.stat().st_size for file in latin) <= 90_000


def test_the_same_input_gives_the_same_bytes_in_another_folder(built, tmp_path):
    folder, _, posts, config = built
    other = tmp_path / "somewhere/else"
    (other / "overrides").mkdir(parents=True)
    (other / "overrides/main.html").write_text((folder / "overrides/main.html").read_text())
    _portfolio(other, a_full_portfolio(), posts, config)
    assert _bytes(other / "site") == _bytes(folder / "site")


def _bytes(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file()
    }


def test_a_failed_build_leaves_the_last_good_site_and_says_where(tmp_path):
    (tmp_path / "site/.git").mkdir(parents=True)
    _portfolio(tmp_path, a_portfolio())
    good = _bytes(tmp_path / "site")
    assert "Log" not in good["index.html"].decode(), "without posts nothing leads to the log"
    before = os.environ.get("SOURCE_DATE_EPOCH")
    post = Text(path="log/posts/bad.md", text="---\ntitle: No date\n---\nx")
    with pytest.raises(InputError) as caught:
        _portfolio(tmp_path, a_portfolio(), [post])
    assert caught.value.problems[0].where.path == "posts/bad.md"
    assert "date" in caught.value.problems[0].message
    assert _bytes(tmp_path / "site") == good
    assert (tmp_path / "site/.git").is_dir()
    assert {entry.name for entry in tmp_path.iterdir()} == {"mkdocs.yml", ".proofolio", "site"}
    assert os.environ.get("SOURCE_DATE_EPOCH") == before


@pytest.mark.parametrize("setting", ["hooks: [gone.py]", "extra_templates: 3", "dev_addr: nowhere"])
def test_a_setting_that_mkdocs_refuses_is_said_with_its_line(tmp_path, setting):
    with pytest.raises(InputError) as caught:
        _portfolio(tmp_path, a_portfolio(), config=f"{CONFIG}{setting}\n")
    problem = caught.value.problems[0]
    assert setting.partition(":")[0] in problem.message
    assert problem.where.line == CONFIG.count("\n") + 1


def test_an_unknown_plugin_is_said_with_its_line(tmp_path):
    with pytest.raises(InputError) as caught:
        _portfolio(tmp_path, a_portfolio(), config=CONFIG + "  - serach\n")
    problem = caught.value.problems[0]
    assert "serach" in problem.message
    assert problem.where.line == CONFIG[: CONFIG.index("plugins:")].count("\n") + 1


def test_a_template_of_the_learners_that_is_wrong_is_named(tmp_path):
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides/main.html").write_text('{% extends "base.html" %}\n{% if %}')
    config = CONFIG.replace("  font: false", "  custom_dir: overrides\n  font: false")
    with pytest.raises(InputError) as caught:
        _portfolio(tmp_path, a_portfolio(), config=config)
    assert str(caught.value.problems[0].where) == "overrides/main.html:2"


def test_serving_rebuilds_when_a_file_changes(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<body>hello</body>")
    watched = tmp_path / "portfolio.yml"
    watched.write_text("one")
    seen = []

    def visit(url: str) -> None:
        with urllib.request.urlopen(url) as answer:
            seen.append(answer.read().decode())
        watched.write_text("changed")

    def ready(url: str) -> None:
        seen.append(url)
        threading.Timer(0.6, visit, [url]).start()

    def rebuild() -> None:
        seen.append("rebuilt")
        raise KeyboardInterrupt

    serve(
        host="127.0.0.1",
        port=0,
        site=site,
        watch=[watched, tmp_path / "missing"],
        rebuild=rebuild,
        on_ready=ready,
        mount_path="/portfolio/",
    )
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/portfolio/", seen[0])
    assert seen[1].startswith("<body>hello<script>")
    assert seen[2] == "rebuilt"


def test_a_port_that_is_taken_is_said_so(tmp_path):
    def ready(url: str) -> None:
        port = int(url.split(":")[2].strip("/"))
        with pytest.raises(SystemProblemError, match="Nothing can listen") as caught:
            serve(
                host="127.0.0.1",
                port=port,
                site=tmp_path,
                watch=[],
                rebuild=_never,
                on_ready=_no_url,
            )
        assert f"--port {port + 1}" in caught.value.problems[0].hint
        raise KeyboardInterrupt

    serve(host="127.0.0.1", port=0, site=tmp_path, watch=[], rebuild=_never, on_ready=ready)


def _never() -> None:
    pytest.fail("nothing changed")


def _no_url(url: str) -> None:
    pytest.fail(f"served {url}")


@pytest.mark.parametrize("line", ["hide: 3", "links: 3", "search: 3", "template: nope.html"])
def test_front_matter_that_breaks_the_engine_is_said_with_its_post(tmp_path, line):
    post = Text(
        path="log/posts/bad.md", text=f"---\ntitle: A\ndate: 2026-01-01\nslug: a\n{line}\n---\nx"
    )
    with pytest.raises(InputError) as caught:
        _portfolio(tmp_path, a_portfolio(), [post])
    (problem,) = caught.value.problems
    assert str(problem.where) == "posts/bad.md"
    assert problem.hint
    assert "site-packages" not in problem.message
    assert "Error" in problem.message or "`nope.html`" in problem.message
    assert caught.value.__cause__ is not None


@pytest.mark.parametrize(
    ("template", "said", "place"),
    [
        (b"\n{{ 1/0 }}", "ZeroDivisionError", "mine/main.html:2"),
        (b"{{ nope.nope }}", "'nope' is undefined", "mine/main.html:1"),
        (b"\xff\xfe", "not UTF-8", "mine/main.html"),
        (b"{% include 'gone.html' %}", "no template `gone.html`", "mine/main.html:1"),
    ],
)
def test_an_override_that_fails_is_named(tmp_path, template, said, place):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/main.html").write_bytes(template)
    config = CONFIG.replace("  font: false", "  custom_dir: mine\n  font: false")
    with pytest.raises(InputError) as caught:
        _portfolio(tmp_path, a_portfolio(), config=config)
    (problem,) = caught.value.problems
    assert said in problem.message
    assert str(problem.where) == place


def test_a_setting_that_breaks_a_plugin_is_no_traceback(tmp_path):
    config = CONFIG.replace("pagination_per_page: 50", "pagination_per_page: 0")
    with pytest.raises(InputError, match="ValueError") as caught:
        _portfolio(tmp_path, a_portfolio(), OTHERS, config)
    assert caught.value.problems[0].where.path == "mkdocs.yml"


def test_a_style_sheet_that_is_nowhere_is_told_with_its_line(tmp_path):
    line = "  - assets/proofolio/portfolio.css\n"
    config = CONFIG.replace(line, f"{line}  - gone.css\n")
    (warning,) = _portfolio(tmp_path, a_portfolio(), config=config).warnings
    assert "`gone.css`" in warning.message
    assert warning.where.line == config[: config.index("gone.css")].count("\n") + 1


def test_an_escaped_title_of_a_post_stays_text_everywhere(tmp_path):
    post = Text(
        path="log/posts/b.md",
        text="---\ntitle: Why &lt;b&gt; &amp; co\ndate: 2026-01-01\nslug: b\n---\nx",
    )
    _portfolio(tmp_path, a_portfolio(), [post])
    page = (tmp_path / "site/log/2026/b/index.html").read_text()
    assert "<h1>Why &lt;b&gt; &amp; co</h1>" in page
    assert "<title>Why &lt;b&gt; &amp; co" in page
    assert ">Why &lt;b&gt; &amp; co</a>" in (tmp_path / "site/log/index.html").read_text()


def test_a_file_where_the_site_must_be_is_named(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(InputError, match="A file is in the way") as caught:
        _portfolio(tmp_path, a_portfolio())
    assert caught.value.problems[0].where.path == str(tmp_path / "site")


def test_an_unknown_host_is_not_blamed_on_the_port(tmp_path):
    with pytest.raises(SystemProblemError) as caught:
        serve(
            host="nope.invalid",
            port=8000,
            site=tmp_path,
            watch=[],
            rebuild=_never,
            on_ready=_no_url,
        )
    assert "--host 127.0.0.1" in caught.value.problems[0].hint


@pytest.mark.parametrize("late", ["about.md", "images/plot.png"])
def test_serving_notices_what_did_not_exist_yet(tmp_path, late):
    site = tmp_path / "site"
    site.mkdir()
    seen = []

    def make() -> None:
        (tmp_path / "other.txt").write_text("nobody watches this")
        (tmp_path / late).parent.mkdir(exist_ok=True)
        (tmp_path / late).write_text("new")

    def rebuild() -> None:
        seen.append("rebuilt")
        raise KeyboardInterrupt

    serve(
        host="127.0.0.1",
        port=0,
        site=site,
        watch=[tmp_path / "about.md", tmp_path / "images"],
        rebuild=rebuild,
        on_ready=lambda _: threading.Timer(0.6, make).start(),
    )
    assert seen == ["rebuilt"]
