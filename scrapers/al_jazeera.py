"""Al Jazeera: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class AlJazeera(Scraper):
    name = "Al Jazeera"
    hosts = ("aljazeera.com",)
    country = "QA"
    language = "en"
    feeds = ("https://www.aljazeera.com/xml/rss/all.xml",)
