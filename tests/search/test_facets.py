"""What all matches have in common, and when they were."""

from archive.search import Facet, Filters, Fts5, Point, Request, parse


def asked(query="", filters=None, **request):
    return Request(parse(query).root, filters or Filters(), **request)


def test_facets_count_every_match(newsstand):
    facets = Fts5(newsstand[0]).facets(
        asked("raid OR covid OR ferry OR 祭り"), ("outlet", "author", "section", "tag", "language", "year")
    )
    assert facets["outlet"][0] == Facet("northern-post", "Northern Post", 3)
    assert facets["outlet"][-1] == Facet("港新聞", "港新聞", 1)
    assert facets["author"][0] == Facet("Ann O'Neil", "Ann O'Neil", 1)
    assert len(facets["author"]) == 4
    assert next((one.value, one.count) for one in facets["section"]) in {("News", 2), ("news", 2)}
    assert {one.value: one.count for one in facets["tag"]} == {"covid-19": 1, "housing": 1, "immigration": 1}
    assert [(one.value, one.count) for one in facets["language"]] == [("en", 5), ("ja", 1)]
    assert [(one.value, one.count) for one in facets["year"]] == [("2022", 3), ("2021", 2), ("2019", 1)]


def test_a_facet_finds_what_it_counts(newsstand):
    engine = Fts5(newsstand[0])
    found = engine.facets(asked("", Filters(since="2011")), ("outlet", "author", "section", "tag", "language"))
    for name, facets in found.items():
        for facet in facets:
            assert engine.search(asked("", Filters({name: (facet.value,)}))).total == facet.count


def test_facets_are_cut_and_only_those_asked_for_are_counted(newsstand):
    facets = Fts5(newsstand[0]).facets(asked("lang:en"), ("outlet",), limit=2)
    assert [len(found) for found in facets.values()] == [2]


def test_a_timeline_has_every_period_with_articles(newsstand):
    engine = Fts5(newsstand[0])
    years = engine.timeline(asked("raid OR ferry"), "year")
    assert [point.start for point in years] == [str(y) for y in (2011, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023)]
    assert years[-2] == Point("2022", 3, 3)
    assert years[0] == Point("2011", 0, 1)
    months = engine.timeline(asked("raid", Filters(since="2022-05-11")), "month")
    assert months == (Point("2022-05", 1, 1), Point("2022-06", 1, 1), Point("2023-01", 0, 1))
    days = engine.timeline(asked("raid from:2022 to:2022"), "day")
    assert [(point.start, point.count) for point in days] == [("2022-05-10", 1), ("2022-05-11", 1), ("2022-06-01", 1)]
