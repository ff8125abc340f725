"""Samples are stratified, dealt and drawn again; a methods section says what is known and no more."""

from collections import Counter

import pytest

from archive.errors import UsageError
from archive.export import account, methods, sample
from archive.export.question import Question
from archive.model import Reading
from archive.search import Fts5
from archive.store import config

NOW = "2026-03-01T12:00:00Z"


@pytest.fixture
def archive(store, put):
    """40 articles on a ferry of the Post in two years, 20 of the Times, and 5 on trams."""
    put(*(Reading(title=f"Ferry {n}", text=f"The ferry left in week {n}.", published=f"202{n % 2}-05-01", outlet="Post") for n in range(40)),
        *(Reading(title=f"Boat {n}", text=f"The ferry came in week {n}.", published="2020-06", outlet="Times") for n in range(20)),
        *(Reading(text=f"The tram of week {n} did not come.") for n in range(5)))  # fmt: skip
    return store


def drawn(store, plan, words="ferry"):
    found = sample.draw(store.conn, Fts5(store.conn), Question(words), plan)
    made = sample.table(store.conn, found, plan, ("id", "title"), made=NOW)
    rows = [dict(zip(made.names, row, strict=True)) for row in made.rows]
    assert len(rows) == made.expected
    return found, rows


def test_strata_give_their_share(archive):
    found, rows = drawn(archive, sample.Plan(12, ("outlet", "year")))
    assert {one.values: (one.matches, one.drawn) for one in found.strata} == {
        ("Post", "2020"): (20, 4),
        ("Post", "2021"): (20, 4),
        ("Times", "2020"): (20, 4),
    }
    assert Counter(row["stratum"] for row in rows) == {"Post · 2020": 4, "Post · 2021": 4, "Times · 2020": 4}
    assert [row["unit"] for row in rows] == list(range(1, 13))
    assert {row["code"] for row in rows} == {None}


def test_the_same_again_and_another_seed_another(archive):
    plan = sample.Plan(10, ("outlet",), seed=7)
    assert drawn(archive, plan) == drawn(archive, plan)
    assert drawn(archive, plan)[1] != drawn(archive, sample.Plan(10, ("outlet",), seed=8))[1]


def test_coders_share_the_first_units_and_part_the_others(archive):
    _, rows = drawn(archive, sample.Plan(30, coders=3, overlap=6))
    of_coder = {coder: {row["unit"] for row in rows if row["coder"] == coder} for coder in (1, 2, 3)}
    assert set.intersection(*of_coder.values()) == set(range(1, 7))
    assert set.union(*of_coder.values()) == set(range(1, 31))
    assert [len(units) for units in of_coder.values()] == [14, 14, 14]
    assert {row["unit"] for row in rows if row["overlap"] == "yes"} == set(range(1, 7))


def test_fewer_matches_than_wanted_are_all_in_it(archive):
    found, rows = drawn(archive, sample.Plan(100), "tram")
    assert len(rows) == len(found.units) == 5
    assert drawn(archive, sample.Plan(100), "zeppelin")[1] == []


def test_what_is_no_stratum(archive):
    with pytest.raises(UsageError, match="not by “colour”"):
        drawn(archive, sample.Plan(5, ("colour",)))


def told(store, question):
    engine = Fts5(store.conn)
    return account.account(store.conn, engine, question, engine.search(question.request()), made=NOW)


def test_counts_stand_in_their_order(archive):
    with archive.transaction() as conn:
        conn.execute("UPDATE articles SET copy_of = 1 WHERE id IN (2, 3)")
        conn.execute("INSERT INTO outcomes (batch, source, url, at, kind, why) VALUES (1, 'feed:F', 'https://x.example/1', ?1, 'rejected', 'gone'),"
                     " (1, 'feed:F', 'https://x.example/2', ?1, 'rejected', 'gone'), (1, 'feed:F', 'https://x.example/2', ?1, 'unchanged', 'unchanged')", [NOW])  # fmt: skip
        conn.execute("UPDATE outcomes SET article_id = 1 WHERE kind = 'unchanged'")
    found = told(archive, Question("ferry", distinct=True))
    assert [(name, number) for name, number, _ in methods.counts(found)] == [
        ("identified", 66), ("not kept", 1), ("screened", 65), ("excluded", 5), ("matched", 60), ("copies folded", 2), ("included", 58),
    ]  # fmt: skip
    said = methods.paragraph(found)
    assert "2 copies were folded" in said
    assert "58 articles were included." in said
    assert "2 of them are copies of another match and were counted" in methods.paragraph(
        told(archive, Question("ferry"))
    )


def test_the_paragraph_names_archive_span_outlets_and_gaps(archive):
    with archive.transaction() as conn:
        config.put(conn, "title", "Quay Archive")
        config.put(conn, "keeper", "The Quay Library")
        conn.execute(
            "INSERT INTO sources (id, kind, url, name, added_at) VALUES (1, 'feed', 'https://p.example/rss', 'Post', '2020-05-01T00:00:00Z')"
        )
    said = methods.paragraph(told(archive, Question("ferry -boat", (("outlet", "post"),), since="2020", until="2021")))
    for words in ("On 2026-03-01 we searched the news archive “Quay Archive” (Pressmark archive", "kept by The Quay Library",
                  "for “ferry -boat”, limited to outlet post; from 2020; to 2021.", "published between 2020-05-01 and 2021-05-01",
                  "from 1 outlet: Post (40).", "Collection had 1 gap in that time (2020-05-01 to 2021-05-01, Post: no round was run)"):  # fmt: skip
        assert words in said, said


def test_nothing_is_made_up_where_nothing_is_known(store):
    said = methods.paragraph(told(store, Question()))
    assert "for all articles. At that moment it held 0 articles. 0 matched, from no outlet that is known." in said
    assert "No gap in collection is known for that time. 0 articles were included." in said
