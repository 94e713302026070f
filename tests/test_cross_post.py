import shutil

import pytest
import yaml

from proofolio.cross_post import Export, absolute, export_post
from proofolio.draft import make_draft
from proofolio.errors import InputError
from proofolio.workspace import Folders
from tests.conftest import TODAY

ADDRESS = "https://sample.example/portfolio/"
PAGE = f"{ADDRESS}log/2026/forty-questions/"


@pytest.fixture(scope="module")
def draft(sample, tmp_path_factory):
    root = tmp_path_factory.mktemp("export") / "portfolio"
    shutil.copytree(sample[0], root, ignore=shutil.ignore_patterns("site"))
    return make_draft(Folders(root), today=TODAY)


@pytest.mark.parametrize(
    ("service", "key"),
    [("dev.to", "canonical_url"), ("medium", "canonicalUrl"), ("hashnode", "canonical")],
)
def test_each_site_is_told_where_the_post_was_first(draft, service, key):
    text = export_post(Export(draft=draft, address=ADDRESS), "forty-questions", service)
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["title"] == "Forty questions before one more constant"
    assert front[key] == PAGE
    assert f"[the figures]({ADDRESS}projects/stdlib-search/)" in text
    assert "Next time I write the questions first." in text


def test_dev_to_gets_a_draft_with_tags_that_it_takes(draft):
    path = "posts/2026-05-24-forty-questions.md"
    text = export_post(Export(draft=draft, address=ADDRESS), path, "dev.to")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["published"] is False
    assert front["tags"] == "informationretrieval, evaluation"
    assert front["series"] == "Forty questions"


@pytest.mark.parametrize(
    ("name", "address", "said"),
    [
        ("nothing", ADDRESS, "no post"),
        ("forty-questions", "", "site's address"),
        ("are-forty-questions-enough", ADDRESS, "is a notebook"),
    ],
)
def test_what_cannot_be_exported_is_said(draft, name, address, said):
    with pytest.raises(InputError, match=said):
        export_post(Export(draft=draft, address=address), name, "medium")


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ("[a](../projects/iris.md#why)", f"[a]({ADDRESS}projects/iris/#why)"),
        ("![a](plot.png)", f"![a]({ADDRESS}log/plot.png)"),
        ("[a](https://example.org) [b](#c)", "[a](https://example.org) [b](#c)"),
        ("```\n[a](b.md)\n```", "```\n[a](b.md)\n```"),
    ],
)
def test_links_become_absolute_outside_of_code(written, led):
    own = {"projects/iris.md": "projects/iris/"}
    assert absolute(written, "posts/x.md", ADDRESS, own) == led
