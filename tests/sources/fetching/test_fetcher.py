"""Fetching from a site on this machine that misbehaves in every way we know of."""

from __future__ import annotations

import gzip
import resource
import ssl
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from served import Site, serving

from communique.errors import FetchError, RefusedAddressError
from communique.sources.fetching.addresses import Address
from communique.sources.fetching.fetcher import Fetcher
from communique.sources.fetching.limits import Limits
from communique.sources.fetching.retry_after import LONGEST_WAIT, parse_retry_after

PAGE = "<html><body><p>Orla Venn met Tor Aas in Port Kelvo on Monday.</p></body></html>"
QUICK = Limits(max_bytes=1_000_000, seconds=1.0, connect_seconds=0.5)


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(served: Site) -> Site:
    served.pages.clear()
    served.hits.clear()
    return served


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(agent="Communique/test", allow_private=True, limits=QUICK)


def at(*ips: str) -> Callable[[str, int, float], Sequence[str]]:
    return lambda host, port, seconds: ips


def test_a_page_comes_with_what_the_server_says_of_it(site: Site, fetcher: Fetcher) -> None:
    url = site.serve("/a", PAGE, ETag='"v1"', Last_Modified="Mon, 04 Mar 2024 10:00:00 GMT")
    page = fetcher.fetch(url)
    assert (page.data.decode(), page.media_type, page.charset) == (PAGE, "text/html", "utf-8")
    assert (page.etag, page.modified) == ('"v1"', "Mon, 04 Mar 2024 10:00:00 GMT")
    assert (page.asked, page.address, page.private, page.unchanged) == (url, url, True, False)


def test_we_name_ourselves_and_send_nothing_else_about_anybody(
    site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    fetcher.fetch(site.serve("/a", PAGE, Set_Cookie="id=1; Path=/"))
    fetcher.fetch(site.url("/a"))
    for hit in site.hits:
        assert set(hit.headers) == {"Host", "Connection", "Accept", "Accept-Encoding", "User-Agent"}
        assert hit.headers["User-Agent"] == "Communique/test"
        assert hit.headers["Host"] == f"127.0.0.1:{site.port}"


def test_without_permission_this_machine_is_not_asked(site: Site) -> None:
    url = site.serve("/a", PAGE)
    with pytest.raises(RefusedAddressError, match=f"port {site.port}"):
        Fetcher(agent="x").fetch(url)
    for host in ("127.0.0.1", "localhost", "[::1]"):
        with pytest.raises(RefusedAddressError, match="--allow-private"):
            Fetcher(agent="x").fetch(f"http://{host}:8080/")
    assert site.hits == []


def test_what_was_checked_is_what_is_connected_to(site: Site, fetcher: Fetcher) -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int, seconds: float) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    site.serve("/a", PAGE)
    page = Fetcher(agent="x", allow_private=True, look_up=rebinding).fetch(f"http://news.example:{site.port}/a")
    assert (asked, page.address) == (["news.example"], f"http://news.example:{site.port}/a")
    assert site.hits[0].headers["Host"] == f"news.example:{site.port}"


