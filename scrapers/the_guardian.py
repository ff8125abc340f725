"""The Guardian: read generically; no page of it has been compared yet.

Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheGuardian(Scraper):
    name = "The Guardian"
    hosts = ("theguardian.com", "guardian.co.uk")
    country = "GB"
    language = "en"
    feeds = ("https://www.theguardian.com/world/rss",)
    sitemaps = ("https://www.theguardian.com/sitemaps/news.xml",)
