"""Isolezwe: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Isolezwe(Scraper):
    name = "Isolezwe"
    hosts = ("isolezwe.co.za",)
    country = "ZA"
    language = "zu"
    sitemaps = ("https://isolezwe.co.za/sitemap/",)
