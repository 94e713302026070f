import pytest

from proofolio.model.demo import frame_of


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (
            "https://huggingface.co/spaces/Sample/food_vision",
            "https://sample-food-vision.hf.space/",
        ),
        ("https://sample-food.hf.space", "https://sample-food.hf.space/"),
        ("https://tides.streamlit.app/?x=1", "https://tides.streamlit.app/?embed=true"),
    ],
)
def test_a_host_that_allows_it_is_framed(address, player):
    frame = frame_of(address)
    assert frame.player == player
    assert frame.player.startswith(f"{frame.origin}/")


@pytest.mark.parametrize(
    "address",
    [
        "https://tides.example.org",
        "http://tides.streamlit.app",
        "https://evil.example/.streamlit.app",
        "https://a;b.streamlit.app",
        "https://x'y.hf.space",
        "https://a.b.hf.space",
        "https://huggingface.co/sample/food",
        "https://[",
        "javascript:alert(1)",
        "",
    ],
)
def test_any_other_is_a_link_alone(address):
    assert frame_of(address) is None
