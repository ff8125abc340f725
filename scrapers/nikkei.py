"""Nikkei: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Nikkei(Scraper):
    name = "Nikkei"
    hosts = ("nikkei.com",)
    country = "JP"
    language = "ja"
    sitemaps = ("https://www.nikkei.com/sitemap.xml",)
