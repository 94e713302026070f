import re

import markdown
import pytest
import yaml

from proofolio.model.portfolio import SafeHtml
from proofolio.pages import home, lay_out, project
from proofolio.pages.citations import catalogue
from proofolio.pages.render import render
from tests.pages.factories import a_person, a_portfolio, a_project

_HOSTILE = "```\n<b>x</b>\n\n    {{ 7*7 }}{% raw %}\n~~~\n\tindented\n# not a heading\n*stars*"


def _through_the_engine(text: str) -> str:
    body = text.split("---\n", 2)[2]
    names = ["fenced_code", "tables", "attr_list", "footnotes", "toc", "pymdownx.superfences"]
    return markdown.markdown(body, extensions=names)


def _page_of(item):
    portfolio = a_portfolio(projects=(item,))
    return project.page(item, portfolio, catalogue(portfolio))


def test_the_engine_passes_a_page_through_untouched():
    story = SafeHtml(f"<pre><code>{_HOSTILE.replace('<', '&lt;')}</code></pre><p>after</p>")
    item = a_project(story=story)
    page = render(_page_of(item))
    body = page.text.split("---\n", 2)[2].strip()
    # Python-Markdown empties lines that hold spaces only; nobody can see that.
    expected = re.sub(r"(?<=\n) +\n", "\n", body)
    assert _through_the_engine(page.text).strip() == expected
    assert "{{" not in body
    assert "{%" not in body
    assert body.startswith('<div class="pf-page')
    assert body.endswith("</div>")


@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_pulled_text_is_shown_as_text(field):
    item = a_project(**{field: "<img src=x onerror=alert(1)> {{ x }}"})
    text = render(_page_of(item)).text
    assert "<img src=x" not in text
    assert "{{" not in text
    assert "&lt;img" in text


def test_front_matter_survives_every_character():
    name = 'A: "quoted" <b>&\n- # 🌊 \x00\ud800 café'
    item = a_project(title=name)
    text = render(_page_of(item)).text
    text.encode("utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["title"] == "A: &quot;quoted&quot; &lt;b&gt;&amp; - # 🌊 café"
    assert front["template"] == "portfolio.html"


def test_the_home_page_leaves_its_title_to_the_site_name():
    text = render(home.page(a_portfolio(), catalogue(a_portfolio()))).text
    assert "title" not in yaml.safe_load(text.split("---\n")[1])


def test_every_page_of_an_empty_portfolio_renders():
    texts = {text.path: text.text for text in map(render, lay_out(a_portfolio(person=a_person())))}
    assert texts.keys() == {
        "index.md",
        "projects/index.md",
        "log/index.md",
        "about/index.md",
    }
    assert all("None" not in text and "N/A" not in text for text in texts.values())
