"""The preview shows drafts: it answers its own names, and says who else can read it."""

import http.client
import shutil
import socket
import sys
import threading

import pytest

from proofolio import cli
from proofolio.errors import SystemProblemError
from proofolio.site.engine_serve import is_own_name, open_to, serve

LOCAL = ("127.0.0.1", "localhost", "::1", "127.0.0.2")
OPEN = ("0.0.0.0", "::", "192.168.1.5")


@pytest.mark.parametrize(
    "said", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST", "localhost:9000"]
)
@pytest.mark.parametrize("host", [*LOCAL, *OPEN])
def test_its_own_names_are_answered(host, said):
    assert is_own_name(said, host)


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.nip.io",
        "[::1",
        "x@localhost.evil.org",
    ],
)
@pytest.mark.parametrize("host", [*LOCAL, *OPEN])
def test_a_name_that_leads_here_is_not_answered(host, said):
    assert not is_own_name(said, host)


def test_who_listens_to_the_network_is_asked_by_address_and_by_its_own_name():
    assert is_own_name("192.168.1.5:8000", "0.0.0.0")
    assert is_own_name(f"{socket.gethostname()}:8000", "0.0.0.0")
    assert is_own_name("portfolio.lan", "portfolio.lan")
    assert not is_own_name("192.168.1.5:8000", "127.0.0.1")


def test_it_is_told_who_else_can_read_it():
    assert [open_to(host) for host in LOCAL] == ["", "", "", ""]
    assert open_to("192.168.1.5") == "192.168.1.5"
    assert open_to("fe80::1") == "[fe80::1]"
    assert open_to("0.0.0.0") not in {"", "0.0.0.0"}


@pytest.mark.parametrize(("name", "status"), [("localhost", 200), ("evil.example", 421), ("", 421)])
def test_a_page_that_lets_its_name_lead_here_reads_nothing(tmp_path, name, status):
    (tmp_path / "index.html").write_text("<body>a draft</body>")
    got = []

    def look(url):
        port = int(url.rpartition(":")[2].strip("/"))

        def ask():
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.putrequest("GET", "/", skip_host=True)
            if name:
                connection.putheader("Host", f"{name}:{port}")
            connection.endheaders()
            answer = connection.getresponse()
            got.append((answer.status, b"a draft" in answer.read()))
            connection.close()
            (tmp_path / "about.md").write_text("x")

        threading.Thread(target=ask).start()

    def stop():
        raise KeyboardInterrupt

    serve(
        host="127.0.0.1",
        port=0,
        site=tmp_path,
        watch=[tmp_path / "about.md"],
        rebuild=stop,
        on_ready=look,
    )
    assert got == [(status, status == 200)]


def test_a_port_in_use_is_told_before_anything_is_built(tmp_path):
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(SystemProblemError, match="Nothing can listen"),
    ):
        serve(
            host="127.0.0.1",
            port=taken.getsockname()[1],
            site=tmp_path,
            watch=[],
            rebuild=pytest.fail,
            on_ready=pytest.fail,
            prepare=lambda: pytest.fail("built"),
        )


def test_drafts_that_the_network_can_read_are_told_with_an_address_that_opens(
    small, tmp_path, monkeypatch, capfd
):
    root = tmp_path / "portfolio"
    shutil.copytree(small, root)
    monkeypatch.setattr("proofolio.site.engine_serve._Server._build_loop", lambda _: None)
    monkeypatch.setattr(
        sys, "argv", ["proofolio", "-C", str(root), "serve", "--host", "0.0.0.0", "--port", "0"]
    )
    with pytest.raises(SystemExit):
        cli.main()
    out, err = capfd.readouterr()
    assert "Open http://localhost:" in out
    assert "0.0.0.0" not in out + err
    assert "drafts too, at http://" in err
