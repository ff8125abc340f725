"""Every outlet's file has its form, and where it reads anything itself, it reads its fixtures.

A fixture is `<host>/<date-slug>.html` beside a `.json` of what must come out. The pages are written for the project in
the outlet's markup. A fixture names the fields it is about, `url`, and of the text the first and last words and their
number. A file without methods needs none: what it says is checked here, and how its pages are read in tests/extract.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from archive import text, urls
from archive.extract import read_page
from archive.page import Page
from archive.registry import Registry
from archive.scraper import own_fields

HERE = Path(__file__).parent
FIXTURES = sorted(HERE.glob("*/*.html"))
REGISTRY = Registry.found(points=[])


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_outlet_reads_its_page(path):
    wanted = json.loads(path.with_suffix(".json").read_text())
    url = wanted.pop("url")
    scraper = REGISTRY.for_url(url)
    assert scraper is not None
    assert path.parent.name in scraper.hosts
    reading = read_page(Page(path.read_text(), url), scraper)
    assert reading.text.startswith(wanted.pop("first_words"))
    assert reading.text.endswith(wanted.pop("last_words"))
    assert text.count_words(reading.text) == wanted.pop("words")
    assert reading.flags == ()
    assert wanted, "a fixture must say what it expects"
    for name, value in wanted.items():
        assert value, f"{name} is empty: only complete pages are fixtures"
        read = getattr(reading, name)
        assert (list(read) if isinstance(read, tuple) else read) == value, name


@pytest.mark.parametrize("scraper", REGISTRY.scrapers, ids=lambda scraper: scraper.name)
def test_an_outlet_that_reads_anything_itself_has_a_fixture(scraper):
    folders = [HERE / host for host in scraper.hosts]
    has_fixture = any(list(folder.glob("*.html")) for folder in folders)
    assert has_fixture or not own_fields(scraper), f"write a page into {folders[0]}"


@pytest.mark.parametrize("scraper", REGISTRY.scrapers, ids=lambda scraper: scraper.name)
def test_an_outlet_says_what_it_is_in_the_form(scraper):
    assert scraper.name == text.clean_line(scraper.name)
    assert all(host == urls.host(f"https://{host}") and "." in host for host in scraper.hosts)
    assert scraper.country is None or re.fullmatch(r"[A-Z]{2}", scraper.country)
    assert scraper.language is None or re.fullmatch(r"[a-z]{2,3}", scraper.language)
    for address in (*scraper.feeds, *scraper.sitemaps, *scraper.sections):
        assert urls.is_web(address)
        assert address.startswith("https://")


@pytest.mark.parametrize("scraper", REGISTRY.scrapers, ids=lambda scraper: scraper.name)
def test_an_outlets_file_begins_with_its_name(scraper):
    assert sys.modules[type(scraper).__module__].__doc__.startswith(f"{scraper.name}: ")


def test_no_two_claim_a_host_or_a_name():
    claims = Counter(host for scraper in REGISTRY.scrapers for host in scraper.hosts)
    names = Counter(text.slug(scraper.name) for scraper in REGISTRY.scrapers)
    assert not [one for one, count in (claims + names).items() if count > 1]


def test_no_file_of_the_folder_is_broken():
    assert REGISTRY.problems == ()
