"""Sermitsiaq: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Sermitsiaq(Scraper):
    name = "Sermitsiaq"
    hosts = ("sermitsiaq.ag",)
    country = "GL"
    language = "kl"
    sitemaps = ("https://www.sermitsiaq.ag/sitemap.xml",)
