"""Durban Local: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class DurbanLocal(Scraper):
    name = "Durban Local"
    hosts = ("durbanlocal.co.za",)
    country = "ZA"
    language = "en"
    sitemaps = ("https://durbanlocal.co.za/sitemap/",)
