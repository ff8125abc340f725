"""Focus Online: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class FocusOnline(Scraper):
    name = "Focus Online"
    hosts = ("focus.de",)
    country = "DE"
    language = "de"
    sitemaps = ("https://www.focus.de/sitemap_news_ressorts.xml",)
