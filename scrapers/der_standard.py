"""Der Standard: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class DerStandard(Scraper):
    name = "Der Standard"
    hosts = ("derstandard.at",)
    country = "AT"
    language = "de"
    feeds = ("https://www.derstandard.at/rss",)
    sitemaps = ("https://www.derstandard.at/sitemaps/news.xml",)
