"""GameStar: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class GameStar(Scraper):
    name = "GameStar"
    hosts = ("gamestar.de",)
    country = "DE"
    language = "de"
    sitemaps = ("https://www.gamestar.de/sitemapnews.xml",)
