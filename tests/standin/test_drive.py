"""Google Drive answers most refusals with a web page and HTTP 200."""

import pytest
import requests

from tests.standin.server import StandIn

FILE = "1" + "a" * 32
DATA = b'{"nbformat": 4}'


def download(make_account, sharing, query):
    folder = make_account(
        0, drive={FILE: {"name": "work é.ipynb", "sharing": sharing, "data": DATA}}
    )
    with StandIn(folder) as server:
        home = server.environment()["PROOFOLIO_DRIVE_URL"]
        return requests.get(f"{home}/{query}", timeout=10)


def test_a_file_for_anyone_with_the_link_is_downloaded(make_account):
    got = download(make_account, "anyone", f"uc?export=download&id={FILE}")

    assert got.content == DATA
    assert "attachment" in got.headers["content-disposition"]


@pytest.mark.parametrize(
    ("sharing", "words"),
    [("restricted", "Sign in"), ("virus-scan", "viruses"), ("quota", "Too many users")],
)
def test_a_refusal_is_a_web_page(make_account, sharing, words):
    got = download(make_account, sharing, f"uc?export=download&id={FILE}")

    assert got.status_code == 200
    assert got.headers["content-type"].startswith("text/html")
    assert words in got.text


def test_a_large_file_comes_once_it_is_confirmed(make_account):
    query = f"download?id={FILE}&export=download&confirm=t"

    assert download(make_account, "virus-scan", query).content == DATA
    assert DATA not in download(make_account, "restricted", query).content


def test_an_unknown_file_is_not_found(make_account):
    assert download(make_account, "anyone", "uc?export=download&id=other").status_code == 404
