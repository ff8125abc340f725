"""Every outlet reads its fixtures: `<host>/<date-slug>.html` beside a `.json` of what must come out.

The pages are written for the project in the outlet's markup. A fixture names the fields it is about, `url`, and of the
text the first and last words and their number.
"""

import json
from pathlib import Path

import pytest

from archive import text
from archive.extract import read_page
from archive.page import Page
from archive.registry import Registry

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
def test_every_outlet_has_a_fixture(scraper):
    folders = [HERE / host for host in scraper.hosts]
    assert any(list(folder.glob("*.html")) for folder in folders), f"write a page into {folders[0]}"


def test_no_file_of_the_folder_is_broken():
    assert REGISTRY.problems == ()
