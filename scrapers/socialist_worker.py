"""Socialist Worker: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class SocialistWorker(Scraper):
    name = "Socialist Worker"
    hosts = ("socialistworker.co.uk",)
    country = "GB"
    language = "en"
    feeds = ("https://socialistworker.co.uk/feed/",)
