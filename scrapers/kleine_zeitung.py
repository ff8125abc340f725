"""Kleine Zeitung: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class KleineZeitung(Scraper):
    name = "Kleine Zeitung"
    hosts = ("kleinezeitung.at",)
    country = "AT"
    language = "de"
    sitemaps = ("https://www.kleinezeitung.at/news-sitemap",)
