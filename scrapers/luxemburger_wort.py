"""Luxemburger Wort: generic reading is right.

Seen on two pages of 2025 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class LuxemburgerWort(Scraper):
    name = "Luxemburger Wort"
    hosts = ("wort.lu",)
    country = "LU"
    language = "de"
    feeds = ("https://www.wort.lu/de/rss",)
    sitemaps = ("https://www.wort.lu/sitemap-news.xml",)
