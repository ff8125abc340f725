"""Hackney Gazette: read generically; no page of it has been compared yet."""

from archive.scraper import Scraper


class HackneyGazette(Scraper):
    name = "Hackney Gazette"
    hosts = ("hackneygazette.co.uk",)
    country = "GB"
    language = "en"
