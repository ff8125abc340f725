"""The West Australian: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheWestAustralian(Scraper):
    name = "The West Australian"
    hosts = ("thewest.com.au",)
    country = "AU"
    language = "en"
    feeds = ("https://thewest.com.au/rss",)
    sitemaps = ("https://thewest.com.au/news-sitemap.xml",)
