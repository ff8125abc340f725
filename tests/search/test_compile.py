"""What a query becomes for the index, as text; the archive is a table of answers."""

import json
from dataclasses import dataclass, field

import pytest

from archive import tokens
from archive.search import parse
from archive.search.compile import MAX_TOKENS, plan
from archive.search.periods import Days
from archive.search.porter import STEMMER
from archive.store.schema.first import INDEX

T = "{title dek text grams}"
EVERY = 'filters : "zzall0"'
NONE = 'filters : "zznone0"'


@dataclass
class Answers:
    """An archive of two Guardians and one Zoe, that knows immigrants, from 10 December 2019 to 5 February 2020."""

    named: dict = field(default_factory=lambda: {"guardian": [3, 7], "zoe": [12], "everyone": range(MAX_TOKENS + 1)})

    def ids(self, wanted):
        return self.named.get(wanted.value, [])

    def forms(self, beginning):
        return [f"{beginning}*", "immigration"] if beginning == "immigra" else [f"{beginning}*"]

    def inflected(self, word):
        return {"de": ["hauser", "hause"]} if word == "haus" else {}

    def extent(self):
        return Days(737403, 737460)


def planned(query):
    return plan(parse(query).root, Answers())


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("raid", f'{T} : "raid"'),
        ("hackney raid", f'{T} : "hackney" AND {T} : "raid"'),
        ('"immigration raid"', f'{T} : "immigration raid"'),
        ("covid-19", f'{T} : "covid 19"'),
        ("title:raid", 'title : "raid"'),
        ("a OR b", f'({T} : "a" OR {T} : "b")'),
        ("a b OR c", f'(({T} : "a" AND {T} : "b") OR {T} : "c")'),
        ("a -b", f'({T} : "a") NOT ({T} : "b")'),
        ("a b -c -d", f'({T} : "a" AND {T} : "b") NOT ({T} : "c" OR {T} : "d")'),
        ("-a", f'({EVERY}) NOT ({T} : "a")'),
        ("a OR -b", f'({T} : "a" OR (({EVERY}) NOT ({T} : "b")))'),
        ("-(a -b)", f'({EVERY}) NOT ((({T} : "a") NOT ({T} : "b")))'),
        ("", EVERY),
        ("raid*", f'{T} : "raid" *'),
        ("immigra*", f'({T} : "immigra" * OR {T} : "immigration")'),
        ('"no immigra"*', f'({T} : "no immigra" * OR {T} : "no immigration")'),
        ("東京都", 'grams : "東京 京都"'),
        ("東", 'grams : "東" *'),
        ('"東京 都"', 'grams : "東京 京 都" *'),
        ('"東京 大阪"', 'grams : "東京 京 大阪"'),
        ('"tokyo 東京"', f'grams : "東京" AND {T} : "tokyo"'),
        ("outlet:guardian", '(filters : "zzo3" OR filters : "zzo7")'),
        ("author:zoe", 'filters : "zza12"'),
        ("tag:none", NONE),
        ("section:News", f'filters : "{tokens.by_value("s", "news")}"'),
        ("lang:en-GB", f'filters : "{tokens.by_value("l", "en-gb")}"'),
        ("is:paywalled", f'filters : "{tokens.by_value("f", "paywalled")}"'),
        ("has:versions", f'filters : "{tokens.by_value("f", "versions")}"'),
        (
            "a OR date:2020",
            f'({T} : "a" OR ('
            + " OR ".join(f'filters : "{t}"' for t in ("zzm202001", *(f"zzd2020020{d}" for d in range(1, 6))))
            + "))",
        ),
        ("a OR before:2019-12-12", f'({T} : "a" OR (filters : "zzd20191210" OR filters : "zzd20191211"))'),
        ("a OR after:2020", f'({T} : "a" OR {NONE})'),
    ],
)
def test_words_and_filters_are_one_expression(query, match):
    found = planned(query)
    assert (found.match, found.where, found.params) == (match, "", ())
    assert (found.first, found.last) == (0, (1 << 62) - 1)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("date:2020-02-05", 737460, 737460),
        ("raid from:2020-02-05", 737460, None),
        ("to:2020-02-05 raid from:2020-02", 737456, 737460),
        ("after:2019 before:2020-02", 737425, 737455),
        ("after:2020 before:2020", 737791, 737424),
        ("before:0001", 1, 0),
    ],
)
def test_dates_at_the_top_are_a_span_of_rows(query, first, last):
    found = planned(query)
    assert found.first == first << 24
    assert found.last == ((1 << 62) - 1 if last is None else (last + 1 << 24) - 1)
    assert "zzd" not in found.match


IN_INDEX = "+a.slot IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
IN_URL = "instr(lower(coalesce(a.canonical_url, '') || ' ' || coalesce(a.url, '')), lower(?)) > 0"


@pytest.mark.parametrize(
    ("query", "match", "where", "params"),
    [
        ("raid url:X.org", f'{T} : "raid"', IN_URL, ("X.org",)),
        ("words:>500", EVERY, "a.words > ?", (500,)),
        ("words:500 -words:<=7", EVERY, "(a.words = ? AND NOT a.words <= ?)", (500, 7)),
        ("a OR words:>500", EVERY, f"({IN_INDEX} OR a.words > ?)", (f'({T} : "a")', 500)),
        ("a -(b words:>5)", f'{T} : "a"', f"NOT ({IN_INDEX} AND a.words > ?)", (f'({T} : "b")', 5)),
        ("title:東京", 'grams : "東京"', "instr(coalesce(a.title, ''), ?) > 0", ("東京",)),
    ],
)
def test_what_the_index_lacks_is_a_condition_beside_it(query, match, where, params):
    found = planned(query)
    assert (found.match, found.where, found.params) == (match, where, params)


def test_very_many_names_are_looked_up_in_their_table():
    found = planned("raid author:everyone")
    assert found.match == f'{T} : "raid"'
    assert "article_authors" in found.where
    assert json.loads(found.params[0]) == list(range(MAX_TOKENS + 1))


@pytest.mark.parametrize(
    ("query", "ranked"),
    [("raid", True), ("-raid", False), ("outlet:guardian", False), ("", False), ("a OR words:5", False), ("東", True)],
)
def test_only_words_rank(query, ranked):
    assert planned(query).ranked is ranked


DEEPEST = [
    "a{0} OR b{0} -c{0} -({1})",
    "a{0} (b{0} OR -({1}))",
    "url:a{0} OR b{0} words:{0} -c{0} -({1})",
    "words:{0} (b{0} OR -({1}))",
]


@pytest.mark.parametrize("form", DEEPEST)
def test_the_deepest_query_is_not_too_deep_for_sqlite(shelf, form):
    query = "x"
    while not parse(longer := form.format(len(query), query)).notes:
        query = longer
    found = plan(parse(query).root, Answers())
    shelf.put(body="x")
    conn = shelf.opened()
    condition = f"AND {found.where}" if found.where else ""
    sql = f"SELECT a.id FROM articles_fts JOIN articles AS a ON a.slot = articles_fts.rowid WHERE articles_fts MATCH ? {condition}"
    assert conn.execute(sql, [found.match, *found.params]).fetchall() == []


def test_the_stemmer_of_marks_is_that_of_the_index():
    assert f'tokenize="{STEMMER}"' in INDEX
