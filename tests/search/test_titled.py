"""Whoever types a title finds the article that bears it, in pages, exports and by every engine."""

import pytest

from archive.search import Fts5, Memory, Request, parse, titled

# Nothing but a title of that word, against thirty articles that say it more often, in longer titles.
LOUD = "Ferry strike: the ferry, the strike and the ferry strike of the harbour"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Ferry strike", "Ferry strike"),
        ("ferry STRIKE?", "“Ferry Strike”"),
        ("The ferry: a strike", "The ferry – a strike!"),
        ("strike, strike, strike", "Strike strike strike"),
        ("strike", "Strike, strike, strike, strike, strike!"),
        ("ferry strike", "<<< FERRY … … … STRIKE >>>"),
        ("ferry’s strike", "Ferry's strike"),
        ('"ferry strike"', "Ferry strike"),
        ("title:(ferry strike)", "Ferry strike"),
        ("ferry strike -tide", "Ferry strike"),
        ("ferry strike lang:en", "Ferry strike"),
        ("grève", "Grève"),
    ],
)
def test_the_article_of_that_title_comes_first(shelf, query, title):
    meant = shelf.put(title=title, body="Nothing went that day. " * 40, language="en")
    for number in range(30):
        shelf.put(title=LOUD, body=f"The ferry’s strike, a grève {number}. " * (number + 3), language="en")
    for memory in (None, Memory()):
        hits = Fts5(shelf.opened(), memory).search(Request(parse(query).root, size=5)).hits
        assert hits[0].article_id == meant


@pytest.mark.parametrize(
    "query", ["ferry OR strike", "ferr*", "ferry NEAR/3 strike", "atleast2(ferry)", "outlet:post", "-ferry", ""]
)
def test_what_is_no_row_of_words_is_nobodys_title(query):
    assert not titled.applies(parse(query).root)


def test_words_in_another_order_are_another_title(shelf):
    shelf.put(title="Strike ferry", body="Nothing went that day. " * 40)
    loud = [shelf.put(title=LOUD, body="ferry strike " * (number + 5)) for number in range(5)]
    assert Fts5(shelf.opened()).search(Request(parse("ferry strike").root)).hits[0].article_id in loud


def test_pages_and_exports_keep_that_order(shelf, page_by_page):
    for number in range(titled.CANDIDATES + 40):
        is_meant = number % 9 == 0
        shelf.put(
            title="Ferry strike" if is_meant else LOUD, body=f"ferry strike {number} " * (1 if is_meant else number)
        )
    request = Request(parse("ferry strike").root, size=23)
    for engine in (Fts5(shelf.opened()), Fts5(shelf.opened(), Memory())):
        shown = page_by_page(engine, request)
        assert shown == list(engine.ids(request))
        assert len(set(shown)) == len(shown) == titled.CANDIDATES + 40
