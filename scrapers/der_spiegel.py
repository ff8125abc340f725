"""Der Spiegel: generic reading is right, but for the title, which is `og:title`.

The headline in JSON-LD is for search engines. Seen on a page of 2023. Addresses as Fundus 0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class DerSpiegel(OpenGraphTitle):
    name = "Der Spiegel"
    hosts = ("spiegel.de",)
    country = "DE"
    language = "de"
    feeds = ("https://www.spiegel.de/schlagzeilen/index.rss",)
    sitemaps = ("https://www.spiegel.de/sitemaps/news-de.xml",)
