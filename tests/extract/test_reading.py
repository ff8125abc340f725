"""One page read as a whole: who is believed for each field, what becomes of the text, and the outlet's own word."""

import json

import pytest

from archive import text
from archive.extract import markup, read_html, read_page
from archive.model import Link
from archive.page import Page
from archive.scraper import Scraper

URL = "https://www.gazette.example/news/2025/03/14/ferry"
FIRST = "The ferry lay at its mooring for the whole winter, and nobody could say when it would ever leave again."
LAST = "On the first of May it left at ten past eight, three minutes late, with a dog that belonged to nobody."
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Example Gazette"},
        {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
        {
            "@type": "NewsArticle",
            "headline": "Ferry to sail &amp; stay",
            "description": "Eleven parts were made by hand.",
            "author": [{"@id": "#ada"}, {"@type": "Organization", "name": "Example Press Agency"}],
            "datePublished": "2025-03-14T08:15:00+01:00",
            "dateModified": "2025-03-14T11:00:00+01:00",
            "articleSection": "Harbour",
            "keywords": "ferry, harbour, Ferry",
            "publisher": {"@type": "Organization", "name": "The Example Gazette"},
        },
    ],
}


def page(head="", body="", url=URL):
    html = f"""<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>
        <nav><a href="/">The Example Gazette</a><a href="/harbour">Harbour</a></nav>
        <main><article>{body}</article></main></body></html>"""
    return Page(html, url)


def jsonld(data):
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def paragraphs(*lines):
    return "".join(f"<p>{line}</p>" for line in lines)


MIDDLE = [f"Part number {n} was filed, measured, filed again and at last accepted by the engineer." for n in range(8)]
BODY = paragraphs(FIRST, *MIDDLE, LAST)


def test_json_ld_speaks_first():
    reading = read_page(page(f"<title>Ferry | The Example Gazette</title>{jsonld(LD)}", f"<h1>A ferry</h1>{BODY}"))
    assert reading.title == "Ferry to sail & stay"
    assert reading.dek == "Eleven parts were made by hand."
    assert reading.authors == ("Ada Quill",)
    assert reading.published == "2025-03-14T08:15:00+01:00"
    assert reading.modified == "2025-03-14T11:00:00+01:00"
    assert reading.section == "Harbour"
    assert reading.tags == ("ferry", "harbour")
    assert reading.outlet == "The Example Gazette"
    assert reading.language == "en"
    assert {reading.origin[name] for name in ("title", "dek", "authors", "published", "outlet")} == {"json-ld"}
    assert text.paragraphs(reading.text) == [FIRST, *MIDDLE, LAST]


def test_the_head_of_the_page_is_next():
    head = """<title>Ferry to sail - The Example Gazette</title>
        <meta property="og:title" content="Ferry to sail | The Example Gazette">
        <meta property="og:site_name" content="The Example Gazette">
        <meta name="Author" content="By Ada Quill and Ben Marrow">
        <meta property="article:published_time" content="2025-03-14T07:15:00Z">
        <meta property="article:tag" content="ferry"><meta property="article:tag" content="harbour">
        <link rel="canonical" href="/news/2025/03/14/ferry">"""
    reading = read_page(page(head, f"<h1>Ferry to sail</h1>{BODY}"))
    assert (reading.title, reading.authors) == ("Ferry to sail", ("Ada Quill", "Ben Marrow"))
    assert reading.published == "2025-03-14T07:15:00+00:00"
    assert reading.tags == ("ferry", "harbour")
    assert reading.canonical_url == URL
    assert reading.origin["published"] == "meta"


def test_then_what_is_seen_and_the_address():
    body = f"""<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Ferry to sail</h1>
        <p>By <span itemprop="author" itemscope><span itemprop="name">Ada Quill</span></span>
        <time itemprop="datePublished" datetime="2025-03-14T08:15:00+01:00">14 March</time></p>
        <div itemprop="publisher" itemscope><meta itemprop="name" content="The Example Gazette"></div>{BODY}</div>"""
    reading = read_page(page("<title>Ferry to sail</title>", body))
    assert (reading.title, reading.authors) == ("Ferry to sail", ("Ada Quill",))
    assert reading.published == "2025-03-14T08:15:00+01:00"
    assert (reading.outlet, reading.origin["outlet"]) == ("The Example Gazette", "markup")
    bare = read_page(page("", f"<h1>Ferry to sail</h1>{BODY}"))
    assert (bare.published, bare.origin["published"]) == ("2025-03-14", "url")
    assert (bare.outlet, bare.origin["outlet"]) == ("gazette.example", "url")


def test_the_outlet_is_named_at_the_end_of_the_title_where_the_link_home_says_so():
    reading = read_page(page("<title>Ferry to sail - The Example Gazette</title>", BODY))
    assert (reading.outlet, reading.title) == ("The Example Gazette", "Ferry to sail")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025年3月15日", "2025-03-15"),
        ("Published 14 March 2025, 18:40", "2025-03-14T18:40:00"),
        ("14. März 2025", "2025-03-14"),
        ("3/4/2025", None),
    ],
)
def test_a_date_that_is_only_written_is_read_without_guessing(written, iso):
    reading = read_page(
        page("<title>Ferry</title>", f"<h1>Ferry</h1><p class='date'>{written}</p>{BODY}", "https://a.example/x")
    )
    assert (reading.published or "")[: len(iso or "")] == (iso or "")
    assert iso is None or reading.published == iso


def test_times_and_bylines_of_other_articles_are_not_this_ones():
    aside = '<div class="related"><time class="published" datetime="2019-01-01"></time><p class="byline">Ben Marrow</p></div>'
    other = page("<title>Ferry</title>", f"<h1>Ferry</h1>{aside}{BODY}", "https://a.example/x")
    assert (list(markup.published(other)), markup.bylines(other)) == ([], ())


