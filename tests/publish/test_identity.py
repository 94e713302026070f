"""Addresses and home folders, in all the ways in which they are written."""

import pytest

from proofolio.publish.personal import emails_in, homes_in


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Write to ana@lab.xyz.", "ana@lab.xyz"), ("<j@doe.com>", "j@doe.com"), ("?to=ana%40corp.io&x=1", "ana@corp.io"),
        ("q=%22ana%40corp.io%22", "ana@corp.io"), ("MAILTO:Ana.B@Lab.Uni-Koeln.DE", "ana.b@lab.uni-koeln.de"),
        (r'"name\nana@lab.xyz\n"', "ana@lab.xyz"), ("ana+list@lab.co.uk,", "ana+list@lab.co.uk"), ("a@b.cd " * 40 + "x@lab.ai", "x@lab.ai"),
    ],
)  # fmt: skip
def test_an_address_is_seen_however_it_is_written(text, email):
    assert email in emails_in(text)
    assert email in emails_in("x" * 500 + " " + text + " " + "y" * 500)


@pytest.mark.parametrize(
    "text",
    [
        "user@example.com", "git@github.com:a/b.git", "1+a@users.noreply.github.com", "X@W.T", "y = X@theta.fit(1)", "@decorator",
        "a@b.data", "pip install x@git+https://a.b", "X_train@w.mean()", "ana@localhost", "%40", "x" * 300 + "@",
        " * @author   Ana Lab <ana@lab.xyz>", r"/*!\n * Copyright (c) 2016-present, Ana Lab <ana@lab.xyz>\n",
    ],
)  # fmt: skip
def test_what_is_nobodys_address_is_passed_over(text):
    assert emails_in(text) == {}


@pytest.mark.parametrize(
    "path",
    [
        "/home/ana/x", "/Users/ana/x", "/nfs/home/ana/x", "/nfs/home/ana", "/scratch/users/ana/x", "/global/homes/a/ana/x",
        "/data/lab/home/ana/", "/gpfs/projects/users/ana/x", "c:/users/ana", r"C:\Users\ana\x", r"C:\\Users\\ana\\x",
        "/mnt/c/Users/ana/x", "/c/Users/ana/x", "file:///home/ana/x", r'"\n/home/ana/x"', "D:%5CUsers%5Cana%5Cx",
    ],
)  # fmt: skip
def test_a_home_folder_is_seen_wherever_it_is_mounted(path):
    assert list(homes_in(f"read {path} ")) == ["ana"]
    assert list(homes_in("x" * 500 + f" {path} " + "y" * 500)) == ["ana"]


@pytest.mark.parametrize(
    "text",
    [
        "/home/user/x", "/home/jovyan/work", "https://a.org/home/ana/", "https://a.org/Users/ana/", "/api/users/ana/", "~/home/ana",
        "/users/ana", "home/ana", "/content/home/ana", "/home/$USER/x", "/home/<name>/x", "c:/users",
    ],
)  # fmt: skip
def test_what_names_nobody_is_no_home_folder(text):
    assert homes_in(text) == {}
