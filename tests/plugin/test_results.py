"""A search as a page and as JSON: how it was understood, what it found, and every other search one link away."""

import tomllib
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.store import config, open_archive

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "reading_room.toml").read_text())


def total(page, readable):
    return int(readable(page.cssselect("h1")[0]).split()[0].replace("No", "0"))


def link(page, label, readable, within="a"):
    return next(one.get("href") for one in page.cssselect(within) if readable(one).startswith(label))


def test_a_search_says_how_it_was_understood_and_what_it_found(visitor, readable):
    page = visitor.page("/search?q=dockers+%22ferry+quay%22")
    assert page.cssselect("#q")[0].get("value") == 'dockers "ferry quay"'
    assert readable(page.cssselect(".understood")[0]) == 'Understood as dockers "ferry quay"'
    assert total(page, readable) == 1
    (hit,) = page.cssselect(".hit")
    assert readable(hit.cssselect("h2")[0]) == "Dockers block the ferry quay"
    assert (
        readable(hit.cssselect(".meta")[0]).removesuffix(" collect")
        == "The Harbour Post · 14 March 2024 · Ann Lee, Bo Rand"
    )
    assert hit.cssselect("h2 a")[0].get("href") == "/article/1?q=dockers+%22ferry+quay%22"


def test_the_words_found_are_marked(visitor):
    marks = visitor.page("/search?q=dockers").cssselect(".snippet mark")
    assert [one.text_content() for one in marks] == ["dockers"]


def test_without_words_everything_is_listed_newest_first(visitor, readable):
    page = visitor.page("/search")
    assert total(page, readable) == 16
    heads = [one.get("href") for one in page.cssselect(".hit h2 a")]
    assert heads[:3] == ["/article/2", "/article/4", "/article/1"]
    assert heads[-1] == "/article/3"  # undated
    assert readable(page.cssselect(".hits .tools b")[0]) == "newest"


def test_pages_follow_one_another_and_lose_nothing(visitor):
    seen, address = [], "/search?size=3&sort=oldest"
    while address:
        page = visitor.page(address)
        seen += [one.get("href") for one in page.cssselect(".hit h2 a")]
        address = next((one.get("href") for one in page.cssselect("a[rel=next]")), None)
    assert len(seen) == len(set(seen)) == 16


@pytest.mark.parametrize("facet", ["Outlet", "Year", "Section", "Byline", "Language", "Tag"])
def test_each_value_of_a_facet_leads_to_as_many_as_it_says(visitor, readable, facet):
    page = visitor.page("/search")
    section = next(one for one in page.cssselect(".facets section") if readable(one.cssselect("h2")[0]) == facet)
    values = section.cssselect("li")
    assert len(values) > 1
    for value in values:
        narrowed = visitor.page(value.cssselect("a")[0].get("href"))
        count = int(value.cssselect(".num")[0].text_content())
        assert total(narrowed, readable) == count
        (chip,) = narrowed.cssselect(".chips a")
        assert total(visitor.page(chip.get("href")), readable) == 16
        for without in value.cssselect("a.without"):
            assert total(visitor.page(without.get("href")), readable) == 16 - count


def test_filters_of_one_kind_are_any_of_them_and_survive_a_new_query(visitor, readable):
    page = visitor.page("/search?outlet=estuary-times&outlet=the-harbour-post&from=2023-12&to=2024")
    assert total(page, readable) == 2
    chips = [readable(one) for one in page.cssselect(".chips a")]
    assert chips == ["Estuary Times ×", "The Harbour Post ×", "from December 2023 to 2024 ×"]
    kept = [(one.get("name"), one.get("value")) for one in page.cssselect("form.box input[type=hidden]")]
    assert kept == [("outlet", "estuary-times"), ("outlet", "the-harbour-post"), ("from", "2023-12"), ("to", "2024")]


def test_the_timeline_leads_on_with_the_query_kept(visitor, readable):
    bars = visitor.page("/search?q=quay").cssselect("svg.bars a")
    assert len(bars) == 13
    for bar in bars:
        assert "q=quay" in bar.get("href")
        assert total(visitor.page(bar.get("href")), readable) == int(bar.get("aria-label").split()[-2])


def test_any_of_the_words_is_offered_where_few_articles_have_all(visitor, readable):
    page = visitor.page("/search?q=dockers+tide+zebra")
    assert total(page, readable) == 0
    (offer,) = page.cssselect(".offer a")
    assert total(visitor.page(offer.get("href")), readable) == int(readable(offer).split()[0]) == 13


@pytest.mark.parametrize("case", CASES["noted"], ids=lambda case: case["address"])
def test_what_cannot_be_used_is_said(visitor, readable, case):
    page = visitor.page(f"/search?{quote(case['address'], safe='=&*~')}")
    assert case["note"] in " ".join(readable(one) for one in page.cssselect(".note"))


