"""The Independent: read generically; no page of it has been compared yet.

Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class TheIndependent(Scraper):
    name = "The Independent"
    hosts = ("independent.co.uk",)
    country = "GB"
    language = "en"
    sitemaps = ("https://www.independent.co.uk/sitemaps/googlenews",)
