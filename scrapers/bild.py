"""Bild: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Bild(Scraper):
    name = "Bild"
    hosts = ("bild.de",)
    country = "DE"
    language = "de"
    feeds = ("https://www.bild.de/feed/alles.xml",)
    sitemaps = ("https://www.bild.de/sitemap-news.xml",)
