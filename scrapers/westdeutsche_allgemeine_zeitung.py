"""Westdeutsche Allgemeine Zeitung: generic reading is right.

Seen on four pages of 2023, 2024 and 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class WestdeutscheAllgemeineZeitung(Scraper):
    name = "Westdeutsche Allgemeine Zeitung"
    hosts = ("waz.de",)
    country = "DE"
    language = "de"
    sitemaps = ("https://www.waz.de/sitemaps/news.xml",)
