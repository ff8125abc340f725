"""Financial Times: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class FinancialTimes(Scraper):
    name = "Financial Times"
    hosts = ("ft.com",)
    country = "GB"
    language = "en"
    feeds = ("https://www.ft.com/rss/home",)
