"""What only a browser can see, on the sample portfolio."""

import shutil
from importlib import resources

import pytest

from tests.chromium import NEEDS_CHROMIUM, serving

pytestmark = NEEDS_CHROMIUM

CRAWL = """async (root) => {
  const seen = new Set([root]);
  const broken = [];
  for (const here of seen) {
    const answer = await fetch(here);
    if (!answer.ok) broken.push(here);
    if (!answer.ok || !answer.headers.get("content-type").includes("html")) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const element of page.querySelectorAll("a[href], img[src], iframe[src]")) {
      const written = element.getAttribute("href") ?? element.getAttribute("src");
      const target = new URL(written, here);
      if (written.startsWith("#") && written.length > 1 && !page.getElementById(decodeURIComponent(written.slice(1))))
        broken.push(target.href);
      target.hash = "";
      if (target.href.startsWith(root)) seen.add(target.href);
    }
  }
  return [seen.size, broken];
}"""
"""Follows every link; a set that grows while it is walked through is walked through to its end."""


@pytest.fixture(scope="module")
def site(sample, sample_portfolio, tmp_path_factory):
    """Serves the sample portfolio under a sub-path, as a project site of GitHub Pages is."""
    root, _, _ = sample
    served = tmp_path_factory.mktemp("host")
    shutil.copytree(root / "site", served / "portfolio")
    with serving(served) as url:
        yield f"{url}portfolio/", sample_portfolio


def page_types(portfolio):
    project = portfolio.projects[0]
    return {
        "home": "",
        "projects": "projects/",
        "project": project.path,
        "notebook": project.notebooks[0].path,
        "topic": f"topics/{project.topics[0]}/",
        "log": "log/",
        "post": portfolio.posts[0].path,
        "about": "about/",
        "skills": "skills/",
        "path": "path/",
        "skill": next(skill.path for skill in portfolio.skills if skill.path),
        "resume": "resume/",
    }


AXE = """axe.run({resultTypes: ['violations'], preload: false, runOnly: [
  'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'
]})"""
AXE_OF_LOOKS = """axe.run({resultTypes: ['violations'], preload: false, runOnly: {type: 'rule', values: [
  'color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'
]}})"""
"""What a scheme and a width can change; all else of the page is the same."""
FEW_COLOURS = {"topic", "year", "tag", "about", "not found", "log"}
"""Kinds of pages whose every colour is on another kind, too."""


@pytest.mark.parametrize(
    ("width", "scheme", "look"), [(390, "dark", AXE_OF_LOOKS), (1440, "light", AXE)]
)
def test_axe_finds_nothing_on_any_kind_of_page(
    sample, sample_portfolio, looking, width, scheme, look
):
    kinds = page_types(sample_portfolio) | {
        "year": f"log/{sample_portfolio.posts[0].date.year}/",
        "tag": "log/tags/evaluation/",
        "notebook as a post": next(post.path for post in sample_portfolio.posts if post.notebook),
        "not found": "404.html",
    }
    if look is AXE_OF_LOOKS:
        kinds = {kind: path for kind, path in kinds.items() if kind not in FEW_COLOURS}
    script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    found = {}
    with serving(sample[0] / "site") as url:
        for kind, path in kinds.items():
            page = looking(url + path, width=width, scheme=scheme)
            page.evaluate("document.fonts.ready.then(() => true)")
            page.evaluate(script)
            for wrong in page.evaluate(look)["violations"]:
                found[kind, wrong["id"]] = [node["html"][:120] for node in wrong["nodes"][:3]]
    assert found == {}


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
@pytest.mark.parametrize(
    "kind",
    [
        *("home", "projects", "project", "notebook", "topic", "log", "post", "about"),
        *("skills", "skill", "path", "resume"),
    ],
)
def test_a_page_fits_its_screen_asks_nobody_and_logs_no_error(site, looking, kind, width, scheme):
    url, portfolio = site
    page = looking(url + page_types(portfolio)[kind], width=width, scheme=scheme)
    page.wait_for_load_state("networkidle")
    assert page.asked
    assert [asked for asked in page.asked if not asked.startswith((url, "data:", "blob:"))] == []
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(15, 19, 24)")


LONG_WORDS = """() => {
  const long = "folder_with_a_long_name/".repeat(6);
  const walk = document.createTreeWalker(document.querySelector(".md-content"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); )
    if (node.data.trim() && !node.parentElement.closest("script, style, svg, math")) node.data = long;
  for (const prose of document.querySelectorAll(".pf-prose"))
    prose.insertAdjacentHTML("beforeend",
      `<table><tr><td>${long}</td><td>${long}</td></tr></table><pre><code>${long}</code></pre>` +
      `<p><code>${long}</code></p><ul><li><a href="#">${long}</a></li></ul><h3>${long}</h3>` +
      `<img width="2000" height="20" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">`);
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  return document.scrollingElement.scrollWidth;
}"""
"""Puts a long path in the place of every text, as real accounts have them."""


def test_no_word_makes_a_page_wider_than_a_phone(site, looking):
    url, portfolio = site
    widths = {}
    for kind, address in page_types(portfolio).items():
        widths[kind] = looking(url + address, width=390).evaluate(LONG_WORDS)
    assert {kind: width for kind, width in widths.items() if width > 390} == {}


def test_the_places_of_a_skill_are_one_press_away_and_printed(site, looking):
    url, _ = site
    page = looking(url)
    places = page.locator(".pf-lines p").first
    assert not places.is_visible()
    page.locator(".pf-lines summary").first.focus()
    page.keyboard.press("Enter")
    assert places.is_visible()
    assert places.locator("a").count() > 1
    page.emulate_media(media="print")
    assert page.locator(".pf-lines p").last.evaluate(
        "one => one.checkVisibility({contentVisibilityAuto: true}) && one.offsetHeight > 0"
    )


def test_every_link_within_the_site_leads_somewhere(site, looking):
    url, _ = site
    seen, broken = looking(url).evaluate(CRAWL, url)
    assert broken == []
    assert seen > 20


def test_a_notebook_opens_in_colab_and_shows_its_cells(site, looking):
    url, portfolio = site
    notebook = next(
        book for project in portfolio.projects if project.repository for book in project.notebooks
    )
    page = looking(url + notebook.path)
    colab = page.get_by_role("link", name="Open in Colab")
    assert colab.first.get_attribute("href") == notebook.colab_url
    assert page.locator(".pf-cell").count() > 3
    assert page.locator(".pf-cell .highlight").first.is_visible()
