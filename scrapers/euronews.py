"""Euronews: generic reading is right, but for the title, which is `og:title`.

The headline in JSON-LD is the address in words. Seen on two pages of 2024 and read so by Fundus 0.5. Addresses as
Fundus 0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class Euronews(OpenGraphTitle):
    name = "Euronews"
    hosts = ("euronews.com",)
    sitemaps = (
        "https://de.euronews.com/sitemaps/de/latest-news.xml",
        "https://fr.euronews.com/sitemaps/fr/latest-news.xml",
        "https://www.euronews.com/sitemaps/en/latest-news.xml",
    )
