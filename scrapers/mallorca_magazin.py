"""Mallorca Magazin: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class MallorcaMagazin(Scraper):
    name = "Mallorca Magazin"
    hosts = ("mallorcamagazin.com",)
    country = "ES"
    language = "de"
    sitemaps = ("https://www.mallorcamagazin.com/googlenews.xml",)
