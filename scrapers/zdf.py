"""ZDF: generic reading is right, but for the title, which is `og:title`.

Seen on a page of zdfheute.de of 2025 and read so by Fundus 0.5. Addresses as Fundus 0.5.7 lists them.
"""

from scrapers._open_graph import OpenGraphTitle


class ZDF(OpenGraphTitle):
    name = "ZDF"
    hosts = ("zdf.de", "zdfheute.de")
    country = "DE"
    language = "de"
    feeds = ("https://www.zdf.de/rss/zdf/nachrichten",)
    sitemaps = ("https://www.zdf.de/news-sitemap.xml",)
