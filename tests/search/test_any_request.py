"""Any request at all is answered, and the answers agree with each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search import Filters, Fts5, Request, parse
from archive.text import HIT_CLOSE, HIT_OPEN

PIECES = """
raid -raid OR NOT ( ) " poli* 東京 -京 กิน* title:港 title:raid outlet:post author:s* tag:x lang:en is:undated has:versions
words:>5 -words:7 url:a%_ date:2022 from:2020-02-30 after:9999 before:0001 -to:2019-05-05 # \0 NEAR/2 a_b ﷺ 𐐀
W/3 pre/2 /s w/p atleast2( =raid 'raided' quote:raid quote:( speaker:x in:y words:2-9 =poli*
"""
QUERIES = st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split())).map(" ".join))
FIELDS = st.sampled_from(["outlet", "author", "tag", "section", "language"])
FILTERS = st.builds(
    Filters,
    st.dictionaries(FIELDS, st.tuples(st.text())),
    st.dictionaries(FIELDS, st.tuples(st.text(), st.text())),
    st.sampled_from([None, "2020", "9999-12-31"]),
    st.sampled_from([None, "2022-05", "0001"]),
)
SORTS = st.sampled_from(["relevance", "newest", "oldest"])
REQUESTS = st.builds(Request, QUERIES.map(lambda written: parse(written).root), FILTERS, SORTS, st.integers(-1, 5))


@given(request=REQUESTS)
@settings(max_examples=300, deadline=None)
def test_any_request_is_answered(newsstand, request):
    engine = Fts5(newsstand[0])
    page = engine.search(request)
    assert len(list(engine.ids(request))) == page.total >= page.distinct
    assert page.undated <= page.total
    assert len(page.hits) <= page.total
    years = engine.facets(request, ("outlet", "author", "section", "tag", "language", "year"))["year"]
    assert sum(year.count for year in years) == page.total - page.undated
    assert sum(point.count for point in engine.timeline(request, "month")) == page.total - page.undated
    assert all(hit.snippet.count(HIT_OPEN) == hit.snippet.count(HIT_CLOSE) for hit in page.hits)


@pytest.mark.parametrize(
    "query", ["raid", "lang:en", "words:>9", "date:2022", "raid OR url:x", "outlet:post title:raid", "東", "title:港"]
)
def test_a_query_and_its_opposite_are_everything(newsstand, query):
    engine = Fts5(newsstand[0])
    totals = [engine.search(Request(parse(one).root)).total for one in (query, f"-({query})", "")]
    assert totals[0] + totals[1] == totals[2]


LARGEST = {
    "words": " ".join(f"w{number}" for number in range(2_000)),
    "alternatives": " OR ".join(f"w{number}" for number in range(2_000)),
    "exclusions": " ".join(f"-w{number}" for number in range(2_000)),
    "a phrase": f'"{" ".join(f"w{number}" for number in range(2_000))}"',
    "characters": "東京" * 50_000,
    "runs of characters": "東京。" * 2_000,
    "a word": "raid" * 50_000,
    "beginnings": " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrst"),
    "filters": " OR ".join(f"(crowd{number} url:{number} words:>{number})" for number in range(50)),
    "titles": " ".join(f"title:京{number}" for number in range(2_000)),
    "alternative titles": " OR ".join(f"title:京{number}" for number in range(300)),
    "dates": " OR ".join(f"(crowd date:{year})" for year in range(1900, 2000)),
    "distances": " W/9 ".join(f"raid{number}" for number in range(2_000)),
    "alternatives near each other": f"({' OR '.join(f'w{n}' for n in range(900))}) W/5 ({' OR '.join(f'x{n}' for n in range(900))})",
    "distances in brackets": "(raid W/9 " * 200 + "van" + ")" * 200,
    "sentences": " /s ".join(["raid", "police", "crowd"] * 300),
    "counts": " ".join(f"atleast{number}(raid)" for number in range(1, 900)),
    "exact forms": " OR ".join(f"=raid{number}" for number in range(2_000)),
    "beginnings near each other": "a* W/9 b* W/9 c* W/9 d*",
    "a name": f"author:{'smith' * 50_000} OR url:{'x' * 50_000}",
}


@pytest.mark.parametrize("query", LARGEST.values(), ids=LARGEST)
def test_the_largest_queries_are_answered(newsstand, query):
    engine, request = Fts5(newsstand[0]), Request(parse(query).root)
    assert engine.search(request).total == len(list(engine.ids(request)))