@pytest.mark.parametrize(
    "path",
    ["/search?q={}", "/search.json?q={}", "/search?outlet={}&-tag={}", "/search?from={}&after={}", "/article/1?q={}"],
)
@pytest.mark.parametrize("words", CASES["nasty"])
def test_any_words_at_all_are_answered(visitor, words, path):
    assert visitor.get(path.replace("{}", quote(words))).status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_a_search(visitor, words):
    page = visitor.get(f"/search?q={quote(words)}&section={quote(words)}")
    assert page.status_code == 200


def test_many_filters_are_no_error(visitor):
    page = visitor.get("/search?" + "&".join(f"section=s{n}&-author=a{n}" for n in range(1500)))
    assert page.status_code == 200
    assert "Only the first 100 of 3,000 filters are used" in page.text


def test_json_has_the_promised_shape(visitor):
    found = visitor.get("/search.json?q=dockers").json()
    assert found["understood"] == found["query"] == "dockers"
    assert (found["total"], found["distinct"], found["undated"], found["next"]) == (1, 1, 0, None)
    (result,) = found["results"]
    assert result["authors"] == ["Ann Lee", "Bo Rand"]
    assert result["permalink"] == "pressmark:1/v2"
    assert result["published"] == "2024-03-14T18:40:00+01:00"
    assert list(found["facets"]) == ["outlet", "year", "author", "section", "language", "tag"]
    assert found["facets"]["outlet"] == [{"value": "the-harbour-post", "label": "The Harbour Post", "count": 1}]
    assert set(found["timeline"]) == {"by", "points"}


def test_json_says_what_it_left_out(visitor):
    assert "sort=best" in visitor.get("/search.json?sort=best").json()["notes"][0]


def test_a_program_can_follow_next_to_the_end(visitor):
    seen, address = [], "/search.json?size=5&outlet=estuary-times"
    while address:
        found = visitor.get(address).json()
        seen += [one["id"] for one in found["results"]]
        parts = urlsplit(found["next"] or "")
        assert not found["next"] or parts.netloc == "localhost"
        address = found["next"] and f"{parts.path}?{parts.query}"
    assert seen == list(range(16, 4, -1))


def test_a_program_is_not_sent_back_to_the_first_page(visitor):
    answer = visitor.get("/search.json?after=nowhere")
    assert answer.status_code == 400
    assert "nowhere" in answer.json()["error"]


def test_permalinks_are_on_the_public_address(archive_file, tmp_path, visit_to):
    path = tmp_path / "archive.db"
    path.write_bytes(archive_file.read_bytes())
    with open_archive(path) as store, store.transaction() as conn:
        config.put(conn, "base_url", "https://news.example/room/")
    visitor = visit_to(path)
    assert (
        visitor.get("/search.json?q=dockers").json()["results"][0]["permalink"]
        == "https://news.example/room/article/1/v2"
    )
    assert (
        visitor.page("/article/1").cssselect("link[rel=canonical]")[0].get("href")
        == "https://news.example/room/article/1"
    )


def test_below_another_root_every_link_stays_there(archive_file, visit_to):
    visitor = visit_to(archive_file, base_url="/room/")
    seen = set()
    for path, status in (
        ("/", 200),
        ("/search?q=ferry&size=2", 200),
        ("/article/1?q=ferry", 200),
        ("/article/99", 404),
    ):
        found = visitor.page(path, status=status).xpath(
            "//main//a/@href | //header//a/@href | //form/@action | //link/@href"
        )
        seen |= {urlsplit(one).path for one in found if not one.startswith(("http", "#"))}
    assert seen
    assert all(path.startswith("/room/") for path in seen)
    following = visitor.get("/search.json?size=2").json()["next"]
    assert urlsplit(following).path == "/room/search.json"
    assert "after" in parse_qs(urlsplit(following).query)


def test_copies_are_folded_under_the_first_of_them(public, readable):
    copied = public(
        "UPDATE articles SET copy_of = 5 WHERE id IN (6, 7)", "UPDATE articles SET access = 'none' WHERE id = 6"
    )
    page = copied.page("/search?q=tide&sort=oldest")
    first = page.cssselect(".hit")[0]
    assert readable(first.cssselect(".also summary")[0]) == "Also run by 1 other outlet"
    assert first.cssselect(".also a")[0].get("href") == "/article/7?q=tide"
    assert len(page.cssselect(".hit")) == 10
    assert len(copied.page("/search?q=tide&count=articles").cssselect(".hit")) == 11


def test_bars_can_be_shares_of_all_articles(visitor):
    bars = visitor.page("/search?q=quay&show=shares").cssselect("svg.bars a")
    assert [bar.get("aria-label") for bar in bars][-1] == "March 2024: 1 article of 2 (50 %)"


def test_each_hit_can_be_taken_by_a_reference_manager(visitor):
    (hit,) = visitor.page("/search?q=dockers").cssselect(".hit .Z3988")
    said = parse_qs(hit.get("title"))
    assert said["rft.type"] == ["newspaperArticle"]
    assert said["rft.au"] == ["Lee, Ann", "Rand, Bo"]
    assert not visitor.page("/article/1").cssselect(".Z3988")
