"""Which addresses of the web may be asked: what was pulled names what it likes."""

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from urllib3.exceptions import HTTPError
from urllib3.util import parse_url

from proofolio.sources.http.no_answer import NoAnswerError, Reason

MAX_LENGTH = 8_000
"""Of an address; what servers accept at most."""
_PORTS = {"http": 80, "https": 443}


class Origin(NamedTuple):
    """Who answers."""

    scheme: str
    host: str
    """In lower case; an IPv6 address without brackets."""
    port: int


class Place(NamedTuple):
    """A socket address as `getaddrinfo` gives it."""

    family: int
    address: tuple[str, int] | tuple[str, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A web address that was taken apart."""

    origin: Origin
    host: str
    """For the header `Host`: with a port where it is not the usual one."""
    target: str
    """Path and query, percent-encoded."""
    url: str
    """All of it, without a fragment."""


def parse(url: str) -> Address:
    """Take a web address apart.

    Raises:
        NoAnswerError: it is none, or names a user.
    """
    try:
        if len(url) > MAX_LENGTH:
            raise NoAnswerError(Reason.BAD_ADDRESS)
        parts = parse_url(url)
    except (HTTPError, ValueError):
        raise NoAnswerError(Reason.BAD_ADDRESS) from None
    if parts.scheme not in _PORTS or not parts.host or parts.auth is not None:
        raise NoAnswerError(Reason.BAD_ADDRESS)
    usual = _PORTS[parts.scheme]
    port = parts.port or usual
    return Address(
        origin=Origin(parts.scheme, parts.host.strip("[]").lower(), port),
        host=parts.host if port == usual else f"{parts.host}:{port}",
        target=parts.request_uri,
        url=parts._replace(fragment=None).url,
    )


def origins(urls: Iterable[str]) -> frozenset[Origin]:
    """Return who answers at these addresses, which were checked before."""
    return frozenset(parse(url).origin for url in urls)


def places_of(origin: Origin, *, deadline: float, is_trusted: bool) -> tuple[Place, ...]:
    """Look a host up, and return those of its addresses that may be connected to.

    Whoever connects to what is returned, and does not look the name up again, cannot be led
    elsewhere by a second answer of the name's server.

    Args:
        origin: whose.
        deadline: by `time.monotonic`.
        is_trusted: whether addresses of this computer and of private networks are meant.

    Raises:
        NoAnswerError: there is no such host, it took too long, or none of its addresses is public.
    """
    found = _look_up(origin, deadline)
    allowed = tuple(place for place in found if is_trusted or is_public(place.address[0]))
    if not allowed:
        raise NoAnswerError(Reason.PRIVATE)
    return allowed


def is_public(host: str) -> bool:
    """Tell whether an IP address is one of the internet: no loopback, private or link-local one.

    An IPv4 address within an IPv6 one (mapped, 6to4, NAT64, Teredo) has to be public, too.
    """
    try:
        found = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.teredo is not None:
            return False
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _look_up(origin: Origin, deadline: float) -> tuple[Place, ...]:
    """Ask in a thread of its own: a name server that does not answer cannot be interrupted."""
    answers: queue.SimpleQueue[tuple[Place, ...]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(origin.host, origin.port, type=socket.SOCK_STREAM)
        except (OSError, ValueError):
            found = []
        answers.put(
            tuple(
                Place(family, address)  # type: ignore[arg-type]
                for family, _, _, _, address in found
                if family in {socket.AF_INET, socket.AF_INET6}
            )
        )

    threading.Thread(target=ask, daemon=True, name="name-lookup").start()
    try:
        found = answers.get(timeout=max(0.0, deadline - time.monotonic()))
    except queue.Empty:
        raise NoAnswerError(Reason.LATE) from None
    if not found:
        raise NoAnswerError(Reason.NO_HOST)
    return found


def is_this_computer(host: str) -> bool:
    """Tell whether a host is this computer, so that what is sent to it passes no network."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
