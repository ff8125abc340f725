"""taz: generic reading is right.

Seen on two pages of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class Taz(Scraper):
    name = "taz"
    hosts = ("taz.de",)
    country = "DE"
    language = "de"
    sitemaps = ("https://taz.de/sitemap-google-news.xml",)
