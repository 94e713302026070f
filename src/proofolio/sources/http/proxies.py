"""The proxy that this computer's settings name for an address."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import unquote
from urllib.request import getproxies, proxy_bypass

from urllib3.exceptions import HTTPError
from urllib3.util import make_headers, parse_url

from proofolio.sources.http.addresses import Address, Origin, is_public
from proofolio.sources.http.no_answer import NoAnswerError, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """Asks in our place."""

    origin: Origin
    headers: dict[str, str]
    """With which it lets us in."""


def proxy_for(address: Address) -> Proxy | None:
    """Return the proxy (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`); None without one.

    Raises:
        NoAnswerError: it is no proxy that speaks HTTP.
    """
    set_ = getproxies()
    named = set_.get(address.origin.scheme) or set_.get("all")
    if not named or _is_here(address.origin.host) or proxy_bypass(address.origin.host):
        return None
    try:
        parts = parse_url(named if "://" in named else f"http://{named}")
    except HTTPError:
        raise NoAnswerError(Reason.PROXY) from None
    if parts.scheme != "http" or not parts.host:
        raise NoAnswerError(Reason.PROXY)
    headers = dict(make_headers(proxy_basic_auth=unquote(parts.auth))) if parts.auth else {}
    return Proxy(
        origin=Origin("http", parts.host.strip("[]").lower(), parts.port or 80), headers=headers
    )


def is_private_by_name(host: str) -> bool:
    """Tell whether a host is one of a private network without looking it up, as a proxy will do."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host.rstrip(".") or _ends_in_a_number(host)
    return not is_public(host)


def _ends_in_a_number(host: str) -> bool:
    """`127.1`, `0x7f.1`: what some programs read as an IPv4 address."""
    last = host.rstrip(".").rpartition(".")[2]
    return last.isdecimal() or last.startswith("0x")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
