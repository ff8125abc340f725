"""Few keys are written with each article, and each question still finds one that answers it."""

from dataclasses import replace

import pytest

from archive.model import Capture
from archive.store import captures, stats, visibility

AT = "2026-03-01"
PAGE = Capture("https://a.example/1", None, f"{AT}T12:00:00Z", "text/html", b"", "ab" * 32, "fetched", "file:x#L1")
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name"


@pytest.fixture
def plans(store):
    """How SQLite goes about the statements of a call."""

    def asked(call):
        statements = []
        store.conn.set_trace_callback(statements.append)
        call(store.conn)
        store.conn.set_trace_callback(None)
        return [" / ".join(row[3] for row in store.conn.execute(f"EXPLAIN QUERY PLAN {one}")) for one in statements]

    return asked


@pytest.mark.parametrize("figures", [stats.totals, stats.outlets])
def test_figures_read_no_article(plans, figures):
    of_articles, *_ = plans(lambda conn: figures(conn, AT))
    assert " a USING COVERING INDEX articles_figures" in of_articles


def test_what_strangers_see_is_counted_by_the_few_articles_that_are_apart(plans):
    apart, outlets = plans(lambda conn: visibility.by_outlet(conn, AT))
    assert "SCAN articles USING COVERING INDEX articles_own_access" in apart
    assert "articles USING COVERING INDEX articles_embargoed" in apart
    assert "SEARCH a USING INTEGER PRIMARY KEY" in apart
    assert "SCAN articles USING COVERING INDEX articles_figures" in outlets


@pytest.mark.parametrize(
    ("capture", "index"),
    [
        (PAGE, "captures_body"),
        (replace(PAGE, url=None, evidence="file"), "captures_body"),
        (replace(PAGE, url=None, evidence="row"), "captures_body"),
        (replace(PAGE, evidence="row"), "captures_url"),
    ],
)
def test_a_capture_of_the_same_bytes_is_found_by_a_key(plans, capture, index):
    (plan,) = plans(lambda conn: captures.same_bytes(conn, capture))
    assert plan.startswith(f"SEARCH captures USING INDEX {index} ")


def test_many_lines_are_looked_for_by_a_key(plans):
    (plan,) = plans(lambda conn: captures.held(conn, ["ab" * 32]))
    assert plan.endswith("SEARCH captures USING INDEX captures_body (body_sha256=?)")


def test_an_older_archive_has_the_same_keys_as_a_new_one(new_store):
    with new_store() as store:
        new = store.conn.execute(INDEXES).fetchall()
        store.conn.executescript("""
            DELETE FROM _sqlite_migrations WHERE name = 'lighter';
            DROP INDEX articles_figures;
            DROP INDEX captures_body;
            CREATE INDEX articles_figures ON articles(outlet_id, published_date) WHERE redirect_to IS NULL;
            CREATE INDEX articles_outlet ON articles(outlet_id, slot);
            CREATE INDEX captures_body ON captures(body_sha256);
        """)
    with new_store() as store:
        assert store.conn.execute(INDEXES).fetchall() == new
