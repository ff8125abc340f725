"""How sources fare, as a grid: what came, what did not, and the gaps in words."""

import pytest

from archive.model import Outcome
from archive.store import health, open_archive, outcomes, sources

NOW = "2026-03-20T12:00:00Z"


@pytest.fixture
def fared(tmp_path, visit_to):
    path = tmp_path / "archive.db"
    with open_archive(path, create=True, clock=lambda: NOW) as store, store.transaction() as conn:
        for url, why in (("https://a.example/rss", "ok"), ("https://b.example/rss", "blocked")):
            sources.add(conn, "feed", url, name=url[8:17], at="2026-03-01T00:00:00Z")
            key = f"feed:{url}"
            outcomes.add(conn, 1, [Outcome(key, f"{url}/1", "2026-03-02T09:00:00Z", "added", why=why)])
        for source in sources.everything(conn):
            health.note_round(conn, source, "ok" if source.id == 1 else "dns", at="2026-03-02T09:00:00Z")
    return visit_to(path)


def test_every_month_is_told(fared, readable):
    page = fared.page("/sources")
    first, second = page.cssselect(".grid tbody tr")
    assert [one.get("title") for one in first.cssselect("td.fine")] == ["March 2026: 1 came"]
    (bad,) = second.cssselect("td.bad")
    assert bad.get("title") == "March 2026: 0 came; not: 1 blocked; the source itself could not be read: dns"
    assert "b.example: it could not be read (1 × dns)" in readable(page.cssselect(".gaps")[0])


def test_without_sources_it_says_how_to_begin(visitor, readable):
    assert "pressmark source add" in readable(visitor.page("/sources").cssselect(".nothing")[0])
