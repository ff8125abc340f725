"""Lines of a concordance, what stands beside a word, and the words that tell searches apart."""

from dataclasses import replace

import pytest

from archive.errors import UsageError
from archive.search import Fts5, Request, parse
from archive.search.concordance import concordance, neighbours
from archive.search.keyness import collocates, keyness, keywords
from archive.search.trends import trends


def asked(query):
    return Request(parse(query).root)


@pytest.fixture
def harbour(shelf):
    shelf.put(
        name="a",
        title="One",
        body="The old ferry left the quay.\n\nNobody saw the ferry again.",
        published="2024-01-05",
        outlet="Post",
    )
    shelf.put(name="b", title="Two", body="A new ferry is late.", published="2024-03-01", outlet="Times")
    shelf.put(name="c", title="Three", body="Sheep on the hill.", published="2024-03-02", outlet="Times")
    return shelf.opened(), shelf.names


def lines(harbour, query, **how):
    conn, _ = harbour
    return concordance(conn, Fts5(conn), asked(query), **how)


def test_every_place_is_a_line_with_its_paragraph(harbour):
    found = lines(harbour, "ferry")
    assert [(one.left, one.hit, one.right, one.paragraph) for one in found.lines] == [
        ("A new ", "ferry", " is late.", 1),
        ("The old ", "ferry", " left the quay.", 1),
        ("Nobody saw the ", "ferry", " again.", 2),
    ]
    assert (found.articles, found.whole) == (2, True)


@pytest.mark.parametrize(("order", "first"), [("newest", "A new "), ("left", "A new "), ("right", "Nobody saw the ")])
def test_lines_are_sorted_by_the_words_beside(harbour, order, first):
    assert lines(harbour, "ferry", order=order).lines[0].left == first


def test_a_phrase_is_one_place(harbour):
    assert [one.hit for one in lines(harbour, '"old ferry"').lines] == ["old ferry"]


def test_a_limit_is_told(harbour):
    found = lines(harbour, "ferry", limit=1)
    assert len(found.lines) == 1
    assert not found.whole
    assert found.spread is None


def test_articles_that_are_not_shown_give_no_lines(harbour):
    _, names = harbour
    found = lines(harbour, "ferry", shown=lambda ids: [one for one in ids if one != names["a"]])
    assert [one.article_id for one in found.lines] == [names["b"]]


def test_the_spread_is_gries_dp(harbour):
    # Of 20 words a has 11 and two of three places, b has 5 and one, c has 4 and none.
    assert lines(harbour, "ferry").spread == pytest.approx(
        (abs(2 / 3 - 11 / 20) + abs(1 / 3 - 5 / 20) + 4 / 20) / 2, abs=0.001
    )


def test_a_long_context_is_cut_between_words(shelf):
    shelf.put(name="a", body=f"{'word ' * 40}ferry {'x' * 200}", published="2024")
    conn = shelf.opened()
    (line,) = concordance(conn, Fts5(conn), asked("ferry")).lines
    assert line.left == "word " * 16
    assert line.right == " " + "x" * 79  # a word that is longer than all the context


def test_neighbours_are_counted_within_the_window(harbour):
    assert neighbours(lines(harbour, "ferry").lines, 1) == {
        "new": 1,
        "is": 1,
        "old": 1,
        "left": 1,
        "the": 1,
        "again": 1,
    }


def test_likelihood_and_ratio_are_as_published():
    # 20 in 1,000 words against 10 in 4,000: 2 (20 ln 20/6 + 10 ln 10/24) and log2 (0.02 / 0.0025).
    (one,) = keywords({"raid": 20, "x": 980}, {"raid": 10, "x": 3990}, limit=1)
    assert (one.word, one.likelihood, one.ratio) == ("raid", 30.6, 3.0)


@pytest.fixture
def sheep(shelf):
    for n in range(30):
        shelf.put(name=f"s{n}", body="Sheep graze on the green hill all day.", published=f"2024-01-{n + 1:02}")
        shelf.put(name=f"f{n}", body="The ferry waits at the cold quay all day.", published=f"2024-02-{n % 28 + 1:02}")
    return shelf.opened()


def test_keywords_tell_a_search_from_the_rest(sheep):
    found = keyness(sheep, Fts5(sheep), asked("ferry"))
    assert {one.word for one in found.words} == {"ferry", "waits", "at", "cold", "quay"}
    assert found.read == found.against == (30, 30)
    turned = keyness(sheep, Fts5(sheep), asked("ferry"), asked("sheep"))
    assert {one.word for one in turned.words} == {one.word for one in found.words}


def test_keywords_of_everything_have_no_rest(sheep):
    with pytest.raises(UsageError, match="name a query"):
        keyness(sheep, Fts5(sheep), asked(""))


def test_collocates_stand_near(sheep):
    found = collocates(sheep, Fts5(sheep), asked("ferry"), window=2)
    assert [one.word for one in found.words] == ["at", "waits"]


def test_trends_share_their_periods(harbour):
    conn, _ = harbour
    found = trends(Fts5(conn), [asked("ferry"), asked("sheep")], "month")
    assert found.starts == ("2024-01", "2024-03")
    assert found.counts == ((1, 1), (0, 1))
    assert found.shares(0) == (100.0, 50.0)


def test_weeks_begin_on_monday_and_end_on_sunday(shelf):
    for day in ("2024-12-29", "2024-12-30", "2025-01-05", "2025-01-06", "2025-01"):
        shelf.put(title="Raid", published=day)
    shelf.put(title="Other", published="2025-01-02")
    found = trends(Fts5(shelf.opened()), [Request(parse("raid").root)], "week")
    assert found.starts == ("2024-12-23", "2024-12-30", "2025-01-06")
    assert found.counts == ((1, 3, 1),)
    assert found.totals == (1, 4, 1)
    assert found.until("2024-12-30") == "2025-01-05"
    assert replace(found, by="month").until("2025-01") == "2025-01"


def test_a_line_says_how_far_into_the_text_it_stands(shelf):
    shelf.put(body="raid " + "x" * 94 + "\n\nHalf way: raid.\n\n" + "y" * 78 + " raid")
    conn = shelf.opened()
    found = concordance(conn, Fts5(conn), Request(parse("raid").root))
    assert [line.position for line in found.lines] == [0, 54, 97]


def test_the_rest_is_counted_once_and_again_when_the_archive_changes(shelf):
    for n in range(12):
        shelf.put(
            body=("Ferry and quay. " if n % 3 == 0 else "Sheep on the hill. ") * 5, published=f"2024-01-{n + 1:02}"
        )
    conn = shelf.opened()
    for _ in range(2):
        rest, other = (keyness(conn, Fts5(conn), asked("ferry"), against) for against in (None, asked("-ferry")))
        assert rest == other
        assert rest.against == (8, 8)
    shelf.put(body="The quay, the quay, the quay again. " * 10, published="2024-02-01")
    conn = shelf.opened()
    found = keyness(conn, Fts5(conn), asked("ferry"))
    assert found == keyness(conn, Fts5(conn), asked("ferry"), asked("-ferry"))
    assert found.against == (9, 9)
