"""Neue Zürcher Zeitung: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class NeueZurcherZeitung(Scraper):
    name = "Neue Zürcher Zeitung"
    hosts = ("nzz.ch",)
    country = "CH"
    language = "de"
    sitemaps = ("https://www.nzz.ch/sitemap/news0.xml",)
