"""Evening Standard: read generically; no page of it has been compared yet.

Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class EveningStandard(Scraper):
    name = "Evening Standard"
    hosts = ("standard.co.uk",)
    country = "GB"
    language = "en"
    feeds = ("https://www.standard.co.uk/rss",)
