from functools import partial

from proofolio.content import svg

_clean = partial(svg.clean, embedded=str)
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def test_what_could_run_or_fetch_is_gone_and_the_picture_stays():
    data = f"""<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">
    <svg {NAMESPACES} width="72pt" height="36pt" onload="alert(1)">
    <script>alert(1)</script><style>@import url(//evil.example)</style>
    <a xlink:href="javascript:alert(1)"><path d="M0"/></a>
    <foreignObject><p onclick="x"/></foreignObject>
    <use xlink:href="#g"/><use xlink:href="//evil.example/x.svg#g"/>
    <set attributeName="href" to="javascript:alert(1)"/>
    <rect clip-path="url(#c)" fill="url(//evil.example)" width="1" onclick="x"/></svg>"""
    cleaned, width, height = _clean(data.encode())
    out = cleaned.decode()
    assert (width, height) == (96, 48)
    assert 'clip-path="url(#c)"' in out
    assert 'href="#g"' in out
    for word in (
        "script",
        "alert",
        "evil",
        "foreign",
        "onload",
        "onclick",
        "@import",
        "<a",
        "set ",
    ):
        assert word not in out


def test_entities_and_broken_files_are_refused():
    assert _clean(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>') is None
    assert _clean(b"<svg><g></svg>") is None
    assert _clean(b"<html/>") is None


def test_the_view_box_stands_in_for_a_missing_size():
    assert _clean(f'<svg {NAMESPACES} viewBox="0 0 30 20"/>'.encode())[1:] == (30, 20)


def test_nothing_of_a_style_sheet_that_fetches_is_left_wherever_it_stands():
    for sheet in (
        "<g/>@import '//evil.example'",
        "a{fill:image-set('//evil.example')}",
        "\\75rl(//evil.example)",
    ):
        cleaned = _clean(f"<svg {NAMESPACES}><style>{sheet}</style><g/></svg>".encode())
        assert b"evil" not in cleaned[0]
    assert (
        b"a{fill:red}"
        in _clean(f"<svg {NAMESPACES}><style>a{{fill:red}}</style></svg>".encode())[0]
    )
