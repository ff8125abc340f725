"""Stuttgarter Zeitung: generic reading is right.

Seen on two pages of 2025 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class StuttgarterZeitung(Scraper):
    name = "Stuttgarter Zeitung"
    hosts = ("stuttgarter-zeitung.de",)
    country = "DE"
    language = "de"
    sitemaps = ("https://www.stuttgarter-zeitung.de/sitemap-news.xml",)
