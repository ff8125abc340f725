"""Every engine finds the same: FTS5 alone, FTS5 with what a server remembers, FTS5 ranked by arrays, Tantivy."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import UsageError
from archive.search import Filters, Fts5, Memory, Request, parse, relevance
from archive.search.tantivy import Tantivy
from archive.search.tantivy_index import TantivyIndex

FACETS = ("outlet", "author", "section", "tag", "language", "year")
QUERIES = """
raid|harbour raid OR sweep|"immigration raid"|raid -drug|-raid|immigra*|i*|title:raid|outlet:post|author:smi*|lang:en
東京|title:港|祭り OR raid|is:undated|is:undated raid|date:2022|from:2021 to:2022 raid|words:>5|url:example|raid OR words:3
='raids'|=raid|raid PRE/3 harbour|harbour W/4 raid|raid /s harbour|raid /p harbour|atleast2(raid)|quote:raid|=raid -drug
(raid date:2022) OR (covid date:2021)|covid-19 o'neil|harbour -crowd -drawer|"an old address"|nothingatall|
""".replace("\n", "|").split("|")[1:]
FILTERS = [
    Filters(),
    Filters(since="2021", until="2022-05"),
    Filters({"outlet": ("northern-post",)}, {"section": ("Opinion",)}),
    Filters(until="2017"),
]
ENGINES = ["remembering", "by arrays", "tantivy"]


@pytest.fixture(scope="module")
def beside(newsstand, tmp_path_factory):
    """An index of Tantivy beside the newsstand."""
    index = TantivyIndex(tmp_path_factory.mktemp("beside") / "archive-tantivy")
    index.rebuild(newsstand[0])
    return index


@pytest.fixture(scope="module")
def engine(request, newsstand, beside):
    conn = newsstand[0]
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "by arrays":
            patch.setattr(relevance, "BYTES_A_MATCH", 1_000_000)
            patch.setattr(relevance, "MANY", 0)
        yield Tantivy(conn, beside, Memory()) if request.param == "tantivy" else Fts5(conn, Memory())


def said(engine, request):
    """All that an engine says of all matches, and which they are by date."""
    page = engine.search(request)
    dates = [(point.start, point.count, point.total) for point in engine.timeline(request, "month")]
    outlets = engine.outlets(request, "year")
    assert {(one.slug, one.articles) for one in outlets} == {
        (one.value, one.count) for one in engine.facets(request, ["outlet"])["outlet"]
    }
    facets = {name: sorted(found, key=lambda one: one.value) for name, found in engine.facets(request, FACETS).items()}
    return (
        (page.total, page.distinct, page.undated, page.widened, page.sort),
        facets,
        dates,
        outlets,
        list(engine.ids(request)),
    )


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
@pytest.mark.parametrize("query", QUERIES)
def test_engines_say_the_same_of_all_matches(newsstand, engine, query):
    for filters, sort in itertools.product(FILTERS, ("newest", "oldest")):
        request = Request(parse(query).root, filters, sort, size=50)
        assert said(engine, request) == said(Fts5(newsstand[0]), request)
        assert engine.search(request).hits == Fts5(newsstand[0]).search(request).hits


@pytest.mark.parametrize("query", ["", "raid", "is:undated"])
def test_outlets_lie_in_time_as_a_search_of_each_says(newsstand, query):
    engine, root = Fts5(newsstand[0], Memory()), parse(query).root
    for one in engine.outlets(Request(root), "month"):
        request = Request(root, Filters({"outlet": (one.slug,)}))
        days = [point.start for point in engine.timeline(request, "day") if point.count]
        assert one.periods == {point.start: point.count for point in engine.timeline(request, "month") if point.count}
        assert (one.articles, one.first, one.last) == (
            engine.search(request).total,
            *(days[:1] or [None]),
            *(days[-1:] or [None]),
        )


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
@pytest.mark.parametrize("query", QUERIES)
def test_pages_by_relevance_show_every_match_once(newsstand, engine, query):
    request = Request(parse(query).root, size=2)
    shown, page = [], engine.search(request)
    while True:
        shown += [hit.article_id for hit in page.hits]
        if not page.next:
            break
        page = engine.search(Request(request.query, size=2, after=page.next))
    assert len(shown) == len(set(shown)) == page.total
    assert set(shown) == set(Fts5(newsstand[0]).ids(request))


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
@given(
    written=st.lists(st.sampled_from('raid -raid harbour OR ( ) " poli* 東京 title:raid outlet:post date:2022'.split()))
)
def test_any_query_finds_the_same(newsstand, engine, written):
    request = Request(parse(" ".join(written)).root)
    assert said(engine, request)[:3] == said(Fts5(newsstand[0]), request)[:3]


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_a_stretch_is_a_page_without_its_counts(engine):
    for sort in ("relevance", "newest", "oldest"):
        request = Request(parse("raid OR covid").root, sort=sort, size=2)
        page, stretch = engine.search(request), engine.stretch(request)
        assert (page.hits, page.sort, page.next) == (stretch.hits, stretch.sort, stretch.next)


@pytest.mark.parametrize("engine", ENGINES, indirect=True)
def test_a_place_that_is_none_is_said_by_all(engine):
    with pytest.raises(UsageError, match="begin again"):
        engine.search(Request(parse("raid").root, after="nowhere"))
