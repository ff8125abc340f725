"""Ruhr Nachrichten: generic reading is right.

Seen on a page of 2024. Addresses as Fundus 0.5.7 lists them.
"""

from archive.scraper import Scraper


class RuhrNachrichten(Scraper):
    name = "Ruhr Nachrichten"
    hosts = ("ruhrnachrichten.de",)
    country = "DE"
    language = "de"
    feeds = ("https://www.ruhrnachrichten.de/service/feed/",)
    sitemaps = ("https://www.ruhrnachrichten.de/news-sitemap.xml",)
