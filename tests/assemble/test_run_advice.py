"""Where an app could be put is said of what is there."""

from dataclasses import replace

import pytest

from proofolio.assemble.run import advice
from tests.pages.factories import a_project, some_facts


@pytest.mark.parametrize(
    ("address", "start", "said", "not_said"),
    [
        ("https://codeberg.org/kim/a", "streamlit run app.py", "runs Python", "GitHub"),
        ("https://github.com/kim/a", "streamlit run app.py", "from GitHub", "Dockerfile"),
        ("https://codeberg.org/kim/a", "flask --app app.py run", "runs Python", "Dockerfile"),
        ("https://github.com/kim/a", "docker run --rm a", "Dockerfile", "GitHub"),
    ],
)
def test_a_place_for_an_app_fits_its_host_and_its_files(
    address: str, start: str, said: str, not_said: str
) -> None:
    app = None if start.startswith("docker") else "app.py"
    project = replace(
        a_project("tides", facts=replace(some_facts(), app=app)),
        source_url=address, demo_url=None, commands=(start,),
    )  # fmt: skip
    (problem,) = advice(project)
    assert said in problem.hint
    assert not_said not in problem.hint
