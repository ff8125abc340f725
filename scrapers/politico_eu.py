"""Politico EU: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class PoliticoEU(Scraper):
    name = "Politico EU"
    hosts = ("politico.eu",)
    country = "BE"
    language = "en"
    feeds = ("https://www.politico.eu/feed/",)
    sitemaps = ("https://www.politico.eu/news-sitemap.xml",)
