"""Frankfurter Rundschau: generic reading is right, but for the title.

The headline in JSON-LD is for search engines. Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from scrapers._ippen import Ippen


class FrankfurterRundschau(Ippen):
    name = "Frankfurter Rundschau"
    hosts = ("fr.de",)
    country = "DE"
    language = "de"
    feeds = ("https://fr.de/rssfeed.rdf",)
    sitemaps = ("https://www.fr.de/news.xml",)
