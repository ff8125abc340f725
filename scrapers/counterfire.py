"""Counterfire: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class Counterfire(Scraper):
    name = "Counterfire"
    hosts = ("counterfire.org",)
    country = "GB"
    language = "en"
    feeds = ("https://www.counterfire.org/feed/",)
