"""What there is to read of the index is known beforehand, and a beginning of too many words is refused in words."""

import pytest

from archive.errors import UsageError
from archive.search import Fts5, Request, parse, planning, weights


@pytest.fixture
def wide(shelf):
    for number in range(400):
        shelf.put(title="Words", body=" ".join(f"a{number}x{one}" for one in range(40)))
    return shelf


def test_more_words_weigh_more_and_none_next_to_nothing(wide):
    conn = wide.opened()
    by_beginning = [weights.of_terms(conn, *weights.span(term, is_beginning=True)) for term in ("a", "a1", "a12")]
    assert by_beginning == sorted(by_beginning, reverse=True)
    assert by_beginning[0] > by_beginning[2]
    segments = conn.execute("SELECT count(DISTINCT segid) FROM articles_fts_idx").fetchone()[0]
    assert weights.of_terms(conn, "zzz", "zzz") <= 2 * segments * weights.PAGE_BYTES


def test_an_empty_index_weighs_nothing(shelf):
    assert weights.of_terms(shelf.opened(), "a", "b") == 0


def test_a_beginning_of_too_many_words_is_refused_and_a_longer_one_is_not(wide, monkeypatch):
    engine = Fts5(wide.opened())
    assert engine.search(Request(parse("a*").root)).total == 400
    light = weights.of_terms(wide.conn, *weights.span("a12", is_beginning=True))
    monkeypatch.setattr(planning, "MOST_BYTES", light)
    with pytest.raises(UsageError, match=r"“a\*” begins words of nearly every article"):
        Fts5(wide.opened()).search(Request(parse("a*").root))
    assert Fts5(wide.opened()).search(Request(parse("a12*").root)).total == 11