def test_a_name_that_turns_inwards_at_the_redirect_is_refused(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    fetcher = Fetcher(agent="x", allow_private=True, look_up=lambda *_: next(answers))
    site.send_on("/a", "/b")
    with pytest.raises(RefusedAddressError, match="link-local"):
        fetcher.fetch(f"http://news.example:{site.port}/a")
    assert [hit.path for hit in site.hits] == ["/a"]


def test_the_next_address_of_a_host_is_tried_where_one_does_not_answer(site: Site) -> None:
    site.serve("/a", PAGE)
    fetcher = Fetcher(agent="x", allow_private=True, limits=QUICK, look_up=at("::1", "127.0.0.9", "127.0.0.1"))
    assert fetcher.fetch(f"http://news.example:{site.port}/a").data.decode() == PAGE


def test_both_families_are_connected_to() -> None:
    try:
        with serving(host="::1") as site:
            url = site.serve("/a", PAGE)
            assert Fetcher(agent="x", allow_private=True).fetch(url).address == f"http://[::1]:{site.port}/a"
            assert site.hits[0].headers["Host"] == f"[::1]:{site.port}"
    except OSError:
        pytest.skip("this machine has no IPv6")


def test_redirects_are_followed_and_every_one_is_asked_about(site: Site, fetcher: Fetcher) -> None:
    site.send_on("/a", "/b?x=1#y", status=301)
    site.send_on("/b?x=1", "c", status=307)
    site.serve("/c", PAGE)
    seen: list[Address] = []
    assert fetcher.fetch(site.url("/a"), permit=lambda address, _: seen.append(address)).address == site.url("/c")
    assert [address.target for address in seen] == ["/a", "/b?x=1", "/c"]


LEADS = {
    "a file": "file:///etc/passwd",
    "the cloud's keys": "http://169.254.169.254/latest/meta-data/",
    "the cloud's keys as one number": "http://2852039166/latest/meta-data/",
    "the cloud's keys, mapped": "http://[::ffff:169.254.169.254]/",
    "the cloud's keys, translated": "http://[64:ff9b::a9fe:a9fe]/",
    "the unspecified address": "http://0.0.0.0:8080/",
    "a password": "http://ana:secret@127.0.0.1/",
    "a mail server": "http://127.0.0.1:25/",
    "another protocol": "gopher://127.0.0.1:8080/_x",
    "a line feed": "http://127.0.0.1/\tx",
}


@pytest.mark.parametrize("to", LEADS.values(), ids=LEADS)
def test_a_redirect_leads_nowhere_that_is_not_asked(site: Site, fetcher: Fetcher, to: str) -> None:
    with pytest.raises(RefusedAddressError) as refusal:
        fetcher.fetch(site.send_on("/a", to))
    assert "secret" not in str(refusal.value)
    assert [hit.path for hit in site.hits] == ["/a"]


def test_a_public_host_does_not_lead_inwards_even_where_that_is_allowed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # For the length of this test 127.0.0.1 passes for a public host, and 127.0.0.2 stays what it is.
    import ipaddress

    from communique.sources.fetching import guard

    real = guard.judge
    public = ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(guard, "judge", lambda ip: (guard.Reach.PUBLIC, "public") if ip == public else real(ip))
    fetcher = Fetcher(agent="x", allow_private=True)
    site.send_on("/a", "http://127.0.0.2:8080/inner")
    with pytest.raises(RefusedAddressError, match="a public host may not lead to it"):
        fetcher.fetch(site.url("/a"))


def test_a_circle_and_an_endless_chain_of_redirects_end(site: Site, fetcher: Fetcher) -> None:
    site.send_on("/a", "/b")
    site.send_on("/b", "/a")
    with pytest.raises(FetchError, match="circle"):
        fetcher.fetch(site.url("/a"))
    for number in range(30):
        site.send_on(f"/{number}", f"/{number + 1}")
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetcher.fetch(site.url("/0"))
    assert len(site.hits) == 2 + 6


@pytest.mark.parametrize(
    "status", [401, 402, 403, 404, 410, 429, 451, 500, 502, 503, 204, 205, 206, 300, 304, 302, 418]
)
def test_an_answer_without_a_page_is_told_by_its_number(site: Site, fetcher: Fetcher, status: int) -> None:
    with pytest.raises(FetchError, match=str(status)) as refusal:
        fetcher.fetch(site.serve("/a", b"", status=status, Retry_After="120"))
    assert (refusal.value.status, refusal.value.wait) == (status, 120.0)


def test_a_version_that_we_have_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        known = request.headers.get("If-None-Match") == '"v1"' and request.headers.get("If-Modified-Since") == "then"
        request.send_response(304 if known else 200)
        request.send_header("ETag", '"v1"')
        request.send_header("Content-Length", "0" if known else str(len(PAGE)))
        request.end_headers()
        request.wfile.write(b"" if known else PAGE.encode())

    site.pages["/a"] = answer
    first = fetcher.fetch(site.url("/a"))
    again = fetcher.fetch(site.url("/a"), etag=first.etag, modified="then")
    assert (first.unchanged, again.unchanged, again.data, again.etag, again.modified) == (
        False,
        True,
        b"",
        '"v1"',
        "then",
    )


def bomb(megabytes: int) -> bytes:
    packed = zlib.compressobj(9, wbits=31)
    return b"".join([*(packed.compress(bytes(1_000_000)) for _ in range(megabytes)), packed.flush()])


def test_a_bomb_is_given_up_early_and_takes_no_memory(site: Site, fetcher: Fetcher) -> None:
    url = site.serve("/a", bomb(400), Content_Encoding="gzip")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FetchError, match="too large: more than 1,000,000 bytes unpacked"):
        fetcher.fetch(url)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes


