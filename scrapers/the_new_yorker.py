"""The New Yorker: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheNewYorker(Scraper):
    name = "The New Yorker"
    hosts = ("newyorker.com",)
    country = "US"
    language = "en"
    sitemaps = ("https://www.newyorker.com/feed/google-news-sitemap-feed/sitemap-google-news",)
