"""The address of a portfolio, read from its folder."""

import subprocess

import pytest

from proofolio.site import engine_config
from proofolio.site.address import derived


def repository(root, url):
    subprocess.run(["git", "init", "--quiet", root], check=True)
    if url:
        subprocess.run(["git", "-C", root, "remote", "add", "origin", url], check=True)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/Sample-Learner/portfolio.git", "https://sample-learner.github.io/portfolio/"),
        ("https://github.com/sample-learner/portfolio", "https://sample-learner.github.io/portfolio/"),
        ("git@github.com:sample-learner/My.Work.git", "https://sample-learner.github.io/My.Work/"),
        ("ssh://git@github.com/sample-learner/portfolio.git", "https://sample-learner.github.io/portfolio/"),
        ("https://github.com/Sample-Learner/sample-learner.github.io", "https://sample-learner.github.io/"),
        ("https://token@github.com/sample-learner/portfolio", "https://sample-learner.github.io/portfolio/"),
        ("https://git.example.edu/Lab/portfolio.git", "https://pages.git.example.edu/Lab/portfolio/"),
        ("https://gitlab.com/sample-learner/portfolio.git", ""),
        ("/srv/git/portfolio.git", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_remote_tells_where_pages_will_be(tmp_path, url, address):
    repository(tmp_path, url)
    assert derived(tmp_path) == address


def test_a_domain_of_ones_own_comes_first(tmp_path):
    repository(tmp_path, "https://github.com/sample-learner/portfolio")
    (tmp_path / "CNAME").write_text("Work.Example.org\n")
    assert derived(tmp_path) == "https://work.example.org/"
    (tmp_path / "CNAME").write_text("not a domain/\n")
    assert derived(tmp_path) == "https://sample-learner.github.io/portfolio/"


def test_a_folder_within_a_repository_is_published_only_by_its_workflow(tmp_path):
    repository(tmp_path, "https://github.com/sample-learner/work")
    folder = tmp_path / "portfolio"
    folder.mkdir()
    assert derived(folder) == ""
    workflow = tmp_path / ".github/workflows/portfolio.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text("")
    assert derived(folder) == "https://sample-learner.github.io/work/"


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("", "https://sample-learner.github.io/portfolio/"),
        ("site_url: https://example.org/me", "https://example.org/me/"),
        ("site_url: ''", ""),
    ],
)
def test_what_the_settings_say_comes_before_the_remote(tmp_path, line, address):
    repository(tmp_path, "https://github.com/sample-learner/portfolio")
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: A\n{line}\n")
    assert engine_config.address(config) == address
