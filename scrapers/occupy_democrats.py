"""Occupy Democrats: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class OccupyDemocrats(Scraper):
    name = "Occupy Democrats"
    hosts = ("occupydemocrats.com",)
    country = "US"
    language = "en"
    sitemaps = ("https://occupydemocrats.com/sitemap.xml",)
