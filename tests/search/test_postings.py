"""Relevance by arrays: the very scores of FTS5."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import (
    Filters,
    Fts5,
    Memory,
    Request,
    columns,
    expressions,
    parse,
    porter,
    postings,
    relevance,
    selection,
)
from archive.search.changes import stamp
from archive.search.memory import Moment
from archive.search.planning import plan_of

WORDS = "raid raids police policy crowd harbour ferry union strike court".split()
QUERIES = [
    "raid", "police crowd", "police OR ferry OR strike", "raid -police", "poli*", "title:ferry", "title:ferry crowd",
    "union (court OR strike) -harbour", "nowhere OR raid", "RAIDING", "date:2020 crowd", '"police crowd"',
    'title:"raid crowd" OR ferry', '"raid raid"', '"harbour poli*"', '"harbour ferry union" OR "police crowd"',
]  # fmt: skip


@pytest.fixture(scope="module")
def town(new_shelf, tmp_path_factory):
    """Four hundred articles of ten words, in texts of all lengths; some are in a title or a dek."""
    shelf, draw = new_shelf(tmp_path_factory.mktemp("town") / "archive.db"), random.Random(3)  # noqa: S311 - cases, and no secrets
    for number in range(400):
        some = [draw.choice(WORDS[: draw.randint(1, len(WORDS))]) for _ in range(draw.randint(0, 60))]
        shelf.put(
            title=" ".join(some[:3]), dek=" ".join(some[3:5]), body=" ".join(some), published=f"20{20 + number % 3}"
        )
    yield shelf.opened()
    shelf.close()


@pytest.fixture
def by_arrays(monkeypatch):
    monkeypatch.setattr(relevance, "BYTES_A_MATCH", 1_000_000)
    monkeypatch.setattr(relevance, "MANY", 0)


@pytest.mark.usefixtures("by_arrays")
@pytest.mark.parametrize("query", QUERIES)
def test_words_score_as_fts5_scores_them_to_the_last_bit(town, query):
    request = Request(parse(query).root, size=400)
    scored = [[(hit.article_id, hit.score) for hit in engine.search(request).hits] for engine in engines(town)]
    assert scored[0] == scored[1]


@pytest.mark.usefixtures("by_arrays")
def test_the_next_page_goes_on_where_the_last_one_ended(town):
    remembering = Fts5(town, Memory())
    request = Request(parse("police OR raid").root, size=7)
    first = remembering.search(request)
    second = remembering.search(Request(request.query, size=7, after=first.next))
    both = [hit.article_id for hit in (*first.hits, *second.hits)]
    assert both == [hit.article_id for hit in Fts5(town).search(Request(request.query, size=14)).hits]


@pytest.mark.usefixtures("by_arrays")
def test_words_near_each_other_come_first_from_a_title_and_then_from_a_shorter_article(shelf):
    long = shelf.put(title="News", body="the harbour strike " + "and so on " * 40)
    short = shelf.put(title="News", body="a harbour strike")
    titled = shelf.put(title="Harbour strike", body="and so on " * 9)
    for _ in range(9):
        shelf.put(title="Other", body="harbour strikers")
    hits = Fts5(shelf.opened(), Memory()).search(Request(parse("harbour NEAR/2 strike").root)).hits
    assert [hit.article_id for hit in hits][:3] == [titled, short, long]


@pytest.mark.usefixtures("by_arrays")
def test_beyond_the_bound_words_count_once_and_words_of_everywhere_not_at_all(town, monkeypatch):
    found = {hit.article_id for hit in Fts5(town).search(Request(parse("raid ferry").root, size=400)).hits}
    monkeypatch.setattr(postings, "MOST_COUNTED", 0)
    hits = Fts5(town, Memory()).search(Request(parse("raid ferry").root, size=400)).hits
    assert {hit.article_id for hit in hits} == found
    assert len({hit.score for hit in hits}) > 1
    monkeypatch.setattr(postings, "LEAST_EVERYWHERE", 0)
    monkeypatch.setattr(postings, "_BYTES_EVERYWHERE", 0)
    hits = Fts5(town, Memory()).search(Request(parse("raid ferry").root, size=400, closely=False)).hits
    assert {hit.score for hit in hits} == {0.0}
    assert [hit.slot for hit in hits] == sorted((hit.slot for hit in hits), reverse=True)


# What matches, by the postings alone

WORD = st.sampled_from(["raid", "police", "ferry", "crowd", "union", "poli*", '"police crowd"', "nowhere", "date:2021"])
WRITTEN = st.recursive(
    WORD,
    lambda part: st.one_of(
        st.lists(part, min_size=2, max_size=3).map(" ".join),
        st.lists(part, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        st.tuples(part, part).map(lambda pair: f"({pair[0]}) -({pair[1]})"),
    ),
    max_leaves=6,
)


@given(WRITTEN)
def test_what_is_at_hand_is_put_together_as_the_index_does(town, written):
    moment = Moment(stamp(town), columns.everything(town))
    plan = plan_of(town, parse(written).root, Filters())
    leaves = map(postings.leaf_of, expressions.leaves(expressions.read(plan.match), excluded=True))
    for leaf in leaves:
        moment.postings.standing(town, leaf)
    at = moment.postings.matching(town, plan.match)
    assert at is not None
    whenever = replace(plan, first=0, last=2**62)
    assert moment.columns.slots[at].tolist() == selection.slots(town, whenever).tolist()


@pytest.mark.parametrize(("query", "asked"), [("raid", False), ("raid OR ferry", False), ("raid ferry", True)])
def test_the_index_is_asked_where_words_must_stand_together_and_are_not_at_hand(town, query, asked):
    remembered = Moment(stamp(town), columns.everything(town)).postings
    match = plan_of(town, parse(query).root, Filters()).match
    assert (remembered.matching(town, match) is None) == asked
    remembered.matching(town, plan_of(town, parse("raid OR ferry").root, Filters()).match)
    assert remembered.matching(town, match) is not None


def test_what_is_at_hand_needs_no_reading(town):
    moment = Moment(stamp(town), columns.everything(town))
    match = plan_of(town, parse('"police crowd" OR raid').root, Filters()).match
    first = moment.postings.matching(town, match)
    statements = []
    town.set_trace_callback(statements.append)
    again = moment.postings.matching(town, match)
    town.set_trace_callback(None)
    assert statements == []
    assert first is not None
    assert np.array_equal(first, again)


def test_the_length_of_an_article_is_as_fts5_has_it(town):
    every = columns.everything(town)
    sizes = dict(
        town.execute("SELECT slot, title || ' ' || dek || ' ' || text || ' ' || grams || ' ' || filters FROM articles")
    )
    terms = porter.terms_of(set(sizes.values()))
    assert every.lengths.tolist() == [len(terms[sizes[slot]]) for slot in every.slots.tolist()]


def test_a_ranker_of_no_articles_has_nothing_to_rank(shelf):
    conn = shelf.opened()
    moment = Moment(stamp(conn), columns.everything(conn))
    assert moment.ranker.best(conn, 'title : "raid"', moment.places(moment.columns.slots), None, 10) == []


OWN = list(range(100, 900, 3))


@pytest.mark.parametrize(
    "at",
    [OWN, OWN[40:90], [*OWN[:50], *OWN[51:]], list(range(1_000)), [99, 100, 899], [0, 103, 899], list(range(450, 700))],
    ids=["its own", "a stretch of its own", "all but one", "every article", "its edges", "few", "others between"],
)
@pytest.mark.parametrize("own", [OWN, OWN[::40]], ids=["many", "few of its own"])
def test_what_a_word_is_worth_is_told_of_any_articles(own, at):
    posting = postings.Posting(np.array(own, np.int32), np.ones(len(own), np.float32))
    worth = np.arange(1.0, len(own) + 1)
    scores = np.zeros(len(at))
    where, values = posting.values_at(np.array(at), worth)
    scores[where] += values
    known = dict(zip(own, worth.tolist(), strict=True))
    assert scores.tolist() == [known.get(one, 0.0) for one in at]


def engines(conn):
    return Fts5(conn), Fts5(conn, Memory())
