"""Wired: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Wired(Scraper):
    name = "Wired"
    hosts = ("wired.com",)
    country = "US"
    language = "en"
    feeds = ("https://www.wired.com/feed/rss",)
    sitemaps = ("https://www.wired.com/feed/google-latest-news/sitemap-google-news",)
