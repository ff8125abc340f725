"""The Mirror: read generically; no page of it has been compared yet.

Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheMirror(Scraper):
    name = "The Mirror"
    hosts = ("mirror.co.uk",)
    country = "GB"
    language = "en"
    sitemaps = ("https://www.mirror.co.uk/map_news.xml",)
