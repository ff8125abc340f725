"""Washington Post: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class WashingtonPost(Scraper):
    name = "Washington Post"
    hosts = ("washingtonpost.com",)
    country = "US"
    language = "en"
    feeds = ("https://feeds.washingtonpost.com/rss/world", "https://feeds.washingtonpost.com/rss/national")
    sitemaps = ("https://www.washingtonpost.com/sitemaps/news-sitemap.xml.gz",)
