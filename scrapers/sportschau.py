"""Sportschau: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Sportschau(Scraper):
    name = "Sportschau"
    hosts = ("sportschau.de",)
    country = "DE"
    language = "de"
    feeds = ("https://www.sportschau.de/index~rss2.xml",)
    sitemaps = ("https://www.sportschau.de/kompakt-sp-100~news.xml",)
