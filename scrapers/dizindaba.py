"""Dizindaba: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Dizindaba(Scraper):
    name = "Dizindaba"
    hosts = ("dizindaba.co.za",)
    country = "ZA"
    language = "xh"
    sitemaps = ("https://dizindaba.co.za/sitemap_index.xml",)
