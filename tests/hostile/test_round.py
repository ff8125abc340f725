"""A whole round over a hostile site: it comes to an end, what is good is archived, and the rest has its reason."""

from archive.fetch import Fetcher
from tests.hostile.conftest import PUBLIC
from tests.hostile.rounds import collected
from tests.hostile.site import AT, GOOD, SOURCES, hostile


def test_a_round_over_a_hostile_site(site, inner, store):
    site.answers = hostile(inner)

    def resolve(host, port):
        return inner.resolve(host, port) if host == "127.0.0.2" else site.resolve(host, port)

    with Fetcher(clock=store.clock, allow_private=PUBLIC, resolve=resolve, delay=0, deadline=0.4) as fetcher:
        results, _ = collected(store, fetcher, SOURCES)
    added = {result.input for result in results if result.outcome == "added"}
    assert added == {AT + page for page in GOOD}
    assert all(result.reason for result in results if result.outcome != "added")
    asked_for = {AT + path for path in site.answers if path.startswith("/") and not path.endswith((".xml", ".txt"))}
    assert asked_for <= {result.input for result in results}
    assert site.paths("busy.example") == ["/1"]
    assert not [path for path in site.paths() if path.startswith("/private")]
    assert len([path for path in site.paths() if path.startswith("/deep") and path.endswith(".xml")]) <= 3
