"""Correctiv: generic reading is right.

Seen on a page of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Correctiv(Scraper):
    name = "Correctiv"
    hosts = ("correctiv.org",)
    country = "DE"
    feeds = ("https://correctiv.org/feed/", "https://correctiv.org/en/feed/")
