"""The web of these tests: what stands on 127.0.0.1 is the public internet, and everything else is the machine's own."""

import contextlib

import pytest

from archive.errors import FetchError
from archive.fetch import Fetcher
from archive.model import Ref
from tests.hostile.site import standing

NOW = "2026-03-01T12:00:00Z"
PUBLIC = ("127.0.0.1",)


@pytest.fixture
def site():
    with standing({}) as stands:
        yield stands


@pytest.fixture
def inner():
    """A server inside, which nobody may ask for anything."""
    with standing({}, address="127.0.0.2") as stands:
        yield stands
    assert stands.asked == []


@pytest.fixture
def fetcher_of(site):
    """Makes a fetcher to whom every name is the site, and that waits for nobody unless it is told to."""
    with contextlib.ExitStack() as stack:

        def made(**options):
            options = {"clock": lambda: NOW, "allow_private": PUBLIC, "resolve": site.resolve, "delay": 0, **options}
            return stack.enter_context(Fetcher(**options))

        yield made


@pytest.fixture
def word(fetcher_of):
    """Fetches an address; the word for why it was refused, or `ok`."""

    def word(address, fetcher=None):
        try:
            (fetcher or fetcher_of()).get(Ref(address, "person"))
        except FetchError as error:
            return error.kind
        return "ok"

    return word
