"""The Telegraph: read generically; no page of it has been compared yet.

Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheTelegraph(Scraper):
    name = "The Telegraph"
    hosts = ("telegraph.co.uk",)
    country = "GB"
    language = "en"
    feeds = ("https://www.telegraph.co.uk/rss.xml",)
    sitemaps = ("https://www.telegraph.co.uk/custom/daily-news/sitemap.xml",)
