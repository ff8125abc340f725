"""Hackney Citizen: read generically; no page of it has been compared yet.

Its feed as other collectors use it.
"""

from archive.scraper import Scraper


class HackneyCitizen(Scraper):
    name = "Hackney Citizen"
    hosts = ("hackneycitizen.co.uk",)
    country = "GB"
    language = "en"
    feeds = ("https://www.hackneycitizen.co.uk/feed/",)
