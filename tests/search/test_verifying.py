"""What the index selects and the texts confirm is what a reading of every text finds."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search import Filters, parse
from archive.search.occurrences import Passage, Reader
from archive.search.planning import plan_of
from archive.search.verifying import verified

WORDS = "police crowd raid raids raided van. Van dawn “crowd van” police. no".split()
TEXTS = [
    "police crowd",
    "crowd police",
    "The police. The crowd.",
    "The police saw a crowd. Raids!",
    "police\n\ncrowd raid raids raided",
    "raid one two three raid",
    "“A raid at dawn,” said the police.",
    "police police crowd van crowd",
    "a dawn raid raid, police",
    "Mr. Van met the police. Dawn came",
]
OPERANDS = [
    "police",
    "crowd",
    "raid",
    "=raid",
    '"dawn raid"',
    "van",
    "po*",
    "(crowd OR van)",
    "title:raid",
    "quote:raid",
]
OPERATORS = [" ", " OR ", " -", " W/1 ", " W/2 ", " PRE/1 ", " PRE/3 ", " /s ", " /p ", " W/4 "]
QUERIES = st.recursive(
    st.sampled_from(OPERANDS),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map("".join),
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(lambda parts: f"({''.join(parts)})"),
        inner.map(lambda one: f"atleast2({one})"),
        inner.map(lambda one: f"-({one})"),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def street(tmp_path_factory, new_shelf):
    """Each text as an article, a body or a title; a reading connection, and the texts by slot."""
    shelf = new_shelf(tmp_path_factory.mktemp("street") / "archive.db")
    for text in TEXTS:
        shelf.put(body=text)
        shelf.put(title=text, body="Nothing more.")
    conn = shelf.opened()
    yield (
        conn,
        {
            row[0]: row[1:]
            for row in conn.execute("SELECT slot, coalesce(title, ''), coalesce(dek, ''), text FROM articles")
        },
    )
    shelf.close()


@given(written=QUERIES)
@settings(max_examples=300, deadline=None)
def test_index_and_texts_agree(street, selection, written):
    conn, texts = street
    root = parse(written).root
    reader = Reader(root)
    expected = {
        slot
        for slot, (title, *rest) in texts.items()
        if reader.holds(reader.read([Passage(title, is_title=True), *map(Passage, rest)]), ())
    }
    assert set(selection(conn, written)) == expected


def test_the_order_of_slots_is_kept_and_what_is_gone_is_left_out(street):
    conn, texts = street
    plan = plan_of(conn, parse("=raid").root, Filters())
    asked = [*sorted(texts, reverse=True), 10**15]
    found = verified(conn, plan, asked)
    assert found == [slot for slot in asked if slot in found]
    assert 0 < len(found) < len(texts)
    assert verified(conn, plan_of(conn, parse("raid").root, Filters()), [3, 1]) == [3, 1]


@pytest.mark.parametrize(
    ("query", "is_verified"),
    [
        ("police W/5 crowd", False),
        ("police* W/5 (crowd OR mob)", False),
        ('"dawn raid" W/5 police', False),
        ("police PRE/5 crowd", True),
        ("raid W/5 raids", True),
        ("police W/5 crowd W/5 van", True),
        ("police /s crowd", True),
        ("=raid", True),
        ("atleast2(raid)", True),
        ("quote:raid", True),
        ("raid -drug outlet:post", False),
    ],
)
def test_texts_are_read_only_where_the_index_cannot_decide(street, query, is_verified):
    assert bool(plan_of(street[0], parse(query).root, Filters()).verify) is is_verified


def test_only_what_is_undecided_is_read(street):
    plan = plan_of(street[0], parse("raid =police from:2020 (van OR /s OR dawn)").root, Filters())
    assert plan.verify == parse("=police").root


def test_an_interrupt_is_heard(street):
    conn, texts = street
    plan = plan_of(conn, parse("=raid").root, Filters())
    conn.set_progress_handler(lambda: 1, 1)
    try:
        with pytest.raises(sqlite3.OperationalError, match="interrupted"):
            verified(conn, plan, list(texts))
    finally:
        conn.set_progress_handler(None, 0)
