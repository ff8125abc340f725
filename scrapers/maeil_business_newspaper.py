"""Maeil Business Newspaper: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class MaeilBusinessNewspaper(Scraper):
    name = "Maeil Business Newspaper"
    hosts = ("mk.co.kr",)
    country = "KR"
    language = "ko"
    sitemaps = ("https://www.mk.co.kr/sitemap/latest-articles/",)
