"""Feeds that are written to keep their reader busy cost themselves and nothing else."""

from __future__ import annotations

import time

import pytest

from communique.errors import DocumentError
from communique.ledger.watches import feed_reader
from communique.settings import load_settings
from communique.sources.fetching.fetcher import Fetched

GOOD = b'<rss version="2.0"><channel><title>Kelvo Post</title><item><link>/a</link></item></channel></rss>'


def page(data: bytes) -> Fetched:
    return Fetched(asked="https://news.example/", address="https://news.example/", data=data, media_type="text/xml")


def test_a_feed_that_takes_its_reader_hours_is_given_up_and_the_next_is_read() -> None:
    # The library looks for entities at the head by a pattern that takes time by the square of blank lines.
    hours = b"<?xml version='1.0'?>" + b"\n" * 2_000_000 + GOOD
    settings = load_settings({"COMMUNIQUE_MAX_SECONDS": "1.5"})
    with feed_reader(settings) as read:
        assert read(page(GOOD)).title == "Kelvo Post"
        start = time.monotonic()
        with pytest.raises(DocumentError, match=r"https://news\.example/: took longer than 1\.5 s"):
            read(page(hours))
        assert time.monotonic() - start < 60  # processes are started anew, on a machine with other things to do
        assert [item.address for item in read(page(GOOD)).items] == ["https://news.example/a"]


def test_what_is_no_feed_is_said_across_processes() -> None:
    with feed_reader(load_settings({})) as read, pytest.raises(DocumentError, match="not a feed"):
        read(page(b"<html></html>"))
