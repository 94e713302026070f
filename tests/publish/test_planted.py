"""A secret planted in each place of a site's bytes: found by its shape, and by its value alone."""

import base64
import gzip
import importlib.util
import json
import random
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest

from proofolio.publish.budget import Layer, Unread
from proofolio.publish.contents import read_contents
from proofolio.publish.values import ways_to_write
from proofolio.usecases import publish
from tests.conftest import TODAY

ROOT = Path(__file__).parents[2]
PRINTED = "d41f8c02b7e9a6553f10c8d9e2b74a6690fd31ce"
"""40 hexadecimal digits: nothing but the cell that printed them tells that they are a key."""


def planted():
    spec = importlib.util.spec_from_file_location("planted_script", ROOT / "scripts/planted.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["planted_script"] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = planted()


def missed(tmp_path, secret, source):
    """Plant in every place at once, a folder each; return the places where nothing was seen."""
    plot = SCRIPT.Plot(folder=tmp_path)
    found = plot.look(
        {
            f"{number}/{path}": data
            for number, plant in enumerate(SCRIPT.PLACES.values())
            for path, data in plant(secret).items()
        },
        source,
        pictures={
            f"{number}/a/card-0.png": f"A title, {secret}" for number in range(len(SCRIPT.PLACES))
        },
    )
    seen = {
        spot.path.removeprefix("site/").partition("/")[0]
        for finding in found
        if finding.rule == "secret" and finding.severity == "blocker"
        for spot in finding.spots
    }
    return [name for number, name in enumerate(SCRIPT.PLACES) if str(number) not in seen]


@pytest.fixture(autouse=True)
def every_spot(monkeypatch):
    monkeypatch.setattr("proofolio.publish.raw_findings.MOST_SPOTS", 10_000)


def test_a_token_is_seen_in_every_place(tmp_path):
    assert missed(tmp_path, SCRIPT.with_shape(), {}) == []


def test_what_a_notebook_printed_is_seen_in_every_place_by_its_value(tmp_path):
    assert missed(tmp_path, PRINTED, SCRIPT.printed(PRINTED)) == []


def test_without_its_source_such_a_value_is_nothing(tmp_path):
    assert len(missed(tmp_path, PRINTED, {})) == len(SCRIPT.PLACES)


def test_what_is_kept_between_two_looks_holds_no_secret(tmp_path):
    plot, token = SCRIPT.Plot(folder=tmp_path), SCRIPT.with_shape()
    memory = tmp_path / "looked.json"
    site = {"a.html": SCRIPT.page(f"{token} {PRINTED}"), "b.html": SCRIPT.page("nothing")}
    first = plot.look(site, SCRIPT.printed(PRINTED), memory=memory)
    assert len(first) == 2
    kept = memory.read_text()
    assert token not in kept
    assert PRINTED not in kept
    assert plot.look(site, SCRIPT.printed(PRINTED), memory=memory) == first


def test_a_second_look_reads_only_what_changed(tmp_path, monkeypatch):
    plot, memory = SCRIPT.Plot(folder=tmp_path), tmp_path / "looked.json"
    site = {f"{name}.html": SCRIPT.page(name) for name in "abc"}
    plot.look(site, {}, memory=memory)
    read = []
    from proofolio.publish import examine

    search = examine.search
    monkeypatch.setattr(
        examine,
        "search",
        lambda name, *rest, **more: read.append(name) or search(name, *rest, **more),
    )
    site["b.html"] = SCRIPT.page(SCRIPT.with_shape())
    (found,) = plot.look(site, {}, memory=memory)
    assert found.rule == "secret"
    assert read == ["b.html"]
    # A secret that is known anew is looked for everywhere.
    read.clear()
    plot.look(site, SCRIPT.printed(PRINTED), memory=memory)
    assert sorted(read) == ["a.html", "b.html", "c.html", "posts/a.ipynb"]


def encrypted():
    """An archive whose only file says that it is encrypted."""
    packed = bytearray(SCRIPT.zipped({"secret.csv": b"a"}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def bomb():
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(60_000_000))
    return made.getvalue()


def deep():
    data = b"x"
    for _ in range(8):
        data = SCRIPT.zipped({"inner.zip": data})
    return data


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("d.7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(range(256)), "7-Zip"),
        ("d.parquet", b"PAR1\x15\0" + bytes(range(256)), "Parquet"),
        ("d.pkl", b"\x80\x04\x95\0\0" + bytes(range(256)), "pickle"),
        ("d.bin", bytes(range(256)) * 9, "not known"),
        ("d.zip", encrypted(), "encrypted"),
        ("d.zip", bomb(), "too much"),
        ("d.zip", deep(), "too deep"),
        ("d.zip", SCRIPT.zipped({"a.txt": b"a" * 999})[:60], "cannot be unpacked"),
        ("d.gz", b"\x1f\x8b\x08\0" + b"\xff" * 40, "cannot be unpacked"),
        ("d.pdf", b"%PDF-1.7\nnothing of the kind", "cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_looked_into_is_told_and_blocks_until_accepted(tmp_path, name, data, why):
    plot = SCRIPT.Plot(folder=tmp_path)
    (finding,) = plot.look({f"log/{name}": data}, {name: data})
    assert (finding.rule, finding.severity) == ("not-searched", "blocker")
    assert name in finding.message
    assert why in finding.message
    assert [spot.path.split("/")[0] for spot in finding.spots] == ["posts", "site"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", SCRIPT.png("Comment", "taken in March")),
        ("a.jpg", SCRIPT.picture("JPEG", comment="taken in March")),
        ("a.woff2", b"wOF2\0\1\0\0" + bytes(range(256))),
        ("a.mp4", b"\0\0\0\x18ftypisom" + bytes(range(256))),
        ("a.csv", b"caf\xe9;1\n" * 50),
        ("a.npz", SCRIPT.zipped({"readme.txt": b"plain"})),
        ("a.ipynb", SCRIPT.output("application/octet-stream", "AAEC" * 60)),
        ("empty.txt", b""),
    ],
)  # fmt: skip
def test_what_holds_no_secret_is_no_finding(tmp_path, name, data):
    found = SCRIPT.Plot(folder=tmp_path).look({name: data}, {})
    # A build takes the words out of pictures; these lie on the site as they are.
    assert {one.rule for one in found} <= {"picture-metadata"}


def test_a_value_is_sought_in_whatever_form_a_page_writes_it():
    ways = ways_to_write('p&ss"w0rd/with<signs>')
    assert b"p&amp;ss&quot;w0rd/with&lt;signs&gt;" in ways
    assert b'p\\u0026ss\\"w0rd/with\\u003csigns\\u003e' in ways
    assert b"p%26ss%22w0rd%2fwith%3csigns%3e" in ways
    assert ways_to_write("sunshine") == frozenset(), "a word is everywhere"
    assert ways_to_write("a1b2") == frozenset()


def test_a_bomb_in_a_text_block_of_a_picture_is_bounded():
    block = b"Comment\0\0" + zlib.compress(bytes(80_000_000))
    items = list(read_contents("a.png", SCRIPT.chunk(b"zTXt", block)))
    assert sum(len(item.data) for item in items if isinstance(item, Layer)) < 60_000_000
    assert not any(isinstance(item, Unread) and not item.why for item in items)


def test_numbers_of_a_figure_that_were_packed_are_searched_and_block_nothing():
    numbers = gzip.compress(random.Random(0).randbytes(480))
    figure = f'{{"values": "{base64.b64encode(numbers).decode()}"}}'.encode()
    items = list(read_contents("work.ipynb", figure))
    assert not any(isinstance(item, Unread) for item in items)
    declared = f"<a href='data:application/gzip;base64,{base64.b64encode(numbers).decode()}'>"
    assert any(isinstance(item, Unread) for item in read_contents("a.html", declared.encode()))


def test_what_was_printed_stops_the_site_and_its_cell_is_named_first(tmp_path, small):
    """From the folder of notebooks to the finding, as `proofolio check` goes."""
    import shutil

    from proofolio.usecases.sync import sync

    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    (root / "work/a.ipynb").write_bytes(SCRIPT.printed(PRINTED)["a.ipynb"])
    (root / "posts/2026-01-02-words.md").write_text(f"# Words\n\n<!-- {SCRIPT.with_shape()} -->\n")
    (root / "posts/data.zip").write_bytes(SCRIPT.zipped({".env": b"API_KEY=" + PRINTED.encode()}))
    # What git would push besides: copies that Jupyter keeps, and the reasons of what was accepted.
    (root / "posts/.ipynb_checkpoints").mkdir()
    (root / "posts/.ipynb_checkpoints/b.ipynb").write_bytes(
        SCRIPT.notebook(source=SCRIPT.with_shape())
    )
    (root / "accepted.yml").write_text(
        f"accepted:\n  - id: '0123abcd'\n    reason: it is {SCRIPT.with_shape()}\n"
    )
    sync(root, lambda _: None)
    found = publish.check(root, today=TODAY, advise=False)
    printed, comment = sorted(found.blockers, key=lambda one: len(one.spots), reverse=True)
    assert {one.rule for one in found.blockers} == {"secret"}
    places = [str(spot) for spot in printed.spots]
    assert places[0].endswith("a.ipynb, cell 1")
    assert "posts/data.zip/.env" in " ".join(places)
    assert any(place.startswith("site/log/data.zip/.env") for place in places)
    assert any(place.startswith("site/") and place.endswith(".ipynb") for place in places)
    assert any(place.startswith("site/") and place.endswith("index.html") for place in places)
    assert str(comment.spots[0]).startswith("posts/2026-01-02-words.md:3")
    assert sorted(str(leak.spots[0]) for leak in found.leaks) == [
        "accepted.yml:3",
        "posts/.ipynb_checkpoints/b.ipynb, cell 1, line 1",
    ]
    kept = (root / ".proofolio/looked.json").read_text() + (
        root / ".proofolio/checked.json"
    ).read_text()
    assert PRINTED not in kept
    assert json.loads(kept.partition("\n")[2].partition("\n}\n")[0] + "\n}")
    again = publish.check(root, today=TODAY, advise=False)
    assert again.findings == found.findings
