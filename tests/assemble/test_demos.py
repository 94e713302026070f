"""Where people can try a project, found in what its author wrote."""

import pytest

from proofolio.assemble.demos import demo
from proofolio.assemble.projects import Plan
from proofolio.assemble.readme import read
from tests.builders import a_repo, project_words


def found(readme, *, own="", repo="food_vision", **front):
    homepage = front.pop("homepage", "")
    words = project_words("food-vision", own, **front) if own or front else None
    item = Plan(slug="food-vision", repo=a_repo(repo, homepage=homepage), notebooks=(), words=words)
    return demo(item, read(own).whole, read(readme).whole)


BADGE = "[![Open it](https://static.streamlit.io/badges/streamlit_badge_black_white.svg)]({})"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (BADGE.format("https://plates.streamlit.app"), "https://plates.streamlit.app"),
        (
            BADGE.format("https://plates.streamlit.app/?embed=true&x=1"),
            "https://plates.streamlit.app/?embed=true&x=1",
        ),
        ("[Live demo](https://plates.onrender.com/)", "https://plates.onrender.com/"),
        ("[Try it](http://plates.herokuapp.com)", "https://plates.herokuapp.com"),
        ("Deployed: https://plates.herokuapp.com", "https://plates.herokuapp.com"),
        (
            "[Space](https://huggingface.co/spaces/sample-learner/plates)",
            "https://huggingface.co/spaces/sample-learner/plates",
        ),
        (
            "[names dishes](https://huggingface.co/spaces/me/food-vision)",
            "https://huggingface.co/spaces/me/food-vision",
        ),
        ("[the app](https://me-plates.hf.space)", "https://me-plates.hf.space"),
        (
            "[app](https://share.streamlit.io/me/plates/main/app.py)",
            "https://share.streamlit.io/me/plates/main/app.py",
        ),
        (
            '<a href="https://plates.streamlit.app"><img src="badge.svg"></a>',
            "https://plates.streamlit.app",
        ),
    ],
)
def test_a_link_to_the_running_app_is_the_demo(text, address):
    assert found(f"# Food Vision\n\nNames dishes.\n\n{text}\n") == address


@pytest.mark.parametrize(
    "text",
    [
        "[Open in Colab](https://colab.research.google.com/github/me/plates/blob/main/a.ipynb)",
        "[Demo](https://1234abcd.gradio.live)",
        "Inspired by [Ms Lee's work](https://huggingface.co/spaces/lee/dishes).",
        "See https://huggingface.co/spaces/lee/dishes too.",
        "[Try the model](https://huggingface.co/lee/dishes)",
        "[Demos](https://huggingface.co/spaces)",
        "[Open](https://share.streamlit.io)",
        "[Try](https://huggingface.co/spaces/me/food-vision?duplicate=true)",
        "[Try](https://plates.streamlit.app.example.com)",
        "[Try](https://example.com/?x=.streamlit.app)",
        "[Try](javascript:alert('plates.streamlit.app'))",
        "`[Try](https://plates.streamlit.app)`",
    ],
)
def test_what_cannot_be_tried_or_is_anothers_is_no_demo(text):
    assert found(f"# Food Vision\n\n{text}\n") is None


def test_own_words_win_then_the_homepage_then_own_text_then_the_readme():
    readme = "[Demo](https://readme.streamlit.app)"
    own = "[Demo](https://own.streamlit.app)"
    said = "https://said.example"
    assert found(readme, own=own, homepage="https://home.example", demo=said) == said
    assert found(readme, own=own, homepage="https://home.example") == "https://home.example"
    assert found(readme, own=own) == "https://own.streamlit.app"
    assert found(readme) == "https://readme.streamlit.app"


def test_a_homepage_that_is_a_notebook_is_no_demo():
    colab = "https://colab.research.google.com/drive/1"
    assert found("", homepage=colab) is None
    assert found("[Demo](https://a.streamlit.app)", homepage=colab) == "https://a.streamlit.app"
