"""Landesspiegel: generic reading is right.

Seen on two pages of 2025 and 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Landesspiegel(Scraper):
    name = "Landesspiegel"
    hosts = ("landesspiegel.li",)
    country = "LI"
    language = "de"
    sitemaps = ("https://landesspiegel.li/sitemap-news.xml",)
