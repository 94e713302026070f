"""What of the search index is ours: Chinese, which is written without spaces."""

import json

from proofolio.site.search import with_sections
from proofolio.site.tree import File


def index(config=None, **entry):
    docs = [{"location": "a/", "title": "", "text": "", **entry}]
    data = json.dumps({"config": config or {}, "docs": docs}).encode()
    made = with_sections(File(digest="x", read=lambda: data), {}, get=lambda _: b"")
    return json.loads(made.read())


def test_each_chinese_sign_can_be_found_and_other_words_stay_whole():
    (entry,) = index(title="回归 model", text="<p>我用 scikit-learn。</p>")["docs"]
    assert entry["title"] == "回\u200b归 model"
    assert entry["text"] == "<p>我\u200b用 scikit-learn。</p>"


def test_a_chinese_site_finds_english_words_as_they_are_written():
    chinese = {"separator": "[\\s\\u200b]+", "pipeline": ["stemmer"], "lang": ["en"]}
    assert index(chinese)["config"] == {**chinese, "pipeline": ["stopWordFilter"]}
    english = {"separator": "[\\s\\-]+", "pipeline": ["stemmer"]}
    assert index(english)["config"] == english
