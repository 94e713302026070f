"""What is probably no secret is said as a remark, and stops nothing; one sure place is enough to stop."""

from proofolio.leaks import find_in_file
from proofolio.model.finding import Spot
from proofolio.publish.local import secrets_in
from proofolio.publish.raw_findings import gather
from proofolio.publish.search import Searched, Sight, search
from proofolio.publish.secrets import Written, secrets
from tests.leaks.making import HEX, code, drawn, notebook

KEY = drawn(40, HEX)
PAGE = {"output_type": "stream", "name": "stdout", "text": f'<div><p>a</p><script>x = {{"token": "{KEY}"}};</script></div>'}  # fmt: skip
DOUBTFUL = notebook(code("print(soup)", PAGE))
SURE = notebook(code(f'api_token = "{KEY}"'))


def found(*files):
    written = [
        Written(sight=Sight(found=one, inside=""), owner="sample/work", spot=Spot(path=f"{number}"))
        for number, data in enumerate(files)
        for one in find_in_file("a.ipynb", data)
    ]
    page = Searched(sights=search("a.txt", f"api_token = {KEY}".encode()).sights)
    return [one.severity for one in gather(secrets(written, {"a/index.html": page}))]


def test_a_page_shows_what_its_notebook_only_printed_of_another_site():
    assert found(DOUBTFUL) == ["remark"]
    assert found(DOUBTFUL, SURE) == ["blocker"]


def test_a_notebook_before_it_is_pushed(tmp_path):
    path = tmp_path / "a.ipynb"
    for data, severity in ((DOUBTFUL, "remark"), (SURE, "blocker")):
        path.write_bytes(data)
        assert [one.severity for one in secrets_in([path])] == [severity]
