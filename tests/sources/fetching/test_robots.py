"""What sites allow by their robots.txt, and how often they are asked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from served import Site, serving

from communique.errors import FetchError, RefusedAddressError
from communique.sources.fetching.fetcher import Fetcher
from communique.sources.fetching.limits import Limits
from communique.sources.fetching.pace import LONGEST_DELAY, Pace
from communique.sources.fetching.robots import KEPT, KEPT_TROUBLE, Robots
from communique.sources.fetching.visiting import Visitor


@pytest.fixture(scope="module")
def served() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(served: Site) -> Site:
    served.pages.clear()
    served.hits.clear()
    return served


class Clock:
    """A time that goes forward when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def visitor(clock: Clock, *, gap: float = 1.0, heed_robots: bool = True, chance: float = 0.0) -> Visitor:
    fetcher = Fetcher(agent="Communique/test", allow_private=True, limits=Limits(seconds=2.0))
    pace = Pace(gap=gap, clock=clock, chance=lambda: chance)
    return Visitor(fetcher, pace=pace, sleep=clock.sleep, heed_robots=heed_robots)


def robots(site: Site, text: str | bytes, **told: object) -> None:
    site.serve("/robots.txt", text, media_type="text/plain", **told)  # type: ignore[arg-type]


RULES = {
    "nothing": ("", True),
    "everything for all": ("User-agent: *\nDisallow: /", False),
    "everything but us": ("User-agent: *\nDisallow: /\nUser-agent: Communique\nAllow: /", True),
    "us alone": ("User-agent: communique\nDisallow: /\nUser-agent: *\nDisallow:", False),
    "us with a version": ("User-agent: Communique/0.1\nDisallow: /", False),
    "somebody whose name begins so": ("User-agent: Communique-bot\nDisallow: /", True),
    "somebody else": ("User-agent: evilbot\nDisallow: /", True),
    "the longer rule": ("User-agent: *\nDisallow: /news\nAllow: /news/a", True),
    "a pattern": ("User-agent: *\nDisallow: /*/a$", False),
    "a group of several": ("User-agent: x\nUser-agent: Communique\nDisallow: /news/", False),
    "another path": ("User-agent: *\nDisallow: /private/", True),
    "a page instead": ("<html><body>User-agent of the week</body></html>", True),
    "noise": ("\x00\xff\x01" * 1_000, True),
    "a byte-order mark before": ("\ufeffUser-agent: *\nDisallow: /", False),
    "other line ends": ("User-agent: *\rDisallow: /\r", False),
    "in capitals, with blanks": ("  USER-AGENT :  *  # all\n\tDISALLOW :/", False),
}


@pytest.mark.parametrize(("text", "allowed"), RULES.values(), ids=RULES)
def test_rules_are_followed(site: Site, text: str, allowed: bool) -> None:
    robots(site, text)
    url = site.serve("/news/a", "x")
    if allowed:
        assert visitor(Clock()).visit(url).data == b"x"
    else:
        with pytest.raises(RefusedAddressError, match=r"robots\.txt asks programs not to read it"):
            visitor(Clock()).visit(url)
        assert site.count("/news/a") == 0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_rules_allows_all(site: Site, status: int) -> None:
    robots(site, "", status=status)
    assert visitor(Clock()).visit(site.serve("/a", "x")).data == b"x"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_site_in_trouble_is_not_asked_for_pages(site: Site, status: int) -> None:
    clock = Clock()
    robots(site, "", status=status, Retry_After="2000")
    url, someone = site.serve("/a", "x"), visitor(clock)
    for _ in range(2):
        with pytest.raises(FetchError, match="whether it may be read is not known") as refusal:
            someone.visit(url)
    assert not isinstance(refusal.value, RefusedAddressError)
    assert refusal.value.wait == pytest.approx(2000 - (clock.now - 1000), abs=1)
    assert (site.count("/robots.txt"), site.count("/a")) == (1, 0)
    robots(site, "User-agent: *\nAllow: /")
    clock.now += 2000
    assert someone.visit(url).data == b"x"


def test_a_site_that_cannot_be_reached_or_sends_without_end_does_not_say(site: Site) -> None:
    with serving() as gone:
        url = gone.url("/a")
    with pytest.raises(FetchError, match="not known"):
        visitor(Clock()).visit(url)
    robots(site, b"#" * 2_100_000)
    with pytest.raises(FetchError, match="not known"):
        visitor(Clock()).visit(site.serve("/a", "x"))


def test_of_a_long_file_the_beginning_counts(site: Site) -> None:
    robots(site, b"User-agent: *\nDisallow: /b\n" + b"#" * 600_000 + b"\nDisallow: /a")
    someone = visitor(Clock())
    assert someone.visit(site.serve("/a", "x")).data == b"x"
    with pytest.raises(RefusedAddressError):
        someone.visit(site.serve("/b", "x"))


