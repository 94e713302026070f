"""Every word of the site in its language: complete, and said where it is spoken."""

import importlib.util
import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from proofolio.language import LANGUAGES, catalogue_of, ngettext, speaking, spoken
from proofolio.language import gettext as _
from proofolio.pages import lay_out, words
from proofolio.pages.render import insert, render
from proofolio.resume.words import month
from tests.pages.factories import a_full_portfolio

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "src/proofolio/language").glob("*.po"))
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def marked():
    spec = importlib.util.spec_from_file_location("words_script", ROOT / "scripts/words.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.collect()


def fields(text):
    return sorted(re.findall(r"\{\w*\}", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_text_and_no_other(path, marked):
    said = {
        message.id if isinstance(message.id, str) else message.id[0]: message
        for message in read_po(BytesIO(path.read_bytes()))
        if message.id
    }
    assert len(marked) > 300
    assert said.keys() == marked.keys(), "python scripts/words.py brings it up to date"
    for text, message in said.items():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(form.strip() or not text.strip() for form in forms), (
            f"{text!r} is not translated"
        )
        for form in forms:
            extra = set(fields(form)) - set(fields(text))
            assert not extra, f"{text!r} has no {extra}"
            if "{number}" not in text:
                assert fields(form) == fields(text), text


def test_a_catalogue_is_chosen_as_material_names_languages():
    assert len(FILES) == len(LANGUAGES) - 1
    names = [
        "en",
        "es",
        "es-MX",
        "ES",
        "zh",
        "zh-Hans",
        "zh_CN",
        "zh-TW",
        "zh-Hant",
        "pt-BR",
        "it",
        "",
    ]
    assert [catalogue_of(name) for name in names] == [
        *("en", "es", "es", "es", "zh_Hans", "zh_Hans", "zh_Hans", "en", "en", "pt", "en", "en")
    ]


def test_what_is_spoken_ends_with_its_block():
    with speaking("es"):
        with speaking("zh"):
            assert _("Work") == "作品"
        assert (spoken(), _("Work")) == ("es", "Trabajo")
        assert _("What nobody translated") == "What nobody translated"
    assert (spoken(), _("Work")) == ("en", "Work")


def test_numbers_take_the_form_of_the_language():
    assert [ngettext("{number} cell", "{number} cells", n) for n in (0, 1, 2)] == [
        *("{number} cells", "{number} cell", "{number} cells")
    ]
    with speaking("es"):
        assert [words.count(n, "cell") for n in (1, 2, 12345)] == [
            *("1 celda", "2 celdas", "12.345 celdas")
        ]
    with speaking("zh"):
        assert words.count(2, "notebook") == "2 个笔记本"


def test_days_are_said_as_people_of_the_language_do():
    said = {}
    for language in ("en", "es", "zh", "de", "fr", "pt"):
        with speaking(language):
            said[language] = [
                words.long_day(DAY),
                words.long_month(DAY),
                words.listing(["a", "b", "c"]),
                words.period(date(2025, 3, 1), date(2026, 10, 1), DAY),
                month("2025-03", language),
            ]
    assert said["en"] == [
        *("21 November 2026", "November 2026", "a, b and c", "since March 2025", "Mar 2025")
    ]
    assert said["es"] == [
        *("21 de noviembre de 2026", "noviembre de 2026", "a, b y c"),
        *("desde marzo de 2025", "mar 2025"),
    ]
    assert (said["de"][0], said["fr"][0]) == ("21. November 2026", "21 novembre 2026")
    assert said["pt"][:3] == ["21 de novembro de 2026", "novembro de 2026", "a, b e c"]
    assert said["zh"] == [*("2026年11月21日", "2026年11月", "a、b和c", "自 2025年3月", "2025年3月")]


ENGLISH = {
    *("What I can do", "All, with evidence", "See the work", "Skills used here", "Run it yourself"),
    *("The way so far", "Gone through", "Written in", "Open in Colab", "On this page", "Filters"),
    *("Related", "Contact", "notebooks", "since ", "led to", "planned", "Places worked on"),
}


@pytest.mark.parametrize(
    ("language", "home"),
    [
        ("es", "Lo que sé hacer"),
        ("zh", "我能做什么"),
        ("fr", "Ce que je sais faire"),
        ("pt", "O que sei fazer"),
        ("de", "Was ich kann"),
    ],
)
def test_no_english_word_of_ours_is_left_on_a_page(language, home):
    with speaking(language):
        pages = lay_out(a_full_portfolio())
        texts = {
            page.url: f"{render(page).text}{(found := insert(page)) and found.html}"
            for page in pages
        }
        # A word that the language has borrowed is its own.
        borrowed = {word for word in ("notebooks", "Contact") if _(word.title()) == word.title()}
    assert home in texts[""]
    for url, text in texts.items():
        seen = re.sub(r"<code.*?</code>|<[^<>]*>", " ", text)
        left = [
            word
            for word in ENGLISH - borrowed
            if re.search(rf"(?i)\b{re.escape(word)}(?!\w)", seen)
        ]
        assert not left, f"{url}: {left}"
