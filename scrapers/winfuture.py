"""WinFuture: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class WinFuture(Scraper):
    name = "WinFuture"
    hosts = ("winfuture.de",)
    country = "DE"
    language = "de"
    feeds = ("https://static.winfuture.de/feeds/WinFuture-News-rss2.0.xml",)
    sitemaps = ("https://winfuture.de/sitemap-latest-news.xml.gz",)
