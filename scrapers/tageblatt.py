"""Tageblatt: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Tageblatt(Scraper):
    name = "Tageblatt"
    hosts = ("tageblatt.lu",)
    country = "LU"
    language = "de"
    sitemaps = ("https://www.tageblatt.lu/Sitemap_Index.xml.gz",)