def test_a_teaser_in_json_ld_is_not_this_article():
    mine = {"@type": "NewsArticle", "url": URL, "headline": "Ferry to sail", "datePublished": "2025-03-14T08:00:00Z"}
    other = {
        "@type": "NewsArticle",
        "url": "https://www.gazette.example/other",
        "headline": "Other",
        "datePublished": "2020-01-01",
    }
    reading = read_page(page(jsonld([other, mine]), BODY))
    assert (reading.title, reading.published) == ("Ferry to sail", "2025-03-14T08:00:00+00:00")


def test_an_agency_alone_is_the_byline():
    agency = LD["@graph"][2] | {"author": {"@type": "Organization", "name": "Example Press Agency"}}
    assert read_page(page(jsonld(agency), BODY)).authors == ("Example Press Agency",)


def test_lists_subheadings_and_tables_are_paragraphs():
    listed = "<ul><li>a crankshaft, made by hand in the yard</li><li>two valves, of brass</li></ul>"
    rows = "<table><tr><td>Single ticket</td><td>three crowns</td></tr></table>"
    reading = read_page(page("", f"<h1>Ferry</h1>{BODY}<h2>What was made</h2>{listed}{rows}<p>{FIRST[:-1]} soon.</p>"))
    found = text.paragraphs(reading.text)
    assert "What was made" in found
    assert "- a crankshaft, made by hand in the yard" in found
    assert "Single ticket | three crowns" in found


def test_what_is_not_the_articles_is_taken_out():
    body = f"""<h1>Ferry to sail after a long winter in the yard</h1>
        {paragraphs("Ferry to sail after a long winter in the yard", "By Ada Quill", "14 March 2025, 18:40", FIRST)}
        <p><a href="/other">The harbour master who counts gulls at dawn</a></p>
        {paragraphs(*MIDDLE, MIDDLE[0], "Read also: The pier", LAST)}
        {paragraphs("Ada Quill is our harbour correspondent.", "Write to Ada Quill at ada@example.org", "Follow us on Facebook")}"""
    head = '<title>Ferry to sail after a long winter in the yard</title><meta name="author" content="Ada Quill">'
    assert text.paragraphs(read_page(page(head, body)).text) == [FIRST, *MIDDLE, LAST]


def test_a_standfirst_is_the_dek_and_a_lede_is_text():
    dek = "Eleven parts were made by hand before the engine ran."
    head = f'<title>Ferry</title><meta name="description" content="{dek}">'
    apart = read_page(page(head, f"<h1>Ferry</h1><p class='standfirst'>{dek}</p>{BODY}"))
    assert (apart.dek, text.paragraphs(apart.text)[0]) == (dek, FIRST)
    lede = read_page(page(f'<meta name="description" content="{FIRST[:60]} …">', f"<h1>Ferry</h1>{BODY}"))
    assert (lede.dek, text.paragraphs(lede.text)[0]) == (None, FIRST)


def test_embeds_are_links():
    body = f"""<h1>Ferry</h1>{paragraphs(FIRST)}<blockquote class="twitter-tweet"><p>It sails!</p>
        <a href="https://twitter.com/adaquill/status/12">14 March</a></blockquote>
        <p>Loading Tweet ...</p><p>Tweet not loading? See it directly on Twitter</p>{paragraphs(*MIDDLE, LAST)}
        <iframe src="https://www.youtube.com/embed/x" title="The ferry leaves"></iframe>
        <iframe src="https://ads.example/frame"></iframe>"""
    reading = read_page(page("", body))
    assert [link.url for link in reading.links if link.url] == [
        "https://twitter.com/adaquill/status/12",
        "https://www.youtube.com/embed/x",
    ]
    assert all(isinstance(link, Link) and link.kind == "embed" for link in reading.links)
    assert "Loading" not in reading.text


class Own(Scraper):
    name = "The Own Gazette"
    hosts = ("gazette.example",)
    language = "cy"

    def title(self, page):
        return f" {page.text('h1')}! "

    def authors(self, page):  # noqa: ARG002 - the form has it
        return ()

    def published(self, page):  # noqa: ARG002
        return "14.3.2025"

    def section(self, page):
        return page.meta("no such")


def test_the_outlets_own_word_goes_before_all():
    reading = read_page(page(jsonld(LD), f"<h1>Ferry</h1>{BODY}"), Own())
    assert (reading.title, reading.outlet, reading.authors) == ("Ferry!", "The Own Gazette", ())
    assert (reading.published, reading.section, reading.language) == ("2025-03-14", "Harbour", "en")
    assert (reading.origin["title"], reading.origin["section"]) == ("outlet", "json-ld")
    assert reading.flags == ()


def test_a_method_that_fails_costs_its_field_and_no_more():
    class Broken(Own):
        def dek(self, page):
            return page.nothing

        def modified(self, page):  # noqa: ARG002
            return "last Tuesday or so"

    reading = read_page(page(jsonld(LD), BODY), Broken())
    assert (reading.dek, reading.modified) == ("Eleven parts were made by hand.", "2025-03-14T11:00:00+01:00")
    assert reading.flags == ("scraper_failed",)


def test_plain_data_for_whoever_has_only_html():
    read = read_html(page(jsonld(LD), BODY).html, URL)
    assert set(read) == {
        "title", "dek", "text", "authors", "published", "modified", "language", "section", "tags", "outlet",
        "canonical_url", "flags",
    }  # fmt: skip
    empty = read_html("", "")
    assert empty["text"] == ""
    assert empty["flags"] == ("empty",)
    assert not any(empty[name] for name in set(empty) - {"flags"})
