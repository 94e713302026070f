from dataclasses import replace
from datetime import date

from proofolio.assemble.post_links import parts, related, with_tags
from proofolio.model.portfolio import Link
from tests.pages.factories import a_post, a_skill


def posts(*entries):
    return tuple(a_post(slug, date=date(2026, month, 1), **more) for slug, month, more in entries)


def tagged(*names):
    return {"tags": tuple(Link(label=name, url="x/") for name in names)}


def test_a_tag_leads_to_the_skill_that_it_names_by_any_of_its_names():
    skill = replace(
        a_skill("Scikit-learn"),
        slug="scikit-learn",
        aliases=("sklearn",),
        path="skills/scikit-learn/",
    )
    post = a_post("first")
    (made,) = with_tags([post], {post.path: ("SKLearn", "reading", "Reading", "")}, [skill])
    assert made.skills == ("scikit-learn",)
    assert made.tags == (
        Link(label="SKLearn", url="skills/scikit-learn/"),
        Link(label="reading", url="log/tags/reading/"),
    )


def test_a_tag_of_a_skill_without_a_page_leads_to_its_posts():
    skill = replace(a_skill("Rust"), slug="rust", path="")
    post = a_post("first")
    (made,) = with_tags([post], {post.path: ("rust",)}, [skill])
    assert made.tags == (Link(label="rust", url="log/tags/rust/"),)
    assert made.skills == ("rust",)


def test_a_series_is_read_in_the_order_of_its_dates():
    three, one, two, alone = posts(
        ("three", 3, {"series": "Search"}),
        ("one", 1, {"series": "Search"}),
        ("two", 2, {"series": "search"}),
        ("alone", 2, {"series": "Other"}),
    )
    found = parts([three, one, two, alone])
    assert alone.path not in found, "one post is no series"
    middle = found[two.path]
    assert (middle.series, middle.number, middle.count) == ("Search", 2, 3)
    assert (middle.before, middle.after) == (one, three)
    assert found[one.path].before is None
    assert found[three.path].after is None


def test_related_posts_share_most_and_are_no_part_of_the_same_series():
    base, near, far, same_series, other = posts(
        ("base", 5, {"projects": ("iris",), "series": "S", **tagged("R", "SQL")}),
        ("near", 6, tagged("r")),
        ("far", 1, {"projects": ("iris",), **tagged("sql")}),
        ("same_series", 5, {"projects": ("iris",), "series": "S"}),
        ("other", 5, tagged("Go")),
    )
    found = related([base, near, far, same_series, other])
    assert found[base.path] == (far, near)
    assert found[other.path] == ()
