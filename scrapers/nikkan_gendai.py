"""Nikkan Gendai: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class NikkanGendai(Scraper):
    name = "Nikkan Gendai"
    hosts = ("nikkan-gendai.com",)
    country = "JP"
    language = "ja"
    sitemaps = ("https://www.nikkan-gendai.com/sitemap.xml",)
