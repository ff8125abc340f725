"""Nieuwsblad: generic reading is right.

Seen on a page of 2025. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Nieuwsblad(Scraper):
    name = "Nieuwsblad"
    hosts = ("nieuwsblad.be",)
    country = "BE"
    language = "nl"
    feeds = ("https://www.nieuwsblad.be/rss/",)
    sitemaps = ("https://www.nieuwsblad.be/sitemap-news.xml",)
