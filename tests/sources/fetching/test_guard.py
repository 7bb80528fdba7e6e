"""Which hosts are asked, by the IP addresses behind their names."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

import pytest

from communique.errors import FetchError, RefusedAddressError
from communique.sources.fetching.guard import Reach, judge, resolve_checked

NEVER = {
    "unspecified": "0.0.0.0",
    "unspecified network": "0.1.2.3",
    "link-local, where clouds keep keys": "169.254.169.254",
    "examples": "192.0.2.7",
    "measurements": "198.19.0.1",
    "multicast": "224.0.0.251",
    "reserved": "250.1.1.1",
    "broadcast": "255.255.255.255",
    "protocols": "192.0.0.170",
    "unspecified of IPv6": "::",
    "link-local of IPv6": "fe80::1",
    "multicast of IPv6": "ff02::1",
    "site-local of old": "fec0::1",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped private": "::ffff:10.0.0.1",
    "mapped public": "::ffff:93.184.215.14",
    "compatible loopback": "::127.0.0.1",
    "translated private": "64:ff9b::10.0.0.1",
    "translated link-local": "64:ff9b::169.254.169.254",
    "translated within": "64:ff9b:1::1",
    "tunnel to private": "2002:0a00:0001::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "examples of IPv6": "2001:db8::1",
    "not given out": "4000::1",
    "discarded": "100::1",
}
PRIVATE = ["127.0.0.1", "127.255.0.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "::1"]
PRIVATE += ["100.127.255.255", "fc00::1", "fd12:3456::1"]
PUBLIC = ["8.8.8.8", "172.32.0.1", "100.128.0.1", "192.169.0.1", "2606:4700::1111", "64:ff9b::808:808", "1.1.1.1"]


@pytest.mark.parametrize("ip", NEVER.values(), ids=NEVER)
def test_what_is_nobodys_host_is_never_asked(ip: str) -> None:
    assert judge(ipaddress.ip_address(ip))[0] is Reach.NEVER
    for allowed in (False, True):
        with pytest.raises(RefusedAddressError, match="only public hosts"):
            resolve_checked(ip, 80, seconds=1, allow_private=allowed)


@pytest.mark.parametrize("ip", PRIVATE)
def test_private_hosts_are_asked_only_where_that_is_allowed(ip: str) -> None:
    assert judge(ipaddress.ip_address(ip))[0] is Reach.PRIVATE
    with pytest.raises(RefusedAddressError):
        resolve_checked(ip, 80, seconds=1, allow_private=False)
    assert resolve_checked(ip, 80, seconds=1, allow_private=True) == ((ipaddress.ip_address(ip), Reach.PRIVATE),)


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_hosts_are_asked(ip: str) -> None:
    assert judge(ipaddress.ip_address(ip))[0] is Reach.PUBLIC


def test_no_address_is_public_that_python_knows_not_to_be() -> None:
    # Python's own list as a second opinion; where the two differ, ours has to be the stricter.
    for network in ("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.168.0.0/16", "240.0.0.0/4", "fc00::/7"):
        for step in range(0, 200, 7):
            ip = ipaddress.ip_network(network)[step]
            assert not ip.is_global
            assert judge(ip)[0] is not Reach.PUBLIC


@pytest.mark.parametrize("inner", ["127.0.0.1", "::1", "10.0.0.8", "fd00::8"])
def test_a_name_with_one_inner_address_among_public_ones_is_refused(inner: str) -> None:
    def look_up(host: str, port: int, seconds: float) -> Sequence[str]:
        return ["8.8.8.8", "2606:4700::1111", inner]

    with pytest.raises(RefusedAddressError, match=r"trap\.example is at"):
        resolve_checked("trap.example", 80, seconds=1, allow_private=False, look_up=look_up)


def test_a_name_without_addresses_and_one_that_nobody_knows_are_told_apart_from_refusals() -> None:
    def nobody(host: str, port: int, seconds: float) -> Sequence[str]:
        raise OSError(8, "Name or service not known")

    with pytest.raises(FetchError, match="Name or service not known"):
        resolve_checked("nobody.example", 80, seconds=1, allow_private=False, look_up=nobody)
    with pytest.raises(FetchError, match="no IP address"):
        resolve_checked("empty.example", 80, seconds=1, allow_private=False, look_up=lambda *_: [])


def test_localhost_is_this_machine_whatever_it_is_called() -> None:
    with pytest.raises(RefusedAddressError, match="this machine itself"):
        resolve_checked("localhost", 80, seconds=5, allow_private=False)
