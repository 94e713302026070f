from hypothesis import given
from hypothesis import strategies as st

from proofolio.assemble.slugs import distinct, slugify


def test_addresses_read_well():
    assert slugify("Food_Vision (v2)") == "food-vision-v2"
    assert slugify("Über-Café") == "uber-cafe"
    assert slugify("机器学习 笔记") == "机器学习-笔记"
    assert slugify("nul") == "nul-0"
    assert slugify("???").startswith("n-")
    assert slugify("../../etc/passwd") == "etc-passwd"


@given(st.text())
def test_an_address_is_always_a_plain_folder_name(text):
    slug = slugify(text)
    assert slug
    assert not set(slug) & set('/\\.:*?"<>| \x00')
    assert slugify(slug) == slug or slug.startswith("n-")


def test_the_first_keeps_the_address():
    assert distinct([("a", "x-a"), ("a", "y-a"), ("a", "y-a")], taken=["b"]) == [
        "a",
        "y-a",
        "y-a-2",
    ]
    assert distinct([("b", "o-b")], taken=["b"]) == ["o-b"]
