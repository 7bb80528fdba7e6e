"""Which addresses are held to lead to one page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import RefusedAddressError
from communique.sources.feeds.canonical import item_key, without_tracking
from communique.sources.fetching.addresses import parse_address

A = "https://news.example/world/talks?id=7"

SAME = {
    "itself": A,
    "http": "http://news.example/world/talks?id=7",
    "the host in capitals": "https://NEWS.example/world/talks?id=7",
    "a full stop behind the host": "https://news.example./world/talks?id=7",
    "its own port": "https://news.example:443/world/talks?id=7",
    "a place on the page": "https://news.example/world/talks?id=7#comments",
    "a campaign behind": A + "&utm_source=rss&utm_medium=feed&UTM_Campaign=x",
    "a campaign before": "https://news.example/world/talks?utm_source=rss&id=7",
    "somebody's click": A + "&fbclid=IwAR0&gclid=abc",
    "a mailing": A + "&mc_eid=1&_hsenc=2",
    "escaped letters": "https://news.example/%77orld/t%61lks?id=7",
    "steps": "https://news.example/world/./x/../talks?id=7",
    "empty parameters": "https://news.example/world/talks?&id=7&",
}
DIFFERENT = {
    "another number": "https://news.example/world/talks?id=8",
    "no number": "https://news.example/world/talks",
    "another case": "https://news.example/World/talks?id=7",
    "a stroke behind": "https://news.example/world/talks/?id=7",
    "another host": "https://www.news.example/world/talks?id=7",
    "another port": "https://news.example:8443/world/talks?id=7",
    "a parameter that may matter": A + "&ref=2",
    "a page of it": A + "&page=2",
    "a parameter named like a campaign": A + "&at_page=2",
    "another order": "https://news.example/world/talks?a=1&id=7",
    "an escaped stroke": "https://news.example/world%2Ftalks?id=7",
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
def test_one_page_has_one_key(other: str) -> None:
    assert item_key(parse_address(other)) == item_key(parse_address(A))


@pytest.mark.parametrize("other", DIFFERENT.values(), ids=DIFFERENT)
def test_what_may_be_another_page_has_another_key(other: str) -> None:
    assert item_key(parse_address(other)) != item_key(parse_address(A))


def test_who_sent_the_reader_is_not_told_to_the_site() -> None:
    address = parse_address("https://news.example/a?utm_source=x&b=%7e&fbclid=1&c=2")
    assert str(without_tracking(address)) == "https://news.example/a?b=%7e&c=2"
    assert str(without_tracking(parse_address("https://news.example/a?utm_source=x"))) == "https://news.example/a"


@given(st.text(max_size=80))
def test_a_key_leads_back_to_itself(text: str) -> None:
    try:
        address = parse_address(f"https://news.example/{text}")
    except RefusedAddressError:
        return
    key = item_key(address)
    assert item_key(parse_address(f"http:{key}")) == key
    assert item_key(without_tracking(address)) == key
