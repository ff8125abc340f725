"""Golem: generic reading is right.

Seen on two pages of 2024 and 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Golem(Scraper):
    name = "Golem"
    hosts = ("golem.de",)
    country = "DE"
    language = "de"
    feeds = ("https://www.golem.de/rss",)
