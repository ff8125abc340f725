"""Relevance by arrays: the very scores of FTS5."""

import random

import pytest

from archive.search import Fts5, Memory, Request, columns, parse, porter, postings
from archive.search.changes import stamp
from archive.search.memory import Moment

WORDS = "raid raids police policy crowd harbour ferry union strike court".split()
QUERIES = [
    "raid", "police crowd", "police OR ferry OR strike", "raid -police", "poli*", "title:ferry", "title:ferry crowd",
    "union (court OR strike) -harbour", "nowhere OR raid", "RAIDING", "date:2020 crowd",
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
    monkeypatch.setattr(postings, "MANY", 0)
    monkeypatch.setattr(postings, "MANY_OF_A_PHRASE", 0)


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
def test_a_phrase_in_a_title_comes_first_and_then_the_shorter_article(shelf):
    long = shelf.put(title="News", body="the harbour strike " + "and so on " * 40)
    short = shelf.put(title="News", body="a harbour strike")
    titled = shelf.put(title="Harbour strike", body="and so on " * 9)
    for _ in range(9):
        shelf.put(title="Other", body="harbour strikers")
    hits = Fts5(shelf.opened(), Memory()).search(Request(parse('"harbour strike"').root)).hits
    assert [hit.article_id for hit in hits][:3] == [titled, short, long]


@pytest.mark.usefixtures("by_arrays")
def test_beyond_the_bound_words_count_once_and_words_of_everywhere_not_at_all(town, monkeypatch):
    wanted = Request(parse("raid OR (ferry -harbourless)").root, size=400)  # nothing that is read again more closely
    found = {hit.article_id for hit in Fts5(town).search(wanted).hits}
    monkeypatch.setattr(postings, "MOST_COUNTED", 0)
    monkeypatch.setattr(postings, "_BYTES_EVERYWHERE", 1_000_000)
    hits = Fts5(town, Memory()).search(wanted).hits
    assert {hit.article_id for hit in hits} == found
    assert len({hit.score for hit in hits}) > 1
    monkeypatch.setattr(postings, "_BYTES_EVERYWHERE", 0)
    hits = Fts5(town, Memory()).search(wanted).hits
    assert {hit.score for hit in hits} == {0.0}
    assert [hit.slot for hit in hits] == sorted((hit.slot for hit in hits), reverse=True)


def test_the_length_of_an_article_is_as_fts5_has_it(town):
    every = columns.everything(town)
    sizes = dict(
        town.execute("SELECT slot, title || ' ' || dek || ' ' || text || ' ' || grams || ' ' || filters FROM articles")
    )
    terms = porter.terms_of(set(sizes.values()))
    assert every.lengths.tolist() == [len(terms[sizes[slot]]) for slot in every.slots.tolist()]


def test_a_ranker_of_no_articles_has_nothing_to_rank(shelf):
    conn = shelf.opened()
    moment = Moment(stamp(conn), columns.everything(conn), 0)
    assert moment.ranker.best(conn, 'title : "raid"', moment.places(moment.columns.slots), None, 10) == []


def engines(conn):
    return Fts5(conn), Fts5(conn, Memory())
