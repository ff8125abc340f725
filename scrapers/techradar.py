"""TechRadar: generic reading is right.

Seen on a page of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TechRadar(Scraper):
    name = "TechRadar"
    hosts = ("techradar.com",)
    country = "GB"
    language = "en"
    sitemaps = ("https://www.techradar.com/sitemap-news.xml",)
