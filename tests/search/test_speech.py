"""Who said what: speakers are believed on a sign, the sign is told, and any text at all can be read."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Reading
from archive.search import Fts5, Request, parse
from archive.search.speech import said, speeches
from archive.store import articles

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "speakers.toml").read_text())


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["text"][:50])
def test_speakers_are_told_by_their_signs(case):
    found = [[one.speaker or "", one.sign or ""] for one in speeches(case["text"])]
    assert found == case["said"]


@given(st.text(alphabet="Ab “”\"'„,. saidhe\n:«»", max_size=200))
def test_any_text_can_be_read(body):
    for one in speeches(body):
        assert one.words in body
        assert (one.speaker is None) is (one.sign is None)


@pytest.fixture
def asked(store):
    bodies = (
        "“The ferry is late again today,” said Ann Lee.",
        "“The ferry was never late,” said Bo Rand.\n\n“Trams are late too, as ever,” he said.",
        "Ann Lee watched the ferry in silence.",
    )
    with store.transaction() as conn:
        for number, body in enumerate(bodies, 1):
            reading = Reading(title="Ferry", text=body, published=f"2024-0{number}-01")
            articles.record(conn, reading, keys=[], capture_id=None, url=None, at="2025-01-01T00:00:00Z")

    def ask(q, speaker="", **how):
        found = said(Fts5(store.conn), store.conn, Request(parse(q).root), speaker, **how)
        return [(one.article_id, one.speech.speaker) for one in found.said], found

    return ask


def test_quotations_with_the_words_newest_first(asked):
    assert asked("ferry")[0] == [(2, "Bo Rand"), (1, "Ann Lee")]
    assert asked("")[0] == [(2, "Bo Rand"), (2, "Bo Rand"), (1, "Ann Lee")]
    assert "\ue000" in asked("ferry")[1].said[0].speech.words


def test_by_one_speaker(asked):
    assert asked("", "lee")[0] == [(1, "Ann Lee")]
    assert asked("late", "RAND")[0] == [(2, "Bo Rand"), (2, "Bo Rand")]
    assert asked("", "nobody")[0] == []


def test_what_was_read_is_told(asked):
    found = asked("", limit=1)[1]
    assert (len(found.said), found.whole) == (1, False)
    assert asked("")[1].whole
    assert asked("", shown=lambda _: [])[0] == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [("speaker:lee", [1]), ('ferry speaker:"Bo Rand"', [2]), ("speaker:RAND OR speaker:lee", [2, 1]),
     ("ferry -speaker:lee", [3, 2]), ("speaker:nobody", []), ("speaker:ferry", []), ('speaker:"lee ann"', [])],
)  # fmt: skip
def test_as_a_filter_of_any_search(asked, store, query, ids):
    request = Request(parse(query).root, sort="newest")
    assert list(Fts5(store.conn).ids(request)) == ids
    assert Fts5(store.conn).search(request).total == len(ids)
