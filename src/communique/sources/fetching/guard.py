"""Which hosts may be asked: public ones, and private ones where somebody said so."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from communique.errors import FetchError, RefusedAddressError

__all__ = ["IpAddress", "Reach", "Resolve", "judge", "resolve", "resolve_checked"]

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

Resolve = Callable[[str, int, float], Sequence[str]]
"""Gives the IP addresses of a host and port, within so many seconds; OSError where it has none."""

MOST_ADDRESSES: Final = 16
"""IP addresses of one host that are looked at."""


class Reach(StrEnum):
    """Who can be met at an IP address."""

    PUBLIC = "public"  # anybody's host on the internet
    PRIVATE = "private"  # this machine, or one of its own network: asked only where somebody allows it
    NEVER = "never"  # nobody's host, a whole network at once, or the cloud's own service: not asked at all


def _networks(
    *rows: tuple[str, Reach, str],
) -> tuple[tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, Reach, str], ...]:
    return tuple((ipaddress.ip_network(network), reach, name) for network, reach, name in rows)


# The special-purpose registries of IANA (RFC 6890 and what followed). Not `is_global`: what that says of several of
# these differs between versions of Python 3.11.
_SPECIAL: Final = _networks(
    ("0.0.0.0/8", Reach.NEVER, "an unspecified address"),
    ("10.0.0.0/8", Reach.PRIVATE, "a private network"),
    ("100.64.0.0/10", Reach.PRIVATE, "a provider's inner network"),
    ("127.0.0.0/8", Reach.PRIVATE, "this machine itself"),
    ("169.254.0.0/16", Reach.NEVER, "a link-local address"),  # where clouds keep their machines' keys
    ("172.16.0.0/12", Reach.PRIVATE, "a private network"),
    ("192.0.0.0/24", Reach.NEVER, "an address set aside for protocols"),
    ("192.0.2.0/24", Reach.NEVER, "an address for examples"),
    ("192.88.99.0/24", Reach.NEVER, "a relay between IPv6 and IPv4"),
    ("192.168.0.0/16", Reach.PRIVATE, "a private network"),
    ("198.18.0.0/15", Reach.NEVER, "a network for measurements"),
    ("198.51.100.0/24", Reach.NEVER, "an address for examples"),
    ("203.0.113.0/24", Reach.NEVER, "an address for examples"),
    ("224.0.0.0/4", Reach.NEVER, "a multicast address"),
    ("240.0.0.0/4", Reach.NEVER, "a reserved address"),
    ("::/128", Reach.NEVER, "an unspecified address"),
    ("::1/128", Reach.PRIVATE, "this machine itself"),
    ("::ffff:0:0/96", Reach.NEVER, "an IPv4 address in IPv6 clothes"),
    ("64:ff9b:1::/48", Reach.NEVER, "a translator's inner network"),
    ("2001::/23", Reach.NEVER, "an address set aside for protocols"),  # Teredo and ORCHID among them
    ("2001:db8::/32", Reach.NEVER, "an address for examples"),
    ("2002::/16", Reach.NEVER, "a tunnel to an IPv4 address"),
    ("3fff::/20", Reach.NEVER, "an address for examples"),
    ("fc00::/7", Reach.PRIVATE, "a private network"),
    ("fe80::/10", Reach.NEVER, "a link-local address"),
    ("ff00::/8", Reach.NEVER, "a multicast address"),
)
_UNICAST: Final = ipaddress.ip_network("2000::/3")  # all of IPv6 that has been given out
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


def judge(ip: IpAddress) -> tuple[Reach, str]:
    """Who can be met at an IP address, and what it is in words."""
    if isinstance(ip, ipaddress.IPv6Address) and ip in _NAT64:
        # Networks that have IPv6 alone reach every IPv4 host by such an address: what counts is the one within.
        reach, name = judge(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        return (reach, name) if reach is Reach.PUBLIC else (Reach.NEVER, f"a translated address of {name}")
    for network, reach, name in _SPECIAL:
        if ip.version == network.version and ip in network:
            return reach, name
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _UNICAST:
        return Reach.NEVER, "a reserved address"
    return Reach.PUBLIC, "a public address"


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The IP addresses of a host, of both families, in the order in which the system would try them.

    Raises:
        OSError: it has none, or nobody answered in time.
    """
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            failed.append(error)
        else:
            found.extend(str(row[4][0]) for row in rows)

    # The system's resolver cannot be told how long to wait.
    thread = threading.Thread(target=look_up, name="communique-resolve", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise TimeoutError(f"nobody told its IP address within {seconds:.0f} seconds")
    if failed:
        raise failed[0] if isinstance(failed[0], OSError) else OSError(str(failed[0]))
    return found


def resolve_checked(
    host: str, port: int, *, seconds: float, allow_private: bool, look_up: Resolve = resolve, hint: str = ""
) -> tuple[tuple[IpAddress, Reach], ...]:
    """The IP addresses of a host, each once, each checked; whoever connects has to connect to these and no others.

    One address that may not be asked refuses the host: a name that leads to the public and inwards is a trap.

    Args:
        host: a name, or an IP address.
        port: the port.
        seconds: within which it has to be found.
        allow_private: private ones may be asked too.
        look_up: what finds them.
        hint: what is said to whoever is refused a private one.

    Raises:
        RefusedAddressError: one of them may not be asked.
        FetchError: the host has none.
    """
    try:
        literal = ipaddress.ip_address(host)
    except ValueError:
        literal = None
    try:
        named = [str(literal)] if literal is not None else list(look_up(host, port, seconds))
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise FetchError(f"no IP address of {host} was found: {reason}") from error
    found: dict[IpAddress, Reach] = {}
    for text in named[:MOST_ADDRESSES]:
        try:
            ip = ipaddress.ip_address(text)
        except ValueError as error:
            raise RefusedAddressError(f"{host} is {text!r}, which is no IP address") from error
        reach, name = judge(ip)
        if reach is Reach.NEVER or (reach is Reach.PRIVATE and not allow_private):
            allow = f"; {hint}" if hint and reach is Reach.PRIVATE else ""
            where = host if text == host else f"{host} is at {ip}, which"
            raise RefusedAddressError(f"{where} is {name}, and only public hosts are asked{allow}")
        found[ip] = reach
    if not found:
        raise FetchError(f"no IP address of {host} was found")
    return tuple(found.items())
