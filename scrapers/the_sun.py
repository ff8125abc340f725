"""The Sun: read generically; no page of it has been compared yet.

Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheSun(Scraper):
    name = "The Sun"
    hosts = ("thesun.co.uk",)
    country = "GB"
    language = "en"
    sitemaps = ("https://www.thesun.co.uk/news-sitemap.xml",)
