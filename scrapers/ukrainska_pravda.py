"""Ukrainska Pravda: generic reading is right.

Seen on a page of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class UkrainskaPravda(Scraper):
    name = "Ukrainska Pravda"
    hosts = ("pravda.com.ua",)
    country = "UA"
    sitemaps = ("https://www.pravda.com.ua/sitemap/sitemap-news.xml",)
