"""Freedom News: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class FreedomNews(Scraper):
    name = "Freedom News"
    hosts = ("freedomnews.org.uk",)
    country = "GB"
    language = "en"
    feeds = ("https://freedomnews.org.uk/feed/",)
