import pytest

from proofolio.errors import InputError
from proofolio.site.fill import fill


def _page(site, text):
    (site / "nb").mkdir()
    (site / "nb/index.html").write_text(text)


def test_cells_take_their_places(tmp_path):
    _page(tmp_path, '<p>1</p><div data-pf-fragment="c0"></div><div data-pf-fragment="c1"></div>')
    fill(tmp_path, {"nb/": {"c0": r"<pre>\1 é</pre>", "c1": "<b>2</b>"}, "other/": {}})
    assert (tmp_path / "nb/index.html").read_text("utf-8") == r"<p>1</p><pre>\1 é</pre><b>2</b>"


def test_a_place_that_a_template_lost_is_an_error(tmp_path):
    _page(tmp_path, '<div data-pf-fragment="c0"></div>')
    with pytest.raises(InputError, match="1 of 2 notebook cells"):
        fill(tmp_path, {"nb/": {"c0": "x", "c1": "y"}})
