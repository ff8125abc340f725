"""BBC: read generically; no page of it has been compared yet.

Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class BBC(Scraper):
    name = "BBC"
    hosts = ("bbc.co.uk", "bbc.com")
    country = "GB"
    language = "en"
    feeds = ("https://feeds.bbci.co.uk/news/rss.xml",)
    sitemaps = ("https://www.bbc.co.uk/sitemaps/https-index-uk-news.xml",)
