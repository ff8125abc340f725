"""Who else ran a text, in the order of its running; what dates do not say is not said."""

import pytest

from archive.model import Reading
from archive.store import articles, copies

AT = "2026-03-01T12:00:00Z"


@pytest.fixture
def group(store):
    """Makes articles published then, all but the first said to be copies of the first, and gives the group."""

    def made(*published):
        with store.transaction() as conn:
            for number, date in enumerate(published, 1):
                reading = Reading(title=f"{number}", text=f"Text {number}.", published=date, outlet=f"Post {number}")
                articles.record(conn, reading, keys=[], capture_id=None, url=None, at=AT)
            conn.execute("UPDATE articles SET copy_of = 1 WHERE id > 1")
        return copies.of(store.conn, len(published))

    return made


@pytest.mark.parametrize(
    ("published", "order", "first"),
    [
        (("2025-03-14T15:30:00+01:00", "2025-03-14T14:00:00+00:00"), [2, 1], 2),
        (("2025-03-14", "2025-03-14T14:00:00+00:00"), [1, 2], None),
        (("2025-03-13", "2025-03-14T14:00:00+00:00", None), [1, 2, 3], None),
        (("2025-03-14", "2025-03-14"), [1, 2], None),
        ((None, "2025"), [2, 1], None),
        (("2025-03-14", "2025-03-13"), [2, 1], 2),
    ],
)
def test_the_first_is_named_where_it_is_sure(group, published, order, first):
    found = group(*published)
    assert [one.article_id for one in found] == order
    assert getattr(copies.first(found), "article_id", None) == first


def test_an_article_by_itself_has_no_group(group, store):
    assert group("2025") == ()
    assert copies.among(store.conn, []) == {}


def test_visitors_do_not_learn_of_hidden_ones(group, store):
    group("2025-01-01", "2025-01-02", "2025-01-03")
    store.conn.execute("UPDATE articles SET access = 'none' WHERE id = 1")
    assert [one.article_id for one in copies.of(store.conn, 2, AT)] == [2, 3]
    assert len(copies.of(store.conn, 2)) == 3
