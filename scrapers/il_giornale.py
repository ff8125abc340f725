"""Il Giornale: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class IlGiornale(Scraper):
    name = "Il Giornale"
    hosts = ("ilgiornale.it",)
    country = "IT"
    language = "it"
    feeds = ("https://www.ilgiornale.it/feed.xml",)
    sitemaps = ("https://www.ilgiornale.it/sitemap/google-news.xml",)
