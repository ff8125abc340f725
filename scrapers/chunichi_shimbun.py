"""Chunichi Shimbun: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class ChunichiShimbun(Scraper):
    name = "Chunichi Shimbun"
    hosts = ("chunichi.co.jp",)
    country = "JP"
    language = "ja"
    sitemaps = ("https://www.chunichi.co.jp/sitemap.xml",)
