"""Sankei Shimbun: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class SankeiShimbun(Scraper):
    name = "Sankei Shimbun"
    hosts = ("sankei.com",)
    country = "JP"
    language = "ja"
    sitemaps = ("https://www.sankei.com/feeds/sitemapindex-category/?outputType=xml",)