def test_a_file_with_thousands_of_robots_and_rules_is_read_at_once(site: Site) -> None:
    agents = "".join(f"\x0c\u00a0User-agent: robot{number}\n" for number in range(10_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(15_000))
    robots(site, f"{agents}{rules}User-agent: *\nDisallow: /a")
    start = time.process_time()
    with pytest.raises(RefusedAddressError):
        visitor(Clock()).visit(site.serve("/a", "x"))
    assert time.process_time() - start < 3


def test_rules_are_asked_for_once_a_day(site: Site) -> None:
    clock = Clock()
    robots(site, "User-agent: *\nAllow: /")
    someone, url = visitor(clock), site.serve("/a", "x")
    for _ in range(3):
        someone.visit(url)
    assert site.count("/robots.txt") == 1
    clock.now += KEPT
    someone.visit(url)
    assert site.count("/robots.txt") == 2


def test_trouble_is_forgotten_soon(site: Site) -> None:
    clock = Clock()
    robots(site, "", status=500)
    someone, url = visitor(clock), site.serve("/a", "x")
    with pytest.raises(FetchError):
        someone.visit(url)
    robots(site, "")
    clock.now += KEPT_TROUBLE
    assert someone.visit(url).data == b"x"


def test_redirects_are_asked_about_at_the_site_that_they_lead_to(site: Site) -> None:
    with serving() as other:
        robots(other, "User-agent: *\nDisallow: /a")
        other.serve("/a", "x")
        with pytest.raises(RefusedAddressError, match=f"{other.port}/robots.txt"):
            visitor(Clock()).visit(site.send_on("/a", other.url("/a")))
        assert [hit.path for hit in other.hits] == ["/robots.txt"]


def test_somebody_who_asks_for_one_page_does_not_ask_for_rules(site: Site) -> None:
    robots(site, "User-agent: *\nDisallow: /")
    assert visitor(Clock(), heed_robots=False).visit(site.serve("/a", "x")).data == b"x"
    assert site.count("/robots.txt") == 0


def test_a_host_is_asked_no_more_often_than_it_may_be(site: Site) -> None:
    clock = Clock()
    someone = visitor(clock, gap=3.0)
    site.send_on("/a", "/b")
    site.serve("/b", "x")
    for path in ("/a", "/b"):
        someone.visit(site.url(path))
    # robots.txt, /a, /b after the redirect, /b: three waits of three seconds.
    assert clock.slept == [pytest.approx(3.0)] * 3
    assert [hit.path for hit in site.hits] == ["/robots.txt", "/a", "/b", "/b"]


def test_what_a_site_wants_between_two_requests_is_kept_within_reason(site: Site) -> None:
    for text, seconds in {
        "Crawl-delay: 7": 7.0,
        "Crawl-delay: 0.01": 1.0,
        "Crawl-delay: 1e99": LONGEST_DELAY,
        "Crawl-delay: nan": 1.0,
        "Crawl-delay: inf": 1.0,
        "Crawl-delay: -5": 1.0,
        "Request-rate: 1/10": 10.0,
        "Request-rate: 0/10": 1.0,
    }.items():
        clock = Clock()
        robots(site, f"User-agent: *\n{text}\n")
        someone, url = visitor(clock), site.serve("/a", "x")
        someone.visit(url)
        someone.visit(url)
        # Between robots.txt and the page, too, once it is known.
        assert clock.slept == [pytest.approx(seconds)] * 2, text


def test_a_host_that_asks_to_be_left_alone_is(site: Site) -> None:
    clock = Clock()
    someone = visitor(clock)
    site.serve("/b", "x")
    with pytest.raises(FetchError, match="503"):
        someone.visit(site.serve("/a", "", status=503, Retry_After="90"))
    assert someone.pace.wait("127.0.0.1") == pytest.approx(90)
    someone.visit(site.url("/b"))
    assert clock.slept[-1] == pytest.approx(90)


def test_waits_differ_by_chance_and_are_never_shorter() -> None:
    clock = Clock()
    pace = Pace(gap=4.0, clock=clock)
    times = []
    for _ in range(200):
        clock.sleep(pace.wait("a.example"))
        times.append(clock.now)
        pace.asked("a.example")
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert all(4.0 <= wait <= 5.0 for wait in waits)
    assert len({round(wait, 3) for wait in waits}) > 50
    assert pace.wait("b.example") == 0


def test_a_public_host_that_leads_inwards_does_not_even_have_us_ask_for_rules_there(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ipaddress

    from communique.sources.fetching import guard

    real, public = guard.judge, ipaddress.ip_address("127.0.0.1")
    monkeypatch.setattr(guard, "judge", lambda ip: (guard.Reach.PUBLIC, "public") if ip == public else real(ip))
    asked: list[str] = []

    def look_up(host: str, port: int, seconds: float) -> list[str]:
        asked.append(host)
        return {"news.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"]}[host]

    clock = Clock()
    fetcher = Fetcher(agent="x", allow_private=True, look_up=look_up)
    someone = Visitor(fetcher, pace=Pace(gap=0.0, clock=clock), sleep=clock.sleep)
    site.send_on("/a", "http://inner.example:8080/")
    with pytest.raises(FetchError, match="a public host may not lead to it"):
        someone.visit(f"http://news.example:{site.port}/a")
    assert asked[-1] == "inner.example"
    assert [hit.path for hit in site.hits] == ["/robots.txt", "/a"]


def test_the_rules_of_a_thousand_sites_are_kept_and_no_more() -> None:
    asked: list[str] = []

    def fetch(address: str) -> None:
        asked.append(address)
        raise FetchError("none", status=404)

    from communique.sources.fetching.addresses import parse_address

    rules = Robots(fetch=fetch)  # type: ignore[arg-type]
    for number in range(1_100):
        rules.check(parse_address(f"http://site{number}.example/"))
    assert len(rules._kept) == 1_000
