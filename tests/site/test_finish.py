import json
import os

import pytest

from proofolio.errors import InputError
from proofolio.model.page import Insert
from proofolio.model.portfolio import Asset, Body
from proofolio.pages.render import PLACE_OF_BODY
from proofolio.site import tree
from proofolio.site.finish import finish
from tests.notebooks.building import BlobStore

PAGE = "<html><h1>Iris</h1><div data-pf-insert></div></html>"


class Bench:
    """A folder in which the engine has run."""

    def __init__(self, root):
        self.root, self.site, self.made = root, root / "site", root / "made"
        self.ledger = root / "site-files.json"
        self.store = BlobStore()
        self.engine(**{"nb/index.html": PAGE, "index.html": "<html>home</html>"})

    def engine(self, **files):
        for path, text in files.items():
            (self.made / path).parent.mkdir(parents=True, exist_ok=True)
            (self.made / path).write_text(text, "utf-8")

    def insert(self, text, resolved=None, sections=(), url="nb/"):
        body = Body(
            text=self.store.put(text.encode()),
            resolved=tuple((resolved or {}).items()),
            sections=self.store.put(json.dumps(list(sections)).encode()),
        )
        return Insert(url=url, html=f"<h1>T</h1>{PLACE_OF_BODY}<p>end</p>", body=body)

    def finish(self, *inserts, assets=None):
        kept = [
            Asset(path=path, blob=self.store.put(data)) for path, data in (assets or {}).items()
        ]
        return finish(
            self.site,
            made=self.made,
            inserts=inserts,
            assets=kept,
            get=self.store.__getitem__,
            ledger=self.ledger,
        )

    def read(self, path):
        return (self.site / path).read_text("utf-8")


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


def test_a_notebook_takes_its_place_with_its_links_led(bench):
    text = r'<pre>\1 é</pre><a href="b.ipynb">b</a><img src="pf-asset:x.png" alt="x">'
    resolved = {("href", "b.ipynb"): "../b/", ("src", "pf-asset:x.png"): "x.png"}
    bench.finish(bench.insert(text, resolved), assets={"nb/x.png": b"png"})
    assert bench.read("nb/index.html") == (
        r'<html><h1>Iris</h1><h1>T</h1><pre>\1 é</pre><a href="../b/">b</a>'
        '<img src="x.png" alt="x"><p>end</p></html>'
    )
    assert (bench.site / "nb/x.png").read_bytes() == b"png"


def test_a_picture_that_is_not_there_is_said_in_words(bench):
    bench.finish(bench.insert('<img src="gone.png" alt="Loss">', {("src", "gone.png"): None}))
    assert "<span>Loss</span>" in bench.read("nb/index.html")


def test_a_page_that_lost_the_place_is_an_error_and_the_last_site_stands(bench):
    bench.finish(bench.insert("one"))
    good = bench.read("nb/index.html")
    bench.engine(**{"nb/index.html": "<html>no place</html>"})
    with pytest.raises(InputError, match="found no place") as caught:
        bench.finish(bench.insert("two"))
    assert caught.value.problems[0].where.path == "nb/"
    assert bench.read("nb/index.html") == good


def test_only_the_page_that_changed_is_written(bench):
    bench.engine(**{"other/index.html": PAGE})
    other = bench.insert("other", url="other/")
    bench.finish(bench.insert("one"), other, assets={"a.png": b"a", "b.png": b"b"})
    changes = bench.finish(bench.insert("two"), other, assets={"a.png": b"a"})
    assert changes.written == ("nb/index.html",)
    assert changes.removed == ("b.png",)
    assert not bench.finish(bench.insert("two"), other, assets={"a.png": b"a"})


def test_another_target_for_a_link_is_a_change(bench):
    bench.finish(bench.insert('<a href="x">x</a>', {("href", "x"): "../one/"}))
    bench.finish(bench.insert('<a href="x">x</a>', {("href", "x"): "../two/"}))
    assert "../two/" in bench.read("nb/index.html")


