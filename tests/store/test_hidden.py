"""The articles that visitors must not learn of are told by one view, in step with the rule for a single one."""

import itertools

from archive.model import Reading
from archive.search import columns
from archive.store import articles, shelf, visibility

AT = "2026-03-01T12:00:00Z"
LEVELS = ("inherit", "full", "excerpt", "metadata", "none")
EMBARGOES = (None, "2026-03-01", "2026-03-02", "2026-03-01T18:00:00Z")


def test_the_view_says_what_the_rule_says(store):
    with store.transaction() as conn:
        for number, (own, others) in enumerate(itertools.product(LEVELS, LEVELS)):
            for own_embargo, others_embargo in itertools.product(EMBARGOES, EMBARGOES):
                outlet = f"Outlet {others} {others_embargo}"
                reading = Reading(title="x", text=f"{number}", outlet=outlet)
                key = f"url:{number}{own_embargo}{others_embargo}"
                articles.record(conn, reading, keys=[key], capture_id=None, url=None, at=AT)
                conn.execute("UPDATE articles SET access = ?, embargo_until = ? WHERE id = last_insert_rowid()",
                             [own, own_embargo])  # fmt: skip
                conn.execute("UPDATE articles SET access = ?, embargo_until = ? WHERE id = (SELECT max(id) FROM articles)",
                             [own, own_embargo])  # fmt: skip
                conn.execute("UPDATE outlets SET access = ?, embargo_until = ? WHERE name = ?",
                             [others, others_embargo, outlet])  # fmt: skip
    hidden = set(columns.excluded(store.conn, AT).tolist())
    slots = dict(store.conn.execute("SELECT id, slot FROM articles"))
    for number, slot in slots.items():
        one = shelf.article(store.conn, number)
        level = visibility.level(one.access, one.embargo_until, public=True, today=AT)
        assert (slot in hidden) is (level == "none"), (one.access, one.embargo_until)
    assert 0 < len(hidden) < len(slots)
    assert len(columns.excluded(store.conn, None)) == 0


def test_who_asks_what_is_hidden_waits_for_no_walk_through_all_articles(store):
    with store.transaction() as conn:
        for number in range(5):
            reading = Reading(title="x", text=f"{number}", outlet=f"Outlet {number}")
            articles.record(conn, reading, keys=[f"url:{number}"], capture_id=None, url=None, at=AT)
    for sql in (visibility.HIDDEN, columns.HIDDEN):
        steps = [row[3] for row in store.conn.execute(f"EXPLAIN QUERY PLAN {sql}", {"visitor": AT})]
        scanned = [step for step in steps if step.startswith("SCAN")]
        assert set(scanned) <= {
            "SCAN o",
            "SCAN h",
            "SCAN articles_hidden",
            "SCAN articles USING INDEX articles_withheld",
        }
