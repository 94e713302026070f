"""What an address in a README means."""

import pytest

from proofolio.content.hosted import in_full, own_path, picture_keys
from proofolio.model.records import Addresses
from tests.builders import a_repo

REPO = a_repo("tide", default_branch="feature/new", former_names=("sample-learner/sea",))
RAW = "https://raw.githubusercontent.com/sample-learner"
ATTACHED = "https://github.com/user-attachments/assets/0b8b7f2c-6a7e-4b8e-9d57-2f6b8a1d9c11"


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("a.png", ("docs/a.png",)),
        ("/a%20b.png?x#y", ("a b.png",)),
        ("..\\a.png", ("a.png",)),
        (f"{RAW}/Tide/main/a.png", ("a.png", f"{RAW}/Tide/main/a.png")),
        (f"{RAW}/tide/feature/new/x/a.png?token=1", ("x/a.png", f"{RAW}/tide/feature/new/x/a.png")),
        (f"{RAW}/sea/old/a.png", ("a.png", f"{RAW}/sea/old/a.png")),
        ("//github.com/sample-learner/tide/blob/v1/a.png", ("a.png", f"{RAW}/tide/v1/a.png")),
        (f"{RAW}/other/main/a.png", (f"{RAW}/other/main/a.png",)),
        ("https://github.com/Sample-Learner/other/raw/main/a.png?raw=true", ("https://raw.githubusercontent.com/Sample-Learner/other/main/a.png",)),
        (ATTACHED, (ATTACHED,)),
        (ATTACHED.replace("https:", "http:"), (ATTACHED,)),
        ("https://user-images.githubusercontent.com/1/a.png?x=1", ("https://user-images.githubusercontent.com/1/a.png",)),
        ("https://github.com/sample-learner/tide/assets/1/2b", ("https://github.com/sample-learner/tide/assets/1/2b",)),
        ("https://huggingface.co/spaces/sample-learner/t/resolve/main/a.png", ("https://huggingface.co/spaces/sample-learner/t/resolve/main/a.png",)),
        # Of others, or of hosts that serve everybody's pictures.
        ("https://raw.githubusercontent.com/somebody/tide/main/a.png", ()),
        ("https://github.com/somebody/tide/assets/1/2b", ()),
        ("https://huggingface.co/somebody/t/resolve/main/a.png", ()),
        ("https://huggingface.co/sample-learner/t", ()),
        ("https://camo.githubusercontent.com/aa/bb", ()),
        ("https://i.imgur.com/a.png", ()),
        ("https://user-images.githubusercontent.com.example.org/1/a.png", ()),
        ("https://me:x@user-images.githubusercontent.com/1/a.png", ()),
        ("https://user-images.githubusercontent.com:8080/1/a.png", ()),
        ("https://github.com/sample-learner/tide/blob/main/../../../../etc/passwd", ()),
        ("data:image/png;base64,AA", ()),
        ("javascript:alert(1)", ()),
        ("http://[", ()),
        ("https://user-images.githubusercontent.com:port/a.png", ()),
    ],
)  # fmt: skip
def test_a_picture_lies_in_the_repository_or_at_one_address_or_elsewhere(address, keys):
    assert picture_keys(address, "docs", REPO) == keys


@pytest.mark.parametrize(
    ("address", "full"),
    [
        ("a.md", None),
        ("../a.md", None),
        ("#a", None),
        ("../../../wiki", None),
        ("../../../../issues/3", "https://github.com/sample-learner/tide/issues/3"),
        ("../../../..", "https://github.com/sample-learner/tide"),
        ("../../../../..", None),
        ("../../../../../else/", "https://github.com/sample-learner/else"),
        ("../../../../secret", None),
    ],
)
def test_what_climbs_out_of_the_repository_is_a_page_of_github_or_nothing(address, full):
    assert in_full(address, "docs", REPO) == full


def test_a_readme_on_another_host_names_its_own_files():
    page = "https://git.example.org/{repository}/-"
    repo = a_repo(
        "tide",
        url="https://git.example.org/sample-learner/tide",
        addresses=Addresses(
            file=f"{page}/blob/{{ref}}/{{path}}",
            folder=f"{page}/tree/{{ref}}/{{path}}",
            raw=f"{page}/raw/{{ref}}/{{path}}?inline=false",
        ),
    )
    own = "https://git.example.org/sample-learner/tide/-"
    assert own_path(f"{own}/blob/main/a%20b/c.md#top", "", repo) == "a b/c.md"
    assert own_path(f"{own}/tree/main/docs", "", repo) == "docs"
    assert picture_keys(f"{own}/blob/main/a.png", "", repo)[0] == "a.png"
    assert own_path("https://github.com/sample-learner/tide/blob/main/c.md", "", repo) is None
    assert picture_keys("https://github.com/user-attachments/assets/1", "", repo) == ()
    assert in_full("../../../issues/3", "docs", repo) == f"{own}/issues/3"
