"""LBCI: generic reading is right, but for the title, which is `og:title`.

The headline in JSON-LD sets half of it in quotation marks. Seen on a page of 2026. Addresses as Fundus 0.5.7 lists
them.
"""

from scrapers._open_graph import OpenGraphTitle


class LBCI(OpenGraphTitle):
    name = "LBCI"
    hosts = ("lbcgroup.tv",)
    country = "LB"
    feeds = ("https://www.lbcgroup.tv/Rss/latest-news/en",)
    sitemaps = ("https://www.lbcgroup.tv/newssitemap.xml",)
