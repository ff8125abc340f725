"""Beginnings of words, asked of an index of stems."""

import pytest

from archive.search import Fts5, Request, parse

# A word an article, so that what a beginning finds can be told by name.
WORDS = """
immigration immigrant immigrate immigrants migration police policeman policy policing general generals generalise generate
generation universe university universal happy happily happiness happier run running runner runs study studies studied
studying country countries countryside campaign campaigns camp camps water watermark agreement agree agreeable hope hoping
hopeful relation relational relate nation nations national city cities citizen news new newspaper décor décoration besançon
straße straßen йога йогурт ferry o ox
""".split()


@pytest.fixture(scope="module")
def beginning(tmp_path_factory, new_shelf):
    shelf = new_shelf(tmp_path_factory.mktemp("words") / "archive.db")
    names = {shelf.put(name=word, body=f"Once {word.capitalize()}, always."): word for word in WORDS}
    conn = shelf.opened()
    yield lambda query: {names[one] for one in Fts5(conn).ids(Request(parse(query).root))}
    shelf.close()


@pytest.mark.parametrize("word", WORDS)
def test_every_beginning_of_a_word_finds_it(beginning, word):
    for length in range(1, len(word) + 1):
        assert word in beginning(f"{word[:length]}*")


@pytest.mark.parametrize(
    ("query", "not_found"),
    [
        ("police*", {"policy"}),
        ("policem*", {"policy", "police", "policing"}),
        ("campa*", {"camp", "camps"}),
        ("waterm*", {"water"}),
        ("newsp*", {"new", "news"}),
        ("citi*", {"new"}),
        ("nationa*", {"general"}),
        ("universit*", {"general"}),
        ("runn*", {"nation"}),
        ("agreeme*", {"general"}),
        ("йогу*", {"йога"}),
    ],
)
def test_words_that_begin_otherwise_are_not_found(beginning, query, not_found):
    assert not_found.isdisjoint(beginning(query))


@pytest.mark.parametrize("word", WORDS)
def test_a_beginning_finds_at_least_what_the_word_finds(beginning, word):
    assert beginning(word) <= beginning(f"{word}*")


def test_a_beginning_in_another_case_or_without_accents(beginning):
    assert beginning("BESANCON*") == beginning("besançon*") == beginning("Besanço*") == {"besançon"}


def test_very_common_beginnings_and_very_long_ones(beginning):
    assert {"o"} <= beginning("o*")
    assert beginning(f"{'o' * 5_000}*") == set()
    assert beginning('"once ferr"* "ferry alw"*') == {"ferry"}