PACKED = {
    "gzip": gzip.compress(PAGE.encode(), mtime=0),
    "x-gzip": gzip.compress(PAGE.encode(), mtime=0),
    "deflate": zlib.compress(PAGE.encode()),
    "identity": PAGE.encode(),
}


@pytest.mark.parametrize(("packing", "body"), PACKED.items(), ids=PACKED)
def test_packed_pages_are_unpacked(site: Site, fetcher: Fetcher, packing: str, body: bytes) -> None:
    assert fetcher.fetch(site.serve("/a", body, Content_Encoding=packing)).data.decode() == PAGE


def chunked(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BROKEN = {
    "packed twice": ([OK + b"Content-Encoding: gzip, gzip\r\n\r\n", bomb(1)], "not asked for"),
    "packed in an unknown way": ([OK + b"Content-Encoding: br\r\n\r\n", b"x"], "not asked for"),
    "packed wrongly": ([OK + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n", b"hello"], "broke off"),
    "cut off": ([OK + b"Content-Length: 100\r\n\r\n", b"half"], "broke off"),
    "cut off between chunks": ([OK + b"Transfer-Encoding: chunked\r\n\r\n", chunked(b"half")], "broke off"),
    "chunks of no size": ([OK + b"Transfer-Encoding: chunked\r\n\r\n", b"zz\r\nhalf\r\n"], "broke off"),
    "said to be too large": ([OK + b"Content-Length: 99999999999999999999\r\n\r\n", b"x"], "too large"),
    "larger than said": ([OK + b"\r\n", b"x" * 1_200_000], "too large"),
    "nothing at all": ([b""], "broke off"),
    "another protocol": ([b"SSH-2.0-OpenSSH_9.2\r\n"], "broke off"),
    "no status": ([b"HTTP/1.1 abc\r\n\r\n"], "broke off"),
    "a header of a megabyte": ([OK + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n"], "broke off"),
    "a thousand headers": ([OK + b"X: x\r\n" * 1_000 + b"\r\n"], "broke off"),
    "many long headers": ([OK + (b"X: " + b"x" * 30_000 + b"\r\n") * 5 + b"\r\n"], "too many headers"),
    "a film": ([b"HTTP/1.1 200 OK\r\nContent-Type: Video/mp4\r\n\r\n"], "not a text but Video/mp4"),
    "waiting again and again": ([b"HTTP/1.1 100 Continue\r\n\r\n" * 100], "broke off"),
}


@pytest.mark.parametrize(("parts", "reason"), BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_is_given_up_in_one_line(site: Site, fetcher: Fetcher, parts: list[bytes], reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as refusal:
        fetcher.fetch(site.raw("/a", *parts))
    assert str(refusal.value).startswith(site.url("/a"))
    assert "\n" not in str(refusal.value)
    assert "0x" not in str(refusal.value)


SLOW = {
    "before its first byte": [b"", b""],
    "in its headers, a letter at a time": [bytes([letter]) for letter in OK],
    "in its body, a letter at a time": [OK + b"\r\n", *([b"x"] * 100)],
    "in its chunks": [OK + b"Transfer-Encoding: chunked\r\n\r\n", *([chunked(b"x")] * 100)],
    "with endless promises": [b"HTTP/1.1 100 Continue\r\n\r\n"] * 100,
}


@pytest.mark.parametrize("parts", SLOW.values(), ids=SLOW)
def test_a_server_that_is_slow_is_given_up(site: Site, parts: list[bytes]) -> None:
    fetcher = Fetcher(agent="x", allow_private=True, limits=Limits(seconds=0.4))
    start = time.monotonic()
    with pytest.raises(FetchError, match="no whole answer within"):
        fetcher.fetch(site.raw("/a", *parts, pause=0.3 if len(parts) == 2 else 0.05))
    assert time.monotonic() - start < 1.5


def test_nobody_at_the_door_is_said(fetcher: Fetcher) -> None:
    with serving() as site:
        url = site.url("/a")
    with pytest.raises(FetchError, match="cannot be reached: Connection refused"):
        fetcher.fetch(url)


def test_charsets_are_taken_over_where_they_can_be_one(site: Site, fetcher: Fetcher) -> None:
    told = {
        "text/html; charset=EUC-KR": ("text/html", "EUC-KR"),
        'Text/HTML;Charset="shift_jis"': ("text/html", "shift_jis"),
        "text/html; charset=" + "x" * 300: ("text/html", None),
        "text/html; charset=../../etc": ("text/html", None),
        "text/html; charset*=utf-8''%00": ("text/html", None),
        ";;;": (None, None),
        "html": (None, None),
    }
    for header, meant in told.items():
        page = fetcher.fetch(site.serve("/a", PAGE, media_type=header))
        assert (page.media_type, page.charset) == meant, header
    assert fetcher.fetch(site.serve("/a", PAGE, media_type=None)).media_type is None


def test_what_is_odd_in_a_version_is_not_given_back(site: Site, fetcher: Fetcher) -> None:
    page = fetcher.fetch(site.serve("/a", PAGE, ETag="x" * 501, Last_Modified="\x01"))
    assert (page.etag, page.modified) == (None, None)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("certificate") / "both.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    try:
        subprocess.run([*command, "-keyout", str(made), "-out", f"{made}.crt"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("there is no openssl that makes certificates")
    made.write_bytes(made.read_bytes() + Path(f"{made}.crt").read_bytes())
    return made


def test_a_certificate_has_to_be_trusted_and_the_hosts_own(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    named: list[str | None] = []
    context.sni_callback = lambda _, name, __: named.append(name)
    with serving(context=context) as site:
        site.serve("/a", PAGE)
        url = f"https://news.example:{site.port}/a"

        def fetcher() -> Fetcher:
            return Fetcher(agent="x", allow_private=True, look_up=at("127.0.0.1"))

        with pytest.raises(FetchError, match=r"certificate of news\.example does not hold"):
            fetcher().fetch(url)
        monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
        assert fetcher().fetch(url).data.decode() == PAGE
        assert named[-1] == "news.example"
        with pytest.raises(FetchError, match=r"certificate of other\.example does not hold"):
            fetcher().fetch(url.replace("news", "other"))
        with pytest.raises(FetchError, match="does not hold"):
            Fetcher(agent="x", allow_private=True).fetch(site.url("/a"))
        assert [hit.headers["Host"] for hit in site.hits] == [f"news.example:{site.port}"]


def test_plain_speech_to_an_encrypted_door_and_the_other_way_round_end(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher.fetch(site.serve("/a", PAGE).replace("http:", "https:"))


def test_how_long_a_server_asks_to_be_left_alone() -> None:
    now = datetime(2024, 3, 4, 10, tzinfo=UTC)
    assert parse_retry_after("120") == 120
    assert parse_retry_after(format_datetime(now + timedelta(minutes=5), usegmt=True), at=now) == 300
    assert parse_retry_after(format_datetime(now - timedelta(days=9), usegmt=True), at=now) == 0
    assert parse_retry_after("99999999999999999999") == LONGEST_WAIT
    assert parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", at=now) == LONGEST_WAIT
    for odd in (None, "", "soon", "-5", "1.5", "٣", "Mon, 99 Foo 2024", "x" * 10_000):
        assert parse_retry_after(odd) is None
