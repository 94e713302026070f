"""The pictures that others show of a page when it is shared."""

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from proofolio.model.portfolio import Picture
from proofolio.model.share import Card, Proof
from proofolio.pages.cards import cards
from proofolio.pages.citations import catalogue
from proofolio.share.cards import draw, picture_of

NO_FONT = "\U00014400\U00014401"
"""Anatolian hieroglyphs: of assigned characters, those that a computer is least likely to draw."""


def a_card(title="Double descent", **changes):
    return Card(
        **{
            "page": "projects/double-descent/",
            "kicker": "Project",
            "title": title,
            "line": "A replication.",
            "name": "Sample Learner",
            "results": (Proof(words="79.4 % accuracy", reference="1:42", is_printed=True),),
            "skills": (Proof(words="Regression", reference="1:42"),),
            "cover": None,
            **changes,
        }
    )


class CardDrawer:
    """Draws, and keeps what was drawn."""

    def __init__(self, folder: Path, covers=()):
        self.kept = {}
        self.folder = folder
        self.covers = dict(covers)

    def draw(self, *wanted):
        return draw(
            wanted,
            blobs={path: path for path in self.covers},
            get=self.covers.__getitem__,
            put=self.put,
            cache=self.folder,
            fonts=Path("none"),
        )

    def put(self, data):
        blob = hashlib.sha256(data).hexdigest()
        self.kept[blob] = data
        return blob

    def image(self, card):
        (asset,) = self.draw(card).assets
        assert asset.path == picture_of(card).path
        return Image.open(BytesIO(self.kept[asset.blob])).convert("L")


@pytest.fixture
def drawer(tmp_path):
    return CardDrawer(tmp_path)


def ink(image, box):
    """How many dark pixels stand in a part of the card."""
    return sum(image.crop(box).histogram()[:128])


TITLE, LINE, RULE, FOOT = (
    (72, 110, 700, 220),
    (72, 225, 700, 300),
    (80, 505, 1120, 520),
    (72, 540, 900, 600),
)


def test_a_card_holds_title_line_name_and_proof_on_white(drawer):
    image = drawer.image(a_card())
    assert image.size == (1200, 630)
    assert all(ink(image, box) for box in (TITLE, LINE, RULE, FOOT))
    assert {image.getpixel(corner) for corner in ((0, 0), (1199, 0), (0, 629), (1199, 629))} == {
        255
    }
    assert not ink(drawer.image(a_card("", line="", name="")), TITLE)


def test_the_same_words_are_drawn_once_and_to_the_same_bytes(drawer, tmp_path):
    first, second = a_card("First", page="a/"), a_card("Second", page="b/")
    drawn = drawer.draw(first, second)
    times = {path: path.stat().st_mtime_ns for path in drawn.cached}
    again = drawer.draw(first, replace(second, title="Changed"))
    assert len(again.cached & drawn.cached) == 1
    assert all(path.stat().st_mtime_ns == times[path] for path in again.cached & drawn.cached)
    assert again.assets[1].path != drawn.assets[1].path, "whoever kept the old picture asks anew"
    assert CardDrawer(tmp_path / "other").draw(first).assets[0] == drawn.assets[0]


@pytest.mark.parametrize(
    "title",
    ["A very long title " * 12, "one_name_without_a_space" * 9, "W" * 200],
    ids=["words", "name", "letters"],
)
def test_a_long_title_stays_within_its_place(drawer, title):
    cover = Picture(path="cover.png", alt="", width=400, height=300)
    picture = BytesIO()
    Image.new("RGB", (400, 300), "white").save(picture, "PNG")
    drawer.covers = {"cover.png": picture.getvalue()}
    for image, edge in (
        (drawer.image(a_card(title, line=title)), 1128),
        (drawer.image(a_card(title, line=title, cover=cover)), 700),
    ):
        assert ink(image, TITLE)
        assert not ink(image, (edge + 1, 100, 1200, 500)), "nothing beside its place"
        assert not ink(image, (0, 470, 1200, 505)), "nothing below it"


def test_words_that_no_font_has_are_left_out_and_told_each_time(drawer):
    card = a_card(line=NO_FONT)
    for _ in range(2):
        drawn = drawer.draw(card)
        assert drawn.missing == dict.fromkeys(NO_FONT, "projects/double-descent/")
    image = drawer.image(card)
    assert ink(image, TITLE)
    assert not ink(image, LINE)
    assert ink(drawer.image(a_card(NO_FONT)), TITLE), "its name stands where the title would"


def test_right_to_left_words_begin_at_the_right(drawer):
    left = ink(drawer.image(a_card("Cats", line="")), (72, 110, 300, 220))
    image = drawer.image(a_card("קול", line=""))
    assert left
    assert not ink(image, (72, 110, 300, 220))
    assert ink(image, (800, 110, 1140, 220))


def test_emoji_and_markup_are_plain_words(drawer):
    drawn = drawer.draw(
        a_card("🍔 Food Vision 👁️‍🗨️", line='#set page(fill: red) $x$ "', results=(), skills=())
    )
    assert not drawn.missing
    image = drawer.image(a_card("🍔 #set page(fill: black)"))
    assert image.getpixel((0, 0)) == 255


def test_a_cover_is_shown_and_a_broken_one_left_out(drawer):
    picture = BytesIO()
    Image.new("RGB", (300, 300), "black").save(picture, "PNG")
    drawer.covers = {"good.png": picture.getvalue(), "bad.png": b"no picture"}
    good = a_card(cover=Picture(path="good.png", alt="", width=300, height=300))
    bad = a_card(cover=Picture(path="bad.png", alt="", width=300, height=300))
    place = (800, 150, 1050, 430)
    assert ink(drawer.image(good), place) > 50_000
    assert not ink(drawer.image(bad), place)
    drawer.covers["huge.png"] = drawer.covers["good.png"]
    huge = a_card(cover=Picture(path="huge.png", alt="", width=9000, height=9000))
    assert not ink(drawer.image(huge), place), "what would cost seconds is left out"


def test_a_page_of_words_is_cut_before_it_is_told_to_anyone():
    assert len(picture_of(a_card("word " * 100_000)).alt) <= 300


def test_projects_posts_and_the_portfolio_have_one_with_their_proof(sample_portfolio):
    made = cards(sample_portfolio, catalogue(sample_portfolio))
    pages = [card.page for card in made]
    assert pages == [
        "",
        *(project.path for project in sample_portfolio.projects),
        *(post.path for post in sample_portfolio.posts),
    ]
    assert all(card.title for card in made)
    home, project, *_ = made
    for card in (home, project):
        assert card.skills
        for proof in card.skills:
            assert proof.words
            assert proof.reference
            assert "[" not in proof.reference