def test_the_site_holds_what_is_ours_alone_but_for_dotfiles_and_a_domain(bench):
    (bench.site / ".git").mkdir(parents=True)
    (bench.site / ".git/HEAD").write_text("ref")
    (bench.site / "CNAME").write_text("example.org")
    bench.finish(bench.insert("x"))
    names = [".git", "CNAME", "index.html", "nb"]
    assert sorted(path.name for path in bench.site.iterdir()) == names
    assert (bench.site / ".git/HEAD").read_text() == "ref"
    assert (bench.site / "CNAME").read_text() == "example.org"
    assert tree.is_untouched(bench.site, bench.ledger)


@pytest.mark.parametrize("what", ["file", "deep", "link", "dangling", "pipe", "in place", "folder"])
def test_what_is_in_the_way_is_named_and_nothing_is_written(bench, what):
    bench.site.mkdir()
    elsewhere = bench.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept")
    name = {"deep": "old/deep/page.html", "in place": "nb", "folder": "index.html/x"}.get(
        what, "it"
    )
    path = bench.site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if what in ("link", "dangling"):
        path.symlink_to(elsewhere if what == "link" else bench.root / "gone")
    elif what == "pipe":
        os.mkfifo(path)
    else:
        path.write_text("theirs")
    with pytest.raises(InputError, match=f"Proofolio did not make: .*{name}") as caught:
        bench.finish(bench.insert("x"))
    assert "delete the folder" in caught.value.problems[0].hint
    assert [found for found in bench.site.rglob("*") if not found.is_dir()] == (
        [path] if what != "link" else []
    )
    assert (elsewhere / "kept.txt").read_text() == "kept"


def test_the_site_is_not_written_through_a_link(bench):
    bench.site.symlink_to(bench.root)
    with pytest.raises(InputError, match="`site` is a symbolic link"):
        bench.finish(bench.insert("x"))
    assert (bench.made / "index.html").exists()


def test_a_site_that_was_being_written_is_known_by_what_was_to_be_written(bench, monkeypatch):
    bench.finish(bench.insert("one"), assets={"a.png": b"a"})
    real, written = tree.write_atomically, []

    def dies(path, data, **more):
        real(path, data, **more)
        written.append(path.name)
        raise KeyboardInterrupt

    monkeypatch.setattr(tree, "write_atomically", dies)
    with pytest.raises(KeyboardInterrupt):
        bench.finish(bench.insert("two"), assets={"a.png": b"b", "c.png": b"c"})
    assert len(written) == 1
    monkeypatch.setattr(tree, "write_atomically", real)
    assert not tree.is_untouched(bench.site, bench.ledger)
    bench.finish(bench.insert("three"), assets={"c.png": b"d"})
    assert "three" in bench.read("nb/index.html")
    assert not (bench.site / "a.png").exists()
    assert tree.is_untouched(bench.site, bench.ledger)


def test_what_a_notebook_says_is_found_and_what_it_prints_is_not(bench):
    entry = {"location": "nb/", "title": "Iris", "text": ""}
    home = {"location": "index/", "title": "Home", "text": "hello"}
    bench.engine(**{"search/search_index.json": json.dumps({"config": {}, "docs": [home, entry]})})
    opening = {"anchor": "", "title": "", "text": "A study of <petals>"}
    part = {"anchor": "u-part", "title": "R & D", "text": "More"}
    bench.finish(bench.insert("x", sections=[opening, part]))
    assert json.loads(bench.read("search/search_index.json"))["docs"] == [
        home,
        {"location": "nb/", "title": "Iris", "text": "A study of &lt;petals&gt;"},
        {"location": "nb/#u-part", "title": "R &amp; D", "text": "More"},
    ]


def test_a_site_that_somebody_touched_is_known(bench):
    assert not tree.is_untouched(bench.site, bench.ledger)
    bench.finish(bench.insert("x"))
    assert tree.is_untouched(bench.site, bench.ledger)
    (bench.site / "index.html").write_text("<html>HOME</html>")
    assert not tree.is_untouched(bench.site, bench.ledger)
    with pytest.raises(InputError, match="changed since Proofolio wrote them"):
        bench.finish(bench.insert("x"))
    assert bench.read("index.html") == "<html>HOME</html>"
    (bench.site / "index.html").unlink()
    bench.finish(bench.insert("x"))
    assert bench.read("index.html") == "<html>home</html>"
    (bench.site / "more.html").write_text("more")
    assert not tree.is_untouched(bench.site, bench.ledger)
