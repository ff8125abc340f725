"""A site on loopback, and a fetcher to whom every name is that site."""

import pytest

from archive.fetch import Fetcher
from tests.hostile.site import standing

NOW = "2026-03-01T12:00:00Z"


@pytest.fixture
def site():
    with standing({}) as stands:
        yield stands


@pytest.fixture
def fetcher_of(site):
    """Makes a fetcher for this site; it waits for nobody unless it is told to."""
    opened = []

    def made(**options):
        options = {"clock": lambda: NOW, "allow_private": True, "resolve": site.resolve, "delay": 0, **options}
        opened.append(Fetcher(**options))
        return opened[-1]

    yield made
    for fetcher in opened:
        fetcher.__exit__(None, None, None)


@pytest.fixture
def fetcher(fetcher_of):
    return fetcher_of()
