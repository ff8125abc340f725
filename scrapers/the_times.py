"""The Times: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class TheTimes(Scraper):
    name = "The Times"
    hosts = ("thetimes.co.uk", "thetimes.com")
    country = "GB"
    language = "en"
    feeds = ("https://www.thetimes.co.uk/rss",)
