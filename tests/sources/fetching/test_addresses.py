"""Which addresses are asked for: what is refused before anybody is asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import RefusedAddressError
from communique.sources.fetching.addresses import looks_like_address, parse_address

REFUSED = {
    "another scheme": ("ftp://files.example/a", "only http: and https:"),
    "a file": ("file:///etc/passwd", "only http: and https:"),
    "a file by one stroke": ("https:/news.example/a", "no name of a host"),
    "no scheme": ("news.example/a", "no scheme"),
    "a script": ("javascript:alert(1)", "only http: and https:"),
    "data": ("data:text/html,hello", "only http: and https:"),
    "gopher": ("gopher://127.0.0.1:6379/_FLUSHALL", "only http: and https:"),
    "a password": ("https://ana:secret@news.example/a", "name or password"),
    "a name before the host": ("https://news.example@evil.example/", "name or password"),
    "a backslash": ("https://news.example\\@evil.example/", "backslash"),
    "a line feed": ("https://news.example/a\r\nHost: evil", "control character"),
    "a null": ("https://news.example/\x00", "control character"),
    "a space in the host": ("https://news .example/", "space"),
    "a mail server's port": ("https://news.example:25/", "port 25"),
    "a database's port": ("http://news.example:6379/", "port 6379"),
    "no port at all": ("http://news.example:99999/", "not an address"),
    "a port in letters": ("http://news.example:http/", "not an address"),
    "one number": ("http://2130706433/", "not written as four parts"),
    "one number in hexadecimal": ("http://0x7f000001/", "not written as four parts"),
    "octal parts": ("http://0177.0.0.1/", "not written as four parts"),
    "hexadecimal parts": ("http://0x7f.0.0.0x1/", "not written as four parts"),
    "two parts": ("http://127.1/", "not written as four parts"),
    "five parts": ("http://1.2.3.4.5/", "not written as four parts"),
    "a network card": ("http://[fe80::1%25eth0]/", "network card"),
    "half an address of IPv6": ("http://[::1/", "not an address"),
    "no address of IPv6": ("http://[::zz]/", ""),
    "an empty host": ("http:///a", "no name of a host"),
    "an empty label": ("http://news..example/", "no name of a host"),
    "a label of 64 letters": (f"http://{'a' * 64}.example/", "no name of a host"),
    "a very long one": ("https://news.example/" + "a" * 5_000, "letters"),
}


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_an_address_is_refused_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(RefusedAddressError) as refusal:
        parse_address(text)
    assert reason in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize(
    "text", ["https://ana:secret@news.example/a", "http:/ana:secret@news.example", "ftp://ana:secret@news.example"]
)
def test_a_password_is_not_repeated(text: str) -> None:
    with pytest.raises(RefusedAddressError) as refusal:
        parse_address(text)
    assert "secret" not in str(refusal.value)


def test_an_address_is_measured_as_it_is_written_out() -> None:
    with pytest.raises(RefusedAddressError, match="written out"):
        parse_address("https://news.example/" + "é" * 1_000)
    assert parse_address(str(parse_address("https://news.example/" + "é" * 600))).target.startswith("/%C3%A9")


def test_a_refusal_is_one_line_to_print() -> None:
    with pytest.raises(RefusedAddressError) as refusal:
        parse_address("https://news.ex\u200dample\u2100/a")
    assert str(refusal.value).isprintable()


def test_a_name_in_a_path_is_no_password() -> None:
    with pytest.raises(RefusedAddressError, match=re.escape("https://news.example:99/@ana/1")):
        parse_address("https://news.example:99/@ana/1")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("HTTPS://News.Example", "https://news.example/"),
        ("https://news.example:443/a", "https://news.example/a"),
        ("http://news.example:8080/a?b=c#d", "http://news.example:8080/a?b=c"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://bücher.example/ä?ö=ü", "https://xn--bcher-kva.example/%C3%A4?%C3%B6=%C3%BC"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://news.example/a%2Fb%zz", "https://news.example/a%2Fb%25zz"),
        ("http://[2606:4700::0:1]/", "http://[2606:4700::1]/"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("https://192.0.2.1/", "https://192.0.2.1/"),
    ],
)
def test_an_address_has_one_form(text: str, meant: str) -> None:
    assert str(parse_address(text)) == meant
    assert str(parse_address(meant)) == meant


@pytest.mark.parametrize("host", ["１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1"])
def test_digits_of_other_scripts_are_the_plain_ones(host: str) -> None:
    assert parse_address(f"http://{host}/").host == "127.0.0.1"


def test_a_relative_address_is_joined_with_where_it_stood() -> None:
    base = parse_address("https://news.example/world/list?page=2")
    assert str(parse_address("../a", base=base)) == "https://news.example/a"
    assert str(parse_address("//other.example/b", base=base)) == "https://other.example/b"
    with pytest.raises(RefusedAddressError):
        parse_address("file:///etc/passwd", base=base)


def test_other_ports_are_asked_only_where_private_hosts_may_be_and_low_ones_never() -> None:
    assert parse_address("http://inner.example:8123/", any_port=True).port == 8123
    with pytest.raises(RefusedAddressError):
        parse_address("http://inner.example:25/", any_port=True)


def test_what_is_meant_for_the_web_is_told_from_files() -> None:
    assert all(map(looks_like_address, ["https://a.example", "http://a", "ftp://a", "https:/a", "FILE:///a"]))
    assert not any(map(looks_like_address, ["a.txt", "C:\\news", "c:/news", "news/https.txt", "-", "a:b", "x:y.txt"]))


@given(st.text(max_size=60))
def test_any_text_is_an_address_of_the_web_or_refused(text: str) -> None:
    for given_text in (text, f"http://{text}", f"https://news.example/{text}"):
        try:
            found = parse_address(given_text)
        except RefusedAddressError:
            continue
        assert found.scheme in ("http", "https")
        assert str(found).isascii()
        assert not set(str(found)) & set(" \r\n\t\\")
        assert str(parse_address(str(found))) == str(found)
