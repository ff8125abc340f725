"""Die Zeit: generic reading is right.

Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class DieZeit(Scraper):
    name = "Die Zeit"
    hosts = ("zeit.de",)
    country = "DE"
    language = "de"
    feeds = ("https://newsfeed.zeit.de/news/index",)
