"""Börsen-Zeitung: generic reading is right.

Seen on three pages of 2024 and 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class BorsenZeitung(Scraper):
    name = "Börsen-Zeitung"
    hosts = ("boersen-zeitung.de",)
    country = "DE"
    language = "de"
    sitemaps = ("https://www.boersen-zeitung.de/sitemap/news.xml.gz",)
