"""Nettavisen: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Nettavisen(Scraper):
    name = "Nettavisen"
    hosts = ("nettavisen.no",)
    country = "NO"
    language = "no"
    feeds = ("https://www.nettavisen.no/service/rich-rss",)
