"""Fox News: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class FoxNews(Scraper):
    name = "Fox News"
    hosts = ("foxnews.com",)
    country = "US"
    language = "en"
    feeds = ("https://moxie.foxnews.com/google-publisher/latest.xml",)
    sitemaps = ("https://www.foxnews.com/sitemap.xml?type=news",)
