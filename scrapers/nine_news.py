"""Nine News: generic reading is right.

Seen on a page of 2026. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class NineNews(Scraper):
    name = "Nine News"
    hosts = ("nine.com.au",)
    country = "AU"
    language = "en"
    feeds = ("https://www.nine.com.au/rss/feed.xml",)
