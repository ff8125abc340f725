"""Morgunblaðið: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Morgunbladid(Scraper):
    name = "Morgunblaðið"
    hosts = ("mbl.is",)
    country = "IS"
    language = "is"
    feeds = (
        "https://www.mbl.is/feeds/fp/",
        "https://www.mbl.is/feeds/innlent/",
        "https://www.mbl.is/feeds/erlent/",
        "https://www.mbl.is/feeds/english/",
        "https://www.mbl.is/feeds/helst/",
    )
