"""World Socialist Web Site: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class WorldSocialistWebSite(Scraper):
    name = "World Socialist Web Site"
    hosts = ("wsws.org",)
    country = "GB"
    feeds = ("https://www.wsws.org/en/rss.xml",)
