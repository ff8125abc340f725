"""The London Economic: read generically; no page of it has been compared yet."""

from archive.scraper import Scraper


class TheLondonEconomic(Scraper):
    name = "The London Economic"
    hosts = ("thelondoneconomic.com",)
    country = "GB"
    language = "en"
