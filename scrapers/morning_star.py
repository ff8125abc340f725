"""Morning Star: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class MorningStar(Scraper):
    name = "Morning Star"
    hosts = ("morningstaronline.co.uk",)
    country = "GB"
    language = "en"
    feeds = ("https://morningstaronline.co.uk/feed",)
