"""Krautreporter: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Krautreporter(Scraper):
    name = "Krautreporter"
    hosts = ("krautreporter.de",)
    country = "DE"
    language = "de"
    feeds = ("https://krautreporter.de/feeds.rss",)
