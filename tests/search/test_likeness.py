"""More like this: what is found, and what is left out."""

import pytest

from archive.errors import NotFoundError
from archive.search import Filters, Fts5
from archive.search.likeness import like, telling
from archive.search.tree import terms

ARTICLES = {
    "strike": (
        "Dockers strike in the harbour",
        "The dockers of the harbour laid down work. A crane stood still, said the union.",
    ),
    "second": ("Harbour strike goes on", "The union of dockers says that no crane will move before Monday."),
    "wages": ("Dockers want higher wages", "The union asks for more money. The harbour company refuses."),
    "ferry": ("A new ferry", "The ferry runs from Monday, said the company."),
    "cake": ("How to bake a cake", "Eggs, flour, sugar, says the baker."),
    "tokyo": ("東京都、港の再開発", "東京都は港の再開発計画を発表した。"),
    "kyoto": ("港の再開発に反対", "住民は再開発計画に反対した。"),
}


@pytest.fixture
def harbour(shelf):
    for name, (title, body) in ARTICLES.items():
        shelf.put(name=name, title=title, body=body, outlet="Cake Weekly" if name == "cake" else "Post")
    shelf.put(name="copy", title=ARTICLES["strike"][0], body=ARTICLES["strike"][1], copy_of="strike", outlet="Post")
    shelf.put(name="empty")
    for number in range(20):
        shelf.put(title=f"Filler {number}", body=f"Nothing of all that, number {number}, and no more.")
    return shelf


def names(shelf, found):
    by_id = {identifier: name for name, identifier in shelf.names.items()}
    return [by_id[hit.article_id] for hit in found]


@pytest.mark.parametrize(
    ("name", "first"),
    [("strike", ["second", "wages"]), ("copy", ["second", "wages"]), ("tokyo", ["kyoto"]), ("empty", [])],
)
def test_articles_on_the_same_come_first_and_copies_are_left_out(harbour, name, first):
    conn = harbour.opened()
    found = names(harbour, like(conn, Fts5(conn), harbour.names[name], limit=5))
    assert found[: len(first)] == first
    assert {"strike", "copy"}.isdisjoint(found) or name not in {"strike", "copy"}
    assert name not in found


def test_so_many_as_asked_for_and_within_filters(harbour):
    conn = harbour.opened()
    engine = Fts5(conn)
    assert len(like(conn, engine, harbour.names["strike"], limit=1)) == 1
    assert like(conn, engine, harbour.names["strike"], filters=Filters({"outlet": ("cake-weekly",)})) == ()


def test_telling_words_are_few_each_once_and_say_something(harbour):
    root = telling(harbour.opened(), harbour.names["strike"])
    found = [term.words[0] for term in terms(root)]
    assert {"dockers", "strike", "crane"} <= set(found)
    assert {"the", "of", "said", "stood", "laid"}.isdisjoint(found)
    assert len(found) == len(set(found)) <= 20


def test_an_article_that_is_not_there_is_said(harbour):
    with pytest.raises(NotFoundError, match="no article 999"):
        telling(harbour.opened(), 999)


def test_a_visitor_is_not_led_to_what_is_hidden(harbour):
    mine, hidden = harbour.names["strike"], harbour.names["second"]
    harbour.conn.execute("UPDATE articles SET access = 'none' WHERE id = ?", [hidden])
    conn = harbour.opened()
    assert hidden not in [hit.article_id for hit in like(conn, Fts5(conn), mine, visitor="2026-01-01")]
    assert hidden in [hit.article_id for hit in like(conn, Fts5(conn), mine)]
