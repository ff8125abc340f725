"""Rzeczpospolita: generic reading is right.

Seen on two pages of 2025 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Rzeczpospolita(Scraper):
    name = "Rzeczpospolita"
    hosts = ("rp.pl",)
    country = "PL"
    language = "pl"
    sitemaps = ("https://www.rp.pl/sitemaps/news-sitemap.xml",)
