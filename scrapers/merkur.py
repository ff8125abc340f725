"""Merkur: generic reading is right, but for the title.

The headline in JSON-LD is for search engines. Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from scrapers._ippen import Ippen


class Merkur(Ippen):
    name = "Merkur"
    hosts = ("merkur.de",)
    country = "DE"
    language = "de"
    feeds = ("https://www.merkur.de/welt/rssfeed.rdf",)
    sitemaps = ("https://www.merkur.de/news.xml",)
